# grader: ex10 variant 0
from sympy import *

w, t = symbols("w t")

# %% a
derivative = 2*w - 6

# %% b: läuft ewig
w0 = 0
steps = None
while w0 < 3:
    w0 = w0 - 0.25*2*(w0 - 3)
    w0 = min(w0, 2.9)
steps = [w0, w0, w0]

# %% c
losses = [f(1.5), f(2.25), f(2.625)]

# %% d
closed_form = 3*(1 - 2**(-t))

# %% e
first_close = ...

# %% f
limit_value = "3"
