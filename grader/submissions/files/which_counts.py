"""Which file counts where a student has several for one exercise, and what is said about the others. No date has a say:
a zip carries the time of the download, and the same class must come to the same grades in every form."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from grader.model import Problem, Submission, Text
from grader.submissions.files.file_names import in_a_sentence
from grader.submissions.files.handin import FoundBy, Part, ReadHandIn, Taken

_EVIDENCE: Mapping[FoundBy, int] = {"metadata": 2, "marker": 2, "name": 1, "items": 0}
_COUNTER = re.compile(r"\s*\((\d{1,6})\)$")  # as a browser appends it to what it has downloaded before
_NAMED = 3  # files that are named in a sentence
_MOST_NOTES = 10  # of one file, whatever a child sends


@dataclass(frozen=True, slots=True)
class Contender:
    """A file for an exercise: its own name, its content's digest, and the part of it that belongs to the exercise."""

    name: str
    digest: str
    part: Part


_Reason = tuple[Callable[[Contender, str], int | str], Text]

# The order in which it is decided, each with the sentence for the file that wins. README says the same to teachers.
_REASONS: tuple[_Reason, ...] = (
    (lambda one, _: one.part.answers > 0, Text(de="nur darin stehen Antworten", en="only that one contains answers")),
    (lambda one, _: not one.part.blank, Text(de="die andere ist unbearbeitet", en="the other one is untouched")),
    (
        lambda one, _: _EVIDENCE[one.part.found_by],
        Text(de="sie sagt selbst, zu welcher Übung sie gehört", en="it says which exercise it belongs to"),
    ),
    (lambda one, _: _counter(one.name), Text(de="ihre Nummer in Klammern ist höher", en="its number in brackets is higher")),
    (lambda one, slug: _own(one, slug), Text(de="sie heißt wie die Vorlage", en="it is named like the template")),
    (lambda one, _: one.part.answers, Text(de="sie enthält mehr Antworten", en="it contains more answers")),
    (lambda one, _: one.name.lower().endswith(".ipynb"), Text(de="sie ist das Notebook", en="it is the notebook")),
    (
        lambda one, _: one.name,
        Text(de="der Name entscheidet", en="the name decides"),
    ),
    (lambda one, _: one.digest, Text(de="sonst ist nichts verschieden", en="nothing else differs")),
)


def best(candidates: Sequence[Contender], slug: str) -> int:
    """The place of the one that counts. `slug`: the second half of the name of the exercise's stub."""
    return max(range(len(candidates)), key=lambda place: [key(candidates[place], slug) for key, _ in _REASONS])


def why(chosen: Contender, other: Contender, slug: str) -> Text:
    """Why the chosen one comes before the other."""
    if chosen.digest == other.digest:
        return Text(de="beide haben denselben Inhalt", en="both have the same content")
    return next((text for key, text in _REASONS if key(chosen, slug) != key(other, slug)), _REASONS[-1][1])


