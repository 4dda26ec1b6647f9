"""The company of an agency and a walk of the expired-food case."""

from collections.abc import Iterator

import pytest

from mingzhi.site.tests.stages import StagedWalk, Standing, staged, standing
from mingzhi.site.walk import scenario


@pytest.fixture
def people(db: None) -> Iterator[Standing]:
    with standing() as company:
        yield company


@pytest.fixture
def walk(people: Standing) -> StagedWalk:
    return staged(people, scenario("expired-food"))
