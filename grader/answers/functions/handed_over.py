"""A probe as a child gets it: the judge, who hands it over, has no use for what makes probes and imports none of it."""

from __future__ import annotations

from grader.model import Json


def handed_over(probe: Json) -> Json:
    """Without what only the grader's side needs. Of an Oracle there are the names: the judge answers every call of it and
    keeps the formula, since a point that was asked proves nothing where the formula could be read."""
    named = {name: _hidden(data) for name, data in probe.get("named", {}).items()}
    kept = {key: value for key, value in probe.items() if key != "drawn"}
    return {**kept, "args": [_hidden(data) for data in probe["args"]], "named": named}


def _hidden(data: Json) -> Json:
    if type(data) is not dict or not data.get("asked"):
        return data
    return {"formula": None, "names": data["names"], "text": "", "asked": True}
