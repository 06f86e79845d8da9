"""What a learner will see of an exercise, written to a folder: the stub in both languages, and pages of feedback."""

from __future__ import annotations

from pathlib import Path

from grader.answer_key.process.client import LiveKey
from grader.course import stubs
from grader.grading import sample_results
from grader.model import LANGS, Exercise, Result, Text
from grader.reports.files.html import feedback_page
from grader.reports.files.stub_page import stub_page
from grader.storage.atomic_write import write_whole

WITH_MISTAKES = Text(de="mit bekannten Fehlern", en="with known mistakes")
SOLVED = Text(de="alles richtig", en="everything right")


class Preview:
    """The folder of one exercise inside that of all previews; no version control takes it along, for it holds solutions."""

    def __init__(self, exercise: Exercise, folder: Path) -> None:
        self.exercise = exercise
        self.folder = folder / exercise.id
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / ".gitignore", "*\n")

    def write_stub(self) -> None:
        """The notebook as students get it, and as a page: `stub.de.html`, `stub.en.html`."""
        for lang in LANGS:
            notebook = stubs.stub(self.exercise, lang=lang)
            title = f"{self.exercise.id} · {self.exercise.title.in_(lang)}"
            write_whole(self.folder / f"{self.exercise.id}.{lang}.ipynb", notebook)
            write_whole(self.folder / f"stub.{lang}.html", stub_page(notebook, title=title, lang=lang))

    def write_feedback(self, key: LiveKey) -> None:
        """`feedback1.de.html` is the page of a hand-in in which every item has its first known mistake, and so on;
        `solved.de.html` of one in which everything is right. Each in English, too.

        Raises:
            GraderError: the exercise cannot do what it should; its check says what.
        """
        most = sample_results.most_mistakes(self.exercise)
        pages: dict[str, Result] = {
            f"feedback{number}": sample_results.with_mistakes(self.exercise, key, number) for number in range(1, most + 1)
        }
        pages["solved"] = sample_results.solved(self.exercise, key)
        made: dict[str, str] = {}
        for lang in LANGS:
            for name, result in pages.items():
                whose = (SOLVED if name == "solved" else WITH_MISTAKES).in_(lang)
                made[f"{name}.{lang}.html"] = feedback_page([result], [], student=whose, lang=lang)
        for name, text in made.items():
            write_whole(self.folder / name, text)
        for old in self.folder.glob("feedback*.html"):
            if old.name not in made:
                old.unlink()
