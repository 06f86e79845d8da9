"""Causes of the third to fifth kind: nothing moves, all entries are one, a second call differs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from grader.answer_key.diagnosis.evidence import Called, Evidence, Explained, example, found
from grader.answer_key.diagnosis.results import fits
from grader.answers.functions.clues import (
    BACKWARD,
    LEAVES_LOOP,
    MOST_PARAMETERS,
    OPTIMISER,
    RESETS_EARLY,
    STEP,
    unused,
)

STILL = {
    # clues that must be there, clues that must not, and what is said
    ((OPTIMISER, RESETS_EARLY), ()): (
        "zero_grad() steht zwischen backward() und step() und löscht den Gradienten, bevor step() ihn benutzt.",
        "zero_grad() stands between backward() and step() and clears the gradient before step() uses it.",
    ),
    ((OPTIMISER,), (BACKWARD,)): (
        "Ohne backward() gibt es keinen Gradienten, mit dem step() etwas ändern könnte.",
        "Without backward() there is no gradient with which step() could change anything.",
    ),
    ((OPTIMISER,), (STEP,)): (
        "Erst step() verändert w, backward() rechnet nur den Gradienten aus.",
        "It takes step() to change w, backward() only works out the gradient.",
    ),
    ((OPTIMISER,), ()): (
        "Hat der Optimizer genau den Tensor, aus dem du den Loss berechnest und den du zurückgibst?",
        "Has the optimiser exactly the tensor of which you compute the loss and which you return?",
    ),
    ((), ()): ("Bekommt w in jeder Runde den neuen Wert?", "Does w get the new value in every round?"),
}


def ignores_a_parameter(evidence: Evidence) -> Explained | None:
    """By the words: it is not read, or given another value first."""
    parameters = evidence.signature.parameters[:MOST_PARAMETERS]
    ignored = [name for place, name in enumerate(parameters) if unused(place) in evidence.clues]
    if not ignored or not evidence.open_calls:
        return None
    name = ignored[0]
    return found(
        evidence.open_calls,
        f"Deine Funktion benutzt den Wert nicht, der ihr für {name} übergeben wird.",
        f"Your function does not use the value that it is given for {name}.",
    )


def leaves_the_loop(evidence: Evidence) -> Explained | None:
    if LEAVES_LOOP not in evidence.clues or not evidence.open_calls:
        return None
    return found(
        evidence.open_calls,
        "In deiner Schleife steht ein return ohne Bedingung: Sie endet damit schon in der ersten Runde.",
        "In your loop stands a return without a condition: so the loop ends in its first round.",
    )


def nothing_moves(evidence: Evidence) -> Explained | None:
    """However many steps are asked for, it stays where it began."""
    calls = evidence.valued
    if not calls or evidence.steps is None:
        return None
    still = _standing_still(calls, starts_in_front(evidence)) if is_path(evidence) else _unmoved(evidence)
    if not still or len(still) < len([call for call in calls if fits(call)]):
        return None
    clues = evidence.clues
    de, en = next(said for (with_, without), said in STILL.items() if clues.issuperset(with_) and clues.isdisjoint(without))
    return found(
        calls,
        f"Dein w bewegt sich nicht: Nach allen Schritten steht es noch am Anfang. {de}",
        f"Your w does not move: after all steps it still stands where it began. {en}",
    )


def is_path(evidence: Evidence) -> bool:
    """A list with an entry for each step, whether or not the start stands in front."""
    more = {_more_than_steps(call, evidence.steps) for call in evidence.calls if call.right is not None}
    return len(more) == 1 and more <= {0, 1}


def starts_in_front(evidence: Evidence) -> int:
    """How many entries of a path stand before that of the first step."""
    return int(next(_more_than_steps(call, evidence.steps) or 0 for call in evidence.calls if call.right is not None))


def _more_than_steps(call: Called, steps: str | None) -> int | None:
    count = call.arguments.get(steps or "")
    return len(call.right) - count if isinstance(call.right, list) and type(count) is int else None


def _standing_still(calls: Sequence[Called], start: int) -> list[Called]:
    """A list of one entry stands still if it is the one that others never leave."""
    still = [call for call in calls if _stands_still(call, start)]
    places = [call.mine[0] for call in still]
    short = [call for call in calls if isinstance(call.mine, list) and len(call.mine) == 1 and call.mine[0] in places]
    return still and [*still, *short]


def _stands_still(call: Called, start: int) -> bool:
    """Each entry of the list is the first one, though the reference's are not; of one thing that is there again and again
    it says so only where it is the start."""
    mine, right = call.mine, call.right
    if not isinstance(mine, list) or len(mine) < 2 or (call.ours.get("one") and not (start and mine[0] == right[0])):
        return False
    return all(a == b for a, b in pairwise(mine)) and any(a != b for a, b in pairwise(right))


def by_steps(evidence: Evidence) -> list[dict[int, Called]]:
    """Calls that differ in the number of steps only, by that number."""
    groups: dict[str, dict[int, Called]] = defaultdict(dict)
    for call in evidence.calls:
        rest = {name: data for name, data in call.arguments.items() if name != evidence.steps}
        count = call.arguments.get(evidence.steps or "")
        if type(count) is int and call.right is not None:
            groups[json.dumps(rest, sort_keys=True)][count] = call
    return [group for group in groups.values() if len(group) > 1]


def _unmoved(evidence: Evidence) -> list[Called]:
    """All that are wrong, if each of them gives what its start is; none otherwise."""
    unmoved = []
    for group in by_steps(evidence):
        fewest = group[min(group)]
        if min(group) == 0 and fewest.wrong:  # this is not the start
            return []
        for count, call in group.items():
            if count == min(group) or call.right == fewest.right:
                continue
            if call.mine is None or call.mine != fewest.mine:
                return []
            unmoved.append(call)
    return [call for call in evidence.valued if fits(call)] if unmoved else []


def one_thing_again(evidence: Evidence) -> Explained | None:
    calls = [call for call in evidence.open_calls if call.ours.get("one")]
    if not calls:
        return None
    return found(
        calls,
        "Alle Einträge deiner Liste sind ein und dasselbe w, das sich weiter verändert: Am Ende steht überall sein letzter "
        "Wert. Merke dir in jeder Runde die Zahl, etwa w.item(), oder eine Kopie.",
        "All entries of your list are one and the same w that keeps changing: in the end its last value stands everywhere. "
        "Store the number in every round, w.item() for example, or a copy.",
    )


def remembers(evidence: Evidence) -> Explained | None:
    """The same call again gives something else."""
    first: dict[str, Called] = {}
    for call in evidence.calls:
        key = json.dumps(call.arguments, sort_keys=True)
        before = first.setdefault(key, call)
        if before is not call and _differ(before.mine, call.mine) and evidence.open_calls:
            shown = example([before])
            return found(
                evidence.open_calls,
                f"{shown.text} gibt beim zweiten Aufruf etwas anderes zurück als beim ersten. Lege alles, was sich ändert, "
                "in der Funktion neu an: auch w und den Optimizer.",
                f"{shown.text} returns something else in the second call than in the first. Make all that changes anew "
                "inside the function: w and the optimiser, too.",
            )
    return None


def _differ(first: Any, second: Any) -> bool:
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        return any(_differ(a, b) for a, b in zip(first, second, strict=True))
    if isinstance(first, int | float) and isinstance(second, int | float):
        return abs(first - second) > 1e-9 * (1 + abs(first))  # the least that no rounding explains; nan differs from nothing
    return bool(first != second)
