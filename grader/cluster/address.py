"""Which addresses of a scheduler are taken: whoever may speak to one without certificates runs any code there."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import GraderError

_ADDRESS = re.compile(r"(?:([a-z]+)://)?(\[[0-9a-fA-F:]+\]|[^\s/:\[\]]+):(\d{1,5})/?")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler, and our certificates: files; what is None stands in Dask's own configuration."""

    address: str
    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None


def checked(cluster: Cluster) -> Cluster:
    """The same with its address in full: tls://HOST:PORT, or tcp:// on this machine itself.

    Raises:
        GraderError: it is none, or it could be read and answered by anybody on the way.
    """
    address = cluster.address
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise GraderError(
            f"{address!r} is no address of a scheduler. It looks like this: tls://HOST:8786",
            de=f"{address!r} ist keine Adresse eines Schedulers. So sieht sie aus: tls://HOST:8786",
        )
    scheme, host, port = found[1] or ("tcp" if _is_here(found[2]) else "tls"), found[2], found[3]
    if scheme == "tls" or (scheme == "tcp" and _is_here(host)):
        return replace(cluster, address=f"{scheme}://{host}:{port}")
    raise GraderError(
        f"{address} is not protected: whoever is on the way could read solutions and run code. Start the scheduler and its "
        f"workers with certificates and name it tls://{host}:{port}. Without them it may only be on this machine.",
        de=f"{address} ist nicht geschützt: wer unterwegs mithört, könnte Lösungen lesen und Code ausführen. Starte Scheduler "
        f"und Worker mit Zertifikaten und nenne ihn tls://{host}:{port}. Ohne darf er nur auf diesem Rechner laufen.",
    )


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
