"""`grade check`: what an exercise promises, shown by grading it.

The model submission gets everything, the stub nothing, every known mistake its own feedback and its declared points,
every variant holds, mutants of the reference do not pass, and nothing that a student sees holds a secret.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from grader.answer_key.process.client import LiveKey
from grader.answer_key.process.key_worker import TooLong
from grader.answer_key.services.squeezed import squeeze, standing_in
from grader.course.catalogue import Source
from grader.course.stubs import model_submission, stub
from grader.errors import GraderError
from grader.grading import judge
from grader.grading.grade_submission import grade
from grader.model import LANGS, Cell, CheckLine, Exercise, Item, Lang, Mistake, Outcome, Result, Submission, Text, Verdict
from grader.reports.text import vocabulary
from grader.runner.supervisor.local import LocalExecutor

SEEDS = (1, 2, 3)  # of hidden probes, besides 0


Problem = Text | None

LOADS = Text(de="lädt", en="loads")
FUNCTIONS = Text(de="Funktionen", en="functions")
MODEL: dict[Lang, Text] = {
    "de": Text(de="Musterlösung", en="model submission"),
    "en": Text(de="Musterlösung auf Englisch", en="model submission in English"),
}
STUB = Text(de="leerer Stub", en="bare stub")
PICTURES = Text(de="Bilder", en="pictures")
FOLLOWS = Text(de="Folgeregeln, von richtigen Antworten aus", en="follow-through of right answers")
FEEDBACK = Text(de="Rückmeldungen stehen, wo der Fehler passiert", en="feedback comes where the slip happens")
HINTS = Text(de="Hinweise für alle, die festhängen", en="hints for those who are stuck")
TOLD = Text(de="kein Text verrät eine Antwort", en="no text gives away an answer")

EXPECTED_OF_STUB = (Outcome.MISSING, Outcome.PENDING)


def check(source: Source, key: LiveKey, executor: LocalExecutor) -> Iterator[CheckLine]:
    """Every promise of one exercise, one line each; an exercise that cannot be loaded is one failed line."""
    clock = time.perf_counter()
    try:
        exercise = key.exercise(source.id)
    except GraderError as error:
        yield _line(source.id, LOADS, clock, said(error))
        return
    yield _line(source.id, LOADS, clock, None, _counts(exercise))
    if any(item.functions for item in exercise.items):
        yield _functions(exercise, key)
    for variant in range(exercise.variants):
        clock = time.perf_counter()
        try:
            drawn = key.exercise(source.id, variant)
            yield from _variant(drawn, key, executor)
        except GraderError as error:
            yield _line(source.id, Text(de=f"Variante {variant}", en=f"variant {variant}"), clock, said(error))
    yield from _other_seeds(exercise, key, executor)
    yield _mutants(exercise, key)
    yield _leaks(exercise, key)
    yield _found(exercise, FEEDBACK, key.swallowed)
    yield _found(exercise, HINTS, key.unhinted)
    yield _found(exercise, TOLD, key.told)


def _variant(exercise: Exercise, key: LiveKey, executor: LocalExecutor) -> Iterator[CheckLine]:
    """What is promised of each variant; in the first one, all of it."""
    number = exercise.variant
    where = Text(de=f" (Variante {number})", en=f" (variant {number})") if number else None
    yield from _handed_in(exercise, key, executor, where)
    clock = time.perf_counter()
    yield _line(exercise.id, _joined(PICTURES, where), clock, _not_drawn(exercise, key))
    yield _found(exercise, _joined(FOLLOWS, where), key.contradictions)
    for item in exercise.items:
        for mistake in item.mistakes:
            clock = time.perf_counter()
            problem = _mistake_problem(exercise, item, mistake.id, key)
            yield _line(exercise.id, _joined(_mistake(mistake), where), clock, problem)


def _handed_in(exercise: Exercise, key: LiveKey, executor: LocalExecutor, where: Text | None) -> list[CheckLine]:
    """The stub in a child that has run nothing; what is right may share it."""
    clock = time.perf_counter()
    with executor.session() as session:
        result = grade(script(exercise, stub(exercise, form="py")), key, session, seed=0, alone=True)
        lines = [_line(exercise.id, _joined(STUB, where), clock, _not_bare(result))]
        answers = key.solution(exercise)
        for lang in LANGS[: 1 if exercise.variant else None]:
            clock = time.perf_counter()
            text = model_submission(exercise, answers, lang=lang, form="py")
            result = grade(script(exercise, text), key, session, seed=0)
            lines.append(_line(exercise.id, _joined(MODEL[lang], where), clock, _not_full(result)))
    return lines


def _functions(exercise: Exercise, key: LiveKey) -> CheckLine:
    """What loading leaves out because it runs code: references and checks of function items fit together."""
    clock = time.perf_counter()
    try:
        key.validate(exercise)
    except GraderError as error:
        return _line(exercise.id, FUNCTIONS, clock, said(error))
    return _line(exercise.id, FUNCTIONS, clock, None)


def _other_seeds(exercise: Exercise, key: LiveKey, executor: LocalExecutor) -> Iterator[CheckLine]:
    """Where probes are drawn: the model submission and every mistake once more, on other probes."""
    answers: dict[str, str] | None = None
    for seed in SEEDS:
        drawn = key.exercise(exercise.id, exercise.variant, seed)
        moved = [item for item in drawn.items if item.probes != exercise.item(item.name).probes]
        if not moved:
            return
        clock = time.perf_counter()
        with_seed = Text(de=f", Startwert {seed}", en=f", seed {seed}")
        answers = answers or key.solution(exercise)
        result = grade(script(exercise, model_submission(exercise, answers, form="py")), key, executor, seed=seed)
        yield _line(exercise.id, _joined(MODEL["de"], with_seed), clock, _not_full(result))
        for item in moved:
            for mistake in item.mistakes:
                clock = time.perf_counter()
                problem = _mistake_problem(drawn, item, mistake.id, key)
                yield _line(exercise.id, _joined(_mistake(mistake), with_seed), clock, problem)


def script(exercise: Exercise, text: str) -> Submission:
    """A generated script as a submission, cell by cell."""
    cells = [part for part in re.split(r"(?m)^# %%.*\n", text) if part.strip()]
    code = [part for part in cells if any(line and not line.startswith("#") for line in part.splitlines())]
    digest = hashlib.sha256(text.encode()).hexdigest()
    numbered = tuple(Cell(number, source) for number, source in enumerate(code, start=1))
    return Submission(None, exercise.id, exercise.variant, numbered, digest, f"{exercise.id}.py")


def _not_full(result: Result) -> Problem:
    wrong = [v for v in result.verdicts if v.outcome not in (Outcome.CORRECT, Outcome.PENDING)]
    if not wrong:
        return None
    reason = wrong[0].feedback
    return Text(
        de=f"Die Musterlösung wird nicht voll anerkannt: {_outcomes(wrong, 'de')}. {reason.de if reason else ''}",
        en=f"The model submission is not fully right: {_outcomes(wrong, 'en')}. {reason.en if reason else ''}",
    )


def _outcomes(verdicts: Sequence[Verdict], lang: Lang) -> str:
    return ", ".join(f"{verdict.item.id} {vocabulary.MARKS[verdict.outcome].word.in_(lang)}" for verdict in verdicts)


def _not_bare(result: Result) -> Problem:
    odd = [v for v in result.verdicts if v.outcome not in EXPECTED_OF_STUB or v.points]
    if not odd and not result.points and not result.bonus:
        return None
    de, en = _outcomes(odd, "de"), _outcomes(odd, "en")
    return Text(de=f"Der leere Stub zählt schon etwas: {de}", en=f"The bare stub already earns something: {en}")


def _mistake_problem(exercise: Exercise, item: Item, mistake: str, key: LiveKey) -> Problem:
    """Never correct, its own feedback, exactly its declared points."""
    observation = key.behaviour(exercise, item, mistake)
    verdict = judge.judge(item, observation, key.match(exercise, item, observation))
    declared = next(known for known in item.mistakes if known.id == mistake)
    if verdict.outcome is Outcome.CORRECT:
        return Text(de="wird als richtig anerkannt", en="is judged correct")
    if verdict.mistake != mistake or verdict.feedback != declared.feedback:
        word = vocabulary.MARKS[verdict.outcome].word
        de, en = verdict.mistake or word.de, verdict.mistake or word.en
        return Text(de=f"wird nicht erkannt, sondern als „{de}“ beurteilt", en=f"is not recognised but judged “{en}”")
    if declared.points is not None and verdict.points != declared.points:
        return Text(de=f"bekommt {verdict.points} statt {declared.points}", en=f"gets {verdict.points}, not {declared.points}")
    return None


def _not_drawn(exercise: Exercise, key: LiveKey) -> Problem:
    """Every picture can be drawn: with nothing answered, with everything right, and (variant 0) with each known mistake."""
    perfect = {item.name: key.behaviour(exercise, item, None) for item in exercise.items if not item.marks}
    hands = [({}, ()), (perfect, perfect)]
    for item in exercise.items if not exercise.variant else ():
        for mistake in item.mistakes:
            hands.append(({**perfect, item.name: key.behaviour(exercise, item, mistake.id)}, perfect.keys() - {item.name}))
    try:
        for own, right in hands:
            key.draw_strictly(exercise, own, right)
    except GraderError as error:
        return Text(de=f"lässt sich nicht zeichnen: {error.in_('de')}", en=f"cannot be drawn: {error}")
    return None


def _mutants(exercise: Exercise, key: LiveKey) -> CheckLine:
    """At least 95 % of the mutants that are other answers must not be judged correct; the survivors are listed."""
    clock = time.perf_counter()
    fates: list[str] = []
    survivors: list[Text] = []
    for item in exercise.items:
        for number, change in enumerate(key.mutants(exercise, item)):
            try:
                fate = key.mutant(exercise, item, number)
            except TooLong:
                fate = "broken"
            fates.append(fate)
            if fate == "survived":
                survivors.append(Text(de=f"{item.name}: {change.de}", en=f"{item.name}: {change.en}"))
    other = [fate for fate in fates if fate != "equal"]
    share = Fraction(len(survivors), len(other) or 1)
    counts = (
        ("mutants", str(len(fates))),
        ("mutants-equal", str(len(fates) - len(other))),
        ("mutants-survived", str(len(survivors))),
    )
    killed = len(other) - len(survivors)
    name = Text(de=f"Mutanten ({killed} von {len(other)} erkannt)", en=f"mutants ({killed} of {len(other)} killed)")
    if not survivors:
        return _line(exercise.id, name, clock, None, counts)
    listed = _listed(survivors)
    survived = Text(de=f"überlebt: {listed.de}", en=f"survived: {listed.en}")
    if share > Fraction(1, 20):
        return _line(exercise.id, name, clock, survived, counts)
    return _line(exercise.id, Text(de=f"{name.de}; {survived.de}", en=f"{name.en}; {survived.en}"), clock, None, counts)


def _leaks(exercise: Exercise, key: LiveKey) -> CheckLine:
    """No secret stands in a stub, a prompt, an option or a feedback."""
    clock = time.perf_counter()
    secrets = key.secrets(exercise)
    visible = [stub(exercise, lang=lang, form=form) for lang in LANGS for form in ("ipynb", "py")]
    visible += [
        text for item in exercise.items for mistake in item.mistakes for text in (mistake.feedback.de, mistake.feedback.en)
    ]
    visible += [part for text in key.picture_words(exercise) for part in (text.de, text.en)]
    found = standing_in(squeeze("\n".join(visible)), secrets)
    counts = (("secrets", str(len(secrets))),)
    listed = ", ".join(found)
    problem = Text(de=f"verraten wird: {listed}", en=f"leaked: {listed}") if found else None
    name = Text(de=f"nichts wird verraten ({len(secrets)} Geheimnisse)", en=f"nothing leaks ({len(secrets)} secrets)")
    return _line(exercise.id, name, clock, problem, counts)


def _found(exercise: Exercise, promise: Text, look: Callable[[Exercise], list[Text]]) -> CheckLine:
    """A promise that is kept where nothing is found."""
    clock = time.perf_counter()
    try:
        found = look(exercise)
    except GraderError as error:
        found = [said(error)]
    return _line(exercise.id, promise, clock, _listed(found) if found else None)


def said(error: GraderError) -> Text:
    return Text(de=error.in_("de"), en=error.in_("en"))


def _listed(texts: Sequence[Text]) -> Text:
    return Text(de="; ".join(text.de for text in texts), en="; ".join(text.en for text in texts))


def _joined(words: Text, more: Text | None) -> Text:
    return words if more is None else Text(de=words.de + more.de, en=words.en + more.en)


def _mistake(mistake: Mistake) -> Text:
    return Text(de=f"Fehler {mistake.id} {mistake.name}", en=f"mistake {mistake.id} {mistake.name}")


def _counts(exercise: Exercise) -> tuple[tuple[str, str], ...]:
    mistakes = sum(len(item.mistakes) for item in exercise.items)
    return (
        ("items", str(len(exercise.items))),
        ("mistakes", str(mistakes)),
        ("points", str(exercise.max_points)),
        ("bonus", str(exercise.max_bonus)),
        ("variants", str(exercise.variants)),
    )


def _line(
    exercise: str, promise: Text, clock: float, problem: Problem, properties: tuple[tuple[str, str], ...] = ()
) -> CheckLine:
    return CheckLine(exercise, promise, problem is None, problem, time.perf_counter() - clock, properties)
