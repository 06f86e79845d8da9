"""summary.md: the picture of a class – what many got wrong, what nobody solved, what waits for the teacher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from statistics import median

from grader.model import Gradebook, Item, Lang, Outcome, Problem, Result, Text, Verdict
from grader.reports.files.class_report import ClassReport, Content, GradedClass
from grader.reports.text import vocabulary
from grader.reports.text.plain_text import plain
from grader.reports.text.safe import markdown, markdown_code
from grader.reports.views import alike_pairs
from grader.reports.views.advice import DONE
from grader.reports.views.grade_rows import (
    beside,
    exercise_ids,
    first_problems,
    max_points,
    natural,
    place,
    rows,
    to_look_into,
    without_hand_in,
)

MOST_MISTAKES = 15


class Summary(ClassReport):
    name = "summary.md"
    title = Text(de="Überblick", en="Summary")

    def files(self, graded: GradedClass) -> Iterator[tuple[str, Content]]:
        yield self.name, summary_markdown(graded.gradebook, lang=graded.lang)


def summary_markdown(gradebook: Gradebook, *, lang: Lang) -> str:
    """A Markdown page for the teacher; every foreign word in it is neutralised."""
    sections = [
        _head(gradebook, lang),
        _section(Text(de="Häufigste Fehler", en="Most common mistakes"), _mistakes(gradebook, lang), lang),
        _section(
            Text(de="Versucht, aber von niemandem gelöst", en="Attempted, but solved by nobody"), _unsolved(gradebook), lang
        ),
        _section(Text(de="Für dich zum Ansehen", en="Waiting for you"), _open(gradebook, lang), lang),
        _section(vocabulary.PROBLEMS, _problems(gradebook, lang), lang),
    ]
    if gradebook.alike:
        sections.append(_section(alike_pairs.TITLE, _alike(gradebook, lang), lang))
    if missing := _not_handed_in(gradebook):
        sections.append(_section(vocabulary.NOT_HANDED_IN, missing, lang))
    if late := _late(gradebook, lang):
        sections.append(_section(vocabulary.LATE, late, lang))
    if spared := _excused(gradebook, lang):
        sections.append(_section(Text(de="Entschuldigt", en="Excused"), spared, lang))
    if trifles := _lines(beside(gradebook.problems), lang):
        sections.append(_section(vocabulary.BESIDE, trifles, lang))
    return "\n".join(sections)


def _head(gradebook: Gradebook, lang: Lang) -> str:
    students = rows(gradebook)
    graded = [row.points for row in students if row.graded]
    middle = median(graded) if graded else Fraction(0)
    facts = [
        (Text(de="Schüler:innen", en="Students"), str(len(students))),
        (Text(de="Aufgaben", en="Exercises"), str(len(exercise_ids(gradebook)))),
        (Text(de="Abgaben", en="Hand-ins"), str(len(gradebook.results))),
        (Text(de="Median der Punkte", en="Median points"), vocabulary.of(middle, max_points(gradebook), lang)),
        *_weights(gradebook, lang),
        (Text(de="Abschottung", en="Isolation"), vocabulary.ISOLATION[gradebook.isolation].in_(lang)),
    ]
    title = Text(de="Die Klasse im Überblick", en="The class at a glance").in_(lang)
    return f"# {title}\n\n" + "".join(f"- {name.in_(lang)}: {value}\n" for name, value in facts)


def _weights(gradebook: Gradebook, lang: Lang) -> list[tuple[Text, str]]:
    """What counts more or less than once."""
    odd = {name: weight for name, weight in gradebook.counting.weights.items() if weight != 1}
    shown = ", ".join(f"{name} ×{vocabulary.decimal(odd[name], lang)}" for name in sorted(odd, key=natural))
    return [(Text(de="Gewichte", en="Weights"), shown)] if odd else []


def _section(title: Text, lines: list[str], lang: Lang) -> str:
    body = "\n".join(lines) if lines else Text(de="Nichts.", en="Nothing.").in_(lang)
    return f"## {title.in_(lang)}\n\n{body}\n"


def _verdicts(gradebook: Gradebook) -> Iterator[tuple[Result, Verdict]]:
    return ((result, verdict) for result in gradebook.results for verdict in result.verdicts)


def _mistakes(gradebook: Gradebook, lang: Lang) -> list[str]:
    """A table, most frequent first; the share is among those who handed in that exercise."""
    counts = Counter((verdict.item.id, verdict.mistake) for _, verdict in _verdicts(gradebook) if verdict.mistake)
    if not counts:
        return []
    names = {(item.id, mistake.id): (item, mistake) for item in _items(gradebook) for mistake in item.mistakes}
    said_first: dict[tuple[str, str | None], Text | None] = {}
    for _, verdict in _verdicts(gradebook):
        said_first.setdefault((verdict.item.id, verdict.mistake), verdict.feedback)
    handed_in = Counter(verdict.item.id for _, verdict in _verdicts(gradebook))
    header = Text(de="Anzahl | Teil | Fehler | Rückmeldung", en="Count | Item | Mistake | Feedback").in_(lang)
    lines = [f"| {header} |", "|---:|---|---|---|"]
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], natural(entry[0][0]), natural(entry[0][1] or "")))
    for (item_id, mistake_id), count in ordered[:MOST_MISTAKES]:
        item, mistake = names.get((item_id, mistake_id or ""), (None, None))
        where = f"{markdown(item_id)} {markdown_code(item.name)}" if item else markdown(item_id)
        what = f"{markdown(mistake_id or '')} {markdown_code(mistake.name)}" if mistake else markdown(mistake_id or "")
        feedback = mistake.feedback if mistake else said_first[item_id, mistake_id]  # generic mistakes are no item's own
        said = markdown(plain(feedback.in_(lang))) if feedback else ""
        lines.append(f"| {count}/{handed_in[item_id]} | {where} | {what} | {said} |")
    return lines


def _items(gradebook: Gradebook) -> Iterator[Item]:
    """Every item once; its mistakes are the same in all variants."""
    items = {verdict.item.id: verdict.item for _, verdict in _verdicts(gradebook)}
    return (items[name] for name in sorted(items, key=natural))


def _unsolved(gradebook: Gradebook) -> list[str]:
    """Items without a free text that nobody got right, though somebody tried and was told so."""
    tried = (verdict for _, verdict in _verdicts(gradebook) if verdict.outcome is not Outcome.MISSING)
    decided = {verdict.item.id for verdict in tried if not verdict.outcome.open and not verdict.item.marks}
    solved = {verdict.item.id for _, verdict in _verdicts(gradebook) if verdict.outcome in DONE}
    return [f"- {markdown(item.id)} {markdown_code(item.name)}" for item in _items(gradebook) if item.id in decided - solved]


def _open(gradebook: Gradebook, lang: Lang) -> list[str]:
    lines = []
    for row in rows(gradebook):
        for result in row.results.values():
            for said in result.submission.objections:
                word = Text(de="Einspruch", en="objection").in_(lang)
                lines.append(f"- {markdown_code(row.student)} {markdown(said.item)}, {word}: {markdown(said.text)}")
        for verdict in row.undecided:
            word = vocabulary.MARKS[verdict.outcome].word.in_(lang)
            why = f": {markdown(plain(verdict.feedback.in_(lang)))}" if verdict.feedback is not None else ""
            lines.append(f"- {markdown_code(row.student)} {markdown(verdict.item.id)}, {word}{why}")
    waiting = Counter(verdict.item.id for _, verdict in _verdicts(gradebook) if verdict.outcome is Outcome.PENDING)
    for item in _items(gradebook):
        if waiting[item.id]:
            texts = vocabulary.counted(waiting[item.id], Text(de="Text", en="text"), Text(de="Texte", en="texts"), lang)
            each = Text(de="je", en="each").in_(lang)
            lines.append(
                f"- {markdown(item.id)} {markdown_code(item.name)}: {texts}, {each} {vocabulary.count_marks(item.marks, lang)}"
            )
    return lines


def _problems(gradebook: Gradebook, lang: Lang) -> list[str]:
    return _lines(to_look_into(gradebook.problems), lang)


def _lines(said: list[Problem], lang: Lang) -> list[str]:
    lines = []
    for problem in first_problems(sorted(said, key=lambda problem: natural(problem.student))):
        where = f" ({markdown_code(name)})" if (name := place(problem, lang)) else ""
        lines.append(f"- {markdown_code(problem.student)}{where}: {markdown(problem.text.in_(lang))}")
    return lines


def _late(gradebook: Gradebook, lang: Lang) -> list[str]:
    """A line for each student: how late what came, and what that costs in sum."""
    lines = []
    for row in rows(gradebook):
        by_delay: dict[str, list[str]] = {}
        for name, result in sorted(row.results.items(), key=lambda entry: natural(entry[0])):
            if result.lateness is not None:
                by_delay.setdefault(result.lateness.in_(lang), []).append(name)
        if by_delay:
            told = "; ".join(f"{delay} ({', '.join(names)})" for delay, names in by_delay.items())
            lost = f": −{vocabulary.count_points(row.late, lang)}" if row.late else ""
            lines.append(f"- {markdown_code(row.student)}: {markdown(told)}{lost}")
    return lines


def _excused(gradebook: Gradebook, lang: Lang) -> list[str]:
    everything = frozenset(exercise_ids(gradebook))
    all_of_it = Text(de="alles", en="everything").in_(lang)
    return [
        f"- {markdown_code(row.student)}: "
        f"{all_of_it if row.excused == everything else markdown(', '.join(sorted(row.excused, key=natural)))}"
        for row in rows(gradebook)
        if row.excused
    ]


def _not_handed_in(gradebook: Gradebook) -> list[str]:
    return [
        f"- {markdown(', '.join(missing))}: {', '.join(map(markdown_code, students))}"
        for missing, students in without_hand_in(gradebook.problems)
    ]


def _alike(gradebook: Gradebook, lang: Lang) -> list[str]:
    lines = []
    for found in gradebook.alike:
        names = " – ".join(map(markdown_code, alike_pairs.pair(found, lang)))
        lines.append(f"- {names}: {markdown(alike_pairs.exercises(found))} (alike.html)")
    return lines
