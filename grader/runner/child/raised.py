"""What was raised while a student's code ran: its name, its words, and where. All of it is the student's and may be a trap."""

from __future__ import annotations

from types import TracebackType

from grader.answers.functions.calls import name_of
from grader.measures import LONGEST_MESSAGE
from grader.model import Raised
from grader.runner.child.deadline import Overtime
from grader.runner.child.missing_modules import CELL


def describe(error: BaseException, number: int) -> Raised:
    """What was raised while cell `number` ran, and where in the student's code."""
    file, line = _unread(error)
    cell, line = number, line if file.startswith(CELL) else 0
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if filename.startswith(CELL) and filename[len(CELL) :].isdigit():
            cell, line = int(filename[len(CELL) :]), trace.tb_lineno
        trace = trace.tb_next
    return Raised(name_of(type(error)), message_of(error), line, cell)


def line_in(error: BaseException, filename: str) -> int:
    """The line of the cell itself, not of a function it called; 0 if it did not start."""
    file, line = _unread(error)
    if file == filename:
        return line
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != filename:
        trace = trace.tb_next
    return 0 if trace is None else trace.tb_lineno


def _unread(error: BaseException) -> tuple[str, int]:
    """The file and the line of code that Python cannot read, as the parser says it; nothing of what else is found there."""
    if not isinstance(error, SyntaxError) or type(error) not in (SyntaxError, IndentationError, TabError):
        return "", 0  # a class of the student's may compute these when they are looked at
    file, line = error.filename, error.lineno
    return (file, line) if type(file) is str and type(line) is int else ("", 0)


def message_of(error: BaseException) -> str:
    """The exception's own words, shortened; empty if it cannot even say them."""
    try:
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        return str.__str__(said)[:LONGEST_MESSAGE].encode("utf-8", "replace").decode("utf-8")
    except Overtime:
        raise
    except BaseException:  # noqa: BLE001 - the wall: __str__ is student code
        return ""
