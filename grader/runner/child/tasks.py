"""What a child does: read a hand-in, or run its cells and send what they answer. Only public data comes in.

All of a student's bytes are parsed and run here, behind the wall; every function may be lied to and must only ever
send another answer.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from grader.answers.door import call, observe
from grader.measures import LONGEST_NAME, trouble
from grader.mistakes.generic.overwritten_symbol import OverwrittenSymbol
from grader.model import Attempt, Cell, Missing, Observation, Raised, Returned, TextBeside, TimedOut, Unreadable
from grader.runner.child.cell_runner import Session, flush, modules_in, skipped_from
from grader.runner.child.deadline import Overtime, within
from grader.runner.child.letters import Letters
from grader.runner.child.misread import misread
from grader.runner.child.missing_modules import absent_module
from grader.runner.child.raised import describe
from grader.runner.child.source_slips import slips, with_slip
from grader.runner.child.state_reset import take_back
from grader.sandbox.children.channel import Channel
from grader.sandbox.protocol.frames import Frame, pack
from grader.storage.codec import dump, load
from grader.submissions.files.handin import Part, RawReading
from grader.submissions.parsing.reading import read
from grader.submissions.source.attempts import WEAK, Attempts, Held
from grader.submissions.source.call_evidence import used
from grader.submissions.source.clue_search import Definitions
from grader.submissions.source.remark import Remark

_FAILED, _TOO_LARGE = trouble("looking failed"), trouble("large answer")

# The type hints of records are looked up once, in the zygote: children start faster, and need no sys.modules for it.
for _record in (Missing(Attempt("none")), Unreadable(_TOO_LARGE), Raised("", "", 0, 0), TimedOut(), Returned(None)):
    load(Observation, dump(_record))
load(RawReading, dump(RawReading((Part("", 0, (Cell(0, ""),)),), (_FAILED,))))


def read_hand_in(job: Frame, channel: Channel) -> None:
    """Bytes of a file to the cells of its exercises."""
    channel.want(())
    reading = read(channel.receive_bytes(), job["name"], job["catalogue"])
    channel.send({"is": "reading", "reading": dump(reading)})


def run_cells(job: Frame, channel: Channel) -> None:
    """Run the cells, then send an observation for each item and an outcome for each probe."""
    cells = tuple(Cell(number, source) for number, source in job["cells"])
    items = {item["name"]: item["reading"] for item in job["items"]}
    channel.want(tuple(sorted({*modules_in(cells), *_modules_of(items)})))
    watched = {name: reading["uses"] for name, reading in items.items() if reading.get("uses")}
    if watched:  # before anything of the student's runs: what is found now cannot be tampered with
        found = {name: used(cells, tuple(items[name]["functions"]), names) for name, names in watched.items()}
        channel.send({"is": "uses", "found": found})
    order = [name for item, reading in items.items() for name in reading.get("functions", (item,))]
    letters = Letters(frozenset(letter for reading in items.values() for letter in reading.get("symbols", ())))
    definitions = Definitions(cells)  # the text as it was handed in, whatever becomes of the cells' names
    session = Session(job["soft"], asked=frozenset(order), letters=letters, traced=lambda: channel.send({"is": "traces"}))
    session.start()
    skipped = skipped_from(job["skip"])
    for cell in cells:
        channel.send({"is": "cell", "number": cell.number})
        if cell.number in skipped:
            session.skip(cell, load(Observation, skipped[cell.number]))
            notes: tuple[Remark, ...] = ()
        else:
            notes = session.run(cell)
        failure = session.failures.get(cell.number)
        ran = {"failure": dump(failure) if failure else {}, "notes": dump(notes)}
        channel.send({"is": "ran", "number": cell.number, **ran})
    texts = tuple(TextBeside(cell, tuple(names)) for cell, names in job["texts"])
    asked = [name for reading in items.values() for name in reading.get("functions", ())]

    @cache
    def attempts() -> Attempts:
        return Attempts(cells, order, texts=texts, absent=session.absent, failed=session.failures, functions=asked)

    slipped = slips([cell.source for cell in cells])
    functions = [name for name in asked if name not in definitions.blank and _is_function(session, name)]
    clues = {name: shown for name in functions if (shown := definitions.clues(name)) is not None}
    channel.send({"is": "loaded", "callables": functions, "clues": clues})
    for name, reading in items.items():
        if not any(function in functions for function in reading.get("functions", ())):
            observation = _observe_item(session, name, reading, attempts, definitions.blank)
            if name in slipped:
                observation = with_slip(observation, slipped[name])
            elif isinstance(observation, Returned):
                place = letters.slip(name, observation.raw, reading.get("symbols", ()))
                observation = replace(observation, slip=OverwrittenSymbol.id, place=place) if place else observation
            elif isinstance(observation, Unreadable) and letters.slip(name, None, reading.get("symbols", ())):
                observation = replace(observation, mistake=OverwrittenSymbol.id)
            _send(channel, {"is": "item", "name": name, "observation": dump(observation)}, job["frame"])
    late: Counter[str] = Counter()
    while functions and (asked := channel.receive()["probe"]) is not None:
        name, index, probe = asked
        # A function that never ends must leave time for the others.
        given_up = late[probe["function"]] >= job["late"]
        outcome = {"is": "timeout"} if given_up else _call(session, items[name], probe, channel)
        late[probe["function"]] += outcome["is"] == "timeout"
        _send(channel, {"is": "probe", "name": name, "index": index, "outcome": outcome}, job["frame"])
    flush()
    channel.send({"is": "done"})
    session.end()


def _modules_of(items: Mapping[str, dict[str, Any]]) -> set[str]:
    """The libraries that the arguments of probes need, where a hand-in has such a function."""
    return {module for reading in items.values() for module in reading.get("modules", ())}


def _is_function(session: Session, name: str) -> bool:
    value = session.namespace.get(name)
    # A class is no function. Not isinstance: it asks value.__class__, which is the student's code and not timed here.
    return session.binds(name) > 0 and callable(value) and not issubclass(type(value), type)


def _observe_item(
    session: Session, name: str, reading: dict[str, Any], attempts: Callable[[], Attempts], blank: Collection[str]
) -> Observation:
    """The answer called `name`; of several functions of which none is there, the first that is something else."""
    found: Observation = Missing()
    for asked in reading.get("functions", (name,)):
        found = Missing() if asked in blank else _observe(session, asked, reading)
        if isinstance(found, Missing):
            found = _attempted(session, asked, attempts)
        if found != Missing():
            return found
    return found


def _observe(session: Session, name: str, reading: dict[str, Any]) -> Observation:
    """An answer counts only if a cell binds its name; a cell that failed explains a name that was not set, or only begun."""
    last = session.binds(name)
    if not last:
        return Missing()
    if name in session.unfinished.get(last, ()):
        return session.failures[last]
    unset = name not in session.namespace
    value = session.namespace.get(name)
    if unset or value is None or value is ...:
        failure = session.failure_of(name)
        if failure is not None:
            return failure
        if unset:
            return Missing()
    said = misread(name, value, session.source(last), reading)
    if said is not None:
        return said
    module = absent_module(value)
    if module:
        return Raised("ModuleNotFoundError", f"No module named '{module[:LONGEST_NAME]}'", 0, last)
    try:
        return within(session.soft, lambda: observe(reading, value))
    except Overtime:
        return TimedOut(last)
    except BaseException:  # noqa: BLE001 - the wall: looking at a student's object runs the student's code
        return Unreadable(_FAILED)
    finally:
        take_back()


def _attempted(session: Session, name: str, attempts: Callable[[], Attempts]) -> Observation:
    """What became of an item that has no value: a cell about it that failed, what shows work, or nothing at all."""
    there, bound = name in session.namespace, session.binds(name) > 0
    held = Held(none=there and session.namespace[name] is None, there=there and not bound)
    if session.search <= 0:
        return Missing()
    begun = time.process_time()

    def search() -> Observation | Attempt | None:
        return session.failures.get(attempts().failed(name)) or attempts().at(name, held)

    try:
        found = within(session.search, search)
    except (Overtime, RecursionError, MemoryError):
        found, session.search = None, 0.0
    finally:
        take_back()
        session.search -= time.process_time() - begun
    if found is not None and not isinstance(found, Attempt):
        return found
    similar = "" if bound else session.similar(name)
    if similar and (found is None or found.kind in WEAK):
        return Missing(Attempt("similar name", word=similar))
    return Missing(found)


def _call(session: Session, reading: dict[str, Any], probe: Any, channel: Channel) -> dict[str, Any]:
    function: Any = session.namespace.get(probe["function"])

    def ask(formula: Any, point: list[float]) -> tuple[float, list[float]]:
        channel.send({"is": "query", "point": [repr(float(x)) for x in point]})
        reply = channel.receive()
        return float(reply["value"]), [float(slope) for slope in reply["gradient"]]

    try:
        outcome: dict[str, Any] = within(session.soft, lambda: call(reading, function, probe, ask))
    except Overtime:
        return {"is": "timeout"}
    except BaseException as error:  # noqa: BLE001 - the wall: student code runs
        raised = describe(error, 0)
        return {"is": "raised", "type": raised.type, "message": raised.message}
    finally:
        take_back()
    return outcome


def _send(channel: Channel, frame: dict[str, Any], cap: int) -> None:
    """Send a frame, or what fits and can be said in its place."""
    try:
        why = None if len(pack(frame)) <= cap else _TOO_LARGE
    except (ValueError, TypeError, RecursionError, MemoryError):
        why = _FAILED
    if why is not None and frame["is"] == "item":
        frame = {**frame, "observation": dump(Unreadable(why))}
    elif why is not None:
        frame = {**frame, "outcome": {"is": "unreadable", "why": dump(why)}}
    channel.send(frame)
