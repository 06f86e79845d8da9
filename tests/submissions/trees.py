"""How a class comes from each platform: a sample tree, and what is to be found in it."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

WORK = "slope = 1\n"


@dataclass(frozen=True)
class Tree:
    """`files` below a folder called `around`; `people` with the names of the files that are read; what else is known.

    `quiet`: nothing is to be said about it. `asked`: it is not recognised by itself, and must be asked for.
    """

    word: str
    title: str
    files: Mapping[str, str]
    people: Mapping[str, tuple[str, ...]]
    around: str = "class"
    folders: Mapping[str, str] = field(default_factory=dict)
    flat: frozenset[str] = frozenset()
    handed_in: Mapping[str, str] = field(default_factory=dict)
    said: tuple[tuple[str, str], ...] = ()
    name: str = ""
    asked: bool = False

    @property
    def called(self) -> str:
        return self.name or self.word

    def grow(self, root: Path) -> Path:
        for place, text in self.files.items():
            path = root / self.around / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root / self.around

    def pack(self, root: Path) -> Path:
        root.mkdir(exist_ok=True)
        target = root / f"{self.around}.zip"
        with zipfile.ZipFile(target, "w") as archive:
            for place, text in self.files.items():
                archive.writestr(f"{self.around}/{place}", text)
        return target


NFD = unicodedata.normalize("NFD", "Jürgen Österreicher")
ANNA, BEN = "Anna Huber_1234501_assignsubmission_file", "Ben Mayr_1234508_assignsubmission_file"
GRADESCOPE = """\
submission_301:
  :submitters:
  - :name: Anna Huber
    :sid: '1001'
    :email: anna@example.org
  :created_at: 2026-11-27 20:14:05.123456000 Z
  :score: 3.0
submission_302:
  :submitters:
  - :name: "Max M\\u00FCller"
    :sid: '1002'
    :email: max@example.org
  - :name: 'Dara O''Brien'
    :sid: '1003'
    :email: dara@example.org
  :created_at: 2026-11-28 09:00:00.000000000 Z
submission_303:
  :submitters:
  - :name: "Max M\\u00FCller"
    :sid: '1004'
    :email: max2@example.org
