"""junit.xml: a class as a CI server shows it, a suite for each student and a case for each item."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import BinaryIO

from grader.model import Lang, Outcome, Result, Text, Verdict
from grader.reports.files.class_report import ClassReport, Content, GradedClass
from grader.reports.text import safe, vocabulary
from grader.reports.text.place import placed
from grader.reports.text.plain_text import plain

_DONE = (Outcome.CORRECT, Outcome.FOLLOW_THROUGH)
_HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="grade class">\n'


class JUnit(ClassReport):
    name = "junit.xml"
    title = Text(de="Als JUnit", en="As JUnit")
    asked_as = "junit"

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        yield self.name, lambda file: _write(graded, file)


def _write(graded: GradedClass, file: BinaryIO) -> None:
    """One student at a time: a large class is never there as a whole."""
    file.write(_HEAD)
    for student in graded.students:
        suite = _suite(student, [(one, verdict) for one in graded.whole(student) for verdict in one.verdicts], graded.lang)
        ET.indent(suite)
        file.write(ET.tostring(suite, encoding="utf-8", xml_declaration=False) + b"\n")
    file.write(b"</testsuites>\n")


def _suite(student: str, verdicts: list[tuple[Result, Verdict]], lang: Lang) -> ET.Element:
    failed = sum(not verdict.outcome.open and verdict.outcome not in _DONE for _, verdict in verdicts)
    counts = {
        "tests": str(len(verdicts)),
        "failures": str(failed),
        "errors": "0",
        "skipped": str(sum(verdict.outcome.open for _, verdict in verdicts)),
        "time": "0",
    }
    suite = ET.Element("testsuite", {"name": safe.xml(student), **counts})
    for result, verdict in verdicts:
        _case(suite, result, verdict, lang)
    return suite


def _case(suite: ET.Element, result: Result, verdict: Verdict, lang: Lang) -> None:
    """JUnit knows no points; they are properties. What nobody has decided is skipped."""
    item = verdict.item
    case = ET.SubElement(
        suite, "testcase", classname=safe.xml(result.exercise.id), name=safe.xml(f"{item.id} {item.name}"), time="0"
    )
    properties = ET.SubElement(case, "properties")
    for name, value in (("points", verdict.points), ("max_points", item.points)):
        ET.SubElement(properties, "property", name=name, value=str(vocabulary.number(value)))
    word = vocabulary.MARKS[verdict.outcome].word.in_(lang)
    feedback = placed(result, verdict)
    said = safe.xml(plain(feedback.in_(lang))) if feedback is not None else word
    if verdict.outcome.open:
        ET.SubElement(case, "skipped", message=safe.one_line(said))
    elif verdict.outcome not in _DONE:
        ET.SubElement(case, "failure", message=safe.one_line(said), type=verdict.outcome.value).text = said
