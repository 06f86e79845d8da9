"""`grade list`, `check`, `stubs` and `solution`: for authors, teachers and CI."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader import catalogue, pipeline, stubs
from grader.commands.desk import DONE, NOT_YET, Desk, exercises_root, workers
from grader.errors import AuthorError, GraderError, StubOutdated
from grader.keys.live import LiveKey
from grader.model import Lang, Text
from grader.remembered import write_whole
from grader.reports.checks import CheckLine


def show_list(desk: Desk) -> int:
    """All exercises with their items and points."""
    root = exercises_root()
    with LiveKey(root) as key:
        exercises = [key.exercise(source.id) for source in catalogue.sources(root)]
    if desk.json:
        from grader.reports.document import catalogue_document

        desk.show_json(catalogue_document(exercises, with_mistakes=True))
        return DONE
    from grader.reports.terminal import print_catalogue

    print_catalogue(exercises, console=desk.console(), lang=desk.lang)
    return DONE


def check(desk: Desk, names: Sequence[str], *, junit: Path | None) -> int:
    """The self-check of all or some exercises; 0 if every promise holds."""
    from grader import selfcheck  # it knows solutions/ and so SymPy, which `grade list` must not wait for
    from grader.reports.terminal import print_checks

    root = exercises_root()
    known = catalogue.sources(root)
    chosen = [catalogue.resolve(known, name) for name in names] or list(known)
    lines: list[CheckLine] = []
    with workers(root) as (key, executor):
        for source in chosen:
            lines += selfcheck.check(source, key, lambda submission: pipeline.grade(submission, key, executor, seed=0))
    if junit is not None:
        from grader.reports.junit import junit_xml

        write_whole(junit, junit_xml(lines, lang=desk.lang))
    print_checks(lines, console=desk.console(), lang=desk.lang)
    return DONE if all(line.passed for line in lines) else NOT_YET


def make_stubs(desk: Desk, *, form: stubs.Format, lang: Lang, variant: int, to: Path | None, check_only: bool) -> int:
    """Write the stubs of all exercises; with `check_only` compare them with what lies there."""
    root = exercises_root()
    folder = to if to is not None else root / "exercises"
    with LiveKey(root) as key:
        exercises = [key.exercise(source.id, variant) for source in catalogue.sources(root)]
    made = {folder / stubs.file_name(exercise, form): stubs.stub(exercise, lang=lang, form=form) for exercise in exercises}
    if check_only:
        stale = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
        stale += [path for path in folder.glob(f"ex[0-9][0-9]_*.{form}") if path not in made]
        for path in stale:
            error = StubOutdated(f"{_short(path, root)} does not fit its source. Run `grade stubs`.")
            desk.say(Text(de=f"{_short(path, root)} passt nicht zur Quelle. Rufe `grade stubs` auf.", en=str(error)))
        return NOT_YET if stale else DONE
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in made.items():
        write_whole(path, text)
        print(_short(path, root))
    return DONE


def show_solution(desk: Desk, name: str, *, variant: int, to: Path | None) -> int:
    """The model solution as a notebook on standard output or in a folder."""
    root = exercises_root()
    source = catalogue.resolve(catalogue.sources(root), name)
    with LiveKey(root) as key:
        exercise = key.exercise(source.id, variant)
        text = stubs.model_submission(exercise, key.solution(exercise), lang=desk.lang)
    if to is None:
        print(text, end="")
        return DONE
    if to.resolve() == (root / "exercises").resolve():
        raise AuthorError(
            "exercises/ is what students get; a solution must not lie there. Choose another folder.",
            de="exercises/ ist, was die Lernenden bekommen; eine Lösung darf dort nicht liegen. Wähle einen anderen Ordner.",
        )
    try:
        to.mkdir(parents=True, exist_ok=True)
        write_whole(to / stubs.file_name(exercise), text)
    except OSError as error:
        raise GraderError(f"{to} cannot be written: {error.strerror}", de=f"{to} kann nicht geschrieben werden.") from error
    print(to / stubs.file_name(exercise))
    return DONE


def _short(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
