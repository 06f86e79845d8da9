"""Attacks on time, memory and the log."""

from __future__ import annotations

from tests.attacks.attack import DEADLINE, PARTED, Attack

LIMIT = "the address space is limited"
LOG = "the log is capped; nothing else is lost"

RESOURCES = (
    Attack(
        12,
        "thread bomb",
        "import threading, time\nfor _ in range(10**5): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        LIMIT,
        says="can't start new thread",
    ),
    Attack(
        12,
        "threads that never rest",
        "import threading\ndef run():\n    while True: pass\n"
        "for _ in range(2): threading.Thread(target=run, daemon=True).start()",
        "they end with the child",
        "correct",
    ),
    Attack(22, "endless loop", "while True: pass", DEADLINE, "timeout"),
    Attack(
        23,
        "ignore all signals",
        "import signal\nfor s in range(1, 65):\n    try: signal.signal(s, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\nwhile True: pass",
        DEADLINE,
        "timeout",
    ),
    Attack(24, "a loop inside C", "10 ** 10 ** 10", DEADLINE, "timeout"),
    Attack(25, "a pattern that never matches", "import re\nre.match(r'(a+)+$', 'a' * 40 + 'b')", DEADLINE, "timeout"),
    Attack(25, "a pattern without end in a replacement", "import re\nre.sub(r'(.*)*,', '', 'x' * 99)", DEADLINE, "timeout"),
    Attack(26, "sleep", "import time\ntime.sleep(60)", DEADLINE, "timeout"),
    Attack(26, "stop oneself", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", DEADLINE, "timeout"),
    Attack(27, "memory: a list", "held = [0] * 10**10", LIMIT, says="MemoryError"),
    Attack(27, "memory: NumPy", "import numpy as np\nnp.ones(10**10)", LIMIT, says="MemoryError"),
    Attack(27, "memory: torch", "import torch\ntorch.ones(10**11)", LIMIT, says="memory"),
    Attack(27, "memory: a text", "'x' * 10**11", LIMIT, says="MemoryError"),
    Attack(
        28,
        "swallowed MemoryError",
        "held = []\nwhile True:\n    try: held.append(bytearray(1 << 26))\n    except MemoryError: pass",
        DEADLINE,
        "timeout",
    ),
    Attack(
        29,
        "a flood of output",
        "import os\nblock = b'x' * (1 << 20)\nfor _ in range(1 << 6): os.write(1, block)",
        LOG,
        "correct",
    ),
    Attack(29, "an exception of 100 MB", "raise ValueError('x' * 10**8)", "messages are cut", says="xxxx"),
    Attack(53, "SymPy: a huge factorial", "import sympy\nsympy.factorial(10**10)", DEADLINE, "timeout"),
    Attack(
        53,
        "SymPy: a huge power",
        "import sympy as sp\nx, y, z = sp.symbols('x y z')\nsp.expand((x + y + z + 1)**300)",
        DEADLINE,
        "timeout",
    ),
    Attack(
        53,
        "SymPy: an equation without end",
        "import sympy\nx = sympy.Symbol('x')\nsympy.solve(sum(x**n for n in range(60)) + sympy.sin(x)*sympy.exp(x), x)",
        DEADLINE,
        "timeout",
    ),
    Attack(
        53,
        "SymPy: sums in sums, 10 000 deep",
        "import sympy\none = sympy.Symbol('x')\nfor _ in range(10**4): one = sympy.Add(one, 1, evaluate=False)",
        "limits on depth and size of an answer",
        "invalid",
        "too large",
    ),
    Attack(
        53,
        "SymPy: a symbol that is called 1",
        "import sympy\none = sympy.Symbol('1')",
        "a symbol stays a symbol",
        "invalid",
        "still contains 1",
    ),
    Attack(
        55,
        "flood of warnings",
        "import warnings\nfor n in range(20000): warnings.warn(str(n))",
        LOG,
        "correct",
    ),
    Attack(55, "flood of log entries", "import logging\nfor n in range(6000): logging.error(str(n))", LOG, "correct"),
    Attack(
        55,
        "an exit in the hook for exceptions",
        "import sys, os\nsys.excepthook = sys.unraisablehook = lambda *a: os._exit(0)\n"
        "class A:\n    def __del__(s): raise ValueError\nA()",
        PARTED,
        says="ended itself",
    ),
    Attack(
        55,
        "a traceback every tenth of a second",
        "import faulthandler\nfaulthandler.enable()\nfaulthandler.dump_traceback_later(0.1, repeat=True)",
        LOG,
        "correct",
    ),
)
