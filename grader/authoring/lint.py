"""An author's slips, caught when a file is loaded, each with a sentence: what, where, what to do."""

from __future__ import annotations

import builtins
import inspect
import keyword
import re
from collections.abc import Iterator
from functools import cache

from grader.authoring import lint_texts
from grader.authoring.items import FollowRule, Item, Rule
from grader.authoring.language import Exercise
from grader.authoring.variants import MAX_VARIANTS, Variant
from grader.errors import AuthorError, concerning
from grader.model import Text

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SEEN_BY_CHECKS = {"probe", "function", "returned", "expected", "same", "changed", "queries", "uses", "calls"}
MISTAKE_ID = re.compile(r"^[A-Z]\d{1,3}$")


def check(exercise: Exercise) -> None:
    """Raises AuthorError for the first slip of an exercise whose items have their names."""
    if not exercise.items:
        raise AuthorError(
            "the exercise has no item; declare one with @exercise.item(…)",
            de="die Übung hat keinen Teil; lege einen mit @exercise.item(…) an",
            at=exercise.title,
        )
    if exercise.variants_count > MAX_VARIANTS or exercise.variants_count < 1:
        raise AuthorError(
            f"an exercise has 1 to {MAX_VARIANTS} variants, got {exercise.variants_count}",
            de=f"eine Übung hat 1 bis {MAX_VARIANTS} Varianten, nicht {exercise.variants_count}",
            at=exercise.draw,
        )
    for symbol in exercise.domain:
        if symbol not in exercise.symbols:
            raise AuthorError(
                f"the domain names {symbol}, which is none of the symbols {' '.join(exercise.symbols)}",
                de=f"der Definitionsbereich nennt {symbol}, das ist keines der Symbole {' '.join(exercise.symbols)}",
                at=exercise.domain[symbol],
            )
    for item in exercise.items:
        with concerning(item):
            _expect_no(item.kind.misfit(item.name, drawn=item.drawing is not None), item)
            _check_name(exercise, item)
            _check_points(item)
            _check_parameters(exercise, item)
    for picture in exercise.pictures:
        _expect(
            picture.draw,
            {*exercise.given, *(item.name for item in exercise.items), "right"},
            _called("picture", "Bild", picture.name),
        )
    lint_texts.check(exercise)
    _check_mistake_ids(exercise)
    _check_cycles(exercise)


def check_values(drawn: Variant, *, functions: bool = False) -> None:
    """Raises AuthorError if a reference is no answer to its item, or a known mistake is the right answer.

    Function items are looked at only with `functions`, by `grade check`: running them may take long.
    """
    for item in drawn.exercise.items:
        if item.marks or item.kind.is_called != functions:
            continue
        reference = drawn.reference(item)
        with concerning(item):
            _expect_no(item.kind.slip(reference), item)
        if Variant(drawn.exercise, drawn.variant, drawn.given, drawn.seed).reference(item) != reference:
            raise AuthorError(
                f"item {item.name}: its reference gives another answer each time; draw numbers in variants only",
                de=f"Teil {item.name}: die Referenz gibt jedes Mal eine andere Antwort; gewürfelt wird nur in den Varianten",
                at=item,
            )
        if item.many and not drawn.is_reference(item, reference):
            raise AuthorError(
                f"item {item.name}: its reference does not satisfy what through, such_that or judged_by asks for",
                de=f"Teil {item.name}: die Referenz erfüllt nicht, was through, such_that oder judged_by verlangt",
                at=item,
            )
        for mistake in item.mistakes:
            if drawn.is_reference(item, drawn.mistaken(item, mistake)):
                raise AuthorError(
                    f"item {item.name}: mistake {mistake.id} ({mistake.name}) gives the right answer; "
                    "change what it computes or remove it",
                    de=f"Teil {item.name}: der Fehler {mistake.id} ({mistake.name}) gibt die richtige Antwort; "
                    "ändere, was er rechnet, oder streiche ihn",
                    at=mistake.make,
                )


def _expect_no(slip: Text | None, item: Item) -> None:
    if slip is not None:
        raise AuthorError(f"item {item.name}: {slip.en}", de=f"Teil {item.name}: {slip.de}")


def _check_name(exercise: Exercise, item: Item) -> None:
    if not item.name:
        raise AuthorError(
            f"a choice or free text has no name: write name = exercise.choice(…) at the top level ({item.prompt.en})",
            de=f"eine Auswahl oder ein Freitext hat keinen Namen: schreibe name = exercise.choice(…) ({item.prompt.de})",
            at=item,
        )
    for name in dict.fromkeys((item.name, *item.kind.asked_names(item.name))):
        _check_word(exercise, item, name)
        same = [other for other in exercise.items if name in (other.name, *other.kind.asked_names(other.name))]
        if len(same) > 1:
            raise AuthorError(
                f"item {name!r}: two items have this name; choose another name for what the item holds",
                de=f"Teil {name!r}: zwei Teile heißen so; wähle einen anderen Namen für das, was der Teil enthält",
                at=same[-1],
            )


