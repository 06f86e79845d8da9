"""An address is taken if nobody on the way can read or answer."""

from __future__ import annotations

import pytest

from grader.cluster.address import Cluster, checked
from grader.errors import GraderError

TAKEN = [
    ("tls://grading.example.org:8786", "tls://grading.example.org:8786"),
    ("grading.example.org:8786", "tls://grading.example.org:8786"),
    ("tls://10.0.0.7:8786/", "tls://10.0.0.7:8786"),
    ("localhost:8786", "tcp://localhost:8786"),
    ("127.0.0.1:8786", "tcp://127.0.0.1:8786"),
    ("tcp://127.0.0.2:8786", "tcp://127.0.0.2:8786"),
    ("tcp://[::1]:8786", "tcp://[::1]:8786"),
    ("tls://localhost:8786", "tls://localhost:8786"),
]
REFUSED = [
    "tcp://10.0.0.7:8786",
    "tcp://grading.example.org:8786",
    "tcp://[2001:db8::1]:8786",
    "tcp://localhost.example.org:8786",
    "tcp://127.0.0.1.example.org:8786",
    "ws://127.0.0.1:8786",
    "inproc://127.0.0.1:8786",
]
NONE = ["", "grading", "tls://", "tls://host", "tls://host:port", "tls://a b:1", "tls://user@host:1/path", "file:///etc/passwd"]


@pytest.mark.parametrize(("typed", "full"), TAKEN)
def test_protected_addresses_and_this_machine_are_taken(typed: str, full: str) -> None:
    assert checked(Cluster(typed)).address == full


@pytest.mark.parametrize("typed", REFUSED)
def test_what_others_could_read_is_refused_with_what_to_do(typed: str) -> None:
    with pytest.raises(GraderError, match=r"not protected.*tls://"):
        checked(Cluster(typed))


@pytest.mark.parametrize("typed", NONE)
def test_what_is_no_address_is_refused_with_how_one_looks(typed: str) -> None:
    with pytest.raises(GraderError, match="is no address of a scheduler"):
        checked(Cluster(typed))
