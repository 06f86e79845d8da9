"""A model class in Otter's own format: made, graded, grades read back. Runs in an environment with otter-grader.

python in_otter.py COURSE.json FOLDER: prints seconds of grading and the least share of points. One process grades them all
by Otter's own interface: neither containers nor a command for each hand-in, which would take longer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_raw_cell

KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def master(exercise: dict[str, Any]) -> Any:
    config = "# ASSIGNMENT CONFIG\ninit_cell: false\nexport_cell: false\nsolutions_pdf: false"  # a name would be asked back
    cells = [new_raw_cell(config), new_code_cell(exercise["head"])]
    for item in exercise["items"]:
        cells += [
            new_raw_cell(f"# BEGIN QUESTION\nname: {item['name']}\npoints: 1"),
            new_raw_cell("# BEGIN SOLUTION"),
            new_code_cell(item["answer"]),
            new_raw_cell("# END SOLUTION"),
            new_raw_cell("# BEGIN TESTS"),
            new_code_cell(item["test"]),
            new_raw_cell("# END TESTS"),
            new_raw_cell("# END QUESTION"),
        ]
    return new_notebook(cells=cells, metadata=KERNEL)


def main(course: dict[str, Any], folder: Path) -> None:
    otter, archives = str(Path(sys.executable).with_name("otter")), {}
    for exercise in course["exercises"]:
        place = folder / exercise["id"]
        place.mkdir(parents=True)
        nbformat.write(master(exercise), place / "master.ipynb")
        run = [otter, "assign", "--no-run-tests", "master.ipynb", "dist"]
        done = subprocess.run(run, cwd=place, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        (archives[exercise["id"]],) = place.glob("dist/autograder/*.zip")
        for student in course["students"]:
            cells = [new_code_cell(exercise["head"]), *(new_code_cell(item["answer"]) for item in exercise["items"])]
            (place / student).mkdir()
            nbformat.write(new_notebook(cells=cells, metadata=KERNEL), place / student / "master.ipynb")
    from otter.api import grade_submission

    begun, shares = time.perf_counter(), []
    for student in course["students"]:
        for exercise in course["exercises"]:
            hand_in = folder / exercise["id"] / student / "master.ipynb"
            os.chdir(hand_in.parent)
            results = grade_submission(str(hand_in), str(archives[exercise["id"]]), quiet=True)
            shares.append(results.total / results.possible)
    print(json.dumps({"grade": time.perf_counter() - begun, "least": min(shares)}))


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2]))
