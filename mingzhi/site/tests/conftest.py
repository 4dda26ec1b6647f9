"""The company of an agency and a walk of the expired-food case."""

import pytest

from mingzhi.cases.tests.factories import company
from mingzhi.site.walk import Walk, scenario


@pytest.fixture
def people():
    return company()


@pytest.fixture
def walk(people):
    return Walk(script=scenario("expired-food"), cast=people.cast)
