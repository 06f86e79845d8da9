# grader: ex10 variant 0
from sympy import *

w, t = symbols("w t", real=True)

# %% c (zuerst zu früh ausgeführt)
losses = [f.subs(w, s) for s in steps]

# %% f
limit_value = 3

# %% b, erster Versuch
steps = [0.5, 1, 1.5]

# %% d
closed_form = 3 - 3/2**t

# %% e
first_close = next(n for n in range(100) if abs(closed_form.subs(t, n) - 3) < Rational(1, 100))

# %% a
f = (w - 3)**2
derivative = f.diff(w)

# %% b, noch einmal
steps = []
now = Rational(0)
for _ in range(3):
    now = now - derivative.subs(w, now)/4
    steps.append(now)

# %% b, noch einmal (kopiert)
steps = []
now = Rational(0)
for _ in range(3):
    now = now - derivative.subs(w, now)/4
    steps.append(now)

# %% c
losses = [f.subs(w, s) for s in steps]
