"""LIESMICH.md and README.md of a kit: what to type first, on each system."""

from __future__ import annotations

from collections.abc import Sequence

from grader.model import Exercise, Lang, Text

NAMES: dict[Lang, str] = {"de": "LIESMICH.md", "en": "README.md"}


def guide(exercises: Sequence[Exercise], wheel: str, *, lang: Lang) -> str:
    """The page; the commands are the same in both languages."""
    first = exercises[0].id
    listed = "\n".join(f"- {one.id} {one.title.in_(lang)}" for one in exercises)
    return TEXT.in_(lang).format(wheel=wheel, first=first, listed=listed)


TEXT = Text(
    de="""# Deine Übungen
Öffne ein Terminal in diesem Ordner. Einmal am Anfang (Python 3.11 oder neuer), Zeile für Zeile:

Windows:
```
py -m venv .venv
.venv\\Scripts\\pip install {wheel}
```
macOS und Linux:
```
python3 -m venv .venv
.venv/bin/pip install {wheel}
```
Danach brauchst du zum Prüfen kein Netz mehr. Fülle eine Übung aus, speichere sie und prüfe sie:

- Windows: `.venv\\Scripts\\grade {first}`
- macOS und Linux: `.venv/bin/grade {first}`

Wo hier oder in einer Ausgabe nur `grade` steht, schreib `.venv\\Scripts\\grade` oder `.venv/bin/grade`; bei `pip`
ebenso.

Zum Ausfüllen öffnest du in VS Code (mit den Erweiterungen Python und Jupyter) diesen Ordner, klickst eine Übung an und
wählst oben rechts als Kernel `.venv`; fehlt darin ipykernel, bietet VS Code an, es zu installieren. Ohne VS Code:
`pip install notebook` (einmal mit Netz), dann `.venv\\Scripts\\jupyter notebook` oder `.venv/bin/jupyter notebook`.

Der Befehl prüft auch, während du arbeitest (`grade {first} --watch`), gibt Hinweise, wenn du feststeckst
(`grade {first} --hint`), zeigt deine Seite mit Bildern (`grade page {first}`) und allein (`grade`), wo du stehst. Im
Notebook selbst: `%load_ext grader`, dann `%grade`. Sofort beim Speichern prüft `--watch` mit dem Paket watchfiles
(`pip install watchfiles`, einmal mit Netz).

In `keys/` liegen die versiegelten Schlüssel. Lesen lässt sich dort keine Lösung; ein Fach geht nur mit der passenden
Antwort auf. Was dein Paket nicht beurteilen kann, steht als „zählt nach der Abgabe“ da. Es zählt, was deine Lehrkraft
bewertet: Sie rechnet alles noch einmal nach.

{listed}
""",
    en="""# Your exercises
Open a terminal in this folder. Once at the beginning (Python 3.11 or newer), line by line:

Windows:
```
py -m venv .venv
.venv\\Scripts\\pip install {wheel}
```
macOS and Linux:
```
python3 -m venv .venv
.venv/bin/pip install {wheel}
```
From then on checking needs no network. Fill in an exercise, save it and check it:

- Windows: `.venv\\Scripts\\grade {first}`
- macOS and Linux: `.venv/bin/grade {first}`

Wherever this page or the program says just `grade`, type `.venv\\Scripts\\grade` or `.venv/bin/grade`; the same goes
for `pip`.

To fill in an exercise, open this folder in VS Code (with the extensions Python and Jupyter), click on the exercise and
choose `.venv` as the kernel at the top right; if ipykernel is missing there, VS Code offers to install it. Without VS
Code: `pip install notebook` (once, with a network), then `.venv\\Scripts\\jupyter notebook` or
`.venv/bin/jupyter notebook`.

The command also checks while you work (`grade {first} --watch`), gives hints when you are stuck
(`grade {first} --hint`), shows your page with pictures (`grade page {first}`) and by itself (`grade`) where you stand. Inside
a notebook: `%load_ext grader`, then `%grade`. With the package watchfiles `--watch` checks at once when you save
(`pip install watchfiles`, once, with a network).

In `keys/` there are sealed keys. No solution can be read there; a box opens only with an answer that fits. What your kit
cannot judge is shown as “counts after you have handed it in”. What counts is your teacher's grading, which works
everything out anew.

{listed}
""",
)
