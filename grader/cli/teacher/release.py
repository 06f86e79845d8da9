"""`grade release`: kits for students, in which no answer can be read and which grade all the same."""

from __future__ import annotations

import io
import json
import secrets
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from grader.answer_key.sealed.making.sealing import sealed
from grader.cli.shared.context import DONE, Context, caching_key, exercises_root
from grader.course import catalogue, stubs
from grader.course.assignment import assigned, class_secret
from grader.errors import GraderError
from grader.model import Exercise, Lang, Text
from grader.release.kit import SealedExercise, key_name, kit_files, needs_torch
from grader.release.leak_check import leaks
from grader.release.roster import Student, read_roster
from grader.release.wheel import NAME, students_wheel
from grader.storage.atomic_write import drafted

if TYPE_CHECKING:
    from grader.answer_key.process.client import LiveKey

SECONDS = 0.04  # of one guess: scrypt with n = 2**14 on one core of a usual machine
SCHEMA = "grader/release/1"


@dataclass(frozen=True, slots=True)
class ReleaseOptions:
    """What `grade release` was asked for."""

    to: Path
    exercises: str | None = None
    students: Path | None = None
    lang: Lang = "de"
    form: stubs.Format = "ipynb"
    as_zip: bool = False


class Workshop:
    """Seals each exercise once in each variant that somebody needs, and keeps its secrets at hand."""

    def __init__(self, key: LiveKey) -> None:
        self._key = key
        self._seed = secrets.randbits(48)
        self._made: dict[tuple[str, int], SealedExercise] = {}
        self._secrets: dict[tuple[str, int], list[str]] = {}

    def exercise(self, name: str, variant: int) -> SealedExercise:
        if (name, variant) not in self._made:
            # public probes of the kit's own: those of a class stay hidden
            exercise = self._key.exercise(name, variant, self._seed)
            plan = self._key.plan(exercise)
            self._made[name, variant] = SealedExercise(plan, sealed(plan))
            self._secrets[name, variant] = self._key.secrets(exercise)
        return self._made[name, variant]

    def here(self, name: str) -> list[Fraction]:
        """The core points that a kit judges, variant by variant: measured on the plans of all of them."""
        count = self._key.exercise(name).variants
        made = (self._made.get((name, variant)) for variant in range(count))
        plans = (
            one.plan if one is not None else self._key.plan(self._key.exercise(name, variant, self._seed))
            for variant, one in enumerate(made)
        )
        return [plan.here for plan in plans]

    def expect_closed(self, exercises: Sequence[SealedExercise], files: Mapping[str, bytes]) -> int:
        """How many secrets were looked for. Raises GraderError if one of them stands in a file."""
        looked_for = {secret for one in exercises for secret in self._secrets[one.exercise.id, one.exercise.variant]}
        found = []
        for one in exercises:
            own = self._secrets[one.exercise.id, one.exercise.variant]
            names = (key_name(one.exercise), *(stubs.file_name(one.exercise, form) for form in ("ipynb", "py")))
            found += leaks({name: files[name] for name in names if name in files}, own)
        found += leaks({NAME: files[NAME]}, looked_for)
        if found:
            listed = "; ".join(f"{leak.file}: {leak.secret}" for leak in found[:10])
            raise GraderError(
                f"Nothing was written: the kit would tell secrets. {listed}",
                de=f"Nichts wurde geschrieben: das Paket würde Geheimnisse verraten. {listed}",
            )
        return len(looked_for)


def release(context: Context, options: ReleaseOptions) -> int:
    """Write one kit for everybody, or one for each student of a roster.

    Raises:
        GraderError: a secret would leak, the folder is not empty, the roster or the choice of exercises is wrong.
    """
    root = exercises_root()
    known = catalogue.sources(root)
    chosen = known if options.exercises is None else catalogue.chosen(known, options.exercises)
    students = () if options.students is None else read_roster(options.students)
    if options.to.exists() and any(options.to.iterdir()):
        raise GraderError(
            f"{options.to} is not empty. Choose another folder: nothing of somebody's work may be overwritten.",
            de=f"{options.to} ist nicht leer. Wähle einen anderen Ordner, damit niemandes Arbeit überschrieben wird.",
        )
    by_variant: dict[str, list[Fraction]] = {}
    with caching_key(root) as (key, _):
        workshop = Workshop(key)
        kits = dict(_kits(workshop, key, chosen, students, options, root))
        count = max(workshop.expect_closed(exercises, files) for exercises, files in kits.values())
        if context.json:
            by_variant = {source.id: workshop.here(source.id) for source in chosen}
    with drafted(options.to, lambda draft: _move(draft, options.to)) as draft:
        for name, (_, files) in kits.items():
            _write(draft, name, files, as_zip=options.as_zip)
    _report(context, [exercises for exercises, _ in kits.values()], count, options, by_variant)
    return DONE


