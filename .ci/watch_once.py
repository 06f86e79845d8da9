"""A kit on a student's machine: grade it once, then watch it through one save and end with Ctrl-C.

python .ci/watch_once.py FOLDER_OF_PROGRAMS KIT     with the model solution of ex10 in the kit
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path

PATIENCE = 120  # seconds
WINDOWS = sys.platform == "win32"


def main(programs: Path, kit: Path) -> None:
    grade = str(programs / ("grade.exe" if WINDOWS else "grade"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GRADER_")}
    environment |= {"PYTHONUTF8": "1", "GRADER_LANG": "en"}
    done = subprocess.run([grade, "ex10", "--json"], cwd=kit, env=environment, capture_output=True, text=True, check=False)
    result = json.loads(done.stdout)
    assert (result["key"], result["points"]) == ("sealed", result["max_points"]), done.stdout + done.stderr

    process = subprocess.Popen(
        [grade, "ex10", "--watch"],
        cwd=kit,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=lambda: [lines.put(line) for line in process.stdout or ()], daemon=True).start()
    heard = ""

    def until(word: str) -> None:
        nonlocal heard
        while word not in heard:
            heard += lines.get(timeout=PATIENCE)
        print(heard, end="", flush=True)
        heard = ""

    until("All done")
    notebook = kit / "ex10_three_steps.ipynb"
    document = json.loads(notebook.read_text(encoding="utf-8"))
    cells = [cell for cell in document["cells"] if "".join(cell["source"]).startswith("first_close = ")]
    assert len(cells) == 1, "the model solution of ex10 looks otherwise now"
    cells[0]["source"] = ["first_close = 5"]
    draft = kit / "draft"
    draft.write_text(json.dumps(document), encoding="utf-8")
    draft.replace(notebook)
    until("ex10.e")
    # Windows hands Ctrl-C to a whole console only; Ctrl-Break reaches this one process
    process.send_signal(signal.CTRL_BREAK_EVENT if WINDOWS else signal.SIGINT)
    process.wait(PATIENCE)
    assert WINDOWS or process.returncode == 0, process.returncode


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
