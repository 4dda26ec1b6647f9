"""Addresses nobody clicks: they get an answer, never a broken page."""

import pytest
from django.test import Client

from mingzhi.disclosure.tests import factories as make

pytestmark = pytest.mark.django_db
LONG = "9" * 5000


@pytest.mark.parametrize("day", ["0001-01-01", "1948-12-31", "9999-12-31", "2026-13-01", "x"])
def test_days_without_a_statement_are_not_found(client: Client, day: str) -> None:
    assert client.get(f"/statement/{day}/").status_code == 404
    assert client.get("/statement/", {"day": day}).status_code == 404


@pytest.mark.parametrize("words", ["\x01食品", "\x0b", "食品\x1f", '食品" OR "', "食品*", "^食品", "食品:"])
def test_any_words_can_be_searched_for_in_any_form(client: Client, settle, words: str) -> None:
    make.published_notice()
    settle()
    for address in ("/notices/", "/notices.atom", "/notices.json", "/notices.csv"):
        response = client.get(address, {"q": words})
        assert response.status_code == 200, address
        b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize("version", [LONG, "²", "٣", "-1", "x"])
def test_a_version_that_is_none_gives_the_present_receipt(client: Client, settle, version: str) -> None:
    row = make.published_notice()
    settle()
    address = f"/notices/{row.uid}/receipt.tlog-proof"
    given = client.get(address, {"version": version})
    assert given.status_code == 200
    assert given.content == client.get(address).content


@pytest.mark.parametrize("after", [LONG, "x", "²", "-1"])
def test_a_page_key_that_is_none_starts_at_the_beginning(client: Client, after: str) -> None:
    for address in ("/notices/", "/withdrawn/", "/stages/during/", "/notices.json"):
        assert client.get(address, {"after": after}).status_code == 200, address


@pytest.mark.parametrize("address", ["/notices/", "/notices.csv", "/api/v1/notices", "/statement/", "/desk/"])
def test_the_character_no_text_has_is_refused(client: Client, address: str) -> None:
    assert client.get(address, {"agency": "\x00"}).status_code == 422
    assert client.get(f"{address}%00", follow=True).status_code in (404, 422)


def test_it_is_refused_in_forms_too(client: Client) -> None:
    answer = client.post("/desk/", {"code": "00\x0000", "digits": "123456"})
    assert answer.status_code == 422 and "无法识别的字符" in answer.content.decode()
    assert client.get("/notices/", {"q": "百分之100%00"}).status_code == 200
