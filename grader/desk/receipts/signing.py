"""A document with a signature by Ed25519: whoever has the public key can check it, and nobody but us can make one.

With a code by HMAC whoever could check a receipt could also forge one. The private key lies in the gradebook, so that it is
where receipts are checked, goes into its backup and is the same for all who share it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from grader.errors import GraderError

_CONTEXT = b"grader receipt 1\0"  # a signature of ours says nothing about anything else


def signed(document: Mapping[str, Any], private: bytes) -> dict[str, Any]:
    """The document with the name that it gets from what is in it, the public key and the signature of all that."""
    key = Ed25519PrivateKey.from_private_bytes(private)
    whole = {**document, "key": public(private)}
    whole["id"] = hashlib.sha256(_canonical(whole)).hexdigest()[:16]
    return {**whole, "signature": key.sign(_CONTEXT + _canonical(whole)).hex()}


def public(private: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def expect_ours(document: Mapping[str, Any], ours: Collection[str]) -> None:
    """Raises GraderError: one of our public keys has not signed exactly this."""
    key, signature = document.get("key"), document.get("signature")
    if key not in ours:
        raise GraderError(
            "This gradebook has not signed that receipt: it is another class's, or forged.",
            de="Diesen Beleg hat nicht dieses Notenbuch unterschrieben: er ist von einer anderen Klasse oder gefälscht.",
        )
    rest = {name: value for name, value in document.items() if name != "signature"}
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(key))).verify(
            bytes.fromhex(signature) if isinstance(signature, str) else b"", _CONTEXT + _canonical(rest)
        )
    except (InvalidSignature, ValueError) as error:
        raise GraderError(
            "The receipt was changed after it was signed, so it shows nothing. Take the file as it was given out.",
            de="Der Beleg wurde verändert, nachdem er unterschrieben war; er belegt nichts. Nimm die Datei, wie sie "
            "ausgegeben wurde.",
        ) from error


def _canonical(document: Mapping[str, Any]) -> bytes:
    """The one way to write it: the same document has the same signature, however a file folds it."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
