"""Each new proof is gone through again by the independent checker before a verdict rests on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from grader.algebra.door import Proved, recording
from grader.algebra.syntax.errors import ParseError
from grader.errors import GraderError
from grader.model import Certificate, Continuation, Match, Text
from grader.proofcheck.checker import check
from grader.proofcheck.values.findings import Finding

SECONDS = 0.1  # of the processor, for one proof
KEPT = 4000  # findings that are remembered


class ProofChecks:
    """What was found of the proofs so far; the same proof is checked once."""

    def __init__(self) -> None:
        self._known: dict[Any, Finding] = {}

    def matched(self, match: Callable[[], Match]) -> Match:
        """The match, its certificate with what the checker says; undecided and our fault if a proof is contradicted."""
        with recording() as proofs:
            found = match()
        findings = [self._finding(proof) for proof in proofs]
        wrong = next((finding for finding in findings if finding.verdict == "contradicted"), None)
        if wrong is not None:
            certificate = Certificate("undecided", "contradicted proof", _shown(wrong), checked=False)
            return Match("cannot_tell", certificate=certificate, reason=OUR_FAULT, understood=found.understood, fault=True)
        if not findings or found.certificate is None or found.certificate.verdict != "proved":
            return found
        confirmed = all(finding.verdict == "confirmed" for finding in findings)
        return replace(found, certificate=replace(found.certificate, checked=confirmed or None))

    def followed(self, follow: Callable[[], Continuation | None]) -> Continuation | None:
        """What follows from a student's own answers. Raises GraderError if a proof of it is contradicted."""
        with recording() as proofs:
            found = follow()
        for proof in proofs:
            finding = self._finding(proof)
            if finding.verdict == "contradicted":
                raise GraderError(_shown(finding).en, de=_shown(finding).de)
        return found

    def _finding(self, proof: Proved) -> Finding:
        name = (proof.left, proof.right, tuple(sorted(proof.ranges.items())), proof.certificate.assuming)
        if name not in self._known:
            if len(self._known) >= KEPT:
                del self._known[next(iter(self._known))]
            self._known[name] = _found(proof)
        return self._known[name]


def _found(proof: Proved) -> Finding:
    try:
        return check(proof.claim(), proof.steps, SECONDS)
    except ParseError as trouble:  # what is assumed is stated, but cannot be read again
        return Finding("not checkable", str(trouble))


OUR_FAULT = Text(
    de="Der Grader hat einen Beweis gefunden, der einer zweiten Prüfung nicht standhält. Das ist sein Fehler, nicht deiner, "
    "und kostet dich keine Punkte; deine Lehrkraft sieht es sich an.",
    en="The grader found a proof that does not stand up to a second check. That is its fault, not yours. It costs you no "
    "points; your teacher will look at it.",
)


def _shown(finding: Finding) -> Text:
    return Text(
        de=f"Ein Beweis hält einer zweiten Prüfung nicht stand: {finding.reason}.",
        en=f"A proof does not stand up to a second check: {finding.reason}.",
    )
