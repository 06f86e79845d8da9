"""`grade class FOLDER`: a folder or zip archive of hand-ins to grades, feedback pages and a list of problems."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from grader.cli.shared.context import DONE, NOT_YET, Context, caching_key, exercises_root
from grader.cli.teacher.setting.course_of_class import AsDecided, counting, course_of
from grader.cli.teacher.setting.teachers_log import teachers_log
from grader.cli.teacher.whole_class.alike_work import likeness
from grader.cli.teacher.whole_class.class_reports import deliver
from grader.cli.teacher.whole_class.exchange import asked_for, dated_by, worksheet_of
from grader.cli.teacher.whole_class.lanes import Marking
from grader.cli.teacher.whole_class.pages_ahead import PagesAhead
from grader.cli.teacher.whole_class.progress_bar import progress_bar
from grader.cli.teacher.whole_class.recording import expect_apart, recording
from grader.cli.teacher.whole_class.where import where
from grader.cluster.address import Cluster
from grader.course import catalogue
from grader.course.assignment import class_secret
from grader.errors import GraderError, NoSubmission
from grader.grading.assigned_numbers import Person, Roster
from grader.grading.grade_class import grade_class
from grader.model import Result, Text
from grader.release.roster import Student, read_roster
from grader.reports.files.class_report import GradedClass, class_reports
from grader.storage.result_spool import ResultSpool
from grader.storage.spool import Spool
from grader.submissions.files.handin import Found, HandIn
from grader.submissions.finding.class_files import found_in

GARBAGE = 1000  # objects between two looks for garbage: templates leave circles behind that hold a whole page each


def grade_folder(
    context: Context,
    folder: Path,
    *,
    jobs: int,
    unsafe: bool = False,
    fresh: bool = False,
    cluster: Cluster | None = None,
    course_file: Path | None = None,
    **asked: Any,
) -> int:
    """Grade every hand-in in `folder`, which may be a zip, and write the reports when all are graded: to `out` or, without
    it, to a folder of this class alone, graded/NAME.

    What was graded before and has not changed is found again, also after an interruption; not with `fresh`.
    `unsafe`: without a wall, with limits on time and memory only; every result says so. The status says whether all of it
    was graded: what a full disk has left out is listed, and the next run grades it. What else was `asked` for are keys of
    a course file, which they come before. The `roster` is a table of the class: each of them is graded by the numbers that
    the class secret gives them. With a `cluster` its workers grade.

    Raises:
        SandboxError: this system has no wall that holds, or no worker has.
        GraderError: the table, the course file or the gradebook cannot be used, or there is no class secret.
    """
    gc.set_threshold(GARBAGE)
    root = exercises_root()
    known = catalogue.sources(root)
    course = course_of(context, root, known, course_file, asked)
    context = replace(context, lang=course.lang or context.lang)
    name = (folder.resolve().stem if folder.is_file() else folder.resolve().name) or "class"
    out = course.out or Path("graded") / name
    _expect_apart(folder, out)
    if course.gradebook:
        expect_apart(course.gradebook, folder)
    sheet = worksheet_of(course, out)
    opened = where(context, cluster, jobs=jobs, unsafe=unsafe, only=course.exercises)
    listed = None if course.roster is None else (read_roster(course.roster), class_secret(root, make=False))
    slugs = {source.id: source.slug for source in known}
    with found_in(folder, slugs, layout=course.layout) as found:
        if found.read_as is not None:
            context.say(Text(de=f"Gelesen als: {found.read_as.de}", en=f"Read as: {found.read_as.en}"))
        if not found.hand_ins and not found.problems:
            raise NoSubmission(
                f"There are no hand-ins in {folder}. It should hold one folder or one file for each student.",
                de=f"In {folder} liegen keine Abgaben: erwartet wird ein Ordner oder eine Datei pro Person.",
            )
        students = _students(found)
        found = found if sheet is None else dated_by(sheet, students, found)
        with (
            teachers_log(),
            caching_key(root, fresh=fresh, lanes=jobs) as (key, cache),
            Spool() as spool,
            recording(context, course.gradebook or None, folder, out, key.version, keep=course.keep) as book,
            opened(key, cache, known, found) as lanes,
        ):
            as_decided = AsDecided(course, book.decisions(), found.handed_in)
            roster = None
            if listed is not None:
                roster = Roster(_people(listed[0]), listed[1], lambda exercise: key.exercise(exercise, 0, 0).variants)
                students += roster.without(students)

            results = ResultSpool(spool, key.exercise)
            ahead = PagesAhead(spool, results.of, context.lang)
            compared = likeness(key, cache)

            def keep(automatic: Result) -> Result:
                compared.add(automatic.submission)
                dated = as_decided.dated(automatic)
                book.record(dated)
                return results.put(as_decided(dated))

            by_student = _by_student(found)
            with progress_bar(context, by_student) as bar:
                gradebook = grade_class(
                    ahead.each(lanes.each(by_student, Marking(keep, roster), bar)),
                    students,
                    found.problems,
                    isolation=lanes.isolation,
                    alone=lambda submission: keep(lanes.alone(submission)),
                    counting=counting(course, key),
                    decisions=as_decided.about(students),
                )
            as_decided.say_what_is_undated(context, gradebook)
            gone = as_decided.without_effect(gradebook, students, key)
            alike = compared.found(results.sources)
            gradebook = replace(gradebook, problems=(*gradebook.problems, *gone), alike=alike)
            graded = GradedClass(
                gradebook,
                students,
                results.of,
                context.lang,
                course.csv_style or "rfc",
                name=name,
                reports=asked_for(course),
                worksheet=sheet,
                folders=found.folders,
                flat=found.flat,
                handed_in=found.handed_in,
                receipt=book.receipts(results.of, context.lang),
                ahead=ahead.of,
            )
            deliver(context, graded, out)
    return DONE if gradebook.is_whole and book.failed is None else NOT_YET


def _people(listed: Sequence[Student]) -> list[Person]:
    """How a hand-in may be called: by name or id, by the folder of the kit, by what stands before the @ of an address."""
    return [Person(one.id, one.name, tuple(filter(None, (one.folder, one.email.partition("@")[0])))) for one in listed]


def _by_student(found: Found) -> list[list[HandIn]]:
    """Who has handed in most comes first: at the end no lane waits long for another one."""
    hand_ins = sorted(found.hand_ins, key=lambda hand_in: hand_in.student)
    groups = [list(group) for _, group in groupby(hand_ins, key=lambda hand_in: hand_in.student)]
    return sorted(groups, key=len, reverse=True)


def _expect_apart(folder: Path, out: Path) -> None:
    """Reports must not land among the hand-ins, where the next run would take them for some."""
    if out.resolve().is_relative_to(folder.resolve()):
        raise GraderError(
            f"--out {out} lies inside the folder of the hand-ins. Choose a folder outside {folder}.",
            de=f"--out {out} liegt im Ordner der Abgaben. Wähle einen Ordner außerhalb von {folder}.",
        )
    for report in class_reports():
        if report.name.endswith("/") and folder.resolve().is_relative_to((out / report.name).resolve()):
            raise GraderError(
                f"--out {out} would put {report.name} among the hand-ins in {folder}. Choose another folder.",
                de=f"--out {out} würde {report.name} zu den Abgaben in {folder} legen. Wähle einen anderen Ordner.",
            )
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise GraderError(
            f"--out {out} is not a folder. Choose another one.", de=f"--out {out} ist kein Ordner. Wähle einen anderen."
        )


def _students(found: Found) -> list[str]:
    everybody = [hand_in.student for hand_in in found.hand_ins] + [problem.student for problem in found.problems]
    return sorted(set(everybody))
