"""Annual statistics as everybody sees them: the tables of an agency and year, in both languages."""

import re

import pytest

from mingzhi.disclosure.models import Publication
from mingzhi.kernel import clock
from mingzhi.site.tests.annual import JANUARY, code, made_public
from mingzhi.supervision.rules.statistics import tables

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3e")]


@pytest.fixture
def decided(walk):
    walk.play(before="publish")
    with clock.fixed(JANUARY):
        yield walk


def test_the_portal_shows_the_tables_of_an_agency_and_year(decided, client):
    assert "还没有公示的统计年报" in client.get("/statistics/").content.decode()
    snapshot = made_public(decided)
    mine = f"/statistics/?agency={code(decided)}"
    assert f'href="{mine}"' in client.get("/statistics/").content.decode()
    page = client.get(mine).content.decode()
    assert [table.title in page for table in tables().values()] == [True] * 5
    assert page.count("<caption>") == 5 and "罚没金额（万元）" in page and "0.40" in page
    assert "<script" not in page.split("<main")[1] and "行政处罚实施情况：" not in page
    text = b"".join(client.get("/statistics/figures.csv").streaming_content).decode()
    assert "2026,行政处罚实施情况：合计（宗）,1," in text and snapshot.hash not in text
    assert b"".join(client.get(f"/statistics/figures.csv{mine[12:]}").streaming_content).decode() == text
    uid = Publication.objects.get(notice__kind="annual").notice.uid
    assert snapshot.hash in client.get(f"/notices/{uid}/").content.decode()
    for strange in ("?agency=none", "?agency=%27--", "?after=x&q=%25", f"{mine[12:]}&year=1&years=all"):
        assert client.get(f"/statistics/{strange}").status_code == 200, strange
    assert "没有公示的统计年报。请从下面选择" in client.get("/statistics/?agency=none").content.decode()


def test_labels_units_and_tables_are_told_in_english(decided, client):
    made_public(decided)
    uid = Publication.objects.get(notice__kind="annual").notice.uid
    client.cookies["django_language"] = "en"
    for address in (f"/statistics/?agency={code(decided)}", f"/notices/{uid}/"):
        main = client.get(address).content.decode().split("<main")[1].split("</main>")[0]
        labels = re.findall(r"<(?:caption|th[^>]*|dt)>([^<]+)<", main)
        assert len(labels) > 20
        assert [label for label in labels if re.search("[一-鿿]", label)] == [], address
    assert "Fines and confiscations (10,000 yuan)" in main
