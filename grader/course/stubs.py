"""Stubs and model submissions: notebooks and scripts made by inclusion.

Only what an exercise declares as given is ever copied; a stub is built from the exercise as data, which holds no
reference at all.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from grader.model import Exercise, Item, Lang, Text

Format = Literal["ipynb", "py"]
MARKER = re.compile(r"# grader: ex\d\d variant \d+( shuffle \d+)?")
BONUS = Text(de="★ Bonus", en="★ bonus")


def file_name(exercise: Exercise, form: Format = "ipynb") -> str:
    return f"{exercise.id}_{exercise.slug.replace('-', '_')}.{form}"


def marker(exercise: Exercise) -> str:
    """The first line of the first code cell; it tells the grader which exercise this is, even after renaming."""
    shuffle = f" shuffle {exercise.shuffle}" if exercise.shuffle else ""
    return f"# grader: {exercise.id} variant {exercise.variant}{shuffle}"


def stub(exercise: Exercise, *, lang: Lang = "de", form: Format = "ipynb") -> str:
    """The text of the file that a student gets."""
    return render(exercise, _blanks(exercise, lang), lang=lang, form=form)


def model_submission(
    exercise: Exercise,
    answers: Mapping[str, str],
    *,
    lang: Lang = "de",
    form: Format = "ipynb",
    worked: Text | None = None,
) -> str:
    """The text of a hand-in in which the item called `name` holds `answers[name]`; with the worked solution at its end."""
    return render(exercise, answers, lang=lang, form=form, worked=worked)


def render(exercise: Exercise, code: Mapping[str, str], *, lang: Lang, form: Format, worked: Text | None = None) -> str:
    cells = [
        ("markdown", f"{exercise.id}-title", _title(exercise, lang, form)),
        ("code", f"{exercise.id}-given", _given(exercise, lang)),
    ]
    for item in exercise.items:
        cell_id = item.id.replace(".", "-")
        cells.append(("markdown", f"{cell_id}-prompt", _prompt(item, lang)))
        cells.append(("code", cell_id, code[item.name]))
    if worked is not None:
        heading = Text(de="Lösungsweg", en="Worked solution").in_(lang)
        cells.append(("markdown", f"{exercise.id}-worked", f"## {heading}\n\n{worked.in_(lang)}"))
    return _notebook(exercise, cells, lang) if form == "ipynb" else _script(cells)


def _title(exercise: Exercise, lang: Lang, form: Format) -> str:
    core = Text(de=f"{_number(exercise.max_points)} Punkte", en=f"{_number(exercise.max_points)} points").in_(lang)
    bonus = f" + {_number(exercise.max_bonus)} {BONUS.in_(lang)}" if exercise.max_bonus else ""
    functions = any(item.functions for item in exercise.items)
    also_de = ", bei Funktionen die Zeile `raise NotImplementedError`," if functions else ""
    also_en = " (in functions the line `raise NotImplementedError`)" if functions else ""
    how = Text(
        de=f"Ersetze in jeder Code-Zelle die drei Punkte `...`{also_de} durch deine Antwort. Prüfen: `grade {exercise.id}`",
        en=f"Replace the three dots `...` in every code cell{also_en} with your answer. Check it: `grade {exercise.id}`",
    ).in_(lang)
    worth = " · ".join([f"{core}{bonus}", *_place(exercise, lang)])
    if form == "ipynb":
        how += Text(
            de=", oder gleich hier: `%load_ext grader`, dann `%grade`", en=", or right here: `%load_ext grader`, then `%grade`"
        ).in_(lang)
    return f"# {exercise.id} · {exercise.title.in_(lang)}\n\n{exercise.statement.in_(lang)}\n\n*{worth}*\n\n{how}"


def _place(exercise: Exercise, lang: Lang) -> list[str]:
    """Where it stands in the course."""
    topic, after = exercise.topic, ", ".join(exercise.after)
    found = [Text(de=f"Thema: {topic.de}", en=f"topic: {topic.en}")] if topic is not None else []
    found += [Text(de=f"am besten nach {after}", en=f"best after {after}")] if after else []
    return [text.in_(lang) for text in found]


def _given(exercise: Exercise, lang: Lang) -> str:
    lines = [marker(exercise), "from sympy import *"]
    if exercise.symbols:
        names = exercise.symbols
        lines += ["", f'{", ".join(names)} = symbols("{" ".join(names)}", real=True)']
    return "\n".join(lines)


def _prompt(item: Item, lang: Lang) -> str:
    letter = item.id.rpartition(".")[2]
    if item.marks:
        worth = Text(
            de=f"Freitext, {item.marks} Textpunkt{'e' if item.marks > 1 else ''} von deiner Lehrkraft",
            en=f"free text, {item.marks} point{'s' if item.marks > 1 else ''} from your teacher",
        ).in_(lang)
    elif item.bonus:
        worth = f"{_points(item, lang)} {BONUS.in_(lang)}"
    else:
        worth = _points(item, lang)
    lines = [f"**{letter})** {item.prompt.in_(lang)} *({worth})*"]
    if item.options:
        lines += [f"- **{option}** {words.in_(lang)}" for option, words in item.options]
    if item.form is not None:
        form = Text(de=f"Form: {item.form.de}", en=f"Format: {item.form.en}").in_(lang)
        lines.append(f"<sub>{form}</sub>")
    return "\n\n".join([lines[0], "\n".join(lines[1:-1]), lines[-1]] if item.options else lines)


def _points(item: Item, lang: Lang) -> str:
    """With a blank at which no line breaks."""
    many = Text(de="Punkt", en="point") if item.points == 1 else Text(de="Punkte", en="points")
    return f"{_number(item.points)}\N{NO-BREAK SPACE}{many.in_(lang)}"


def _number(value: Any) -> str:
    return str(int(value)) if value == int(value) else str(float(value))


def _blanks(exercise: Exercise, lang: Lang) -> dict[str, str]:
    return {item.name: _blank(item) for item in exercise.items}


def _blank(item: Item) -> str:
    if item.functions:
        definitions = [function["signature"] for function in item.functions.values()]
        return "\n\n\n".join(f"def {definition}:\n    raise NotImplementedError" for definition in definitions)
    return f"{item.name} = ..."


def _notebook(exercise: Exercise, cells: list[tuple[str, str, str]], lang: Lang) -> str:
    """nbformat 4.5 with stable cell ids and no outputs."""
    import nbformat

    v4: Any = nbformat.v4  # the library has no types
    make = {"markdown": v4.new_markdown_cell, "code": v4.new_code_cell}
    notebook = v4.new_notebook(
        cells=[make[kind](source, id=cell_id) for kind, cell_id, source in cells],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "grader": {"exercise": exercise.id, "variant": exercise.variant, "lang": lang, "generated": "grade stubs"},
        },
    )
    if exercise.shuffle:
        notebook.metadata.grader.shuffle = exercise.shuffle
    notebook.metadata.grader.digest = _digest([cell.source for cell in notebook.cells])
    nbformat.validate(notebook)
    text: str = v4.writes(notebook)
    return text.rstrip("\n") + "\n"


def untouched(text: str) -> bool:
    """Is this a file as the grader wrote it, in which nobody has worked since? Unknown files count as somebody's work."""
    try:
        notebook = json.loads(text)
        sources = ["".join(cell["source"]) for cell in notebook["cells"]]
        return bool(notebook["metadata"]["grader"]["digest"] == _digest(sources))
    except (ValueError, KeyError, TypeError):
        return False


def other_form(there: str, text: str) -> bool:
    """Is what lies there the stub of another variant, or with its options in another order?"""
    first, second = (MARKER.search(each) for each in (there, text))
    return first is not None and second is not None and first[0] != second[0]


def _digest(sources: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(sources).encode()).hexdigest()[:16]


def _script(cells: list[tuple[str, str, str]]) -> str:
    """A script with `# %%` cells, as VS Code and Spyder read it."""
    parts = []
    for kind, _, source in cells:
        if kind == "markdown":
            parts.append("# %% [markdown]\n" + "\n".join(f"# {line}".rstrip() for line in source.splitlines()))
        else:
            parts.append(f"# %%\n{source}")
    return "\n\n".join(parts) + "\n"