def take(
    read: Iterable[ReadHandIn],
    slugs: Mapping[str, str] | None = None,
    only: Collection[str] = (),
) -> Taken:
    """One file for each exercise of a student; what was left out becomes a problem, and a blank sheet is no hand-in. `only`
    are the exercises that count, or none, if all do."""
    slugs = slugs or {}
    beside: dict[str, set[str]] = {}
    problems: list[Problem] = []
    strange: dict[str, list[ReadHandIn]] = {}
    rivals: dict[tuple[str, str], list[tuple[ReadHandIn, Part]]] = {}
    for one in read:
        said = [one.reading.problem] if one.reading.problem and not one.reading.strange else []
        problems += [Problem(one.hand_in.student, one.hand_in.name, text) for text in (*said, *one.reading.notes[:_MOST_NOTES])]
        if one.reading.strange:
            strange.setdefault(one.hand_in.student, []).append(one)
        for part in one.reading.parts:
            if only and part.exercise not in only:
                if not part.blank:
                    beside.setdefault(one.hand_in.student, set()).add(part.exercise)
                continue
            rivals.setdefault((one.hand_in.student, part.exercise), []).append((one, part))
    submissions: list[Submission] = []
    blank: dict[str, list[str]] = {}
    for (student, exercise), pairs in sorted(rivals.items(), key=lambda entry: entry[0]):
        candidates = [Contender(one.hand_in.own, one.digest, part) for one, part in pairs]
        slug = slugs.get(exercise, "")
        place = best(candidates, slug)
        chosen, part = pairs[place]
        if part.blank:
            blank.setdefault(student, []).append(exercise)
            continue
        submissions.append(submission_of(student, chosen.hand_in.name, chosen.digest, part))
        for number, (other, _) in enumerate(pairs):
            if number != place and other is not chosen:
                reason = why(candidates[place], candidates[number], slug)
                trifle = candidates[number].part.blank or other.digest == chosen.digest
                problems.append(_left_out(exercise, chosen, other, reason, minor=trifle))
    for student, exercises in blank.items():
        problems.append(Problem(student, "", _untouched(exercises)))
    working = {submission.student for submission in submissions}
    for student, files in strange.items():
        problems += _strange(student, files, minor=student in working)
    problems += [Problem(student, "", _counts_not(sorted(names)), minor=True) for student, names in beside.items()]
    return Taken(tuple(submissions), tuple(problems))


def submission_of(student: str | None, file: str, content: str, part: Part) -> Submission:
    """What a part of a file hands in; `content` is the file's digest."""
    said = (part.texts, part.objections)
    return Submission(student, part.exercise, part.variant, part.cells, content, file, part.shuffle, *said)


def _counter(name: str) -> int:
    found = _COUNTER.search(PurePath(name).stem)
    return int(found[1]) if found else 0


def _own(one: Contender, slug: str) -> int:
    """2: named as the stub; 1: as the exercise, ex10.ipynb; a browser's counter is not the student's."""
    stem = _COUNTER.sub("", PurePath(one.name).stem).lower()
    exercise = one.part.exercise.lower()
    stub = f"{exercise}_{slug.replace('-', '_')}".lower()
    return 2 if slug and stem == stub else 1 if stem == exercise else 0


def _left_out(exercise: str, chosen: ReadHandIn, other: ReadHandIn, reason: Text, *, minor: bool) -> Problem:
    taken, left = (in_a_sentence(name.partition("/")[2] or name) for name in (chosen.hand_in.name, other.hand_in.name))
    return Problem(
        other.hand_in.student,
        other.hand_in.name,
        Text(
            de=f"Zwei Dateien für {exercise}: gewertet wird {taken}, nicht {left} ({reason.de}).",
            en=f"Two files for {exercise}: {taken} is graded, not {left} ({reason.en}).",
        ),
        minor=minor,
    )


def _counts_not(exercises: Sequence[str]) -> Text:
    names = ", ".join(exercises)
    return Text(de=f"Zählt nicht und wurde nicht beurteilt: {names}.", en=f"Does not count and was not graded: {names}.")


def _untouched(exercises: Sequence[str]) -> Text:
    names = ", ".join(exercises)
    return Text(
        de=f"Noch die leere Vorlage, keine Abgabe: {names}. Wurde daran gearbeitet, ist nicht gespeichert worden.",
        en=f"Still the blank template, not a hand-in: {names}. If somebody worked on it, the work was not saved.",
    )


def _strange(student: str, files: Sequence[ReadHandIn], *, minor: bool) -> list[Problem]:
    """One remark for one file, and one for any number of them."""
    if len(files) == 1:
        (one,) = files
        return [Problem(student, one.hand_in.name, one.reading.problem, minor=minor)] if one.reading.problem else []
    names = ", ".join(in_a_sentence(one.hand_in.own) for one in files[:_NAMED]) + (", …" if len(files) > _NAMED else "")
    text = Text(
        de=f"{len(files)} Dateien gehören zu keiner Übung und wurden nicht gewertet: {names}",
        en=f"{len(files)} files belong to no exercise and were not graded: {names}",
    )
    return [Problem(student, "", text, minor=minor)]
