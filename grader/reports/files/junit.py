"""The self-check as a JUnit file (the xunit2 form that CI servers read)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from grader.model import CheckLine, Lang
from grader.reports.text import safe
from grader.reports.views.grade_rows import natural


def junit_xml(lines: Sequence[CheckLine], *, lang: Lang = "en") -> str:
    """One testsuite per exercise, one testcase per check; characters that XML forbids are left out."""
    root = ET.Element("testsuites", {"name": "grade check", **_counts(lines)})
    for exercise in sorted({line.exercise for line in lines}, key=natural):
        own = [line for line in lines if line.exercise == exercise]
        suite = ET.SubElement(root, "testsuite", {"name": safe.xml(exercise), **_counts(own)})
        for line in own:
            _case(suite, line, lang)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counts(lines: Sequence[CheckLine]) -> dict[str, str]:
    return {
        "tests": str(len(lines)),
        "failures": str(sum(not line.passed for line in lines)),
        "errors": "0",
        "time": f"{sum(line.seconds for line in lines):.3f}",
    }


def _case(suite: ET.Element, line: CheckLine, lang: Lang) -> None:
    case = ET.SubElement(
        suite,
        "testcase",
        classname=f"grader.check.{safe.xml(line.exercise)}",
        name=safe.xml(line.check.in_(lang)),
        time=f"{line.seconds:.3f}",
    )
    if line.properties:
        properties = ET.SubElement(case, "properties")
        for name, value in line.properties:
            ET.SubElement(properties, "property", name=safe.xml(name), value=safe.xml(value))
    if not line.passed:
        detail = safe.xml(line.detail.in_(lang)) if line.detail is not None else ""
        failure = ET.SubElement(
            case, "failure", message=safe.one_line(detail) or safe.xml(line.check.in_(lang)), type="CheckFailed"
        )
        failure.text = detail
