"""What the words of a function may show before it runs: hints for a diagnosis, never evidence for points.

A child looks them up (`submissions/source/clue_search.py`) and may say anything; the judge takes none but these.
"""

from __future__ import annotations

PRINTS = "prints"
LEAVES_LOOP = "leaves the loop"  # a return that stands in a loop without a condition
OPTIMISER = "optimiser"  # makes one of torch.optim
BACKWARD = "backward"
STEP = "step"
READS_GRAD = "reads .grad"
RESETS = "resets"  # zero_grad, or .grad set by hand
RESETS_EARLY = "resets early"  # between backward and step
CLUES = (PRINTS, LEAVES_LOOP, OPTIMISER, BACKWARD, STEP, READS_GRAD, RESETS, RESETS_EARLY)
MOST_PARAMETERS = 12


def unused(place: int) -> str:
    """The parameter at this place is not read, or only after it was given another value."""
    return f"unused {place}"


POSSIBLE = (*CLUES, *map(unused, range(MOST_PARAMETERS)))
