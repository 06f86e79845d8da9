# %% [markdown]
# # ex04 · Ein Tal statt eines Punktes
#
# Es ist $L(w_1, w_2) = (4 w_{1} + 7 w_{2} - 20)^2$. Untersuche, wo $L$ am kleinsten ist – und wie viele solche Stellen es gibt.
#
# *7 Punkte + 3 ★ Bonus*
#
# Ersetze in jeder Code-Zelle die drei Punkte `...` durch deine Antwort. Prüfen: `grade ex04`

# %%
# grader: ex04 variant 0
from sympy import *

w1, w2, t = symbols("w1 w2 t", real=True)

# %% [markdown]
# **a)** Berechne den Gradienten $\nabla L$. *(2 Punkte)*
#
# <sub>Form: eine Liste mit 2 Einträgen, z. B. [sqrt(w1)/5 + w1**7, sqrt(w1)/5 + w1**7]</sub>

# %%
gradient_of_loss = ...

# %% [markdown]
# **b)** Wie groß ist der kleinste Wert von $L$? *(1 Punkt)*
#
# <sub>Form: eine Zahl, z. B. 7/8, 0.875 oder sqrt(5)</sub>

# %%
lowest_value = ...

# %% [markdown]
# **c)** Gib irgendeinen Punkt $(w_1, w_2)$ an, an dem $L$ am kleinsten ist. *(1 Punkt)*
#
# <sub>Form: eine Liste mit 2 Einträgen, z. B. [7/8, 0.3]</sub>

# %%
one_minimiser = (0, 2.857)

# %% [markdown]
# **d)** Gib alle Minimierer an: als $(w_1(t), w_2(t))$ mit $t \in \mathbb{R}$, beide linear in $t$, oder als Gleichung. *(2 Punkte)*
#
# <sub>Form: (w1(t), w2(t)) als Tupel, z. B. (3 + 2*t, 4 + 5*t), oder eine Gleichung, z. B. "w1 - 9*w2 = 8"</sub>

# %%
all_minimisers = (5, 0)

# %% [markdown]
# **e)** Wie viele Minimierer hat $L$? *(1 Punkt)*
#
# - **A** genau einen
# - **B** unendlich viele, eine ganze Gerade
# - **C** zwei, wegen des Quadrats
# - **D** keinen
#
# <sub>Form: einer der Buchstaben A, B, C, D in Anführungszeichen</sub>

# %%
how_many = "B"

# %% [markdown]
# **f)** Gib die Hesse-Matrix von $L$ an, Zeile für Zeile. *(2 Punkte ★ Bonus)*
#
# <sub>Form: 2 Zeilen mit je 2 Einträgen, z. B. [[7, 0.3], [-5, 11]]</sub>

# %%
second_derivatives = ...

# %% [markdown]
# **g)** Welcher Minimierer liegt dem Ursprung am nächsten? *(1 Punkt ★ Bonus)*
#
# <sub>Form: eine Liste mit 2 Einträgen, z. B. [7/8, 0.3]</sub>

# %%
closest_minimiser = ...