def _check_word(exercise: Exercise, item: Item, name: str) -> None:
    for wrong, en, de in _reasons(exercise, name):
        if wrong:
            raise AuthorError(
                f"item {name!r}: {en}; choose another name for what the item holds",
                de=f"Teil {name!r}: {de}; wähle einen anderen Namen für das, was der Teil enthält",
                at=item,
            )


def _reasons(exercise: Exercise, name: str) -> Iterator[tuple[bool, str, str]]:
    """Why a name may be none for an item, in both languages."""
    short = not name.isidentifier() or name.startswith("_") or len(name) < 3
    yield (
        short,
        "a name has at least three letters, digits or underscores",
        "ein Name hat mindestens drei Buchstaben, Ziffern oder Unterstriche",
    )
    own = keyword.iskeyword(name) or keyword.issoftkeyword(name) or hasattr(builtins, name)
    yield own, "the name is Python's own", "der Name gehört Python selbst"
    taken = name in exercise.symbols or name in exercise.given
    yield taken, "the name is already a symbol or given of the exercise", "so heißt schon ein Symbol oder Wert der Übung"
    for library in ("sympy", "numpy"):
        starred = name in star_names(library)
        yield starred, f"from {library} import * brings this name", f"from {library} import * bringt diesen Namen mit"


@cache
def star_names(library: str) -> frozenset[str]:
    """What a star import of a library binds in a student's notebook."""
    module = __import__(library)
    names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
    return frozenset(names)


def _check_points(item: Item) -> None:
    if not item.points and not item.marks:
        raise AuthorError(
            f"item {item.name}: an item is worth points (or is a free text with marks)",
            de=f"Teil {item.name}: ein Teil ist Punkte wert (oder ein Freitext mit eigenen Punkten)",
            at=item,
        )
    for mistake in item.mistakes:
        if mistake.points is not None and mistake.points >= item.points:
            raise AuthorError(
                f"item {item.name}: mistake {mistake.id} earns {mistake.points} of {item.points} points; give fewer",
                de=f"Teil {item.name}: der Fehler {mistake.id} bringt {mistake.points} von {item.points} Punkten; gib weniger",
                at=mistake.make,
            )
    if item.checks:
        total = sum(check.points for check in item.checks)
        if not item.kind.is_called:
            raise AuthorError(
                f"item {item.name}: checks are for function items; compare by the answer kind instead",
                de=f"Teil {item.name}: Prüfungen gibt es nur für Funktionen; vergleiche mit der Antwortart",
                at=item.checks[0].holds,
            )
        if total != item.points:
            raise AuthorError(
                f"item {item.name}: its checks are worth {total} points together, the item {item.points}",
                de=f"Teil {item.name}: seine Prüfungen sind zusammen {total} Punkte wert, der Teil {item.points}",
                at=item.checks[-1].holds,
            )
    if item.step is not None and not item.kind.has_entries:
        raise AuthorError(
            f"item {item.name}: from_previous is for sequences and vectors, this is a {item.kind.kind}",
            de=f"Teil {item.name}: from_previous gibt es für Folgen und Vektoren, das hier ist {item.kind.kind}",
            at=item.step.next,
        )


