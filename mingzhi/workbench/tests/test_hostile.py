"""Addresses and entries nobody makes by hand: answered with a refusal, never with a broken page."""

import pytest
from django.http import QueryDict

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.workbench.casework.reviewing import DOINGS as REVIEWING
from mingzhi.workbench.casework.reviewing import _pin
from mingzhi.workbench.doing import known
from mingzhi.workbench.forms import read
from mingzhi.workbench.publishing.desk import DOINGS as PUBLISHING
from mingzhi.workbench.tests.doors import staff

LONG = "9" * 5000


@pytest.mark.django_db
@pytest.mark.parametrize("after", ["x", "2026-01-01.x", f"2026-01-01.{LONG}", "2026-13-01.1", "2026-01-01.²"])
def test_a_broken_page_key_of_the_duties_is_refused(after):
    _actor, client = staff("publisher")
    assert client.get("/work/publish/", {"after": after}).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize(
    "after",
    [
        "x|1",
        f"2026-01-01T00:00:00+08:00|{LONG}",
        "0001-01-01T00:00:00+14:00|1",
        "9999-12-31T23:59:59-14:00|1",
    ],
)
def test_a_broken_page_key_of_the_cases_is_refused(after):
    _actor, client = staff("handler")
    assert client.get("/work/cases/", {"order": "opened", "after": after}).status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("after", [LONG, "²", "x"])
def test_a_broken_page_key_of_the_trail_starts_at_the_newest(after):
    _actor, client = staff("head")
    assert client.get("/work/registers/trail/", {"after": after}).status_code == 200


@pytest.mark.parametrize("doings", [REVIEWING, PUBLISHING])
def test_an_unknown_doing_is_not_known(doings):
    with pytest.raises(NotKnown):
        known(doings, "nosuch")


@pytest.mark.parametrize("place", ["²", LONG, "12:²", f"{LONG}:10", "a", "1:2:3", "-1"])
def test_a_place_that_is_none_is_refused(place):
    with pytest.raises(Invalid):
        _pin(place)


def test_places_are_pages_and_seconds():
    assert _pin("3") == {"page": 3}
    assert _pin("12：05") == {"second": 725}


def test_a_form_is_read_without_control_characters():
    fields = (
        Field(code="facts", label="事实", kind=FieldKind.LONG),
        Field(code="n", label="数", kind=FieldKind.NUMBER),
    )
    typed = read(fields, QueryDict("facts=%E8%BF%87%00%E6%9C%9F%0B%0D%0A%E9%A3%9F%E5%93%81&n=" + LONG))
    assert typed.data["facts"] == "过期\n食品"
    assert typed.data["n"] == LONG  # stays text, to be refused by its form
