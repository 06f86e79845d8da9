"""Python code, by what it returns."""

from grader.answers.kinds.function import Function
from grader.answers.kinds.vector import Vector
from grader.model import Text
from tests.answers.examples import Table

TITLE = Text(de="Funktion (function)", en="Function (function)")
TABLES = (
    Table(
        Function("f(x)", probes=[{"x": 2}, {"x": -3}]),
        "def f(x): return x**2",
        Text(de="Eine Funktion f(x), die eine Zahl liefert", en="A function f(x) that returns a number"),
        (
            ("def f(x): return x**2", "right", "wie verlangt", "as asked"),
            ("def f(x): return x * x", "right", "auf einem anderen Weg", "another way"),
            ("f = lambda x: x**2", "right", "mit lambda", "with lambda"),
            ("def f(x, n=2): return x**n", "right", "mit einem Vorgabewert mehr", "with one more default"),
            ("def f(*args): return args[0]**2", "right", "mit Sternchen", "with a star"),
            ("def f(z): return z**2", "right", "der Name des Parameters ist frei", "the parameter's name is free"),
            ("f = np.square", "right", "eine fertige Funktion", "a ready-made function"),
            ("f = functools.partial(pow, exp=2)", "right", "mit partial", "with partial"),
            ("def f(x): return float(x)**2", "right", "liefert float", "returns a float"),
            ("def f(x): return Fraction(x)**2", "right", "liefert einen Bruch", "returns a fraction"),
            ("def f(x): return Integer(x)**2", "right", "liefert eine SymPy-Zahl", "returns a SymPy number"),
            ("def f(x): return np.float32(x)**2", "right", "liefert eine NumPy-Zahl", "returns a NumPy number"),
            ("def f(x): return torch.tensor(float(x))**2", "right", "liefert einen Tensor", "returns a tensor"),
            ("def f(x): return [x**2]", "right", "liefert eine Liste mit einem Eintrag", "returns a list of one entry"),
            ("def f(x): print('Test'); return x**2", "right", "print stört nicht", "print does no harm"),
            ("def f(x): return 4", "wrong", "stimmt nur für einen Aufruf", "right for one call only"),
            ("def f(x): return 2*x", "wrong", "rechnet etwas anderes", "works out something else"),
            ("def f(x): print(x**2)", "wrong", "print statt return", "print instead of return"),
            ("def f(x): x**2", "wrong", "return fehlt", "return is missing"),
            ("def f(): return 4", "wrong", "ohne Parameter", "without a parameter"),
            ("def f(x): return x**2 / 0", "wrong", "bricht ab", "stops"),
            ("def f(x): raise ValueError('negativ')", "wrong", "bricht ab", "stops"),
            ("def f(x): return f(x)", "wrong", "ruft sich endlos selbst auf", "calls itself without end"),
            ("def f(x): return float('nan')", "wrong", "nan ist nichts gleich", "nan equals nothing"),
            ("def f(x): return x == 2", "wrong", "liefert Wahrheitswerte", "returns truth values"),
            ("def f(x): return [x, x]", "wrong", "liefert eine Liste", "returns a list"),
            ("def f(x): return Symbol('x')**2", "wrong", "liefert eine Formel", "returns a formula"),
            ("def f(x): return 'x**2'", "wrong", "liefert einen Text, der keine Zahl ist", "returns a text that is no number"),
            ("def f(x): yield x**2", "wrong", "ein Generator", "a generator"),
            ("f = 4", "unread", "keine Funktion", "no function"),
            ("f = x**2", "unread", "eine Formel ist keine Funktion", "a formula is no function"),
            ("f = 'x**2'", "unread", "ein Text auch nicht", "nor is a text"),
            ("class f: pass", "unread", "eine Klasse auch nicht", "nor is a class"),
            ("f = ...", "blank", "noch nicht bearbeitet", "not attempted yet"),
            ("f = None", "blank", "ebenso", "likewise"),
        ),
    ),
    Table(
        Function("g(v)", probes=[{"v": [1.0, 2.0]}, {"v": [0.5, 0.0]}], returns=Vector(2)),
        "def g(v): return [2 * v[0], 2 * v[1]]",
        Text(de="Eine Funktion, die eine Liste nimmt und liefert", en="A function that takes and returns a list"),
        (
            ("def g(v): return [2 * z for z in v]", "right", "eine Liste", "a list"),
            ("def g(v): return 2 * np.array(v)", "right", "ein NumPy-Feld", "a NumPy array"),
            ("def g(v): return 2 * torch.tensor(v)", "right", "ein Tensor", "a tensor"),
            ("def g(v): v.sort(); return [2 * v[0], 2 * v[1]]", "wrong", "sortiert vorher", "sorts before"),
            ("def g(v): return 2 * v", "wrong", "eine Liste mal 2 ist doppelt so lang", "a list times 2 is twice as long"),
            ("def g(v): return sum(v)", "wrong", "eine Zahl statt einer Liste", "a number instead of a list"),
        ),
    ),
)
