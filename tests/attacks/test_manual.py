from __future__ import annotations

from tests.attacks.manual import PAGE, page


def test_the_page_on_security_is_made_of_these_tests() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.attacks.manual"
