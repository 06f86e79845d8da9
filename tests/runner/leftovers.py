"""What an exercise may leave behind in its process: the cells that leave it, and last those of another that would notice."""

from __future__ import annotations

import importlib.util

LEFT = {
    "a name": ("leftover = 3", "a = leftover"),
    "a builtin": ("import builtins\nbuiltins.leftover = 3", "a = leftover"),
    "a builtin by the back door": ("__builtins__['leftover'] = 3", "a = leftover"),
    "a function of NumPy": ("import numpy as np\nnp.mean = lambda x: 42", "import numpy as np\na = float(np.mean([1, 2]))"),
    "an attribute": ("import math\nmath.leftover = 3", "import math\na = math.leftover"),
    "setattr": ("import math\nsetattr(math, 'leftover', 3)", "import math\na = math.leftover"),
    "vars": ("import math\nvars(math)['leftover'] = 3", "import math\na = math.leftover"),
    "__dict__": ("import math\nmath.__dict__['leftover'] = 3", "import math\na = math.leftover"),
    "exec": ("import math\nexec('math.leftover = 3')", "import math\na = math.leftover"),
    "loop target": ("import math\nfor math.leftover in [3]: pass", "import math\na = math.leftover"),
    "in a function": ("import math\ndef f():\n    math.leftover = 3\nf()", "import math\na = math.leftover"),
    "a method of SymPy": (
        "import sympy\nsympy.Symbol.__mul__ = lambda s, o: 7",
        "import sympy\na = sympy.Symbol('x') * 2",
    ),
    "a module": (
        "import sys, types\nsys.modules['leftover'] = types.ModuleType('x')",
        "import leftover\na = type(leftover).__name__",
    ),
    "a module that was loaded": ("import xml.dom.minidom", "import xml\na = xml.dom.minidom.__name__"),
    "the path": ("import sys\nsys.path.insert(0, '/leftover')", "import sys\na = sys.path[0] == '/leftover'"),
    "a finder": ("import not_there_a", "import sys\na = len(sys.meta_path)"),
    "a class with a destructor": (
        "import math\nclass A:\n    def __del__(self): math.leftover = 3\nx = A()\nx = [x]\nx.append(x)",
        "import gc, math\ngc.collect()\na = math.leftover",
    ),
    "the recursion limit": ("import sys\nsys.setrecursionlimit(50000)", "import sys\na = sys.getrecursionlimit()"),
    "the environment": ("import os\nos.environ['LEFT'] = '3'", "import os\na = os.environ['LEFT']"),
    "the folder": ("import os\nos.chdir('/usr')", "import os\na = os.getcwd() == '/usr'"),
    "a file": ("import numpy as np\nnp.save('left.npy', 3)", "import numpy as np\na = int(np.load('left.npy'))"),
    "random": ("import random\nrandom.seed(5)\nrandom.random()", "import random\na = random.random()"),
    "NumPy's random numbers": ("import numpy as np\nnp.random.rand(3)", "import numpy as np\na = np.random.rand()"),
    "NumPy's modes": (
        "import numpy as np\nnp.seterr(all='raise')",
        "import numpy as np\na = str(np.float64(1) / np.float64(0))",
    ),
    "how NumPy prints": (
        "import numpy as np\nnp.set_printoptions(precision=1)",
        "import numpy as np\na = str(np.array([0.123456]))",
    ),
    "the decimal context": (
        "import decimal\ndecimal.getcontext().prec = 3",
        "from decimal import Decimal\na = str(Decimal(1) / 3)",
    ),
    "decimal's flags": (
        "from decimal import *\nDecimal(1) / 3",
        "from decimal import *\na = getcontext().flags[Inexact]",
    ),
    "warnings": ("import warnings\nwarnings.simplefilter('error')", "import warnings\nwarnings.warn('x')\na = 1"),
    "tracing": ("import sys\nsys.settrace(lambda *x: None)", "import sys\na = sys.gettrace() is None"),
    "an audit hook": (
        "import sys\ndef hook(*x): raise OSError\nsys.addaudithook(hook)",
        "a = 1",
    ),
    "a thread": (
        "import threading, math, time\ndef f():\n    time.sleep(0.05)\n    math.leftover = 3\n"
        "threading.Thread(target=f).start()",
        "import math, time\ntime.sleep(0.1)\na = math.leftover",
    ),
    "output": ("import sys\nsys.stdout.close()", "print('x')\na = 1"),
    "mpmath": ("import mpmath\nmpmath.mp.dps = 50", "import mpmath\na = str(mpmath.sqrt(2))"),
    "an alias": ("import math\nm = math\nm.leftover = 3", "import math\na = math.leftover"),
    "a table of NumPy": ("from numpy import *\ntypecodes['left'] = 3", "import numpy as np\na = np.typecodes['left']"),
    "a table under another name": (
        "import numpy as np\nd = np.typecodes\nd['left'] = 3",
        "import numpy as np\na = np.typecodes['left']",
    ),
    "a table in a function": (
        "import numpy as np\ndef f(d): d['left'] = 3\nf(np.typecodes)",
        "import numpy as np\na = np.typecodes['left']",
    ),
    "a table of another cell": (
        "from sympy import *",
        "plot_backends['left'] = 3",
        "import sympy\na = sympy.plot_backends['left']",
    ),
    "an array of NumPy": (
        "import numpy as np\nnp.copyto(np.polynomial.Polynomial.domain, 7)",
        "import numpy as np\na = int(np.polynomial.Polynomial.domain[0])",
    ),
    "a pattern": ("import math\nmatch math:\n    case object(__dict__=d): d['left'] = 3", "import math\na = math.left"),
    "printing by another name": (
        "from numpy import set_printoptions as p\np(precision=1)",
        "import numpy as np\na = str(np.array([0.123456]))",
    ),
    "printing, in part": (
        "import functools, numpy as np\nfunctools.partial(np.set_printoptions, precision=1)()",
        "import numpy as np\na = str(np.array([0.123456]))",
    ),
    "printing, by a library's own libraries": (
        "import fractions, numpy as np\nfractions.operator.attrgetter('set_printoptions')(np)(precision=1)",
        "import numpy as np\na = str(np.array([0.123456]))",
    ),
    "a generator that stops in a with": (
        "import mpmath\ndef g():\n    with mpmath.workdps(50): yield\nx = g()\nnext(x)\nx = [x]\nx.append(x)",
        "import mpmath\na = str(mpmath.sqrt(2))",
    ),
    "decimal's default": ("import decimal\ndecimal.DefaultContext.clear_traps()", "import decimal\na = decimal.Decimal(1) / 0"),
    "another context of decimal": (
        "import decimal\ndecimal.BasicContext.clear_traps()",
        "import decimal\ndecimal.setcontext(decimal.BasicContext)\na = decimal.Decimal(1) / 0",
    ),
    "an assumption": (
        "from sympy import *\nfrom sympy.assumptions.assume import global_assumptions\n"
        "global_assumptions.add(Q.positive(Symbol('x')))",
        "from sympy import *\na = ask(Q.positive(Symbol('x')))",
    ),
    "a string that SymPy evaluates": (
        "import sympy\nsympy.sympify(\"exec('import math; math.left = 3')\")",
        "import math\na = math.left",
    ),
    "an annotation": (
        "import typing\ndef f(x: \"exec('import math; math.left = 3')\"): pass\ntyping.get_type_hints(f)",
        "import math\na = math.left",
    ),
    "a method for a type": (
        "from sympy.multipledispatch import dispatch\n@dispatch(int)\ndef f(x): return 42",
        "from sympy.multipledispatch import dispatch\n@dispatch(float)\ndef f(x): return 1\na = f(3)",
    ),
    "a constant of SymPy": ("import sympy\nclass left(type(sympy.pi)): pass", "import sympy\na = str(sympy.S.left)"),
    "SymPy's random numbers": ("import sympy.core.random as r\nr.seed(5)", "import sympy.core.random as r\na = r.random()"),
    "leaving": ("exit()", "import sys\na = int(sys.stdin.closed) + 1"),
    "a denial": (
        "import math, sys\nmath.left = 3\nframe = sys._getframe()\nwhile frame:\n    session = frame.f_locals.get('self')\n"
        "    if type(session).__name__ == 'Session': session.traces = False\n    frame = frame.f_back",
        "import math\na = math.left",
    ),
    "a library inside a library": (
        "import numpy\nnumpy.random.mtrand.leftover = 3",
        "import numpy\na = numpy.random.mtrand.leftover",
    ),
}
LEFT |= {
    "torch's type": ("import torch\ntorch.set_default_dtype(torch.float64)", "import torch\na = str(torch.ones(1).dtype)"),
    "torch's random numbers": ("import torch\ntorch.rand(3)", "import torch\na = float(torch.rand(1))"),
    "torch without gradients": ("import torch\ntorch.set_grad_enabled(False)", "import torch\na = torch.is_grad_enabled()"),
    "torch's threads": ("import torch\ntorch.set_num_threads(2)", "import torch\na = torch.get_num_threads()"),
    "torch's device": ("import torch\ntorch.set_default_device('meta')", "import torch\na = str(torch.ones(1).device)"),
    "torch.Tensor": (
        "import torch\ntorch.Tensor.backward = lambda s: None",
        "import torch\nx = torch.ones(1, requires_grad=True)\n(x*x).sum().backward()\na = float(x.grad)",
    ),
    "torch's threads by another name": (
        "import torch\ns = torch.set_num_threads\ns(2)",
        "import torch\na = torch.get_num_threads()",
    ),
    "a hook": (
        "from torch.nn.modules.module import register_module_forward_hook as r\nr(lambda m, i, o: o * 0)",
        "import torch\na = float(torch.nn.Identity()(torch.ones(1)))",
    ),
    "a mode that a generator holds": (
        "import torch\ndef g():\n    with torch.no_grad(): yield\nx = g()\nnext(x)\nx = [x]\nx.append(x)",
        "import torch\na = int(torch.is_grad_enabled())",
    ),
}
if importlib.util.find_spec("matplotlib"):
    LEFT |= {
        "a figure": (
            "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
            "import matplotlib.pyplot as plt\na = len(plt.get_fignums())",
        ),
        "how matplotlib draws": (
            "import matplotlib.pyplot as plt\nplt.ion()",
            "import matplotlib\na = int(matplotlib.is_interactive())",
        ),
    }
