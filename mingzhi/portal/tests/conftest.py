"""The clock stands at 20 April 2026; index and log keys lie in a folder of their own."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from mingzhi.disclosure.models import Notice
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.portal.stranger import monitor
from mingzhi.portal.stranger.state import FINE, State
from mingzhi.portal.tests.stranger import Here
from tests.kept import begun


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    with clock.fixed(datetime(2026, 4, 20, 9, 30, tzinfo=clock.CHINA)):
        yield


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path
    settings.LOG_KEY_FILE = str(tmp_path / "log-keys")
    cache.clear()


@pytest.fixture
def settle() -> Callable[[], None]:
    """Do what the worker does within seconds: index and integrate."""
    return make.settle


@pytest.fixture
def place(client: Client) -> Here:
    """Return this portal as a stranger asks it."""
    return Here(client)


def two_notices() -> Notice:
    """Publish two notices; return the first."""
    notice = make.published_notice()
    make.published_notice("28", party_name="清溪县别家店")
    return notice


@pytest.fixture
def seen(place: Here, settle: Callable[[], None]) -> tuple[Notice, State]:
    """Return a notice and what a monitor knows that has seen it, and another one."""
    notice = begun(two_notices)
    settle()
    known = State()
    assert monitor.watch(place, known).status == FINE
    return notice, known
