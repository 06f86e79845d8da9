"""The floors of the house, from the ground up: the one table that the guard reads and `docs/architecture.md` prints.

A package imports from floors below its own only; packages of one floor do not meet. Inside a package the rooms stand in
the order of imports, too: each knows those before it. Files that lie in a package itself come after all its rooms.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    """A package (or a file of the root), what it is for, and its rooms in the order of imports."""

    name: str
    purpose: str
    rooms: tuple[str, ...] = ()


FLOORS: tuple[tuple[Package, ...], ...] = (
    (Package("errors", "the exception tree"), Package("model", "the nouns")),
    (
        Package("option_order", "options of choices in each student's order"),
        Package("mistake_codes", "mistakes of any exercise, by id"),
    ),
    (
        Package("storage", "files written whole, temporary folders, the cache, results on the disk"),
        Package("exception_help", "what an exception tells a beginner"),
        Package(
            "algebra",
            "is A the same as B?",
            ("syntax", "reading", "values", "kernels", "conditions", "solving", "sympy_bridge", "deciding"),
        ),
        Package("reports", "results as text, tables, pages and documents", ("text", "views", "terminal", "files")),
    ),
    (
        Package("proofcheck", "proofs checked without any code of the prover"),
        Package("answers", "answers read and compared, a kind a file", ("reading", "base", "comparing", "functions", "kinds")),
    ),
    (Package("authoring", "what a file in solutions/ may say"),),
    (
        Package("course", "finding exercises, making stubs, assigning variants"),
        Package("submissions", "hand-ins found and parsed", ("files", "source", "parsing", "finding")),
        Package("sandbox", "the wall", ("wall", "protocol", "libraries", "children")),
    ),
    (
        Package("answer_key", "whom does an observation behave like?", ("matching", "services", "process")),
        Package("runner", "a submission goes in, observations come out", ("child", "supervisor")),
    ),
    (Package("grading", "matches become verdicts, verdicts results, results a class"),),
    (Package("cli", "what can be typed"),),
)
PACKAGES = {package.name: package for floor in FLOORS for package in floor}
FLOOR = {package.name: number for number, floor in enumerate(FLOORS) for package in floor}
