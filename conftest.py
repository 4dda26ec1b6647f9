"""Shared by every room's tests: the clock stands still, the actors are at hand."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import HealthCheck, settings

from mingzhi.kernel import clock

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")  # what is right does not hang on how busy the machine is
TEST_MOMENT = datetime(2026, 4, 13, 9, 30, tzinfo=clock.CHINA)


@pytest.fixture
def at_noon() -> Iterator[datetime]:
    """Let the clock stand at a Monday in April 2026."""
    with clock.fixed(TEST_MOMENT):
        yield TEST_MOMENT


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second run, on another database, leave out what cannot touch any."""
    parser.addoption("--database-only", action="store_true", help="only tests that may touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that the runner keeps from every database, when asked."""
    if not config.getoption("--database-only"):
        return
    away = [item for item in items if not _may_touch_database(item)]
    config.hook.pytest_deselected(items=away)
    items[:] = [item for item in items if item not in set(away)]


def _may_touch_database(item: pytest.Item) -> bool:
    """Without this mark or fixture the runner refuses every query; served tests have worlds of their own."""
    if item.get_closest_marker("embedded"):
        return False
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("served")
    return bool(marked) or "db" in getattr(item, "fixturenames", ())


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark that names the clauses of the plan a test serves."""
    config.addinivalue_line("markers", "serves(*clauses): clauses of the plan that the test shows")
    config.addinivalue_line("markers", "embedded: what the demo does on its own, embedded database")
    config.addinivalue_line("markers", "postgresql: shows what only several writers at once can do")
