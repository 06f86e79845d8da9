"""The feedback page: self-contained, accessible, harmless, and without a value of the reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from grader.model import Check, Outcome, Problem, Text, Verdict
from grader.option_order import order
from grader.reports.files.html import feedback_page, prose
from tests.every import each

from . import golden, samples

VOID = {"meta", "br", "img", "link", "input", "hr"}
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}{% raw %}\" onload='x' \x1b[31m\u202e\ud800"


class Tags(HTMLParser):
    """All tags with their attributes; refuses what is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.feed(page)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.stack.pop()

    def named(self, *names: str) -> Iterator[dict[str, str | None]]:
        return (attributes for tag, attributes in self.found if tag in names)


def page(lang: Any = "de") -> str:
    problems = [problem for problem in samples.class_of_six().problems if problem.student == "eder"]
    results = [samples.half_done("eder"), samples.small_result(6, "eder", Fraction(8))]
    return feedback_page(results, problems, student="eder", lang=lang)


@each("lang", ["de", "en"])
def test_page(lang: str) -> None:
    golden.check(f"feedback.{lang}.html", re.sub(r"<style>.*</style>", "<style>…</style>", page(lang), flags=re.DOTALL))


def test_page_needs_nothing_but_itself() -> None:
    tags = Tags(page())
    assert not list(tags.named("script", "link", "iframe", "object", "embed", "form", "base", "img", "svg"))
    assert all((tag["href"] or "").startswith("#") for tag in tags.named("a"))
    policy = next(tag for tag in tags.named("meta") if tag.get("http-equiv") == "Content-Security-Policy")
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert "url(" not in page()
    assert "http" not in page().replace("http-equiv", "")


def test_page_is_accessible() -> None:
    tags = Tags(page("en"))
    assert next(tags.named("html"))["lang"] == "en"
    headings = [int(tag[1]) for tag, _ in tags.found if re.fullmatch(r"h[1-6]", tag)]
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert all("scope" in attributes for attributes in tags.named("th"))
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(set(ids)) == len(ids)
    assert {attributes["aria-labelledby"] for attributes in tags.named("section")} <= set(ids)


def luminance(colour: str) -> float:
    wide = colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])
    linear = []
    for start in (1, 3, 5):
        share = int(wide[start : start + 2], 16) / 255
        linear.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@each("theme", [0, 1, 2])
