"""Why a call gave no value: these causes show without the reference, so that a kit knows them, too."""

from __future__ import annotations

from collections.abc import Callable

from grader.answer_key.diagnosis import results, running
from grader.answer_key.diagnosis.evidence import Evidence, Explained

Cause = Callable[[Evidence], Explained | None]
NO_VALUE: tuple[Cause, ...] = (
    running.not_there,
    running.called_otherwise,
    running.no_gradient_yet,
    running.stops,
    running.takes_too_long,
    running.ends_the_program,
    results.returns_nothing,
    results.no_answer,
)
