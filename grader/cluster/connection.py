"""The connection to a scheduler: who we are, what is taken over it, and what is said when it fails.

The only file that imports dask.distributed when a class is graded, and so the one that says that it is missing.
"""

from __future__ import annotations

import logging

from grader.cluster.address import Cluster
from grader.errors import GraderError

try:
    import dask
    from distributed import Client
    from distributed.security import Security
except ImportError as error:
    raise GraderError(
        "Grading on a cluster needs Dask. Install it: pip install 'grader[cluster]'",
        de="Für einen Cluster fehlt Dask. Installiere es: pip install 'grader[cluster]'",
    ) from error

CONNECTING = 10.0  # seconds


def connected(cluster: Cluster) -> Client:
    """A client that reads nothing but bytes of what tasks give.

    Raises:
        GraderError: there are no certificates, or nobody answers.
    """
    address = cluster.address
    for name in ("distributed", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of it is said here, in a sentence
    dask.config.set(
        {
            "distributed.admin.large-graph-warning-threshold": "1 GiB",
            "distributed.comm.timeouts.connect": f"{CONNECTING} s",  # also when the scheduler has gone away
        }
    )
    security = None
    if address.startswith("tls://"):
        named = {
            "tls_ca_file": cluster.ca,
            "tls_client_cert": cluster.cert,
            "tls_client_key": cluster.key,
        }
        security = Security(**{name: str(path) for name, path in named.items() if path}, require_encryption=True)
        if not (security.tls_ca_file and security.tls_client_cert):
            raise GraderError(
                f"For {address} there are no certificates. Name them: --tls-ca, --tls-cert, --tls-key; or set them in Dask's "
                "configuration.",
                de=f"Für {address} fehlen Zertifikate. Nenne sie: --tls-ca, --tls-cert, --tls-key; oder trage sie in der "
                "Konfiguration von Dask ein.",
            )
    try:  # only bytes come back, and Dask reads bytes without pickle
        return Client(
            address,
            security=security,
            timeout=CONNECTING,
            set_as_default=False,
            name="grade-class",
            deserializers=["dask", "msgpack"],
        )
    except Exception as error:
        raise GraderError(
            f"No scheduler answers at {address} ({brief(error)}). Does it run, and are all certificates of one authority?",
            de=f"Unter {address} antwortet kein Scheduler ({brief(error)}). Läuft er, und sind die Zertifikate von derselben "
            "Stelle?",
        ) from error


def gone(address: str) -> GraderError:
    """What to say when the scheduler does not answer any more."""
    return GraderError(
        f"The scheduler at {address} has gone away. What was graded is kept: the same command goes on where it was.",
        de=f"Der Scheduler {address} ist weg. Was bewertet ist, bleibt: derselbe Befehl macht dort weiter.",
    )


def brief(error: Exception) -> str:
    """The first words of an error, for a sentence."""
    return (str(error) or type(error).__name__).partition("\n")[0][:120]
