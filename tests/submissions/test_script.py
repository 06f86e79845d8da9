from __future__ import annotations

from grader.submissions.parsing.script import read_script
from tests.every import each
from tests.unread import read

CUT = [
    ("a = 1\nb = 2\n", ["a = 1\nb = 2\n"], "without borders it is one cell"),
    ("# %%\na = 1\n# %%\nb = 2", ["# %%\na = 1", "# %%\nb = 2"], "borders"),
    ("#%% [markdown]\n# Text\n# %% Titel\nb = 2", ["# %% Titel\nb = 2"], "text cells are no code"),
    ("import x\n# %% [md]\nText\n#%%\nb = 2", ["import x", "#%%\nb = 2"], "text that is no Python"),
    ("# %% Text mit dem Wort Markdown\na = 1", ["# %% Text mit dem Wort Markdown\na = 1"], "a word in a title"),
    ("# %% Titel [markdown]\n# Text\n# %%\nb = 2", ["# %%\nb = 2"], "a title before the kind"),
    ("# In[3]:\n\na = 1\n\n# In[ ]:\n\nb = 2", ["# In[3]:\n\na = 1\n", "# In[ ]:\n\nb = 2"], "exported by nbconvert"),
    ("x = 1\n# In[3] stands a number\ny = 2", ["x = 1\n# In[3] stands a number\ny = 2"], "a comment about In"),
    ("\n\n# %%\n\n# %%\nb = 2", ["# %%\n", "# %%\nb = 2"], "a cell of blanks"),
    ("s = '''\n   # %% not here\n'''", ["s = '''\n   # %% not here\n'''"], "indented marks are none"),
    (
        "# %%\n# grader: ex10\na = 1\n# grader: ex06\nb = 2",
        ["# %%\n# grader: ex10\na = 1", "# grader: ex06\nb = 2"],
        "markers begin cells",
    ),
    ("a = 1\r\n# %%\r\nb = 2\r", ["a = 1", "# %%\nb = 2\n"], "line ends"),
]


@each(("text", "cells", "why"), CUT)
def test_a_script_is_cut_into_cells(text: str, cells: list[str], why: str) -> None:
    assert [block.source for block in read_script(text.encode())[0] if block.code] == cells


ENCODINGS = [
    ("a = 'ä€'".encode(), "a = 'ä€'", False),
    ("a = 'ä€'".encode("utf-8-sig"), "a = 'ä€'", False),
    ("a = 'ä€'".encode("utf-16"), "a = 'ä€'", False),
    ("a = 'ä€'".encode("utf-16-le"), "a = 'ä€'", False),
    ("a = 'ä€'".encode("utf-32"), "a = 'ä€'", False),
    ("# -*- coding: latin-1 -*-\na = 'ä'".encode("latin-1"), "# -*- coding: latin-1 -*-\na = 'ä'", False),
    ("# coding: klingon\na = 'ä'".encode(), "# coding: klingon\na = 'ä'", False),
    ("a = 'ä'".encode("latin-1"), "a = 'ä'", True),
    ("a = '€'".encode("cp1252"), "a = '€'", True),
    (b"# coding: utf-16\na = 1", "# coding: utf-16\na = 1", False),
    (b"a = 1\0\0", "a = 1", False),
]


@each(("data", "text", "remark"), ENCODINGS)
def test_a_script_is_read_in_its_encoding(data: bytes, text: str, remark: bool) -> None:
    cells, notes = read_script(data)
    assert "\n".join(cell.source for cell in cells) == text
    assert bool(notes) == remark


def test_a_notebook_saved_as_script_is_read_as_notebook() -> None:
    data = b'{"cells": [{"cell_type": "code", "source": "steps = 1"}]}'
    assert [cell.source for cell in read(data, "ex10.py", {"ex10": ["steps"]}).parts[0].cells] == ["steps = 1"]


@each("data", [b"", b"   \n", b"# %% [markdown]\nText"])
def test_a_script_without_code_is_a_problem(data: bytes) -> None:
    reading = read(data, "ex10.py", {"ex10": []})
    assert reading.problem is not None
    assert "ex10.py" in reading.problem.de
