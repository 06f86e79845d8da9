"""Attacks on the grader through the answer, the protocol, time and memory; the same with and without a wall of files."""

from __future__ import annotations

from tests.attacks.attack import Attack

PIPE = """
import os, struct, json
def frame(**f):
    b = json.dumps(f).encode()
    return struct.pack('<I', len(b)) + b
def everywhere(data):
    for fd in range(3, 64):
        try: os.write(fd, data)
        except OSError: pass
"""
FORGED = "wrote into the connection"
DEADLINE, DECODER, LIMIT = "a deadline", "frames are decoded strictly and only in turn", "the address space is limited"
DATA = "only plain data of exact types comes out of a child"
APART = "judge, reference and other hand-ins are other processes"
PARTED = "answers are kept one by one; the rest is asked of a new child"

ANSWERS = (
    Attack(
        12,
        "thread bomb",
        "import threading, time\nfor _ in range(10**5): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
        LIMIT,
        says="can't start new thread",
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
    Attack(26, "sleep", "import time\ntime.sleep(60)", DEADLINE, "timeout"),
    Attack(27, "memory: a list", "held = [0] * 10**10", LIMIT, says="MemoryError"),
    Attack(27, "memory: NumPy", "import numpy as np\nnp.ones(10**10)", LIMIT, says="MemoryError"),
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
        "the log is capped; nothing else is lost",
        "correct",
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
    Attack(
        37,
        "equal to everything",
        "class A:\n    def __eq__(s, o): return True\n    __hash__ = None\none = A()",
        DATA,
        "invalid",
    ),
    Attack(
        38,
        "a number that lies about itself",
        "class A(float):\n    def __eq__(s, o): return True\n    def __float__(s): return 1.0\none = A(3)",
        DATA,
        "invalid",
    ),
    Attack(40, "NaN", "one = float('nan')", "NaN equals nothing", "wrong"),
    Attack(40, "infinity", "one = float('inf')", DATA, "wrong"),
    Attack(
        41,
        "an array with nothing in it",
        "import numpy as np\none = np.array([])",
        DATA,
        "invalid",
    ),
    Attack(
        42,
        "patch what compares",
        "import builtins, json, math\nmath.isclose = json.dumps = lambda *a, **k: True\nbuiltins.abs = lambda x: 0\none = 3",
        APART,
        "wrong",
    ),
    Attack(
        43,
        "look for the answer in memory",
        "import gc, sys\nassert any('def squared' in repr(vars(m)) for m in list(sys.modules.values()) if 'ex90' in repr(m))",
        APART,
        says="AssertionError",
    ),
    Attack(
        43,
        "look for the judge in the stack",
        "import sys\nf = sys._getframe()\nwhile f.f_back: f = f.f_back\n"
        "assert any('key' in n or 'reference' in n for n in f.f_locals)",
        APART,
        says="AssertionError",
    ),
    Attack(
        52,
        "unpickle a command",
        "import pickle\nassert pickle.loads(b\"cos\\nsystem\\n(S'true'\\ntR.\") == 0",
        "it stays in the child; seccomp",
        says="AssertionError",
    ),
    Attack(53, "SymPy: a huge factorial", "import sympy\nsympy.factorial(10**10)", DEADLINE, "timeout"),
    Attack(
        53,
        "SymPy: a huge power",
        "import sympy as sp\nx, y, z = sp.symbols('x y z')\nsp.expand((x + y + z + 1)**300)",
        DEADLINE,
        "timeout",
    ),
    Attack(
        54,
        "seeds left behind",
        "import random, numpy\nrandom.seed(9); numpy.random.seed(9); random.random = lambda: 0.5",
        "a process of its own",
        "correct",
    ),
    Attack(
        55,
        "flood of warnings",
        "import warnings\nfor n in range(20000): warnings.warn(str(n))",
        "the log is capped; nothing else is lost",
        "correct",
    ),
    Attack(
        56,
        "other modes of arithmetic",
        "import decimal, numpy as np, locale\ndecimal.getcontext().prec = 1\nnp.seterr(all='raise')",
        "a process of its own",
        "correct",
    ),
    Attack(26, "stop oneself", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", DEADLINE, "timeout"),
    Attack(27, "memory: torch", "import torch\ntorch.ones(10**11)", LIMIT, says="memory"),
    Attack(39, "an array of objects", "import numpy as np\none = np.array([object()])", DATA, "invalid"),
    Attack(39, "a date", "import numpy as np\none = np.datetime64('2026-01-01')", DATA, "invalid"),
    Attack(39, "an array of records", "import numpy as np\none = np.array([(1, 2)], dtype='i4,i4')", DATA, "invalid"),
    Attack(40, "True for 1", "one = True", DATA, "invalid"),
    Attack(41, "an array of another shape", "import numpy as np\none = np.ones((3, 1))", DATA, "invalid"),
    Attack(
        52,
        "torch.load a command",
        "import io, torch\ntorch.load(io.BytesIO(b'cos\\nsystem\\n.'), weights_only=False)",
        "it stays in the child",
    ),
    Attack(
        56,
        "another default of torch",
        "import torch\ntorch.set_default_dtype(torch.float64)",
        "a process of its own",
        "correct",
    ),
)

# These change the function instead of a number: the item under attack is `squared`.
FUNCTIONS = (
    Attack(
        44,
        "right at the first call only",
        "calls = []\ndef squared(x):\n    calls.append(x)\n    return x * x if len(calls) == 1 else 0",
        "every probe counts",
        "wrong",
    ),
    Attack(
        45,
        "a table of what was seen",
        "def squared(x): return {2: 4}.get(x, 0)",
        "probes are sent after the code was loaded",
        "wrong",
    ),
    Attack(
        46,
        "change the argument in place",
        "def squared(x):\n    try: x.clear()\n    except AttributeError: pass\n    return 0",
        "arguments are copies",
        "wrong",
    ),
    Attack(47, "return a function", "def squared(x): return squared", DATA, "wrong", says="This is a"),
    Attack(47, "return a generator", "def squared(x): return (x * x for _ in [0])", DATA, "wrong", says="This is a"),
    Attack(
        48,
        "look for signs of grading",
        "import sys, os\ngraded = '--json' in sys.argv or 'GRADER_HOME' in os.environ\n"
        "def squared(x): return x * x if graded else 0",
        "arguments and environment are always the same",
        "wrong",
    ),
    Attack(
        58,
        "sleep at every probe",
        "import time\ndef squared(x):\n    time.sleep(60)\n    return x * x",
        DEADLINE,
        "wrong",
        says="does not finish",
    ),
    Attack(36, "crash at a probe", "import os\ndef squared(x): os.abort()", PARTED, "wrong", says="makes it crash"),
)
