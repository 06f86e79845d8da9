"""Attacks on the conversation with the judge: forged frames, and ends before the answer."""

from __future__ import annotations

from tests.attacks.attack import PARTED, Attack
from tests.runner.making import PIPE

FORGED = "wrote into the connection"
DECODER = "frames are decoded strictly and only in turn"

PROTOCOL = (
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
