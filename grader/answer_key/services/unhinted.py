"""Items with fewer hints than their exercise promises: students who are stuck there would ask in vain."""

from __future__ import annotations

from grader.authoring.language import Exercise
from grader.errors import AuthorError

STAGES = 2  # what to think of, and the next step


def unhinted(exercise: Exercise) -> list[AuthorError]:
    """For every item without its hints, where the exercise names the section to read again; others may have none."""
    return [
        AuthorError(
            f"item {item.name} has {len(item.hints)} of {STAGES} hints for those who are stuck: write "
            "hints=[Text(…), Text(…)] beside its prompt, first what to think of, then the next step",
            de=f"Teil {item.name} hat {len(item.hints)} von {STAGES} Hinweisen für alle, die festhängen: schreib "
            "hints=[Text(…), Text(…)] neben die Frage, zuerst woran man denkt, dann den nächsten Schritt",
            at=item,
        )
        for item in exercise.items
        if exercise.section is not None and len(item.hints) < STAGES
    ]
