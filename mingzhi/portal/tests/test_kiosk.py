"""The screen in a hall: large, one by one, turning only on request, nothing that has come down."""

import re

import pytest

from mingzhi.disclosure.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a")]


def two() -> None:
    make.published_notice()
    make.published_notice("28", title="清溪县别家店一案", party_name="清溪县别家店")


def test_it_shows_the_newest_and_leads_round(client, settle) -> None:
    two()
    settle()
    page = client.get("/kiosk/")
    text = page.content.decode()
    assert "清溪县别家店一案" in text and "1 / 2" in text and "好味" not in text
    assert "<form" not in text and "http-equiv" not in text
    assert "Refresh" not in page
    following = re.search(r'href="(/kiosk/\?place=2)"', text)[1]
    assert "好味食品店" in client.get(following).content.decode()
    assert "place=1" in client.get(following).content.decode()


def test_it_turns_only_when_asked_and_can_be_stopped(client) -> None:
    two()
    page = client.get("/kiosk/?seconds=20&place=2")
    assert page["Refresh"] == "20; url=/kiosk/?place=1&seconds=20"
    assert 'href="/kiosk/?place=2"' in page.content.decode(), "a link that stops it"


@pytest.mark.parametrize(
    ("asked", "given"), [("1", "8"), ("99999", "600"), ("x", None), ("-5", None), ("9" * 40, None)]
)
def test_no_screen_flickers(client, asked: str, given: str | None) -> None:
    two()
    page = client.get(f"/kiosk/?seconds={asked}")
    assert (page["Refresh"].split(";")[0] if "Refresh" in page else None) == given


def test_a_screen_of_one_agency(client) -> None:
    two()
    text = client.get(f"/kiosk/?agency={make.AGENCY}").content.decode()
    assert f"agency={make.AGENCY}" in text
    for unknown in ("000", '"><script>', "%0d%0aSet-Cookie:x"):
        assert client.get(f"/kiosk/?agency={unknown}").status_code == 404


@pytest.mark.parametrize("place", ["0", "99", "x", "", "9" * 30])
def test_a_wrong_place_shows_one_that_is_there(client, place: str) -> None:
    two()
    assert client.get(f"/kiosk/?place={place}").status_code == 200


def test_what_came_down_is_gone(client) -> None:
    notice = make.published_notice()
    make.withdrawn(notice)
    text = client.get("/kiosk/").content.decode()
    assert "好味" not in text and "还没有公示的信息" in text


def test_an_unchanged_screen_costs_nothing(client) -> None:
    two()
    first = client.get("/kiosk/")
    again = client.get("/kiosk/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
