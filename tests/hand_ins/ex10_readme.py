# grader: ex10 variant 0
from sympy import *
w, t = symbols("w t")

# %%
derivative = 2*(w - 3)

# %%
steps = [1.5, 3, 4.5]

# %%
losses = [2.25, 0, 2.25]

# %%
closed_form = "3 - 3/2^t"
