"""Untrusted text per medium, as tables: what goes in, what comes out, why."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

from grader.reports.text import safe
from tests.every import each

TERMINAL = [
    ("2*w - 6", "2*w - 6", "harmless text stays"),
    ("Lösung: η ≤ ½ → ∞", "Lösung: η ≤ ½ → ∞", "letters and signs of all scripts stay"),
    ("\x1b[31mred\x1b[0m", "[31mred[0m", "ANSI colours lose their ESC"),
    ("\x9b31mred", "31mred", "so does the one-byte CSI"),
    ("\x1b]8;;https://evil\x07x\x1b]8;;\x07", "]8;;https://evilx]8;;", "OSC 8 link"),
    ("\x1b]0;title\x07", "]0;title", "window title"),
    ("a\rb", "a\nb", "a return cannot overwrite a line"),
    ("a\b\b\bok", "aok", "nor can backspaces"),
    ("abc\u202edef\u2066x", "abcdefx", "reading direction"),
    ("pass\u200bed\ufeff\u2060", "passed", "zero width"),
    ("a\U0001d173b\U0001bca0", "ab", "invisible signs of music and shorthand"),
    ("a\u2028b\u0085c", "a\nb\nc", "other line ends"),
    ("\ud83d x", "\\ud83d x", "lone surrogates"),
    ("[bold red]x[/] [link=https://evil]y[/link]", "[bold red]x[/] [link=https://evil]y[/link]", "markup is text"),
    ("::set-output name=grade::100", ": :set-output name=grade::100", "GitHub command"),
    ("  ::error file=a::b", "  : :error file=a: :b", "GitHub trims first"),
    ("ok\n::add-mask::x", "ok\n: :add-mask: :x", "in a later line"),
    ("::", ": :", "nothing starts a command"),
    ("##vso[task.complete]", "# #vso[task.complete]", "Azure command"),
    ("##[error]x", "# #[error]x", "Azure log command"),
    ("x[::-1]", "x[::-1]", "a slice stays"),
    ("a\tb", "a   b", "tabs become blanks"),
    ("x" * 600, "x" * 499 + "…", "long lines are cut"),
    ("\n".join("abcdefghijklmnopqrstuvwxyz"), "\n".join("abcdefghijklmnopqrst") + " …", "many lines are cut"),
]


@each(("text", "expected", "why"), TERMINAL)
def test_terminal(text: str, expected: str, why: str) -> None:
    assert expected == safe.terminal(text), why


CSV = [
    ("berger", "berger", "harmless"),
    ("=1+1", "'=1+1", "formula"),
    ("+49", "'+49", "plus"),
    ("-1", "'-1", "minus, in a text cell"),
    ("@SUM(A1)", "'@SUM(A1)", "at"),
    ("|calc", "'|calc", "pipe"),
    ("\t=1", "'=1", "tab"),
    ("\r=1", "'=1", "return"),
    ("  =cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", "blanks before it"),
    ("\u200b=1", "'=1", "an invisible character before it"),
    ("＝1", "'＝1", "full-width sign"),
    ("a\nb\tc", "a b c", "one line"),
    ("a;=1+1", "a;'=1+1", "a formula behind what parts cells elsewhere"),
    ("a,-1", "a,'-1", "the same"),
    ("[1; -1], a, -b", "[1; -1], a, -b", "a blank makes it text"),
    ('say "x"', 'say "x"', "quotes are the writer's business"),
]


@each(("text", "expected", "why"), CSV)
def test_csv_cell(text: str, expected: str, why: str) -> None:
    assert expected == safe.csv_cell(text), why
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([safe.csv_cell(text), "next"])
    assert [[expected, "next"]] == list(csv.reader(io.StringIO(written.getvalue(), newline="")))


@each(
    ("text", "expected"),
    [("a\x00b\x0bc", "abc"), ("\ufffe\uffff", ""), ("\ud800", "\\ud800"), ("]]> & <b>", "]]> & <b>"), ("😀", "😀")],
)
def test_xml(text: str, expected: str) -> None:
    assert expected == safe.xml(text)
    element = ET.Element("a", b=safe.xml(text))
    assert expected == ET.fromstring(ET.tostring(element, encoding="unicode")).get("b")


@each("number", [*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF, 0xFFFE, 0x1F600])
def test_any_character_survives_xml_and_console(number: int) -> None:
    ET.fromstring(f"<a>{safe.xml(chr(number))}</a>")
    shown = safe.terminal(f"a{chr(number)}b")
    assert all(character == "\n" or character.isprintable() for character in shown)
    shown.encode("utf-8")


MARKDOWN = [
    ("plain text", "plain text", "harmless"),
    ("**x** _y_", r"\*\*x\*\* \_y\_", "emphasis"),
    ("[x](https://evil)", r"\[x\]\(https\://evil\)", "link"),
    ("![x](y)", r"\!\[x\]\(y\)", "image"),
    ("<script>alert(1)</script>", r"\<script\>alert\(1\)\</script\>", "HTML"),
    ("a | b", r"a \| b", "table cell"),
    ("# head\n- list", r"\# head - list", "blocks"),
    ("$w_1$", r"\$w\_1\$", "formula"),
    ("@everyone", r"\@everyone", "mention"),
    ("www.evil.at", r"www\.evil.at", "bare link"),
    ("- a - b", r"\- a - b", "list, at the start only"),
    ("t = 0: 1", "t = 0: 1", "no need"),
    ("&lt;", r"\&lt;", "entity"),
]


@each(("text", "expected", "why"), MARKDOWN)
def test_markdown(text: str, expected: str, why: str) -> None:
    assert expected == safe.markdown(text), why


@each(
    ("text", "expected"),
    [
        ("x", "`x`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("a|b", "`a¦b`"),
        ("", "`  `"),
        ("a\nb", "`a b`"),
        ("[x](y)", "`[x](y)`"),
    ],
)
def test_markdown_code(text: str, expected: str) -> None:
    assert expected == safe.markdown_code(text)


@each(
    ("text", "encoding", "expected"),
    [
        ("η ≤ ½", "utf-8", "η ≤ ½"),
        ("η ≤ ½", "cp1252", "eta <= ½"),
        ("w₁ → ∞ ★", "ascii", "w1 -> oo *"),
        ("größer", "ascii", "groesser"),
        ("測", "cp1252", "\\u6e2c"),
    ],
)
def test_encodable(text: str, encoding: str, expected: str) -> None:
    assert expected == safe.encodable(text, encoding)
    expected.encode(encoding)


def test_a_name_keeps_its_joiners_and_is_no_formula() -> None:
    assert safe.csv_name("क्\u200dष") == "क्\u200dष"
    assert safe.csv_name("=1+1\u200d=2") == "'=1+1\u200d'=2"
    assert "\u202e" not in safe.csv_name("a\u202eb")
