"""What a zygote does beforehand for children that may not open any file: all that level `strict` needs is in this room."""

from __future__ import annotations

from grader.sandbox.libraries.preload import warm
from grader.sandbox.libraries.warm_up import import_rare_readers, prime
from grader.sandbox.strict.late_imports import import_late_parts, import_standard_library
from grader.sandbox.strict.null_device import let_nothing_be_opened
from grader.sandbox.wall.wall import Wall


class Preparation:
    """Nothing: a child of any other level imports for itself what it comes to need."""

    def begin(self) -> None:
        """Before the tasks are imported, which note what the builtins are."""

    def imported(self) -> None:
        """After the tasks are imported, before the first child."""

    def warmed(self, module: str) -> None:
        """After a library was loaded for all children to come."""


class StrictPreparation(Preparation):
    """Everything that would be imported late is imported now, and the null device is open already."""

    def begin(self) -> None:
        let_nothing_be_opened()

    def imported(self) -> None:
        import_standard_library()
        import_rare_readers()

    def warmed(self, module: str) -> None:
        if module == "torch":
            warm("sympy")  # torch imports it late
        import_late_parts()
        prime()


def preparation(wall: Wall) -> Preparation:
    return Preparation() if wall.opens_files else StrictPreparation()
