"""Gradescope's export of submissions: submission_123/ for each, and whose they are in submission_metadata.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from grader.errors import GraderError
from grader.model import Text
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.platform import Arranged, Platform, files_in, people

_LIST = "submission_metadata.yml"
_LONG = 64 << 20  # bytes; it holds the history of everybody


class GradescopeExport(Platform):
    word = "gradescope"
    title = Text(de="Gradescope-Export", en="Gradescope export")
    expected = Text(
        de="da liegen submission_123/ und submission_metadata.yml.",
        en="there, submission_123/ and submission_metadata.yml lie.",
    )

    def arranged(self, lying: Sequence[Lying | Refused], around: str, *, asked: bool) -> Arranged | None:
        listed = next((one for one in files_in(lying) if one.parts == (_LIST,)), None)
        if listed is None:
            return None
        known = _submissions(listed.head(_LONG))
        people_of = {folder: _submitters(entry) for folder, entry in known.items()}
        everybody = {one: (name, alone) for own in people_of.values() for one, (name, alone) in own.items()}
        names = people(everybody)
        found: list[Lying | Refused] = []
        for one in lying:
            folder = one.parts[0] if one.parts else ""
            own = people_of.get(folder)
            if own:  # a team's work is that of each of them
                found += [replace(one, parts=(names[person], *one.parts[1:])) for person in own]
            elif one is not listed:
                found.append(one)
        folders = {names[person]: folder for folder, own in people_of.items() for person in own}
        times = {names[person]: time for folder, own in people_of.items() for person in own if (time := _time(known[folder]))}
        return Arranged(tuple(found), folders, times)


def _submissions(data: bytes) -> dict[str, Mapping[str, Any]]:
    """What the list says of each submission.

    Raises:
        GraderError: it cannot be read, or what reads it is not installed.
    """
    try:
        import yaml
    except ImportError as error:
        raise GraderError(
            f"To read {_LIST}, PyYAML is needed: pip install 'grader[desk]'",
            de=f"Um {_LIST} zu lesen, fehlt PyYAML: pip install 'grader[desk]'",
        ) from error
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        document = yaml.load(data, Loader=loader)  # a safe loader, whichever it is
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        document = error
    if not isinstance(document, dict):
        raise GraderError(
            f"{_LIST} cannot be read. Export the submissions from Gradescope again.",
            de=f"{_LIST} lässt sich nicht lesen. Exportiere die Abgaben noch einmal aus Gradescope.",
        )
    return {str(name): entry for name, entry in document.items() if isinstance(entry, dict)}


def _submitters(entry: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Each person by what only they have, with their name."""
    found: dict[str, tuple[str, str]] = {}
    submitters = entry.get(":submitters")
    for one in submitters if isinstance(submitters, list) else []:
        if isinstance(one, dict):
            name, sid, email = (_word(one.get(key)) for key in (":name", ":sid", ":email"))
            alone = sid or email or name
            if alone:
                found[alone] = (name or alone, alone)
    return found


def _word(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""


def _time(entry: Mapping[str, Any]) -> str:
    time = entry.get(":created_at")
    if not isinstance(time, datetime):
        return ""
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).isoformat(timespec="seconds")
