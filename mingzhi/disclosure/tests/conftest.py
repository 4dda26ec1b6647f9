"""The clock stands at 20 April 2026; the search index lies in a folder of its own."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from mingzhi.kernel import clock


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    with clock.fixed(datetime(2026, 4, 20, 9, 30, tzinfo=clock.CHINA)):
        yield


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path, settings: Any) -> None:
    settings.VAR = tmp_path
    cache.clear()
