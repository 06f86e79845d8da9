"""Large counts run only when they are asked for: pytest -n 0 -m deep, or -m nightly."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = config.option.markexpr or ""
    for marker in ("deep", "nightly"):
        if marker not in wanted:
            large = [item for item in items if HERE in item.path.parents and item.get_closest_marker(marker)]
            config.hook.pytest_deselected(items=large)
            items[:] = [item for item in items if item not in large]
