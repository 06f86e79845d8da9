"""All processes of a command are forked from one root; it may be lost at any time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks from ancestors on Linux only")

SCRIPT = """
import os, signal
from grader.answer_key.process.client import LiveKey
from grader.model import Cell, Submission
from grader.runner.supervisor.local import LocalExecutor
from tests.attacks.machine import command_line, descendants, name, wait_for
from tests.conftest import ROOT

seen = {}

def look():
    seen.update({pid: name(pid) for pid in descendants(os.getpid())})

with LiveKey(ROOT) as key, LocalExecutor() as executor:
    exercise = key.exercise("ex10")
    look()
    for pid in seen if BLOW else ():
        if "python" == seen[pid]:
            os.kill(pid, BLOW)
    run = executor.run(Submission("anna", "ex10", 0, (Cell(1, "limit_value = 3"),), "", "ex10.py"), exercise)
    item = next(item for item in exercise.items if item.name == "limit_value")
    print(key.match(exercise, item, run.observations["limit_value"]).kind)
    look()
    print(*sorted(seen.values()), sep=", ")
wait_for(lambda: not any(map(command_line, seen)))  # whose root was killed ends by itself, as soon as it has a processor
print("all are gone")
"""
EACH = "key worker, {roots}, worker_ancestor, zygote, zygote of lane"


@pytest.mark.parametrize(("blow", "roots"), [("0", "python"), ("signal.SIGKILL", "python, python")])
def test_one_root_is_enough_and_another_takes_the_place_of_a_lost_one(blow: str, roots: str) -> None:
    script = SCRIPT.replace("BLOW", blow)
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.splitlines() == ["reference", EACH.format(roots=roots), "all are gone"]
