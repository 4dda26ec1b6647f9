"""The registers behind the door 事前, as a citizen and a program meet them."""

import json
from datetime import date

import pytest

from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.disclosure.tests.register_factories import published_register

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1a")]
SINCE, MOVED = date(2026, 1, 1), date(2026, 6, 1)


def window(**more):
    return {"name": "3号窗口", "agency": "清溪县市场监督管理局", "address": "一楼", "phone": "=1+1", **more}


@pytest.fixture
def windows():
    published_register(
        "windows",
        RegisterLine(key="w1", since=SINCE, until=MOVED, values=window()),
        RegisterLine(key="w1", since=MOVED, values=window(address="二楼")),
        *(RegisterLine(key=f"w2-{n:02d}", since=SINCE, values=window(name=f"窗口{n}")) for n in range(30)),
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("code", sorted(REGISTERS))
def test_every_register_opens_in_both_languages_even_when_empty(client, code, language):
    client.cookies["django_language"] = language
    for door in ("", "difference/", "editions/"):
        assert client.get(f"/registers/{code}/{door}").status_code == 200
    assert client.get(f"/registers/{code}.csv").status_code == 200
    assert client.get(f"/api/v1/registers/{code}").status_code == 200


def test_the_door_before_leads_to_every_register(client):
    page = client.get("/stages/before/").content.decode()
    assert all(f'href="/registers/{code}/"' in page for code in REGISTERS)


def test_a_page_is_light_and_needs_no_script(client, windows, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        answer = client.get("/registers/windows/")
    assert len(answer.content) < 50_000
    assert "31 条" in answer.content.decode() and "after=w2-" in answer.content.decode()


def test_the_page_of_a_day_says_what_held_then(client, windows):
    assert "二楼" in client.get("/registers/windows/?q=3号&on=2026-09-01").content.decode()
    then = client.get("/registers/windows/?q=3号&on=2026-03-01").content.decode()
    assert "一楼" in then and "二楼" not in then
    entry = client.get("/registers/windows/of/w1/").content.decode()
    assert "一楼" in entry and "二楼" in entry


def test_page_file_and_api_say_the_same(client, windows):
    day = "on=2026-03-01"
    sheet = b"".join(client.get(f"/registers/windows.csv?{day}").streaming_content).decode()
    etag = client.get(f"/registers/windows.csv?{day}")["ETag"]
    same = {"If-None-Match": etag}
    assert client.get(f"/registers/windows.csv?{day}", headers=same).status_code == 304
    assert client.get("/registers/windows.csv?on=2026-03-02", headers=same).status_code == 200
    assert len(sheet.splitlines()) == 32 and "'=1+1" in sheet and "\n=1+1" not in sheet
    listed = json.loads(client.get(f"/registers/windows.json?{day}").content)["items"]
    found, cursor = [], ""
    while True:
        page = json.loads(client.get(f"/api/v1/registers/windows?{day}&limit=20&cursor={cursor}").content)
        found += page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert found == listed and len(found) == 31
    assert list(found[0]["values"]) == [column.code for column in REGISTERS["windows"].columns]


def test_the_difference_is_told(client, windows):
    page, before = (
        client.get(f"/registers/windows/difference/?{asked}").content.decode()
        for asked in ("since=2026-05-01&until=2026-07-01", "from=2026-05-01&to=2026-07-01")
    )
    assert "一楼" in page and "二楼" in page and "变更" in page
    assert page.partition("<main")[2] == before.partition("<main")[2]
    told = json.loads(
        client.get("/api/v1/registers/windows/difference?since=2026-05-01&until=2026-07-01").content
    )
    assert [(item["how"], item["columns"]) for item in told["items"]] == [("changed", ["address"])]


def test_rows_and_receipt_of_an_edition_are_handed_out(client, windows):
    assert client.get("/registers/windows/editions/1/rows.json").status_code == 200
    assert b"tlog-proof" in client.get("/registers/windows/editions/1/receipt.tlog-proof").content
    assert client.get("/api/v1/registers/windows/editions/1/receipt").status_code == 200
    assert client.get("/registers/windows/editions/2/rows.json").status_code == 404


@pytest.mark.parametrize(
    "door",
    [
        "nothing/",
        "windows/of/none/",
        "windows/?on=9999-99-99&after=%00&q=%00",
        "windows/editions/?after=999999999999",
        "windows/?agency=%27%3B--",
    ],
)
def test_strange_addresses_do_no_harm(client, windows, door):
    assert client.get(f"/registers/{door}").status_code in (200, 404, 422)


def test_an_agency_is_chosen_in_every_register(client, windows):
    mine, other = "清溪县市场监督管理局", "望海县市场监督管理局"
    power = {"agency": mine, "code": "CF-1", "name": "过期食品", "kind": "行政处罚"}
    published_register(
        "powers",
        RegisterLine(
            key="CF-1-a", since=SINCE, values={**power, "breached": "食品安全法 §34(10)", "basis": "读不懂"}
        ),
        RegisterLine(
            key="CF-2-b", since=SINCE, values={"agency": other, "code": "CF-2", "basis": "广告法 §9"}
        ),
    )
    published_register(
        "statutes",
        RegisterLine(key="食品安全法", since=SINCE, values={"name": "食品安全法"}),
        RegisterLine(key="广告法", since=SINCE, values={"name": "广告法"}),
    )
    published_register(
        "articles", RegisterLine(key="食品安全法-0034", since=SINCE, values={"name": "食品安全法 §34"})
    )
    guide = {"code": "CF-1", "name": "过期食品", "procedure": "普通程序"}
    published_register("guides", RegisterLine(key="CF-1-ordinary", since=SINCE, values=guide))
    published_register("procedures", RegisterLine(key="ordinary", since=SINCE, values={"name": "普通程序"}))
    remedy = {"name": mine, "reconsideration": "清溪县人民政府"}
    published_register("remedies", RegisterLine(key="r", since=SINCE, values=remedy))
    published_register(
        "reconsideration", RegisterLine(key="q", since=SINCE, values={"name": "清溪县人民政府"})
    )
    published_register(
        "bodies", *(RegisterLine(key=n, since=SINCE, values={"name": n}) for n in (mine, other))
    )

    def counted(code, agency):
        answer = client.get(f"/api/v1/registers/{code}?agency={agency}&limit=100")
        return len(json.loads(answer.content)["items"])

    for code in (
        "powers",
        "statutes",
        "articles",
        "guides",
        "procedures",
        "remedies",
        "reconsideration",
        "bodies",
    ):
        assert counted(code, mine) == 1, code
    assert counted("statutes", other) == 1 and counted("articles", other) == 0
    assert counted("windows", mine) == 31 and counted("windows", other) == 0
    assert counted("statutes", "没有这个机关") == 0
    page = client.get(f"/registers/statutes/?agency={mine}").content.decode()
    assert f'<option value="{mine}" selected>' in page and "广告法" not in page
    sheet = b"".join(client.get(f"/registers/statutes.csv?agency={mine}").streaming_content).decode()
    assert "食品安全法" in sheet and "广告法" not in sheet
    index = client.get(f"/registers/?agency={mine}").content.decode()
    assert f"与{mine}有关的登记" in index and 'href="/registers/statutes/?agency=' in index


def test_too_many_agencies_are_typed_not_listed(client, monkeypatch):
    monkeypatch.setattr("mingzhi.portal.views.registers._CHOOSER", 1)
    published_register("bodies", *(RegisterLine(key=n, since=SINCE, values={"name": n}) for n in "甲乙"))
    page = client.get("/registers/powers/?agency=甲").content.decode()
    assert '<input id="agency" name="agency" value="甲"' in page and "<option" not in page
