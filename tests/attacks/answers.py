"""Attacks on the grader through the answer; the same with and without a wall of files."""

from __future__ import annotations

from tests.attacks.attack import DEADLINE, PARTED, Attack

DATA = "only plain data of exact types comes out of a child"
APART = "judge, reference and other hand-ins are other processes"
PARSER = "a parser of our own, which knows formulas only"
SCAN = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
out, into = os.pipe()
def page(at):  # write() refuses an address that is not there, where reading it would be the end
    n = libc.write(into, ctypes.c_void_p(at), ctypes.c_size_t(4096))
    return os.read(out, n) if n > 0 else b''
def plain(hidden): return bytes(c ^ 1 for c in hidden)
own = plain(b'`onvhid') * 3
start = id(own) // 4096 * 4096
seen = b''.join(page(start + 4096 * n) for n in range(-2048, 2048))
if own not in seen: raise RuntimeError('the scan finds nothing')
assert plain(b'E`r!Pt`es`u') in seen  # the beginning of a prompt, which only the key knows
"""

ANSWERS = (
    Attack(
        37,
        "equal to everything",
        "class A:\n    def __eq__(s, o): return True\n    __hash__ = None\none = A()",
        DATA,
        "invalid",
    ),
    Attack(
        37,
        "a class that lies about itself",
        "class A:\n    @property\n    def __class__(s): return float\n    def __float__(s): return 1.0\none = A()",
        DATA,
        "invalid",
    ),
    Attack(
        37,
        "an object that says it is an array",
        "import numpy as np\nclass A:\n    def __array__(s, *a, **k): return np.array(1.0)\none = A()",
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
    Attack(
        38,
        "a whole number that lies about itself",
        "class A(int):\n    def __eq__(s, o): return True\n    def __int__(s): return 1\n    __hash__ = None\none = A(3)",
        DATA,
        "invalid",
    ),
    Attack(
        38,
        "a text that lies about itself",
        "class A(str):\n    def __str__(s): return '1'\n    __eq__ = lambda s, o: True\n    __hash__ = None\none = A('3')",
        DATA,
        "invalid",
    ),
    Attack(
        38,
        "an array that lies about itself",
        "import numpy as np\nclass A(np.ndarray):\n    def item(s): return 1\n    tolist = item\none = np.array(3).view(A)",
        DATA,
        "invalid",
    ),
    Attack(
        38,
        "a tensor that lies about itself",
        "import torch\nclass A(torch.Tensor):\n    def item(s): return 1\n    tolist = item\n"
        "one = torch.tensor(3).as_subclass(A)",
        DATA,
        "invalid",
    ),
    Attack(
        38,
        "a formula that lies about itself",
        "import sympy\nclass A(sympy.Symbol):\n    def __eq__(s, o): return True\n    __hash__ = sympy.Symbol.__hash__\n"
        "    is_number = True\n    def _sympystr(s, p): return '1'\none = A('x')",
        DATA,
        "invalid",
    ),
    Attack(39, "an array of objects", "import numpy as np\none = np.array([object()])", DATA, "invalid"),
    Attack(39, "a date", "import numpy as np\none = np.datetime64('2026-01-01')", DATA, "invalid"),
    Attack(39, "an array of records", "import numpy as np\none = np.array([(1, 2)], dtype='i4,i4')", DATA, "invalid"),
    Attack(40, "NaN", "one = float('nan')", "NaN equals nothing", "wrong"),
    Attack(40, "infinity", "one = float('inf')", DATA, "wrong"),
    Attack(40, "True for 1", "one = True", DATA, "invalid"),
    Attack(40, "minus zero", "one = -0.0", "it equals zero and nothing else", "wrong"),
    Attack(40, "1e400", "one = 1e400", "infinity equals no number", "wrong"),
    Attack(40, "a complex number", "one = 1 + 0j", DATA, "invalid"),
    Attack(40, "the word nan", "one = 'nan'", "NaN equals nothing", "wrong"),
    Attack(40, "bytes", "one = b'1'", DATA, "invalid"),
    Attack(
        41,
        "an array with nothing in it",
        "import numpy as np\none = np.array([])",
        DATA,
        "invalid",
    ),
    Attack(41, "an array of another shape", "import numpy as np\none = np.ones((3, 1))", DATA, "invalid"),
    Attack(
        42,
        "patch what compares",
        "import builtins, json, math\nmath.isclose = json.dumps = lambda *a, **k: True\nbuiltins.abs = lambda x: 0\none = 3",
        APART,
        "wrong",
    ),
    Attack(
        42,
        "patch what compares in NumPy",
        "import numpy as np\nnp.allclose = np.isclose = np.array_equal = lambda *a, **k: True\none = 3",
        APART,
        "wrong",
    ),
    Attack(
        42,
        "patch what speaks with the judge",
        "import json, struct\njson.dumps = json.loads = struct.pack = struct.unpack = None\none = 3",
        APART,
        "wrong",
    ),
    Attack(
        42,
        "patch clock and chance",
        "import time, random\ntime.time = time.monotonic = lambda: 0\nrandom.random = lambda: 0.5\none = 3",
        APART,
        "wrong",
    ),
    Attack(
        42,
        "patch the judge's code in the child",
        "import grader.grading.judge as j\nimport grader.grading.grade_submission as p\n"
        "j.judge = j.assemble = p.grade = lambda *a, **k: None\none = 3",
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
    Attack(43, "scan one's own memory for the solution", SCAN, APART, says="AssertionError"),
    Attack(
        52,
        "unpickle a command",
        "import pickle\nassert pickle.loads(b\"cos\\nsystem\\n(S'true'\\ntR.\") == 0",
        "it stays in the child; seccomp",
        says="AssertionError",
    ),
    Attack(
        52,
        "np.load a command",
        "import io, numpy as np\nnp.load(io.BytesIO(b\"cos\\nsystem\\n(S'true'\\ntR.\"), allow_pickle=True)\nassert False",
        "it stays in the child; seccomp",
    ),
    Attack(
        52,
        "torch.load a command",
        "import io, torch\ntorch.load(io.BytesIO(b'cos\\nsystem\\n.'), weights_only=False)",
        "it stays in the child",
    ),
    Attack(
        54,
        "seeds left behind",
        "import random, numpy\nrandom.seed(9); numpy.random.seed(9); random.random = lambda: 0.5",
        "a process of its own",
        "correct",
    ),
    Attack(
        56,
        "other modes of arithmetic",
        "import decimal, numpy as np, locale\ndecimal.getcontext().prec = 1\nnp.seterr(all='raise')",
        "a process of its own",
        "correct",
    ),
    Attack(
        56,
        "another default of torch",
        "import torch\ntorch.set_default_dtype(torch.float64)",
        "a process of its own",
        "correct",
    ),
    Attack(
        57,
        "an answer that quotes what it is compared with",
        "class A:\n    def __eq__(s, o): raise AssertionError(repr(o))\n    __ne__ = __lt__ = __sub__ = __rsub__ = __eq__\n"
        "    __hash__ = None\none = A()",
        "answers leave the child as data and are compared elsewhere",
        "invalid",
    ),
    Attack(
        72, "as text: a command", "one = \"__import__('os').system('true')\"", PARSER, "invalid", "means nothing to me here"
    ),
    Attack(
        72,
        "as text: the way to all classes",
        'one = "().__class__.__base__.__subclasses__()"',
        PARSER,
        "invalid",
        "means nothing to me here",
    ),
    Attack(72, "as text: a function", 'one = "(lambda: 1)()"', PARSER, "invalid", "I can only join"),
    Attack(72, "as text: a text with code", "one = \"f'{1}'\"", PARSER, "invalid", "does not fit here"),
    Attack(72, "as text: an assignment", 'one = "(x := 1)"', "a name in front is left off, and nothing is assigned", "correct"),
    Attack(72, "as text: a tower of powers", "one = '9**9**9**9'", "work is estimated before it is done", "undecided"),
    Attack(72, "as text: 10 000 brackets", "one = '(' * 10**4 + '1' + ')' * 10**4", PARSER, "invalid", "too long"),
    Attack(72, "as text: a megabyte", "one = '1+' * 10**6 + '1'", PARSER, "invalid", "too long"),
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
        45,
        "read the probes to come",
        "import gc\ndef squared(x):\n    seen = {repr(o) for o in gc.get_objects() if type(o) is list and len(o) == 1}\n"
        "    if not {'[2]', '[-3]', '[5]'} <= seen: raise LookupError\n    return x * x",
        "probes are handed over one by one",
        "wrong",
        says="LookupError",
    ),
    Attack(
        46,
        "change the argument in place",
        "def squared(x):\n    try: x.clear()\n    except AttributeError: pass\n    return 0",
        "arguments are copies",
        "wrong",
    ),
    Attack(47, "return a function", "def squared(x): return squared", DATA, "wrong", says="returns a function"),
    Attack(
        44,
        "right for one who asks from a cell only",
        "import sys\ndef squared(x):\n    return x * x if sys._getframe(1).f_code.co_name == '<module>' else 0",
        "every probe counts",
        "wrong",
    ),
    Attack(47, "return a module", "import math\ndef squared(x): return math", DATA, "wrong", says="This is a"),
    Attack(
        57,
        "return what quotes the value it is compared with",
        "class A:\n    def __eq__(s, o): raise AssertionError(repr(o))\n    __sub__ = __rsub__ = __eq__\n    __hash__ = None\n"
        "def squared(x): return A()",
        DATA,
        "wrong",
        says="This is a",
    ),
    Attack(
        47,
        "return a generator",
        "def squared(x): return (x * x for _ in [0])",
        DATA,
        "wrong",
        says="has not produced its values yet",
    ),
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
        says="it was waiting",
    ),
    Attack(36, "crash at a probe", "import os\ndef squared(x): os.abort()", PARTED, "wrong", says="makes it crash"),
)
