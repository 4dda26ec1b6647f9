"""Shared by every room's tests: the clock stands still, the database is at hand."""

import gc
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from mingzhi.kernel import clock
from mingzhi.ledger import journal as ledger_journal
from mingzhi.ledger import keys as ledger_keys
from tests.served.world import World, on_server, template

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")  # what is right does not hang on how busy the machine is
YOUNG = 20_000
"""So many new objects before garbage is looked for: a request makes thousands, and hardly any in circles."""
TEST_MOMENT = datetime(2026, 4, 13, 9, 30, tzinfo=clock.CHINA)


@pytest.fixture(autouse=True)
def unmoved_by_others() -> Iterator[None]:
    """Let every test begin in Chinese, and with no head and no note of a log whose rows were rolled back."""
    translation.deactivate()
    yield
    for kept in (*ledger_keys.folder().glob(f"*{ledger_keys.HEAD}"), *ledger_journal.folder().glob("*")):
        kept.unlink()


@pytest.fixture
def at_noon() -> Iterator[datetime]:
    """Let the clock stand at a Monday in April 2026."""
    with clock.fixed(TEST_MOMENT):
        yield TEST_MOMENT


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def migrated(shared: Path) -> World:
    """Set up a database without any rows once; nobody opens it."""
    return template(shared, "migrated", lambda world: world.run("migrate", "--verbosity", "0"))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    migrated: World,
) -> Iterator[None]:
    """Let this process work on a copy of the migrated database: the migrations run once in all."""
    own = connection.settings_dict["NAME"]
    name = connection.creation._get_test_db_name()
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = name
        if migrated.database:
            on_server(migrated.database, name, template=migrated.database)
        else:
            connection.ensure_connection()
            with closing(sqlite3.connect(migrated.folder / "mingzhi.sqlite3")) as source:
                source.backup(connection.connection)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(own, verbosity=0)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second run, on another database, leave out what cannot touch any."""
    parser.addoption("--database-only", action="store_true", help="only tests that may touch the database")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Look for no garbage among what stays to the end: a third of the time it takes to find the tests."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG, 50, 50)
        gc.enable()


@pytest.hookimpl(tryfirst=True)  # before the runner that spreads tests over processes reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the runner keeps from every database, when asked; say the order and what is together."""
    if config.getoption("--database-only"):
        config.hook.pytest_deselected(items=[item for item in items if not _may_touch_database(item)])
        items[:] = filter(_may_touch_database, items)
    together = Counter(item.path for item in items)
    items.sort(key=lambda item: (_turn(item), -together[item.path], item.path))
    for item in items:
        if not item.get_closest_marker("xdist_group"):  # a module plays its stages in one process
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def _turn(item: pytest.Item) -> int:
    """The longest first, so that no process is left alone with one at the end: browsers, walks, the rest."""
    where = [
        item.get_closest_marker("browser"),
        item.get_closest_marker("served"),
        "/site/tests/" in item.nodeid,
    ]
    return next((turn for turn, found in enumerate(where) if found), len(where))


def _may_touch_database(item: pytest.Item) -> bool:
    """Without this mark or fixture the runner refuses every query; served tests have worlds of their own."""
    if item.get_closest_marker("embedded"):
        return False
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("served")
    return bool(marked) or "db" in getattr(item, "fixturenames", ())


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark that names the clauses of the plan a test serves."""
    config.addinivalue_line("markers", "serves(*clauses): clauses of the plan that the test shows")
    config.addinivalue_line("markers", "embedded: brings its own, embedded database whatever the run")
    config.addinivalue_line("markers", "postgresql: shows what only several writers at once can do")
