"""What a child may say next: every frame has its turn, and one out of turn is forged."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class ProtocolState:
    """Where a child stands: in which cell, and what it owes after loading, in order."""

    cell: int = 0
    traces: bool = False
    loaded: bool = False
    calls: bool = False  # it has functions, and waits for probes
    due: list[tuple[str, int]] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    queries: list[list[float]] = field(default_factory=list)  # of the Oracle in the probe that is due

    @property
    def complete(self) -> bool:
        return self.loaded and not self.due

    def expect_start(self) -> None:
        if self.seen or self.loaded:
            raise ValueError("a look at the words out of turn")

    def begin_cell(self, number: int) -> None:
        if self.loaded or self.cell or number in self.seen:
            raise ValueError("a cell out of turn")
        self.cell = number
        self.seen.add(number)

    def leave_traces(self) -> None:
        if self.traces or not self.cell:
            raise ValueError("traces out of turn")
        self.traces = True

    def end_cell(self, number: int) -> None:
        if number != self.cell or not number:
            raise ValueError("a cell ended that had not begun")
        self.cell = 0

    def load(self, due: list[tuple[str, int]]) -> None:
        if self.loaded or self.cell:
            raise ValueError("loaded out of turn")
        self.loaded = True
        self.due = due

    def expect(self, what: tuple[str, int]) -> None:
        if not self.due or self.due[0] != what:
            raise ValueError("an answer out of turn")

    def settle(self) -> None:
        """What was due has come and is in range; until then whatever the child does is about it."""
        self.due.pop(0)
