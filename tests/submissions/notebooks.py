"""Notebooks for tests, as bytes."""

from __future__ import annotations

import json
from typing import Any


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "id": "c", "metadata": {}, "outputs": [], "source": source, **more}


def text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "m", "metadata": {}, "source": source}


def notebook(*cells: Any, metadata: Any = None, indent: int | None = 1, **more: Any) -> bytes:
    document = {"cells": list(cells), "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 5, **more}
    return json.dumps(document, indent=indent).encode()