def test_colours_have_contrast(theme: int) -> None:
    """WCAG AA: 4.5 to 1 for every text colour on every ground."""
    colours = [
        dict(re.findall(r"--(\w+): (#\w+)", block)) for block in re.findall(r":root \{([^}]*--ink.*?)\}", page(), re.DOTALL)
    ]
    assert len(colours) == 3
    for text in ("ink", "soft", "accent", "own", "good", "part", "bad", "idle", "open"):
        for ground in ("paper", "sheet", "well"):
            light, dark = sorted((luminance(colours[theme][text]), luminance(colours[theme][ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def test_each_mark_is_a_word_and_a_symbol() -> None:
    shown = feedback_page([samples.half_done(), samples.troubled()], [], student="x", lang="de")
    from grader.reports.text.vocabulary import MARKS

    for mark in MARKS.values():
        if mark is not MARKS[Outcome.WRONG]:
            assert f'<span aria-hidden="true">{mark.symbol}</span> {mark.word.de}' in shown


def test_what_a_sealed_key_cannot_judge_counts_after_hand_in() -> None:
    shown = feedback_page([replace(samples.troubled(), key="sealed")], [], student="x", lang="en")
    assert "after hand-in" in shown
    assert "undecided" not in shown


def test_student_sees_no_reference_value() -> None:
    assert samples.SECRET not in page()
    assert "bei t = 2 ergibt deine Antwort 2,625" in page()


def test_hostile_hand_in_stays_text() -> None:
    text = Text(de=EVIL, en=EVIL)
    verdict = Verdict(
        samples.STEPS,
        Outcome.WRONG,
        Fraction(0),
        feedback=text,
        understood=text,
        checks=(Check(EVIL, False, Fraction(0), Fraction(1), text),),
    )
    result = replace(samples.untouched(EVIL), verdicts=(verdict,), notes=(text,))
    shown = feedback_page([result, result], [Problem(EVIL, EVIL, text)], student=EVIL, lang="de")
    tags = HTMLParser()
    seen: list[str] = []
    tags.handle_starttag = lambda tag, attrs: seen.extend([tag, *(name for name, _ in attrs)])  # type: ignore[method-assign]
    tags.feed(shown)
    assert not {"script", "img", "onerror", "onload"} & set(seen)
    assert "{{7*7}}" in shown
    assert "49" not in re.sub(r"<style>.*</style>", "", shown, flags=re.DOTALL)
    assert not {"\x1b", "\u202e", "\ud800"} & set(shown)
    assert "\\ud800" in shown
    shown.encode("utf-8")


def test_a_flood_of_remarks_is_cut() -> None:
    notes = tuple(Text(de=f"Hinweis {n}", en=f"remark {n}") for n in range(5000))
    problems = [Problem("x", "x.py", note) for note in notes]
    shown = feedback_page([replace(samples.untouched(), notes=notes)], problems, student="x", lang="en")
    assert shown.count("remark 9<") == 2
    assert "remark 10<" not in shown
    assert shown.count("4990 more remarks") == 2


def test_long_answers_are_cut() -> None:
    long = Text(de="x" * 1_000_000, en="x")
    verdict = Verdict(samples.STEPS, Outcome.WRONG, Fraction(0), feedback=long, understood=long)
    result = replace(samples.untouched(), verdicts=(verdict,))
    assert len(feedback_page([result], [], student="x", lang="de")) < 40_000


@each(
    ("text", "expected"),
    [
        ("a **b** `c`", "<p>a <strong>b</strong> <code>c</code></p>"),
        ("w**2 + w**3", "<p>w**2 + w**3</p>"),
        ("a *b* c, 4*w + 7*v", "<p>a <em>b</em> c, 4*w + 7*v</p>"),
        ("one\n\ntwo\nthree", "<p>one</p><p>two<br>three</p>"),
        ("5 $ and 6 $", "<p>5 $ and 6 $</p>"),
        ("$t$", '<p><math alttext="t"><mi>t</mi></math></p>'),
        ("$<b>$", '<p><math alttext="&lt; b &gt;"><mo>&lt;</mo><mi>b</mi><mo>&gt;</mo></math></p>'),
        ("<b>", "<p>&lt;b&gt;</p>"),
    ],
)
def test_prose(text: str, expected: str) -> None:
    assert expected == prose(text)


def test_nobody_and_nothing_is_a_page_too() -> None:
    problem = Problem("fuchs", "", Text(de="Nichts abgegeben.", en="Nothing was handed in."))
    assert "Nothing was handed in." in feedback_page([], [problem], student="fuchs", lang="en")


def test_what_is_up_to_the_teacher_is_not_told_to_the_student() -> None:
    text = Text(de="Prüfe seine Rechte (chmod -R u+rX).", en="Check its permissions (chmod -R u+rX).")
    problems = [Problem("x", "x/ex10", text, teachers=True), Problem("x", "x.zip", Text(de="Zu groß.", en="Too large."))]
    shown = feedback_page([], problems, student="x", lang="en")
    assert "chmod" not in shown
    assert "Your teacher is sorting this out." in shown
    assert "Too large." in shown


def test_headings_name_item_and_outcome_and_symbols_are_for_the_eye() -> None:
    shown = page("en")
    headings = [re.sub(r"<[^>]*>", "", inside).split() for inside in re.findall(r"<h3>(.*?)</h3>", shown, re.DOTALL)]
    assert ["ex10.b", "steps,", "◐", "partly"] in headings
    for symbol in "✓✗◐↪○◔★":
        assert shown.count(symbol) == len(re.findall(rf'<span aria-hidden="true">{symbol} ?</span>', shown)), symbol


def test_pythons_own_words_are_english_on_a_german_page() -> None:
    assert 'Python sagt: <span lang="en">NameError: name' in feedback_page([samples.troubled()], [], student="x", lang="de")


def test_a_caret_stands_under_its_place() -> None:
    shown = prose("Diese Klammer wird nie geschlossen.\n    3 - (3 \\* <w>\n        ^")
    assert shown == '<p>Diese Klammer wird nie geschlossen.</p><pre class="place" tabindex="0">3 - (3 * &lt;w&gt;\n    ^</pre>'
    assert prose("a\n    b\nc") == "<p>a<br>    b<br>c</p>"


def test_a_choice_stands_there_with_its_options_in_the_order_of_the_sheet() -> None:
    result = samples.half_done()
    words = {letter: Text(de=f"Wort {letter}", en=f"word {letter}") for letter in "ABCD"}
    asked = replace(result.verdicts[0].item, options=tuple(words.items()))
    verdicts = (replace(result.verdicts[0], item=asked), *result.verdicts[1:])
    exercise = replace(result.exercise, items=(asked, *result.exercise.items[1:]))
    sheet = replace(result, exercise=exercise, verdicts=verdicts, submission=replace(result.submission, shuffle=7))
    shown = re.findall(
        r'<span class="id">([A-D])</span> <span>(\w+ [A-D])</span>', feedback_page([sheet], [], student="x", lang="en")
    )
    assert shown == [(letter, words[own].en) for letter, own in zip("ABCD", order(asked, 7), strict=True)]
    assert [letter for letter, _ in shown] != [word[-1] for _, word in shown]
