"""Large counts run only when they are asked for: pytest -n 0 -m deep."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "deep" in (config.option.markexpr or ""):
        return
    deep = [item for item in items if HERE in item.path.parents and item.get_closest_marker("deep")]
    config.hook.pytest_deselected(items=deep)
    items[:] = [item for item in items if item not in deep]
