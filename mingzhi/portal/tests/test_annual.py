"""Annual statistics of many agencies and years: found page by page, years side by side a few at a time."""

import re
from datetime import date, datetime

import pytest

from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3e")]


def test_years_stand_side_by_side_a_few_at_a_time(client):
    for year in range(2018, 2026):
        fields = (("年度", str(year)), ("行政处罚实施情况：罚款", str(year * 2)), ("快照哈希", "0" * 64))
        about = {"decided_on": date(year + 1, 1, 20)}
        with clock.fixed(datetime(year + 1, 1, 25, 9, 0, tzinfo=clock.CHINA)):
            make.published_notice(
                str(year), about=about, kind="annual", fields=fields, party_name="", party_code="", pdf=b""
            )
    base = f"/statistics/?agency={make.AGENCY}"
    assert re.findall(r">(20\d\d)</a></th>", client.get(base).content.decode()) == ["2025"]
    assert ">4040<" in client.get(f"{base}&year=2020").content.decode()
    page = client.get(f"{base}&years=all").content.decode()
    assert re.findall(r">(20\d\d)</a></th>", page) == ["2025", "2024", "2023", "2022", "2021"]
    older = re.search(r'href="(\?agency=[^"]+year=2020)"', page)[1].replace("&amp;", "&")
    page = client.get(f"/statistics/{older}").content.decode()
    assert re.findall(r">(20\d\d)</a></th>", page) == ["2020", "2019", "2018"]
    assert "year=2025" in page


def test_the_list_of_agencies_goes_on_page_by_page(client, monkeypatch):
    monkeypatch.setattr("mingzhi.portal.views.annual._AGENCIES", 2)
    for number in range(5):
        place = {"agency_code": f"1133992{number}MB0W12342N", "agency_name": f"第{number}局"}
        about = {**place}
        fields = (("年度", "2025"), ("行政处罚实施情况：罚款", "1"))
        make.published_notice(
            str(number), about=about, kind="annual", fields=fields, party_name="", pdf=b"", **place
        )
    found, address = [], "/statistics/"
    while address:
        page = client.get(address).content.decode()
        found += re.findall(r"<strong>(第\d局)</strong>", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/statistics/{following[1]}" if following else ""
    assert found == [f"第{number}局" for number in range(5)]
    page = client.get("/statistics/?q=3局").content.decode()
    assert re.findall(r"<strong>(第\d局)</strong>", page) == ["第3局"]
