"""What was judged then and what is judged now, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.model import Certificate, Json, Result, Verdict
from grader.storage import codec


def differing(then: Result, now: Result) -> tuple[str, ...]:
    """The ids of items that are not judged the same for the same reasons."""
    before, after = _by_item(then), _by_item(now)
    return tuple(item for item in dict.fromkeys((*before, *after)) if before.get(item) != after.get(item))


def not_as_receipted(document: Mapping[str, Any], now: Result) -> tuple[str, ...]:
    """The ids of items that a receipt shows with another outcome or other points; what a teacher has decided is not looked
    at, since nobody judges that again."""
    shown = {item["id"]: (item["outcome"], item["points"]) for item in document["items"] if "decision" not in item}
    judged = {one.item.id: (str(one.outcome), round(float(one.points), 6)) for one in now.verdicts}
    return tuple(item for item, what in shown.items() if judged.get(item) != what)


def proofs(result: Result) -> int:
    """How many verdicts rest on a proof that the independent checker has confirmed."""
    return sum(verdict.certificate is not None and verdict.certificate.checked is True for verdict in result.verdicts)


def _by_item(result: Result) -> dict[str, Json]:
    return {verdict.item.id: _dumped(verdict) for verdict in result.verdicts}


def _dumped(verdict: Verdict) -> Json:
    """Whether the checker could follow a proof hangs on its time; that it contradicts one does not."""
    document = codec.dump(verdict, without=("item", "certificate"))
    certificate: Certificate | None = verdict.certificate
    if certificate is not None:
        document["certificate"] = codec.dump(certificate, without=("checked",))
        document["contradicted"] = certificate.checked is False
    return document
