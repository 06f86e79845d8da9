"""A kit as files, by their names in its folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader import __version__
from grader.answer_key.sealed.box.key_file import SUFFIX
from grader.answer_key.sealed.box.lock import COST
from grader.answer_key.sealed.box.plan import Plan
from grader.course import stubs
from grader.course.catalogue import KEYS
from grader.model import LANGS, Exercise, Lang
from grader.option_order import shuffled
from grader.release.guide import NAMES, guide
from grader.release.wheel import NAME

SCHEMA = "grader/kit/1"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class SealedExercise:
    """An exercise in one variant with its key, ready for any number of kits."""

    plan: Plan
    key: bytes

    @property
    def exercise(self) -> Exercise:
        return self.plan.exercise

    @property
    def here(self) -> Fraction:
        return self.plan.here


def kit_files(
    exercises: Sequence[SealedExercise],
    wheel: bytes,
    *,
    lang: Lang,
    form: stubs.Format = "ipynb",
    shuffles: Mapping[str, int] | None = None,
) -> dict[str, bytes]:
    """All files of one kit; `shuffles` are the seeds by which options are ordered, by exercise."""
    files: dict[str, bytes] = {}
    for one in exercises:
        shown = shuffled(one.exercise, (shuffles or {}).get(one.exercise.id, 0))
        files[stubs.file_name(shown, form)] = stubs.stub(shown, lang=lang, form=form).encode()
        files[key_name(one.exercise)] = one.key
    for language in LANGS:
        files[NAMES[language]] = guide([one.exercise for one in exercises], NAME, lang=language).encode()
    files[NAME] = wheel
    files[MANIFEST] = _manifest(exercises, files)
    return files


def key_name(exercise: Exercise) -> str:
    return f"{KEYS}/{stubs.file_name(exercise).rpartition('.')[0]}{SUFFIX}"


def _manifest(exercises: Sequence[SealedExercise], files: Mapping[str, bytes]) -> bytes:
    document = {
        "schema": SCHEMA,
        "grader": __version__,
        "cost": COST,
        "exercises": [{"id": one.exercise.id, "variant": one.exercise.variant} for one in exercises],
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return (json.dumps(document, indent=1) + "\n").encode()


def needs_torch(exercise: Exercise) -> bool:
    """Does a text or a signature of it speak of torch?"""
    texts = [
        exercise.statement,
        *(item.prompt for item in exercise.items),
        *(item.form for item in exercise.items if item.form),
    ]
    readings = json.dumps([dict(item.reading) for item in exercise.items], default=str)
    return "torch" in readings or any("torch" in text.de for text in texts)
