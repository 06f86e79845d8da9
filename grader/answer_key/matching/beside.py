"""An answer beside the reference, by the item's kind alone: what the key worker and an opened sealed key both say.

Nothing here knows an author's file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction

from grader.answers.base.answer_kind import EXPLAINED, AnswerKind, Note
from grader.model import Certificate, Check, Json, Match, Text

FORGED = Text(
    de="Diese Antwort kam beschädigt an und zählt nicht. Prüfe, ob dein Code die Ausgabe umleitet.",
    en="This answer arrived damaged and does not count. Check whether your code redirects its output.",
)


def understood_as(kind: AnswerKind, options: Collection[str], raw: Json) -> Text | None:
    """How an answer was read; None for an option, which its student may know by another letter.

    From here on it is known to be one that the item's public reading can give.

    Raises:
        ValueError: it is no answer.
    """
    if not options:
        kind.expect(raw)
        return kind.show(raw)
    if type(raw) is not str or raw not in options:
        raise ValueError("no such option")
    return None


def beside(
    kind: AnswerKind,
    points: Fraction,
    raw: Json,
    reference: Json,
    *,
    checks: tuple[Check, ...] = (),
    advice: Text | None = None,
) -> Match:
    """The reference, no reference, or: cannot tell. `checks` are the answer's single steps, `advice` the item's own."""
    certificate = kind.same(raw, reference)
    accepted = kind.accepts(certificate)
    if certificate.verdict == "proved":
        note = kind.remark(raw, reference) or _gap(certificate, accepted)
        return Match("reference" if accepted else "none", certificate=certificate, checks=checks, note=note)
    if checks and all(check.passed for check in checks):  # every step right within its tolerance
        return Match("reference", certificate=certificate, checks=checks)
    if accepted:
        return Match("reference", certificate=certificate, checks=checks, note=_not_proved(certificate))
    if certificate.verdict == "undecided":
        return Match(
            "cannot_tell",
            certificate=certificate,
            credit=credit(checks),
            checks=checks,
            reason=certificate.explanation if certificate.method in EXPLAINED else _undecided(certificate),
        )
    earned = kind.partial(raw, reference)
    if earned is not None:
        note = earned.note if earned.says_all else _joined(earned.note, advice)
        return Match("none", certificate=certificate, credit=points * earned.share, note=note)
    said = note_on(kind, raw, reference)
    alone = kind.rights(raw, reference, lambda own, length: None)
    return Match(
        "none",
        said.mistake if said else None,
        certificate,
        credit=credit(checks),
        checks=checks,
        note=said.text if said else _which_steps(checks, alone) or advice,
    )


def note_on(kind: AnswerKind, raw: Json, reference: Json) -> Note | None:
    """What is to be said about an answer that is not right: a generic mistake first."""
    found = kind.generic(raw, reference)
    if found is not None:
        return found
    text = kind.note(raw, reference)
    return Note(text) if text is not None else None


def as_checks(rights: Sequence[bool], points: Fraction) -> tuple[Check, ...]:
    """The single steps of an answer, each worth its share."""
    worth = points / max(len(rights), 1)
    return tuple(
        Check(str(position), right, worth if right else Fraction(0), worth) for position, right in enumerate(rights, start=1)
    )


def credit(checks: Iterable[Check]) -> Fraction:
    """The points of all checks together."""
    return sum((check.points for check in checks), Fraction(0))


def _joined(note: Text, advice: Text | None) -> Text:
    """What is right already, and the item's own advice on the rest."""
    return note if advice is None else Text(de=f"{note.de} {advice.de}", en=f"{note.en} {advice.en}")


def _which_steps(checks: tuple[Check, ...], alone: list[bool]) -> Text | None:
    """Where to look in a sequence of which some steps are right; those that are so only given the entry before are named."""
    wrong = [check.name for check in checks if not check.passed]
    if not wrong or len(wrong) == len(checks):
        return None
    right = len(checks) - len(wrong)
    carried = [check.name for check, itself in zip(checks, alone, strict=False) if check.passed and not itself]
    de = f"{right} von {len(checks)} Einträgen {'stimmt' if right == 1 else 'stimmen'}. "
    en = f"{right} of {len(checks)} entries {'is' if right == 1 else 'are'} right. "
    if carried:
        counts_de, counts_en = ("zählt", "counts") if len(carried) == 1 else ("zählen", "count")
        de += f"Eintrag {_listed(carried, 'und')} {counts_de}, weil du von deinem eigenen davor richtig weitergerechnet hast. "
        en += f"Entry {_listed(carried, 'and')} {counts_en}, since you went on rightly from your own one before. "
    return Text(
        de=f"{de}Rechne Eintrag {_listed(wrong, 'und')} noch einmal nach.",
        en=f"{en}Work out entry {_listed(wrong, 'and')} once more.",
    )


def _listed(names: list[str], word: str) -> str:
    """`2`, `2 and 3`, `2, 3 and 4`."""
    return f" {word} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _gap(certificate: Certificate, accepted: bool) -> Text | None:
    if not certificate.domain_differs_at:
        return None
    at = certificate.domain_differs_at
    start = Text(de="Richtig; allerdings ist" if accepted else "Fast; aber", en="Right; though" if accepted else "Nearly; but")
    return Text(
        de=f"{start.de} bei {at} {'' if accepted else 'ist '}nur eine der beiden Formeln definiert.",
        en=f"{start.en} at {at} only one of the two formulas is defined.",
    )


def _not_proved(certificate: Certificate) -> Text:
    return Text(
        de=f"Numerisch gleich ({certificate.digits} Stellen an {certificate.points} Punkten), nicht bewiesen.",
        en=f"Numerically equal ({certificate.digits} digits at {certificate.points} points), not proved.",
    )


def _undecided(certificate: Certificate) -> Text:
    known_de = f" ({certificate.digits} Stellen stimmen an {certificate.points} Punkten überein)" if certificate.digits else ""
    known_en = f" ({certificate.digits} digits agree at {certificate.points} points)" if certificate.digits else ""
    return Text(
        de=f"Das konnte nicht sicher entschieden werden{known_de}; deine Lehrkraft sieht es sich an.",
        en=f"This could not be decided for certain{known_en}; your teacher will look at it.",
    )
