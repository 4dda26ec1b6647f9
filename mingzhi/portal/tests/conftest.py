"""The clock stands at 20 April 2026; index and log keys lie in a folder of their own."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock


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
