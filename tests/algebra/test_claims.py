"""Nothing false is proved, nothing true is refuted: random claims beside an evaluator that shares nothing with the judge.

Every run takes 2 000 claims with the day's seed, `-m nightly` ten times as many, ALGEBRA_CLAIMS says another number;
ALGEBRA_SEED repeats a day.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import islice, product

import pytest

from grader.algebra.door import compare
from grader.algebra.reading.parser import parse
from grader.algebra.syntax.formatting import show
from grader.algebra.syntax.tree import FORMULA, Node, symbols
from grader.algebra.values.domain import REAL, read_domain
from grader.model import Certificate

from .plain_reals import Nothing, Point, Unsure, both, holds
from .random_claims import claim

SEED = int(os.environ.get("ALGEBRA_SEED", date.today().toordinal()))
SOME = [Fraction(text) for text in ("0", "1", "-1", "2", "-2", "3", "1/2", "-1/2", "-3", "4", "1/4", "5/3")]
MOST = 150


def points(names: list[str], domain: dict[str, str], rng: random.Random) -> list[Point]:
    """Small numbers of the ranges, all of them together if they are few."""
    ranges = read_domain(domain)
    axes = [[number for number in SOME if ranges.get(name, REAL).holds(number)] for name in names]
    if len(names) <= 2:
        return [dict(zip(names, values, strict=True)) for values in islice(product(*axes), MOST)]
    return [{name: rng.choice(axis) for name, axis in zip(names, axes, strict=True)} for _ in range(MOST)]


def apart(left: Node, right: Node, at: Point) -> bool:
    """Do the two certainly differ here: values that both exist, or conditions of which only one holds?

    Raises:
        Unsure: it cannot be told. Nothing: a formula has no value.
    """
    if not isinstance(left, FORMULA):
        return holds(left, at) != holds(right, at)
    a, b = both(left, right, at)
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a != b
    between, size = abs(float(a) - float(b)), max(abs(float(a)), abs(float(b)))
    if 1e-6 * size < between <= 1e-6:  # small beside what may have cancelled
        raise Unsure
    return between > 1e-6 * max(1.0, size)


def differences(left: Node, right: Node, tried: list[Point], assuming: tuple[str, ...]) -> Iterator[Point]:
    """The points at which the two differ, where all that is assumed holds."""
    names = symbols(left) | symbols(right)
    conditions = [parse(text, names=names, kind="region") for text in assuming]
    for at in tried:
        try:
            if all(holds(condition, at) for condition in conditions) and apart(left, right, at):
                yield at
        except (Unsure, Nothing, OverflowError):
            continue


def shown_point(certificate: Certificate) -> Point | None:
    """The exact point that a refutation names, None if there is none (or one with rounded coordinates)."""
    witness = certificate.witness
    if witness is None:
        return None
    texts = dict(witness.at) or dict(
        part.split(" = ") for part in (witness.student or witness.reference or "").split(", ") if " = " in part
    )
    try:
        return {name: Fraction(text) for name, text in texts.items() if "." not in text} if texts else None
    except ValueError:
        return None


def judged(count: int, seed: int) -> Counter[str]:
    """The verdicts on that many claims; AssertionError if one is wrong, with all that are."""
    rng, found, slowest = random.Random(seed), Counter[str](), 0.0
    wrong: list[object] = []
    for number in range(count):
        left, right, domain = claim(rng)
        begun = time.process_time()
        certificate = compare(left, right, domain=domain)
        slowest = max(slowest, time.process_time() - begun)
        names = sorted(symbols(left) | symbols(right))
        about = (f"seed {seed}, claim {number}", show(left), show(right), domain, certificate)
        found[certificate.verdict] += 1
        tried = points(names, domain, rng)
        if certificate.verdict == "proved":
            found["assuming"] += bool(certificate.assuming)
            if next(differences(left, right, tried, certificate.assuming), None) is not None:
                wrong.append(about)
        elif certificate.verdict == "refuted":
            at = shown_point(certificate)
            if at is not None and set(names) <= set(at):
                try:
                    if not apart(left, right, at):
                        wrong.append(about)
                    found["witness tried"] += 1
                except (Unsure, OverflowError):
                    pass
                except Nothing:  # a formula that has no value anywhere near the other's
                    found["no value"] += 1
            else:
                found["without a point"] += 1
                found["refuted, no difference met"] += next(differences(left, right, tried, ()), None) is None
    print(f"\nseed {seed}: {count} claims, {dict(found)}, slowest {1000 * slowest:.0f} ms")
    assert not wrong
    return found


def test_nothing_false_is_proved_and_nothing_true_refuted(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        found = judged(2000, SEED)
    assert min(found["proved"], found["witness tried"]) > 100


@pytest.mark.nightly
@pytest.mark.timeout(0)
def test_nightly_claims(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        judged(int(os.environ.get("ALGEBRA_CLAIMS", "20000")), SEED + 1)
