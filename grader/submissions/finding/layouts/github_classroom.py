"""A folder of GitHub Classroom repositories, as `gh classroom clone student-repos` makes it: assignment-login for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.model import Text
from grader.submissions.finding.lying import Lying, Refused
from grader.submissions.finding.platform import Arranged, Platform, shared_beginning

_AROUND = "-submissions"  # the folder is called after the assignment
_GIT = ".git"


class GithubClassroom(Platform):
    word = "github"
    title = Text(de="GitHub-Classroom-Repositorys", en="GitHub Classroom repositories")
    expected = Text(
        de="da liegen geklonte Repositorys, die wie uebung10-login heißen.",
        en="there, cloned repositories lie that are called like exercise10-login.",
    )

    def arranged(self, lying: Sequence[Lying | Refused], around: str, *, asked: bool) -> Arranged | None:
        folders = {one.parts[0] for one in lying if isinstance(one, Lying) and (one.is_folder or len(one.parts) > 1)}
        cloned = {one.parts[0] for one in lying if len(one.parts) > 1 and one.parts[1] == _GIT}
        prefix = _prefix(folders, around)
        if not folders or not prefix or not (asked or folders == cloned):
            return None
        firsts = {(folder,) for folder in folders}
        mine = tuple(
            replace(one, parts=(one.parts[0].removeprefix(prefix), *one.parts[1:])) if one.parts[:1] in firsts else one
            for one in lying
            if one.parts[1:2] != (_GIT,)
        )
        return Arranged(mine, {folder.removeprefix(prefix): folder for folder in folders})


def _prefix(folders: set[str], around: str) -> str:
    """What all repositories begin with: the assignment, by the folder around them or by what they share."""
    told = around.removesuffix(_AROUND) + "-"
    if around.endswith(_AROUND) and all(name.startswith(told) and name != told for name in folders):
        return told
    if len(folders) < 2:
        return ""
    shared = shared_beginning(folders)
    prefix = shared[: shared.rfind("-") + 1]
    return prefix if all(len(name) > len(prefix) for name in folders) else ""
