"""A scheduler and workers as processes of their own, with certificates of an authority that is made for them."""

from __future__ import annotations

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PATIENCE = 120  # seconds; only a failing test waits so long
SCHEDULER = "from distributed.cli.dask_scheduler import main; main()"
WORKER = "from distributed.cli.dask_worker import main; main()"


def certificates(folder: Path) -> None:
    """ca.pem, cert.pem and key.pem in `folder`: an authority, and a certificate of it for everybody."""
    own, theirs = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca = _certificate("authority", "authority", own, own, is_ca=True)
    cert = _certificate("anybody", "authority", theirs, own, is_ca=False)
    (folder / "ca.pem").write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    (folder / "cert.pem").write_bytes(cert.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        theirs.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _certificate(
    subject: str, issuer: str, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, *, is_ca: bool
) -> x509.Certificate:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
        .sign(by, hashes.SHA256())
    )


@dataclass(frozen=True, slots=True)
class Machine:
    """A process, and the folder that is its own: what it says, and its temporary files."""

    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    def said(self) -> str:
        return (self.folder / "log").read_text()


@dataclass(frozen=True, slots=True)
class Scheduler:
    """A running scheduler; its workers are of the same authority, whose certificates lie in `tls`."""

    machine: Machine
    address: str
    tls: Path

    @property
    def options(self) -> list[str]:
        """What `grade class` must be told."""
        named = [f"--tls-{name}={self.tls / name}.pem" for name in ("ca", "cert", "key")]
        return ["--cluster", self.address, *named]


def wait_until(done: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@contextmanager
def scheduler(folder: Path, tls: Path) -> Iterator[Scheduler]:
    file = folder / "scheduler.json"
    arguments = ["--protocol", "tls", "--port", "0", "--host", "127.0.0.1", "--scheduler-file", str(file)]
    with _started(folder, SCHEDULER, tls, arguments) as machine:
        wait_until(lambda: file.exists() and file.read_text().endswith("}"))
        yield Scheduler(machine, json.loads(file.read_text())["address"], tls)


@contextmanager
def worker(folder: Path, of: Scheduler, *, code: str = WORKER, **environment: str) -> Iterator[Machine]:
    """A worker of one thread that is known to the scheduler."""
    arguments = [of.address, "--nthreads", "1", "--no-nanny", "--local-directory", str(folder)]
    with _started(folder, code, of.tls, arguments, **environment) as machine:
        wait_until(lambda: "Registered to" in machine.said())
        yield machine


@contextmanager
def _started(folder: Path, code: str, tls: Path, arguments: Sequence[str], **environment: str) -> Iterator[Machine]:
    (folder / "tmp").mkdir(parents=True)
    pairs = {"--tls-ca-file": "ca.pem", "--tls-cert": "cert.pem", "--tls-key": "key.pem"}
    named = [word for option, file in pairs.items() for word in (option, str(tls / file))]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GRADER_", "DASK_"))}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments, "--no-dashboard", *named],
            env={**clean, "TMPDIR": str(folder / "tmp"), **environment},
            stdout=log,
            stderr=log,
            cwd=folder,
        )
    try:
        yield Machine(process, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
