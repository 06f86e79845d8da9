"""Texts that are commands where they are shown: printed, answered, raised, and in the names of files and people."""

from __future__ import annotations

from dataclasses import dataclass

ESCAPES = "control characters are left out"
UNSEEN = "characters that nobody sees are left out"
PLAIN = "no text of a hand-in is markup to us"
ESCAPED = "everything is escaped, and the page forbids scripts"
CELL = "an apostrophe in front of a formula"


@dataclass(frozen=True, slots=True)
class Output:
    """`text` is a literal of Python without its quotes; `shown`: what stands of it on the page of its student."""

    line: int
    name: str
    text: str
    stopped_by: str
    shown: str


OUTPUTS = (
    Output(73, "clear and repaint the terminal", "\\x1b[2J\\x1b[1;1H\\x9b3J", ESCAPES, "[2J[1;1H3J"),
    Output(73, "the title of the window", "\\x1b]0;title\\x07", ESCAPES, "]0;title"),
    Output(73, "a link in the terminal (OSC 8)", "\\x1b]8;;http://evil.example\\x07x", ESCAPES, "]8;;http://evil.examplex"),
    Output(73, "write into the clipboard (OSC 52)", "\\x1b]52;c;eA==\\x07", ESCAPES, "]52;c;eA=="),
    Output(73, "write over what stands there", "wrong\\b\\b\\b\\bfull\\rmarks\\x7f", ESCAPES, "wrongfull"),
    Output(73, "turn the direction of reading, hide letters", "a\\u202egpj\\u2066\\u200b", UNSEEN, "agpj"),
    Output(
        74, "markup of the terminal library", "[link=http://evil.example]x[/link]", PLAIN, "[link=http://evil.example]x[/link]"
    ),
    Output(74, "commands for a CI server", "\\n::set-output name=x::y\\n##vso[x]", "a blank parts the signs", "::set-output"),
    Output(75, "a script", "<script>alert(1)</script>", ESCAPED, "<script>alert(1)</script>"),
    Output(75, "a picture that fails", "<img src=x onerror=alert(1)>", ESCAPED, "<img src=x onerror=alert(1)>"),
    Output(75, "leave the element", "</pre>]]>--><svg onload=alert(1)>", ESCAPED, "</pre>]]>--><svg onload=alert(1)>"),
    Output(75, "a link that is a program", "[x](javascript:alert(1))", PLAIN, "[x](javascript:alert(1))"),
    Output(75, "a template", "{{ 7*7 }}{% raw %}${7*7}", "texts enter the finished template", "{{ 7*7 }}{% raw %}"),
    Output(
        75,
        "our own markup: formulas, bold text, code",
        "$\\\\text{full points}$ **full** `points`",
        PLAIN,
        "$\\text{full points}$ **full** `points`",
    ),
    Output(75, "marks that paint over other lines", "a" + "\\u0301" * 40, "four marks on a letter", "a" + "\u0301" * 4),
    Output(77, "a formula in small signs", "\\ufe66cmd|x", CELL, "\ufe66cmd|x"),
    Output(77, "a formula", "=cmd|' /C calc'!A0", CELL, "=cmd|' /C calc'!A0"),
    Output(77, "a formula behind a tab", "\\t@SUM(1)", CELL, "@SUM(1)"),
    Output(77, "a formula behind a quote or semicolon", 'x\\";=1+1', CELL, 'x";=1+1'),
    Output(78, "characters that no file may hold", "\\x00\\x01\\ufffe\\ud800x", "left out, or written in letters", "x"),
)
