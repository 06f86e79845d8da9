"""Exercise 15 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("total_factor", "c**n"),
    ("total_factor", "'c^n'"),
    ("total_factor", "exp(n*log(c))"),
    ("total_factor", "c*c**(n - 1)"),
    ("long_run", "[0, 1, oo]"),
    ("long_run", "(0, 1, float('inf'))"),
    ("long_run", "'0; 1; ∞'"),
    ("long_run", "[limit(Rational(1, 2)**n, n, oo), 1, limit(2**n, n, oo)]"),
    ("smallest_depth", "20"),
    ("smallest_depth", "ceiling(log(10**6, 2))"),
    ("new_weight", "1 - 1048576/100"),
    ("new_weight", "-10484.76"),
    ("new_weight", "'-10484,76'"),
    ("new_weight", "1 - 0.01*2**20"),
    ("jumps", "[-9, 81, -729]"),
    ("jumps", "[(-9)**t for t in (1, 2, 3)]"),
    ("jumps", "'-9; 81; -729'"),
    ("first_overflow", "128"),
    ("first_overflow", "128.0"),
    ("clipped", "(Rational(3, 5), Rational(4, 5))"),
    ("clipped", "[0.6, 0.8]"),
    ("clipped", "Matrix([3000, 4000]).normalized()"),
    ("why_no_learning", "'d'"),
]
MISTAKES = [
    ("new_weight", "10486.76", "M1"),
    ("new_weight", "1 - 2**20", "M2"),
    ("jumps", "[9, 81, 729]", "M3"),
    ("jumps", "[-4, 16, -64]", "M4"),
    ("smallest_depth", "19", "M5"),
    ("long_run", "[oo, oo, oo]", "M6"),
    ("first_overflow", "1024", "M7"),
    ("first_overflow", "127", "M8"),
    ("clipped", "[1, 1]", "M9"),
    ("why_no_learning", "'A'", "M10"),
    ("total_factor", "'c·n'", "M11"),
    ("total_factor", "n**c", "M12"),
    ("long_run", "[0, 0, oo]", "M13"),
    ("long_run", "[0, oo, oo]", "M14"),
    ("smallest_depth", "'19,93'", "M15"),
    ("jumps", "[11, 121, 1331]", "M16"),
    ("jumps", "[-9, -19, -29]", "M17"),
    ("clipped", "[3/7, 4/7]", "M18"),
]
OTHERS = [
    ({"total_factor": "n**c"}, "total_factor", "wrong", "0"),
    ({"total_factor": "c**(n - 1)"}, "total_factor", "wrong", "0"),
    ({"long_run": "[0, 1, 2]"}, "long_run", "wrong", "0"),
    ({"long_run": "[oo, 1, 0]"}, "long_run", "wrong", "0"),
    ({"long_run": "[0, 1]"}, "long_run", "wrong", "0"),
    ({"smallest_depth": "log(10**6, 2)"}, "smallest_depth", "wrong", "0"),
    ({"new_weight": "-10485"}, "new_weight", "wrong", "0"),
    ({"jumps": "[-9, 81, 729]"}, "jumps", "partial", "2/3"),
    ({"jumps": "[-8, 72, -648]"}, "jumps", "partial", "2/3"),  # each step from the own previous one
    ({"jumps": "[0, 0, 0]"}, "jumps", "wrong", "0"),
    ({"jumps": "[-9, None, None]"}, "jumps", "partial", "1/3"),
    ({"clipped": "[0.6, 0.6]"}, "clipped", "wrong", "0"),
    ({"clipped": "[3000, 4000]"}, "clipped", "wrong", "0"),
    ({"remedy": "'Clipping'"}, "remedy", "pending", "0"),
]
FOLLOWS = [
    ({"total_factor": "n*c", "long_run": "[oo, oo, oo]"}, "long_run", "follow_through", "1"),
    ({"total_factor": "c**(n - 1)", "long_run": "[0, 1, oo]"}, "long_run", "correct", "1"),
    ({"total_factor": "c**(-n)", "long_run": "[oo, 1, 0]"}, "long_run", "follow_through", "1"),
    ({"total_factor": "n + c", "long_run": "[0, 0, 0]"}, "long_run", "wrong", "0"),
    ({"total_factor": "S(5)", "long_run": "[5, 5, 5]"}, "long_run", "wrong", "0"),  # needs c and n
    ({"total_factor": "c", "long_run": "['1/2', 1, 2]"}, "long_run", "wrong", "0"),
    ({"total_factor": "c*sin(n)", "long_run": "[0, 0, 0]"}, "long_run", "wrong", "0"),  # no limit
]
NUMPY = """
import numpy as np
def first_nonfinite(dtype):
    w = np.array([2], dtype=dtype)
    step = 0
    while np.all(np.isfinite(w)):
        w = w - 4*w**3
        step += 1
    return step
"""
SCALAR = """
import numpy as np
def first_nonfinite(dtype):
    w = np.dtype(dtype).type(2.0)
    for step in range(1, 100):
        w -= 4*w*w*w
        if not np.isfinite(w): return np.int64(step)
"""
FUNCTIONS = [
    (NUMPY, "correct", "3"),
    (SCALAR, "correct", "3"),
    (NUMPY.replace("4*w**3", "w**3"), "wrong", "0"),
    ("def first_nonfinite(dtype):\n    return 4", "wrong", "0"),
    ("def first_nonfinite(dtype):\n    return {'float32': 4, 'float64': 6}[dtype]", "wrong", "0"),
    ("def first_nonfinite(dtype):\n    return None", "missing", "0"),
    ("def first_nonfinite(dtype):\n    raise NotImplementedError", "missing", "0"),
    ("first_nonfinite = 4", "invalid", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("answers item outcome points", OTHERS + FOLLOWS),
    *table("code outcome points", FUNCTIONS, item="first_nonfinite"),
]