"""
SLIP = "Name: {name} ({login})\nAssignment: Übung_10\nDate Submitted: …\n\nFiles:\n\tOriginal filename: {file}\n"

TREES = (
    Tree(
        "moodle",
        "Moodle-Download",
        {
            f"{ANNA}/ex10_three_steps.ipynb": WORK,
            f"{BEN}/abgabe/ex10.ipynb": WORK,
            "Ben Mayr_1234508_assignsubmission_onlinetext/onlinetext.html": "<p>gern</p>",
            f"{NFD}_1234515_assignsubmission_file/ex06.ipynb": WORK,
        },
        {"Anna Huber": ("ex10_three_steps.ipynb",), "Ben Mayr": ("ex10.ipynb",), "Jürgen Österreicher": ("ex06.ipynb",)},
        folders={
            "Anna Huber": ANNA,
            "Ben Mayr": BEN,
            "Jürgen Österreicher": "Jürgen Österreicher_1234515_assignsubmission_file",
        },
        said=(("Ben Mayr", "onlinetext.html"),),
        name="moodle 4.1",
    ),
    Tree(
        "moodle",
        "Moodle-Download",
        {f"{ANNA}_/ex10.ipynb": WORK, f"{BEN}_/ex10.ipynb": WORK},
        {"Anna Huber": ("ex10.ipynb",), "Ben Mayr": ("ex10.ipynb",)},
        folders={"Anna Huber": f"{ANNA}_", "Ben Mayr": f"{BEN}_"},
        name="moodle 4.0",
    ),
    Tree(
        "moodle",
        "Moodle-Download",
        {f"{ANNA}_ex10.ipynb": WORK, f"{ANNA}_ex06.ipynb": WORK, f"{BEN}_ex10.ipynb": WORK},
        {"Anna Huber": ("ex06.ipynb", "ex10.ipynb"), "Ben Mayr": ("ex10.ipynb",)},
        folders={"Anna Huber": f"{ANNA}_ex06.ipynb", "Ben Mayr": f"{BEN}_ex10.ipynb"},
        flat=frozenset({"Anna Huber", "Ben Mayr"}),
        name="moodle flat",
    ),
    Tree(
        "moodle",
        "Moodle-Download",
        {
            "Teilnehmerin_77_assignsubmission_file/ex10.ipynb": WORK,
            "Teilnehmerin_78_assignsubmission_file/ex10.ipynb": WORK,
        },
        {"Teilnehmerin 77": ("ex10.ipynb",), "Teilnehmerin 78": ("ex10.ipynb",)},
        folders={
            "Teilnehmerin 77": "Teilnehmerin_77_assignsubmission_file",
            "Teilnehmerin 78": "Teilnehmerin_78_assignsubmission_file",
        },
        name="moodle blind",
    ),
    Tree(
        "moodle",
        "Moodle-Download",
        {"Gruppe A_45_assignsubmission_file/ex10.ipynb": WORK, "Gruppe B_46_assignsubmission_file/ex10.ipynb": WORK},
        {"Gruppe A": ("ex10.ipynb",), "Gruppe B": ("ex10.ipynb",)},
        folders={"Gruppe A": "Gruppe A_45_assignsubmission_file", "Gruppe B": "Gruppe B_46_assignsubmission_file"},
        name="moodle teams",
    ),
    Tree(
        "nbgrader",
        "nbgrader",
        {
            "submitted/bitdiddle/ps1/ex10.ipynb": WORK,
            "submitted/bitdiddle/ps1/timestamp.txt": "2026-11-27 14:58:23.948203 Europe/Vienna",
            "submitted/hacker/ps1/ex10.ipynb": WORK,
            "submitted/hacker/ps1/timestamp.txt": "2026-11-27 15:00:00 UTC\n",
            "submitted/hacker/ps2/ex06.ipynb": WORK,
            "submitted/hacker/ps2/timestamp.txt": "2026-12-04 15:00:00 UTC\n",
            "submitted/reasoner/ps1/ex10.ipynb": WORK,
            "submitted/reasoner/ps1/timestamp.txt": "gestern",
            "source/ps1/ex10.ipynb": WORK,
            "release/ps1/ex10.ipynb": WORK,
            "nbgrader_config.py": "c = get_config()",
            "gradebook.db": "SQLite",
        },
        {"bitdiddle": ("ex10.ipynb",), "hacker": ("ex10.ipynb", "ex06.ipynb"), "reasoner": ("ex10.ipynb",)},
        folders={"bitdiddle": "bitdiddle", "hacker": "hacker", "reasoner": "reasoner"},
        handed_in={"bitdiddle": "2026-11-27T14:58:23+01:00", "hacker": "2026-12-04T15:00:00+00:00"},
        name="nbgrader course",
    ),
    Tree(
        "nbgrader",
        "nbgrader",
        {
            "anna/ps1/ex10.ipynb": WORK,
            "anna/ps1/timestamp.txt": "2026-11-27 14:58:23 UTC",
            "ben/ps1/ex10.ipynb": WORK,
            "ben/ps1/timestamp.txt": "2026-11-27 14:59 Nowhere/Land",
        },
        {"anna": ("ex10.ipynb",), "ben": ("ex10.ipynb",)},
        folders={"anna": "anna", "ben": "ben"},
        handed_in={"anna": "2026-11-27T14:58:23+00:00", "ben": "2026-11-27T14:59:00"},
    ),
    Tree(
        "github",
        "GitHub-Classroom-Repositorys",
        {
            "uebung-10-anna-h/.git/HEAD": "ref: refs/heads/main",
            "uebung-10-anna-h/exercises/ex10.ipynb": WORK,
            "uebung-10-anton/.git/HEAD": "ref: refs/heads/main",
            "uebung-10-anton/ex10.py": WORK,
        },
        {"anna-h": ("ex10.ipynb",), "anton": ("ex10.py",)},
        around="uebung-10-submissions",
        folders={"anna-h": "uebung-10-anna-h", "anton": "uebung-10-anton"},
    ),
    Tree(
        "github",
        "GitHub-Classroom-Repositorys",
        {"lab-anna/ex10.ipynb": WORK, "lab-ben/ex10.ipynb": WORK},
        {"anna": ("ex10.ipynb",), "ben": ("ex10.ipynb",)},
        folders={"anna": "lab-anna", "ben": "lab-ben"},
        asked=True,
        name="github without .git",
    ),
    Tree(
        "gradescope",
        "Gradescope-Export",
        {
            "submission_metadata.yml": GRADESCOPE,
            "submission_301/ex10.ipynb": WORK,
            "submission_302/ex10.ipynb": WORK,
            "submission_303/work/ex10.ipynb": WORK,
        },
        {
            "Anna Huber": ("ex10.ipynb",),
            "Max Müller 1002": ("ex10.ipynb",),
            "Dara O'Brien": ("ex10.ipynb",),
            "Max Müller 1004": ("ex10.ipynb",),
        },
        around="assignment_42_export",
        folders={
            "Anna Huber": "submission_301",
            "Max Müller 1002": "submission_302",
            "Dara O'Brien": "submission_302",
            "Max Müller 1004": "submission_303",
        },
        handed_in={
            "Anna Huber": "2026-11-27T20:14:05+00:00",
            "Max Müller 1002": "2026-11-28T09:00:00+00:00",
            "Dara O'Brien": "2026-11-28T09:00:00+00:00",
        },
    ),
    Tree(
        "canvas",
        "Canvas-Download",
        {
            "huberanna_12345_678910_ex10_three_steps-1.ipynb": WORK,
            "huberanna_12345_678911_ex06.ipynb": WORK,
            "müllermax_LATE_12346_678912_ex10.ipynb": WORK,
            "müllermax_12399_678915_ex10.ipynb": WORK,
            "mayrben_12347_678913_ex10 (1).py": WORK,
        },
        {
            "huberanna": ("ex06.ipynb", "ex10_three_steps-1.ipynb"),
            "müllermax 12346": ("ex10.ipynb",),
            "müllermax 12399": ("ex10.ipynb",),
            "mayrben": ("ex10 (1).py",),
        },
        said=(("müllermax 12346", "verspätet"),),
    ),
    Tree(
        "blackboard",
        "Blackboard-Download",
        {
            "Übung_10_a_huber_attempt_2026-11-26-08-00-00_ex10.ipynb": "slope = 0\n",
            "Übung_10_a_huber_attempt_2026-11-26-08-00-00.txt": SLIP.format(
                name="Anna Huber", login="a_huber", file="ex10.ipynb"
            ),
            "Übung_10_a_huber_attempt_2026-11-27-21-14-05_ex10.ipynb": WORK,
            "Übung_10_a_huber_attempt_2026-11-27-21-14-05.txt": SLIP.format(
                name="Anna Huber", login="a_huber", file="ex10.ipynb"
            ),
            "Übung_10_a_mayr_attempt_2026-11-27-20-00-00_ex10.ipynb": WORK,
            "Übung_10_a_mayr_attempt_2026-11-27-20-00-00.txt": SLIP.format(name="Alf Mayr", login="a_mayr", file="ex10.ipynb"),
        },
        {"a_huber": ("ex10.ipynb",), "a_mayr": ("ex10.ipynb",)},
        handed_in={"a_huber": "2026-11-27T21:14:05", "a_mayr": "2026-11-27T20:00:00"},
        said=(("a_huber", "letzte Versuch"),),
        around="gradebook_2026_Uebung",
    ),
    Tree(
        "blackboard",
        "Blackboard-Download",
        {
            "ps1_bitdiddle_attempt_2016-01-30-15-00-00_ex10.ipynb": WORK,
            "ps1_hacker_Versuch_2016-01-30-16-00-00_ex06.ipynb": WORK,
        },
        {"bitdiddle": ("ex10.ipynb",), "hacker": ("ex06.ipynb",)},
        handed_in={"bitdiddle": "2016-01-30T15:00:00", "hacker": "2016-01-30T16:00:00"},
        name="blackboard without slips",
    ),
    Tree(
        "ilias",
        "ILIAS-Download",
        {
            "Abgaben/Huber_Anna_ahuber_12345/ex10.ipynb": WORK,
            "Abgaben/Mueller_Max_mmueller_12346/ex10.ipynb": WORK,
            "Abgaben/Mueller_Max_max.m_12347/ex06.ipynb": WORK,
        },
        {"Anna Huber": ("ex10.ipynb",), "Max Mueller mmueller": ("ex10.ipynb",), "Max Mueller max.m": ("ex06.ipynb",)},
        folders={
            "Anna Huber": "Huber_Anna_ahuber_12345",
            "Max Mueller mmueller": "Mueller_Max_mmueller_12346",
            "Max Mueller max.m": "Mueller_Max_max.m_12347",
        },
        around="Uebung 10",
    ),
    Tree(
        "ilias",
        "ILIAS-Download",
        {
            "Team 678/van der Berg_Anna-Lena_u_x1_12345/ex10.ipynb": WORK,
            "Team 679/Mayr_Ben_bmayr_12346/ex10.ipynb": WORK,
            "status.csv": "update,login",
        },
        {"Anna-Lena van der Berg": ("ex10.ipynb",), "Ben Mayr": ("ex10.ipynb",)},
        folders={"Anna-Lena van der Berg": "van der Berg_Anna-Lena_u_x1_12345", "Ben Mayr": "Mayr_Ben_bmayr_12346"},
        around="multi_feedback_Uebung_10",
        name="ilias teams",
    ),
    Tree(
        "teams",
        "Teams-Aufgaben",
        {
            "Submitted files/Anna Huber/Übung 10/Version 1/ex10.ipynb": "slope = 0\n",
            "Submitted files/Anna Huber/Übung 10/Version 2/ex10.ipynb": WORK,
            "Submitted files/Anna Huber/Übung 6/Version 1/ex06.ipynb": WORK,
            "Submitted files/Ben Mayr/Übung 10/Version 1/abgabe/ex10.ipynb": WORK,
            "Working files/Anna Huber/Übung 10/ex10.ipynb": "slope = 0\n",
        },
        {"Anna Huber": ("ex10.ipynb", "ex06.ipynb"), "Ben Mayr": ("ex10.ipynb",)},
        around="Student Work",
        folders={"Anna Huber": "Anna Huber", "Ben Mayr": "Ben Mayr"},
        said=(("Anna Huber", "Version 2"),),
    ),
)
