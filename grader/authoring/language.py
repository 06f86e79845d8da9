"""Declaring an exercise: items, known mistakes, follow-through, variants.

    exercise = Exercise(title=…, statement=…, given=Given(m=3), symbols="w t")

    @exercise.item(Sequence(length=3), points=3, prompt=…)
    def steps(m): ...

    @steps.mistake("M1", Text(…))
    def climbed_uphill(m): ...

An item function returns its answer. Parameters are givens of the variant, by name. Declaring only collects; what is
wrong is said by lint.py when the file is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import sympy

from grader.answers.base.answer_kind import AnswerKind
from grader.answers.kinds.choice import Choice
from grader.answers.kinds.prose import Prose
from grader.authoring.items import Item, MistakeRule, Option, Points, R, Right, Rule, points_of
from grader.errors import AuthorError
from grader.model import Json, Text


class Given:
    """The numbers of variant 0, exact: integers, fractions, SymPy numbers.

    Raises:
        AuthorError: a float, which no one can print or compare exactly.
    """

    def __init__(self, **values: Any) -> None:
        self.values: dict[str, sympy.Expr] = {name: exact(name, value) for name, value in values.items()}


def exact(name: str, value: Any) -> sympy.Expr:
    if isinstance(value, float):
        raise AuthorError(
            f"the given {name} = {value!r} is a float; write {name}=Rational({str(value)!r}), which is exact",
            de=f"der Wert {name} = {value!r} ist ein Float; schreibe {name}=Rational({str(value)!r}), das ist exakt",
        )
    try:
        number = sympy.sympify(value, strict=True)
    except sympy.SympifyError as error:
        raise AuthorError(
            f"the given {name} = {value!r} is not a number; write an integer or a Rational",
            de=f"der Wert {name} = {value!r} ist keine Zahl; schreibe eine ganze Zahl oder ein Rational",
        ) from error
    if number.has(sympy.Float):
        raise AuthorError(
            f"the given {name} = {value!r} holds a float; write it with Rational, which is exact",
            de=f"im Wert {name} = {value!r} steckt ein Float; schreibe ihn mit Rational, das ist exakt",
        )
    return number


@dataclass(frozen=True, slots=True)
class PictureRule:
    """A drawing made by `draw`; `legend` has words for the names of its marks and panels."""

    draw: Rule
    caption: Text
    legend: Mapping[str, Text]

    @property
    def name(self) -> str:
        return self.draw.__name__


class Exercise:
    """An exercise while it is declared; `formulas` are fragments of LaTeX, or words, made from the givens, usable in texts.

    `topic` is the part of the course that it belongs to, `section` the name of the chapter that teaches it, `after` the
    exercises that are better done before: "ex10 ex16". An exercise with a section has two hints for every item.
    `writes_files`: its code needs a folder to write to; without it nothing on the machine can be written.
    """

    def __init__(
        self,
        *,
        title: Text,
        statement: Text,
        given: Given | None = None,
        symbols: str = "",
        domain: Mapping[str, str] | None = None,
        formulas: Mapping[str, Rule] | None = None,
        topic: Text | None = None,
        section: Text | None = None,
        after: str = "",
        writes_files: bool = False,
    ) -> None:
        self.title = title
        self.statement = statement
        self.given = (given or Given()).values
        self.writes_files = writes_files
        self.topic = topic
        self.section = section
        self.after = tuple(after.split())
        self.symbols = tuple(symbols.replace(",", " ").split())
        self.domain = dict(domain or {})
        self.formulas = dict(formulas or {})
        self.items: list[Item] = []
        self.explanation: tuple[Text, ...] = ()
        self.givens_drawn: list[dict[str, sympy.Expr]] = [self.given]  # by variant, as far as they were asked for
        self.answered: dict[tuple[int, str], dict[str, Json]] = {}  # what references gave, by variant, item and call
        self.pictures: list[PictureRule] = []
        self.draw: Rule | None = None
        self.variants_count = 1

    def item(
        self, kind: AnswerKind, *, points: Points, prompt: Text, hints: Sequence[Text] = (), bonus: bool = False
    ) -> Callable[[Rule], Item]:
        """Declare an item by its reference; for a function item the reference returns the function.

        Those who are stuck ask for the `hints`, one after the other: first what to think of, then what to do next.
        """
        if not isinstance(kind, AnswerKind):
            raise AuthorError(
                f"item(…) takes an answer kind with its options, such as Value(); got {kind!r}",
                de=f"item(…) nimmt eine Antwortart mit ihren Einstellungen, etwa Value(), nicht {kind!r}",
            )
        worth, asked = points_of(points, "item"), kind.in_exercise(self.symbols, self.domain)

        def declare(make: Rule) -> Item:
            return self._add(Item(asked, worth, prompt, bonus, make, name=make.__name__, hints=hints))

        return declare

    def choice(
        self,
        *,
        points: Points,
        prompt: Text,
        options: Mapping[str, Option],
        hints: Sequence[Text] = (),
        bonus: bool = False,
    ) -> Item:
        """Declare a choice; its name is the name that the file gives it."""
        right = [letter for letter, option in options.items() if isinstance(option, Right)]
        if len(right) != 1:
            raise AuthorError(
                f"a choice needs exactly one Right option, got {len(right)}: {prompt.en}",
                de=f"eine Auswahl braucht genau eine Möglichkeit Right, hier sind es {len(right)}: {prompt.de}",
            )
        kind, worth = Choice(letters=tuple(options)), points_of(points, "choice")
        item = Item(kind, worth, prompt, bonus, lambda: right[0], options=options, hints=hints)
        for letter, option in options.items():
            if option.mistake is not None:
                if option.feedback is None:
                    raise AuthorError(
                        f"option {letter} names the mistake {option.mistake} but gives no feedback",
                        de=f"die Möglichkeit {letter} nennt den Fehler {option.mistake}, aber keine Rückmeldung",
                        at=option.text,
                    )
                item.mistakes.append(MistakeRule(option.mistake, option.feedback, None, _took(letter, option)))
        return self._add(item)

    def prose(
        self,
        *,
        marks: int,
        prompt: Text,
        rubric: Sequence[Text],
        answer: Text | None = None,
        hints: Sequence[Text] = (),
        bonus: bool = False,
    ) -> Item:
        """Declare a free text; its name is the name that the file gives it. `answer` is one that deserves all marks
        (default: the lines of the rubric)."""
        if marks < 1:
            raise AuthorError(
                f"a free text needs at least one mark for the teacher to give, got {marks}",
                de=f"ein Freitext braucht mindestens einen Punkt, den die Lehrkraft geben kann, nicht {marks}",
            )
        item = Item(Prose(marks=marks), Fraction(0), prompt, bonus, lambda: "…", hints=hints)
        item.marks, item.rubric, item.answer = marks, tuple(rubric), answer
        return self._add(item)

    def worked(self, *paragraphs: Text) -> None:
        """The solution as one would explain it; students see it only where nothing is left to solve.

        Besides givens and formulas a hole may name an item: `{steps}` is its reference.
        """
        self.explanation = paragraphs

    def picture(self, *, caption: Text, legend: Mapping[str, Text]) -> Callable[[R], R]:
        """Declare a drawing for the feedback page: a function that returns a panel of marks (authoring/drawing.py), or
        several panels in a list.

        Parameters named like items receive the student's own answers as exact data (of a function what it returned,
        call by call), or None where there is none that can be read. `right` maps the items that are solved to the
        reference's answers: only from there may the drawing take what is asked. A picture is shown where something on
        it is the student's, drawn as OWN or RIGHT. `legend` says in words what the names of marks stand for: it is shown
        below the picture and read to those who do not see it. No word may claim more than that a mark is there.
        """

        def declare(draw: R) -> R:
            self.pictures.append(PictureRule(draw, caption, dict(legend)))
            return draw

        return declare

    def variants(self, count: int) -> Callable[[R], R]:
        """Declare how the givens of variants 1 to count-1 are drawn: a function of a Dice that returns them as a dict."""

        def declare(draw: R) -> R:
            self.draw, self.variants_count = draw, count
            return draw

        return declare

    def with_given(self, given: Mapping[str, Any]) -> Exercise:
        """The same exercise; its answer kinds have the givens of a variant filled in."""
        drawn = copy(self)
        drawn.items = [replace(item, kind=item.kind.with_given(given)) for item in self.items]
        return drawn

    def _add(self, item: Item) -> Item:
        self.items.append(item)
        return item


def _took(letter: str, option: Option) -> Rule:
    """Named by what is said there: a letter tells nobody anything."""

    def took() -> str:
        return letter

    words = re.findall(r"[a-z0-9]+", re.sub(r"\\\w+|'s?\b", " ", option.text.en.lower()))
    took.__name__ = "_".join(["took", *words[:MOST_WORDS]])
    return took


MOST_WORDS = 8
