# %% [markdown]
# # ex06 · Minimum mit Knick
#
# Es ist $L(w) = \left|w - e^{- w}\right|$. Zeige mit $g(w) = w - e^{- w}$, dass es genau einen Minimierer gibt, und berechne ihn numerisch auf mindestens 4 Nachkommastellen.
#
# *8 Punkte + 2 ★ Bonus*
#
# Ersetze in jeder Code-Zelle die drei Punkte `...` durch deine Antwort. Prüfen: `grade ex06`

# %%
# grader: ex06 variant 0
from sympy import *

w = symbols("w", real=True)

# %% [markdown]
# **a)** Wie groß ist der kleinste Wert von $L$? *(1 Punkt)*
#
# <sub>Form: eine Zahl, z. B. 7/8, 0.875 oder sqrt(5)</sub>

# %%
lowest_value = ...

# %% [markdown]
# **b)** An welcher Stelle $w$ wird er angenommen? (mindestens 4 Nachkommastellen) *(2 Punkte)*
#
# <sub>Form: eine Zahl, z. B. 7/8, 0.875 oder sqrt(5)</sub>

# %%
minimiser = exp(-1)

# %% [markdown]
# **c)** Berechne die Ableitung $g'(w)$. *(1 Punkt)*
#
# <sub>Form: eine Formel, z. B. sqrt(w)/5 + w**7</sub>

# %%
slope_of_g = ...

# %% [markdown]
# **d)** Gib die Menge aller Nullstellen von $L'$ an (dort, wo $L$ differenzierbar ist). *(1 Punkt)*
#
# <sub>Form: eine Menge, z. B. {3, 7}, Interval(3, 7) oder "3 <= w < 7"</sub>

# %%
zeros_of_slope = ...

# %% [markdown]
# **e)** Gib die linksseitige und die rechtsseitige Ableitung von $L$ im Minimum an. *(2 Punkte ★ Bonus)*
#
# <sub>Form: eine Liste mit 2 Einträgen, z. B. [7/8, 0.3]</sub>

# %%
one_sided_slopes = [-1 - exp(-minimiser), 1 + exp(-minimiser)]

# %% [markdown]
# **f)** Berechne $g(0)$ und $g(1)$. *(1 Punkt)*
#
# <sub>Form: eine Liste mit 2 Einträgen, z. B. [7/8, 0.3]</sub>

# %%
g_at_ends = ...

# %% [markdown]
# **g)** Warum hat $g$ genau eine Nullstelle? *(1 Punkt)*
#
# - **A** weil $L \ge 0$ ist
# - **B** weil die Exponentialfunktion nie 0 wird
# - **C** $g$ ist stetig, streng steigend und wechselt auf $[0, 1]$ das Vorzeichen
# - **D** weil $L'$ genau eine Nullstelle hat
#
# <sub>Form: einer der Buchstaben A, B, C, D in Anführungszeichen</sub>

# %%
why_one_zero = ...

# %% [markdown]
# **h)** Schreibe eine Funktion `omega(tol)`, die den Minimierer mit einem Fehler von höchstens `tol` als float liefert – mit Bisektion, Newton oder einer Fixpunkt-Iteration. *(1 Punkt)*
#
# <sub>Form: eine Funktion omega(tol)</sub>

# %%
def omega(tol):
    raise NotImplementedError
