"""`grade check`, `stubs` and `solution`: for authors, teachers and CI."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from grader.cli.shared.context import DONE, NOT_YET, Context, caching_key, exercises_root, workers
from grader.course import catalogue, stubs
from grader.course.assignment import assigned, class_secret
from grader.errors import AuthorError, GraderError
from grader.model import CheckLine, Exercise, Lang, Text
from grader.option_order import shuffled
from grader.storage.atomic_write import write_whole, writing_whole

if TYPE_CHECKING:
    from grader.answer_key.process.client import LiveKey
    from grader.runner.supervisor.local import LocalExecutor

CHECKERS = 2  # exercises that are checked at the same time: each has a key worker with SymPy, half a gigabyte with torch


def check(
    context: Context, names: Sequence[str], *, junit: Path | None, watching: bool = False, preview: Path | None = None
) -> int:
    """The self-check of all or some exercises, once or `watching`; 0 if every promise holds."""
    if watching:
        from grader.cli.author.watch_course import watch

        if junit is not None:
            raise GraderError(
                "--junit is for a check that ends; leave it out, or --watch.",
                de="--junit gibt es für eine Prüfung, die endet; lass es weg oder --watch.",
            )
        return watch(context, names, preview=preview)
    if preview is not None:
        raise GraderError(
            "--preview goes with --watch: grade check ex10 --watch --preview pages",
            de="--preview gehört zu --watch: grade check ex10 --watch --preview seiten",
        )
    from grader.grading import selfcheck  # it knows solutions/ and so SymPy, which `grade list` must not wait for
    from grader.reports.terminal.check_lines import print_checks

    root = exercises_root()
    known = catalogue.sources(root)
    chosen = _chosen(known, names)
    with ExitStack() as stack, ThreadPoolExecutor(CHECKERS, thread_name_prefix="check") as threads:
        report = None if junit is None else stack.enter_context(writing_whole(junit))  # not after minutes of checking
        idle: SimpleQueue[tuple[LiveKey, LocalExecutor]] = SimpleQueue()
        for _ in range(min(CHECKERS, len(chosen))):
            idle.put(stack.enter_context(workers(root)))

        def check_one(source: catalogue.Source) -> list[CheckLine]:
            """One exercise by a key worker and an executor that nobody else uses meanwhile."""
            key, executor = idle.get()
            try:
                return list(selfcheck.check(source, key, executor))
            finally:
                idle.put((key, executor))

        lines = [line for found in threads.map(check_one, chosen) for line in found]
        if report is not None:
            from grader.reports.files.junit import junit_xml

            report.write(junit_xml(lines, lang=context.lang))
    print_checks(lines, console=context.console(), lang=context.lang)
    return DONE if all(line.passed for line in lines) else NOT_YET


@dataclass(frozen=True, slots=True)
class StubOptions:
    """What `grade stubs` was asked for."""

    names: tuple[str, ...] = ()
    form: stubs.Format = "ipynb"
    lang: Lang = "de"
    variant: int = 0
    shuffle: int = 0
    student: str | None = None
    to: Path | None = None
    check_only: bool = False
    force: bool = False


def make_stubs(context: Context, options: StubOptions) -> int:
    """Write the stubs of all or some exercises; with `check_only` compare them with what lies there."""
    root = exercises_root()
    known = catalogue.sources(root)
    folder = options.to if options.to is not None else root / "exercises"
    if options.to is None and (options.variant or options.shuffle):
        raise GraderError(
            "exercises/ holds the stubs that everybody gets. Put others into a folder of their own: --to DIR",
            de="In exercises/ liegen die Stubs, die alle bekommen. Lege andere in einen eigenen Ordner: --to ORDNER",
        )
    if options.student is not None and (options.to is None or options.variant or options.shuffle):
        raise GraderError(
            "--for chooses variant and order itself and needs a folder of its own: grade stubs --for anna --to anna",
            de="--for wählt Variante und Reihenfolge selbst und braucht einen eigenen Ordner: grade stubs --for anna --to anna",
        )
    with caching_key(root) as (key, _):
        exercises = [key.exercise(source.id) for source in _chosen(known, options.names)]
        if options.student is not None:
            exercises = _of_student(key, exercises, options.student, root)
        else:
            exercises = [
                shuffled(key.exercise(one.id, options.variant), options.shuffle)
                for one in exercises
                if _has_variant(context, one, options.variant)
            ]
    made = {
        folder / stubs.file_name(exercise, options.form): stubs.stub(exercise, lang=options.lang, form=options.form)
        for exercise in exercises
    }
    if options.check_only:
        stale = [path for path, text in made.items() if _read(path) != text]
        if not options.names:
            stale += [path for path in folder.glob(f"ex[0-9][0-9]_*.{options.form}") if path not in made]
        for path in stale:
            name = _short(path, root)
            context.say(
                Text(
                    de=f"{name} passt nicht zur Quelle. Rufe `grade stubs` auf.",
                    en=f"{name} does not fit its source. Run `grade stubs`.",
                )
            )
        return NOT_YET if stale else DONE
    for path, text in made.items():
        write_file(path, text, force=options.force)
        print(path.resolve())
    return DONE


def _of_student(key: LiveKey, exercises: Sequence[Exercise], student: str, root: Path) -> list[Exercise]:
    """The exercises in the variant and with the order of options that this student gets, and gets again."""
    secret = class_secret(root)
    found = []
    for exercise in exercises:
        variant, seed = assigned(secret, student, exercise.id, exercise.variants)
        found.append(shuffled(key.exercise(exercise.id, variant), seed))
    return found


def _chosen(known: tuple[catalogue.Source, ...], names: Sequence[str]) -> list[catalogue.Source]:
    return [catalogue.resolve(known, name) for name in names] or list(known)


def _has_variant(context: Context, exercise: Exercise, variant: int) -> bool:
    if variant < exercise.variants:
        return True
    last = exercise.variants - 1
    context.say(
        Text(
            de=f"{exercise.id} hat nur die Varianten 0 bis {last} und wird ausgelassen.",
            en=f"{exercise.id} has only the variants 0 to {last} and is left out.",
        )
    )
    return False


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Write a generated file, but never over somebody's work.

    Raises:
        GraderError: the file that lies there was changed since it was generated, or is of another variant.
    """
    there = _read(path)
    if there is None or there == text or force:
        pass
    elif stubs.untouched(there) and stubs.other_form(there, text):
        raise GraderError(
            f"{path} holds another variant. Choose another folder with --to, or overwrite it with --force.",
            de=f"In {path} steht eine andere Variante. Wähle mit --to einen anderen Ordner oder überschreibe mit --force.",
        )
    elif not stubs.untouched(there):
        raise GraderError(
            f"{path} already exists and has been edited. Choose another folder with --to, or overwrite it with --force.",
            de=f"{path} gibt es schon, und darin wurde gearbeitet. "
            "Wähle mit --to einen anderen Ordner oder überschreibe mit --force.",
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None


def show_solution(context: Context, name: str, *, variant: int, to: Path | None, force: bool) -> int:
    """The model solution as a notebook on standard output or in a folder."""
    root = exercises_root()
    source = catalogue.resolve(catalogue.sources(root), name)
    with caching_key(root) as (key, _):
        if variant >= (known := key.exercise(source.id).variants):
            raise GraderError(
                f"{source.id} has the variants 0 to {known - 1}, not {variant}.",
                de=f"{source.id} hat die Varianten 0 bis {known - 1}, nicht {variant}.",
            )
        exercise = key.exercise(source.id, variant)
        answers = key.solution(exercise, context.lang)
        text = stubs.model_submission(exercise, answers, lang=context.lang, worked=key.worked(exercise))
    if to is None:
        print(text, end="")
        return DONE
    if to.resolve() == (root / "exercises").resolve():
        raise AuthorError(
            "exercises/ is what students get; a solution must not lie there. Choose another folder.",
            de="exercises/ ist, was die Lernenden bekommen; eine Lösung darf dort nicht liegen. Wähle einen anderen Ordner.",
        )
    write_file(to / stubs.file_name(exercise), text, force=force)
    print((to / stubs.file_name(exercise)).resolve())
    return DONE


def _short(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
