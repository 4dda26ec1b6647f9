"""Keeping a public register on the workbench, as an administrator meets it."""

import re

import pytest

from mingzhi.identity.models import PublicItem
from mingzhi.workbench.tests.doors import staff

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1a", "2.1.1c", "2.1.2c")]
WINDOW = {
    "name": "3号窗口",
    "address": "一楼",
    "hours": "工作日",
    "duties": "受理",
    "staff": "罗青",
    "samples": "示范文本",
    "progress": "凭编号",
    "advice": "现场",
    "complaints": "法规科",
    "phone": "0579-1",
}


def sent(browser, address, data):
    """Post the form of the page that goes to the address, with its token, as a browser does."""
    page = browser.get(re.sub(r"(change|end)/$", "", address)).content.decode()
    form = next(one for one in page.split("<form ")[1:] if f'action="{address}' in one)
    action = re.search(r'action="([^"]+)"', form)[1]
    token = re.search(r'name="once" value="([^"]+)"', form)[1]
    return browser.post(action, {**data, "once": token})


def test_an_entry_is_added_changed_and_ended():
    _actor, browser = staff("admin")
    address = "/work/registers/public/windows/"
    assert browser.get("/work/registers/public/").status_code == 200
    refused = sent(browser, address, {**WINDOW, "name": "", "since": "2024-01-01"})
    assert refused.status_code == 422 and "0579-1" in refused.content.decode()
    assert sent(browser, address, {**WINDOW, "since": "2024-01-01"}).status_code == 302
    row = PublicItem.objects.get()
    assert "3号窗口" in browser.get(address).content.decode()
    item = f"/work/registers/public/items/{row.uid}/"
    moved = {**WINDOW, "address": "二楼", "since": "2025-01-01", "reason": "搬迁"}
    assert browser.get(item).status_code == 200
    assert sent(browser, f"{item}change/", moved).status_code == 302
    now = PublicItem.objects.get(until=None)
    assert now.item == row.item and now.values["address"] == "二楼"
    item = f"/work/registers/public/items/{now.uid}/"
    assert sent(browser, f"{item}end/", {"until": "2026-01-01", "reason": "撤并"}).status_code == 302
    assert not PublicItem.objects.filter(until=None).exists()


def test_a_keeper_of_bodies_does_not_keep_the_catalogue():
    _actor, browser = staff("registrar")
    assert browser.get("/work/registers/public/windows/").status_code == 200
    assert browser.get("/work/registers/public/inspection-items/").status_code == 404
    assert browser.get("/work/registers/public/officers/").status_code == 404