def _check_parameters(exercise: Exercise, item: Item) -> None:
    given = set(exercise.given)
    names = [other.name for other in exercise.items]
    for formula, rule in exercise.formulas.items():
        _expect(rule, given, _called("formula", "Formel", formula))
    if not item.marks:
        _expect(item.make, given, _called("item", "Teil", item.name))
    for mistake in item.mistakes:
        if not MISTAKE_ID.match(mistake.id):
            raise AuthorError(
                f"item {item.name}: a mistake's id is a letter and a number such as M3, got {mistake.id!r}",
                de=f"Teil {item.name}: die Kennung eines Fehlers ist Buchstabe und Zahl wie M3, nicht {mistake.id!r}",
                at=mistake.make,
            )
        _expect(mistake.make, given, _called("mistake", "Fehler", mistake.id))
    for other in item.others:
        _expect(other.make, given, _called("also_right of", "also_right von", item.name))
    if item.step is not None:
        for rule in filter(None, (item.step.next, item.step.unless)):
            _expect(rule, given | {"previous", "before"}, _called("from_previous of", "from_previous von", item.name))
    if item.acceptance is not None:
        _expect(item.acceptance, given | {"own"}, _called("judged_by of", "judged_by von", item.name))
    for follow in item.following:
        for rule in filter(None, (follow.make, follow.unless)):
            _expect(rule, given | set(names), _called("follows of", "follows von", item.name))
        if not needs(exercise, follow):
            raise AuthorError(
                f"follows of {item.name}: {follow.name} takes no earlier item; name a parameter like it: {', '.join(names)}",
                de=f"follows von {item.name}: {follow.name} nimmt keinen früheren Teil; nenne einen Parameter so: "
                f"{', '.join(names)}",
                at=follow.make,
            )
        _check_named_items(exercise, item, follow)
    for holds in item.checks:
        what = Text(de=f"Prüfung {holds.name} von {item.name}", en=f"check {holds.name} of {item.name}")
        _expect(holds.holds, given | SEEN_BY_CHECKS - ({"expected"} if holds.public else set()), what)
    if item.drawing is not None:
        if not item.kind.is_called:
            raise AuthorError(
                f"item {item.name}: probes are for function items, this is a {item.kind.kind}",
                de=f"Teil {item.name}: Aufrufe gibt es für Funktionen, das hier ist {item.kind.kind}",
                at=item.drawing,
            )
        _expect(item.drawing, given | {"dice"}, _called("probes of", "Aufrufe von", item.name))


def _called(en: str, de: str, name: str) -> Text:
    return Text(de=f"{de} {name}", en=f"{en} {name}")


def _expect(rule: Rule, allowed: set[str], what: Text) -> None:
    known = ", ".join(sorted(allowed)) or "–"
    for parameter in inspect.signature(rule).parameters:
        if parameter not in allowed:
            raise AuthorError(
                f"{what.en}: {rule.__name__} asks for {parameter!r}, which is none of {known}",
                de=f"{what.de}: {rule.__name__} verlangt {parameter!r}, das ist keines von {known}",
                at=rule,
            )


def needs(exercise: Exercise, follow: FollowRule) -> tuple[str, ...]:
    """The items whose answers a follow-through rule starts from."""
    names = {item.name for item in exercise.items}
    return tuple(name for name in inspect.signature(follow.make).parameters if name in names)


def _check_named_items(exercise: Exercise, item: Item, follow: FollowRule) -> None:
    """What follows(…) names is what the rule starts from."""
    named, taken = {other.name for other in follow.items}, set(needs(exercise, follow))
    for name in sorted(named ^ taken):
        en = f"names {name}, which {follow.name} does not take" if name in named else f"does not name {name}, which is taken"
        de = f"nennt {name}, aber {follow.name} nimmt es nicht" if name in named else f"nennt {name} nicht, das genommen wird"
        raise AuthorError(
            f"follows of {item.name} {en}: write follows({', '.join(needs(exercise, follow))})",
            de=f"follows von {item.name} {de}: schreibe follows({', '.join(needs(exercise, follow))})",
            at=follow.make,
        )


def _check_mistake_ids(exercise: Exercise) -> None:
    seen: dict[str, str] = {}
    for item in exercise.items:
        for mistake in item.mistakes:
            if mistake.id in seen:
                raise AuthorError(
                    f"mistake {mistake.id} is used by {seen[mistake.id]} and by {item.name}; number them consecutively",
                    de=f"der Fehler {mistake.id} steht bei {seen[mistake.id]} und bei {item.name}; nummeriere durch",
                    at=mistake,
                )
            seen[mistake.id] = item.name


def _check_cycles(exercise: Exercise) -> None:
    """Follow-through must come to an end: no item may, by whatever detour, follow from itself."""
    graph = {item.name: {name for rule in item.following for name in needs(exercise, rule)} for item in exercise.items}
    rules = {item.name: rule.make for item in exercise.items for rule in item.following}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circle = " → ".join((*path[path.index(name) :], name))
            raise AuthorError(
                f"follows goes in a circle: {circle}; remove one of the rules",
                de=f"follows geht im Kreis: {circle}; streiche eine der Regeln",
                at=rules[name],
            )
        for needed in graph[name]:
            visit(needed, (*path, name))

    for item in exercise.items:
        visit(item.name, ())


def name_items(exercise: Exercise, exercise_id: str, namespace: dict[str, object]) -> None:
    """Give choices and free texts the name that the file gives them, and every item its id (ex10.a, ex10.b, …)."""
    for name, value in namespace.items():
        if isinstance(value, Item) and not value.name:
            value.name = name
    for letter, item in zip(LETTERS, exercise.items, strict=False):
        item.id = f"{exercise_id}.{letter}"
