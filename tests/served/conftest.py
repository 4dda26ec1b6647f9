"""Fixtures: the loaded county (read only), a copy of it, a server on either."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.served.known import Known, known_in
from tests.served.world import CASES, Server, World, template


@pytest.hookimpl(tryfirst=True)  # before the runner that spreads tests over processes reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep those who share a server in one process, and those of one module who share a world.

    What a browser shows does not depend on the database: those tests run with SQLite only. What only
    several writers at once can do runs with PostgreSQL only.
    """
    here = os.environ.get("MINGZHI_DATABASE_URL", "").startswith("postgres")
    elsewhere = "browser" if here else "postgresql"
    if away := [item for item in items if item.get_closest_marker(elsewhere)]:
        config.hook.pytest_deselected(items=away)
        items[:] = [item for item in items if item not in away]
    for item in items:
        if "tests/served" in str(item.path):
            group = "browser" if item.get_closest_marker("browser") else item.path.stem
            item.add_marker(pytest.mark.xdist_group(group))
            item.add_marker(pytest.mark.served)


@pytest.fixture
def empty(migrated: World, tmp_path: Path) -> World:
    """Return a world without any rows."""
    return migrated.copy(tmp_path / "var", f"mingzhi_empty_{uuid.uuid4().hex[:8]}")


@pytest.fixture(scope="session")
def county(shared: Path, migrated: World) -> World:
    """Load a small county once; nobody opens it.

    ``MINGZHI_TEST_COUNTY`` names a folder with a loaded county, for whoever works on these tests.
    """
    if kept := os.environ.get("MINGZHI_TEST_COUNTY"):
        return World(Path(kept), "")
    return template(shared, "county", _loaded, migrated)


def _loaded(world: World) -> None:
    world.run("demo", "--load-only", "--cases", CASES)
    world.run("ledger", "integrate")


@pytest.fixture
def world(county: World, tmp_path: Path) -> World:
    """Return a copy of the county that the test may change."""
    return county.copy(tmp_path / "var", f"mingzhi_copy_{uuid.uuid4().hex[:8]}")


@pytest.fixture(scope="session")
def server(county: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve one copy of the county for all tests that only add to it."""
    folder = tmp_path_factory.mktemp("served")
    running = Server(county.copy(folder / "var", f"mingzhi_served_{uuid.uuid4().hex[:8]}")).start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def known(server: Server) -> Known:
    """Return what stands in the served county."""
    return known_in(server.world)


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """Run the browser for the tests of this folder: its loop must not stand beside other tests' queries."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser; tests skip without one unless nothing may be skipped.

    The one without a window's trappings opens a page for a third of the work.
    """
    found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if found is None:
        if os.environ.get("MINGZHI_REQUIRE_ALL") == "1":
            pytest.fail("Chromium is missing and nothing may be skipped")
        pytest.skip("no Chromium on this machine")
    return found
