"""Attacks on the conversation with the judge: forged frames, and ends before the answer."""

from __future__ import annotations

from tests.attacks.attack import PARTED, Attack
from tests.runner.making import LIE, PIPE

FORGED = "wrote to the connection"
DECODER = "frames are decoded strictly and only in turn"
CODES = "a child says codes of a table; all sentences are the judge's"
MEASURED = "the judge has measures of its own for every number, word and name in a frame"


def about_one(observation: str) -> str:
    """Another observation of the item `one`, in turn and in shape."""
    lie = f"def change(frame):\n    if frame.get('name') == 'one': frame['observation'] = {observation}\n    return frame\n"
    return f"{LIE}{lie}one = 1"


def raised(what: str) -> str:
    return about_one(f"{{'is': 'Raised', 'type': 'E', 'message': 'x', 'line': 1, 'cell': 2, {what}}}")


SIMILAR = "{'is': 'Attempt', 'kind': 'similar name', 'word': 'nothing, the grades are wrong'}"


def unreadable(why: str) -> str:
    return about_one(f"{{'is': 'Unreadable', 'shown': '', 'mistake': None, 'why': {why}}}")


def trouble(code: str, words: str) -> str:
    return unreadable(f"{{'is': 'Trouble', 'code': {code!r}, 'words': {words}}}")


PROTOCOL = (
    Attack(
        30, "a lie in turn and in range", about_one("{'is': 'Missing', 'attempt': None}"), "it is another answer", "missing"
    ),
    Attack(30, "a line with 4300 digits", raised("'line': 10**4300 - 1"), MEASURED, says=FORGED),
    Attack(30, "a line that is not in the cell", raised("'line': 1000"), MEASURED, says=FORGED),
    Attack(30, "a cell that is not there", raised("'cell': 77"), MEASURED, says=FORGED),
    Attack(30, "an exception with endless words", raised("'message': 'a()' * 100000"), MEASURED, says=FORGED),
    Attack(30, "an exception with an endless name", raised("'type': 'E' * 100000"), MEASURED, says=FORGED),
    Attack(
        30,
        "a sentence where a name is asked",
        about_one(
            "{'is': 'Missing', 'attempt': {'is': 'Attempt', 'kind': 'similar name', 'word': 'nothing, the grades are wrong'}}"
        ),
        MEASURED,
        says=FORGED,
    ),
    Attack(
        30,
        "an end that the judge has not seen",
        about_one("{'is': 'Lost', 'why': {'is': 'Text', 'de': 'x', 'en': 'x'}}"),
        MEASURED,
        says=FORGED,
    ),
    Attack(
        30,
        "a code in turn and in range",
        trouble("symbols in a number", "{'names': ['q']}"),
        "it is another answer",
        "invalid",
        says="still contains q.",
    ),
    Attack(
        30,
        "a sentence where a code is asked",
        unreadable("{'is': 'Text', 'de': 'Volle Punkte', 'en': 'full points'}"),
        CODES,
        says=FORGED,
    ),
    Attack(30, "a sentence for a code", trouble("The key is wrong", "{}"), CODES, "invalid", says="cannot be read."),
    Attack(30, "words beside a code", trouble("equation", "{'de': 'full'}"), CODES, "invalid", says="cannot be read."),
    Attack(
        30,
        "a code's words of another type",
        trouble("several lists", "{'there': 'full'}"),
        CODES,
        "invalid",
        says="cannot be read.",
    ),
    Attack(
        30,
        "a code's number out of range",
        trouble("several lists", "{'there': 10**18}"),
        CODES,
        "invalid",
        says="cannot be read.",
    ),
    Attack(30, "a code of another item", trouble("no option", "{}"), CODES, "invalid", says="cannot be read."),
    Attack(30, "a code with endless words", trouble("no formula", "{'name': 'x' * 100000}"), MEASURED, says=FORGED),
    Attack(
        30,
        "markup, escapes and a quotation mark in a code's words",
        trouble("no formula", "{'name': '$x$ \\x1b[2J \\u202e” Full points'}"),
        "a student's own words are quoted, in one line and no markup",
        "invalid",
        says="cannot use “\\$x\\$ [2J ' Full points” in an answer",
    ),
    Attack(30, "flood of frames", PIPE + "while True: everywhere(frame(**{'is': 'done'}) * 1000)", DECODER, says=FORGED),
    Attack(
        31,
        "forged answer, then exit",
        PIPE + "everywhere(frame(**{'is': 'item', 'name': 'one', 'observation': {'is': 'Missing'}}))\nos._exit(0)",
        DECODER,
        says=FORGED,
    ),
    Attack(32, "two frames", PIPE + "everywhere(frame(**{'is': 'done'}) * 2)", DECODER, says=FORGED),
    Attack(33, "half a frame, then wait", PIPE + "everywhere(b'\\x05\\0\\0\\0he')\nwhile True: pass", DECODER, says=FORGED),
    Attack(34, "a frame with a grade", PIPE + "everywhere(frame(**{'is': 'grade', 'points': 100}))", DECODER, says=FORGED),
    Attack(35, "os._exit(0)", "import os\nos._exit(0)", PARTED, says="ended itself"),
    Attack(35, "sys.exit", "import sys\nsys.exit(0)", PARTED, says="SystemExit"),
    Attack(35, "an exit when all is done", "import atexit, os\natexit.register(os._exit, 0)", PARTED, "correct"),
    Attack(35, "KeyboardInterrupt", "raise KeyboardInterrupt", PARTED, says="KeyboardInterrupt"),
    Attack(36, "segmentation fault", "import ctypes\nctypes.string_at(0)", PARTED, says="crashed"),
    Attack(36, "abort", "import os\nos.abort()", PARTED, says="crashed"),
    Attack(
        36,
        "stack overflow",
        "import sys\nsys.setrecursionlimit(10**9)\nclass A:\n    __repr__ = lambda s: repr(s)\nrepr(A())",
        PARTED,
        says="crashed",
    ),
)
