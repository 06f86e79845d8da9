"""An exercise in one of its variants as data: what the judge, the stubs and the reports know of it."""

from __future__ import annotations

from fractions import Fraction

from grader.answer_key.matching.match import still_earned
from grader.answer_key.services.pictures import pictured
from grader.answers.functions.arguments import wanted_modules
from grader.authoring.items import Item, MistakeRule
from grader.authoring.lint import needs
from grader.authoring.texts import fill
from grader.authoring.variants import Variant
from grader.model import Exercise, Follow, Json, Mistake
from grader.model import Item as ItemRecord


def describe(drawn: Variant, exercise_id: str, slug: str) -> Exercise:
    """The exercise without anything that runs; texts have the numbers of the variant."""
    exercise = drawn.exercise
    return Exercise(
        id=exercise_id,
        slug=slug,
        title=fill(exercise.title, drawn.fillings),
        statement=fill(exercise.statement, drawn.fillings),
        variant=drawn.variant,
        variants=exercise.variants_count,
        items=tuple(_item(drawn, item) for item in exercise.items),
        symbols=exercise.symbols,
        writes_files=exercise.writes_files,
        topic=exercise.topic,
        section=exercise.section,
        after=exercise.after,
        seed=drawn.seed,
        draws=any(item.drawing is not None for item in exercise.items),
        pictured=pictured(drawn),
    )


def _item(drawn: Variant, item: Item) -> ItemRecord:
    return ItemRecord(
        id=item.id,
        name=item.name,
        kind=item.kind.kind,
        points=item.points,
        bonus=item.bonus,
        prompt=fill(item.prompt, drawn.fillings),
        form=item.kind.form,
        options=tuple((letter, fill(option.text, drawn.fillings)) for letter, option in item.options.items()),
        reading=_reading(drawn, item),
        probes=drawn.calls(item),
        mistakes=tuple(
            Mistake(rule.id, rule.name, points_of(drawn, item, rule), fill(rule.feedback, drawn.fillings))
            for rule in item.mistakes
        ),
        follows=tuple(Follow(rule.name, needs(drawn.exercise, rule), rule.at_most) for rule in item.following),
        marks=item.marks,
        rubric=tuple(fill(line, drawn.fillings) for line in item.rubric),
        hints=tuple(fill(hint, drawn.fillings) for hint in item.hints),
    )


def _reading(drawn: Variant, item: Item) -> dict[str, Json]:
    """For functions also the libraries that their arguments need, so that a child has them before it starts."""
    # by the exercise's symbols the entries of `{w1: 5, w2: 0}` are put in order, whatever an item itself calls them
    reading = {**item.kind.reading(), "called": list(drawn.exercise.symbols)}
    if item.options:  # a letter may have words of its option behind it
        texts = ((letter, fill(option.text, drawn.fillings)) for letter, option in item.options.items())
        reading["options"] = {letter: [text.de, text.en] for letter, text in texts}
    modules = sorted(wanted_modules([[call["args"], list(call["named"].values())] for call in drawn.calls(item)]))
    return {**reading, "modules": modules} if modules else reading


def points_of(drawn: Variant, item: Item, rule: MistakeRule) -> Fraction | None:
    """What a mistake still earns: as declared, else what is right about it in this variant.

    None where checks tell it of each answer by itself: nothing has to be called before there is one.
    """
    if rule.points is not None or item.kind.is_called:
        return rule.points
    return still_earned(drawn, item, drawn.mistaken(item, rule))
