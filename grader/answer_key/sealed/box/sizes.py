"""How many boxes a unit has, and how large they are: the same for all, whatever is in them."""

from __future__ import annotations

COUNT = 48  # boxes of every unit, most of them with nothing in them
WORKED = 4096  # bytes of the worked solution
SMALL, LARGE = 1024, 3072  # bytes of a box: of values, and of functions with what they return