def _kits(
    workshop: Workshop,
    key: LiveKey,
    chosen: Sequence[catalogue.Source],
    students: Sequence[Student],
    options: ReleaseOptions,
    root: Path,
) -> Iterator[tuple[str, tuple[list[SealedExercise], dict[str, bytes]]]]:
    wheel = students_wheel(torch=any(needs_torch(key.exercise(source.id)) for source in chosen))
    if not students:
        exercises = [workshop.exercise(source.id, 0) for source in chosen]
        yield "", (exercises, kit_files(exercises, wheel, lang=options.lang, form=options.form))
    secret = class_secret(root) if students else b""
    for student in students:
        drawn = {source.id: assigned(secret, student.id, source.id, key.exercise(source.id).variants) for source in chosen}
        exercises = [workshop.exercise(name, variant) for name, (variant, _) in drawn.items()]
        shuffles = {name: seed for name, (_, seed) in drawn.items()}
        yield student.folder, (exercises, kit_files(exercises, wheel, lang=options.lang, form=options.form, shuffles=shuffles))


def _move(draft: Path, to: Path) -> None:
    for path in draft.iterdir():
        path.replace(to / path.name)


def _write(folder: Path, name: str, files: Mapping[str, bytes], *, as_zip: bool) -> None:
    if as_zip:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in files.items():
                archive.writestr(path, content)
        files = {f"{name or 'kit'}.zip": target.getvalue()}
        name = ""
    for path, content in files.items():
        place = folder / name / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _report(
    context: Context,
    kits: Sequence[Sequence[SealedExercise]],
    looked_for: int,
    options: ReleaseOptions,
    by_variant: Mapping[str, Sequence[Fraction]],
) -> None:
    exercises = list({(one.exercise.id, one.exercise.variant): one for kit in kits for one in kit}.values())
    if context.json:
        document = {"schema": SCHEMA, "exercises": [_document(one, by_variant[one.exercise.id]) for one in kits[0]]}
        print(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for one in kits[0]:
        print(_line(one, context.lang))
    here = sum(one.here for one in kits[0])
    points = sum(one.exercise.max_points for one in kits[0])
    context.say(
        Text(
            de=f"{len(kits)} Paket(e) in {options.to}: {float(here):g} von {float(points):g} Punkten beurteilt das Paket "
            f"selbst, der Rest zählt nach der Abgabe. {len(exercises)} Schlüssel, {looked_for} Geheimnisse gesucht, keines "
            "gefunden. Das Urteil eines Pakets gilt nicht: bewerte mit grade class.",
            en=f"{len(kits)} kit(s) in {options.to}: {float(here):g} of {float(points):g} points are judged by the kit itself, "
            f"the rest counts after handing in. {len(exercises)} keys, {looked_for} secrets looked for, none found. "
            "A kit's verdict has no authority: grade with grade class.",
        )
    )


def _document(one: SealedExercise, by_variant: Sequence[Fraction]) -> dict[str, object]:
    guessable = [{"item": name, "seconds": round(tries * SECONDS, 2)} for name, tries in one.plan.guesses.items()]
    here = {"here": _rounded(one.here), "here_by_variant": list(map(_rounded, by_variant))}
    return {"id": one.exercise.id, "points": _number(one.exercise), **here, "guessable": guessable}


def _number(exercise: Exercise) -> float:
    return _rounded(exercise.max_points)


def _rounded(points: Fraction) -> float:
    return round(float(points), 6)


def _line(one: SealedExercise, lang: Lang) -> str:
    soon = ", ".join(f"{name} {tries * SECONDS:.0f} s" for name, tries in one.plan.guesses.items() if tries * SECONDS < 60)
    words = Text(de=f"leicht zu erraten: {soon}", en=f"easily guessed: {soon}").in_(lang) if soon else ""
    return f"{one.exercise.id}  {float(one.here):g}/{_number(one.exercise):g}  {words}".rstrip()
