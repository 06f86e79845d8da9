"""How long students' code may take, and what they read when it took longer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast, get_args

from grader.model import Delay, Text
from grader.notation import in_language

COMPUTING = 2.0  # seconds of processor time for a cell or a call, of all its threads together
WAITING = 10.0  # seconds for a cell or a call that hardly computes
OPEN: tuple[Delay, ...] = ("starved", "unclear")  # not the code's fault, or perhaps not: nothing is decided by them


def sentence_on_delay(why: Delay, limit: float) -> Text:
    """What a student reads of code that was stopped after `limit` seconds."""
    de, en = in_language(f"{limit:g}", "de"), f"{limit:g}"
    return _SENTENCES[why](f"{de} Sekunde{'' if limit == 1 else 'n'}", f"{en} second{'' if limit == 1 else 's'}")


def delay_of(word: object) -> Delay:
    """The delay that a document names; computing, if it names none."""
    return cast(Delay, word) if word in get_args(Delay) else "computing"


_SENTENCES: Mapping[Delay, Callable[[str, str], Text]] = {
    "computing": lambda de, en: Text(
        de=f"Nach {de} Rechenzeit war dein Code noch nicht fertig. Endet eine Schleife nie, oder sind es zu viele Schritte?",
        en=f"After {en} of computing your code had not finished. Does a loop never end, or are there too many steps?",
    ),
    "together": lambda de, en: Text(
        de=f"Deine Zellen haben zusammen {de} gerechnet; für diese Antwort blieb keine Zeit. Rechne mit weniger Schritten.",
        en=f"Your cells have computed for {en} altogether; no time was left for this answer. Use fewer steps.",
    ),
    "waiting": lambda de, en: Text(
        de=f"Nach {de} war dein Code noch nicht fertig; die meiste Zeit hat er gewartet. Nimm heraus, was wartet, etwa sleep.",
        en=f"After {en} your code had not finished; most of that time it was waiting. Take out whatever waits, such as sleep.",
    ),
    "starved": lambda de, en: Text(
        de="Andere Programme ließen deinem Code keine Rechenzeit. Das kostet dich nichts: Bewerte noch einmal, wenn der "
        "Computer weniger zu tun hat, oder deine Lehrkraft sieht es sich an.",
        en="Other programs left your code no time to compute. This costs you nothing: grade again when the computer is less "
        "busy, or your teacher will look at it.",
    ),
    "unclear": lambda de, en: Text(
        de=f"Nach {de} war dein Code noch nicht fertig. Ob er wartet oder der Computer zu beschäftigt ist, lässt sich hier "
        "nicht feststellen; deine Lehrkraft sieht es sich an.",
        en=f"After {en} your code had not finished. Whether it was waiting or the computer was too busy is not clear; your "
        "teacher will look at it.",
    ),
}
