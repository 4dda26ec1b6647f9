"""Shared by every room's tests: the clock stands still, the actors are at hand."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from mingzhi.kernel import clock

TEST_MOMENT = datetime(2026, 4, 13, 9, 30, tzinfo=clock.CHINA)


@pytest.fixture
def at_noon() -> Iterator[datetime]:
    """Let the clock stand at a Monday in April 2026."""
    with clock.fixed(TEST_MOMENT):
        yield TEST_MOMENT


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark that names the clauses of the plan a test serves."""
    config.addinivalue_line("markers", "serves(*clauses): clauses of the plan that the test shows")
    config.addinivalue_line("markers", "postgresql: shows what only several writers at once can do")
