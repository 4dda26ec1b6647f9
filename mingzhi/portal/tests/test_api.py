import csv
import io
import re
from datetime import date
from functools import partial
from urllib.parse import urlencode

import pytest

from mingzhi.disclosure.queries import exporting
from mingzhi.disclosure.tests import factories as make
from mingzhi.portal import sheets
from mingzhi.portal.views import searching

HAN = re.compile("[\u4e00-\u9fff]")

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.1a", "2.4.2a")]


@pytest.fixture
def three(settle):
    rows = [
        make.published_notice(key, about={"decided_on": date(2026, 4, day)})
        for key, day in (("27", 14), ("28", 13), ("29", 15))
    ]
    settle()
    return [str(row.uid) for row in rows]


def test_lists_page_by_key(client, three) -> None:
    first = client.get("/api/v1/notices?limit=2").json()
    second = client.get(f"/api/v1/notices?limit=2&cursor={first['next_cursor']}").json()
    found = [row["uid"] for row in (*first["items"], *second["items"])]
    assert found == [three[2], three[0], three[1]]
    assert (second["next_cursor"], first["count"]) == (None, 3)


def test_chinese_stays_chinese_and_etags_work(client, three) -> None:
    answer = client.get("/api/v1/notices")
    assert "清溪县好味食品店" in answer.content.decode()
    again = client.get("/api/v1/notices", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_filters(client, three) -> None:
    assert client.get("/api/v1/notices?since=2026-04-15").json()["count"] == 1
    assert client.get("/api/v1/notices?kind=licence").json()["items"] == []
    assert client.get(f"/api/v1/notices?q=好味&agency={make.AGENCY}").json()["count"] == 3


@pytest.mark.parametrize(
    ("words", "field"),
    [("limit=101", "limit"), ("cursor=x", "cursor"), ("since=y", "since"), ("q=店", "q"), ("year=x", "year"),
     ("agnecy=1", "agnecy"), ("kind=x", "kind"), ("penalty=x", "penalty"), ("fine=100", "fine")],
)  # fmt: skip
def test_what_cannot_be_read_is_named(client, words, field) -> None:
    answer = client.get(f"/api/v1/notices?{words}")
    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize("form", ["json", "csv", "atom"])
def test_a_file_of_a_condition_that_cannot_be_read_is_refused(client, form) -> None:
    """Whoever asks for a day that is none must not be given everything instead."""
    answer = client.get(f"/notices.{form}?since=2026-13-45")
    assert (answer.status_code, answer.json()["field"]) == (422, "since")
    assert client.get(f"/registers/bodies.{form.replace('atom', 'csv')}?on=1900-01-01").status_code == 422


@pytest.mark.parametrize(
    "address",
    ["/notices.json", "/notices.csv", "/notices.atom", "/registers/bodies.csv", "/registers/bodies.json",
     "/api/v1/registers/bodies"],
)  # fmt: skip
def test_a_parameter_there_is_none_of_is_refused_and_those_there_are_are_named(client, address) -> None:
    """A condition misspelled is a condition dropped: the answer would hold everything."""
    answer = client.get(f"{address}?agnecy=1")
    assert (answer.status_code, answer.json()["field"]) == (422, "agnecy")
    assert "agency" in answer.json()["way_out"]
    assert client.get(f"{address}?agency=1").status_code == 200


def test_an_address_that_is_none_is_a_problem_too(client) -> None:
    answer = client.get("/api/v1/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "site.address")


def test_who_writes_is_told_that_the_api_only_reads(client) -> None:
    answer = client.post("/api/v1/notices")
    assert (answer.status_code, answer.json()["code"]) == (405, "site.method") and "GET" in answer["Allow"]


def test_head_is_answered(client, three) -> None:
    assert (
        client.head("/api/v1/notices").status_code == client.head("/api/v1/openapi.json").status_code == 200
    )


def test_one_notice_its_versions_and_receipt(client, three) -> None:
    notice = client.get(f"/api/v1/notices/{three[0]}").json()
    assert (notice["status"], notice["due_on"], notice["content"]["version"]) == ("public", "2026-04-23", 1)
    assert notice == client.get(f"/notices/{three[0]}/notice.json").json()
    assert len(client.get(f"/api/v1/notices/{three[0]}/versions").json()["items"]) == 1
    receipt = client.get(f"/api/v1/notices/{three[0]}/receipt")
    assert receipt["Content-Type"].startswith("text/plain")


def test_unknown_notices_are_problems(client) -> None:
    answer = client.get("/api/v1/notices/00000000-0000-4000-8000-000000000000")
    assert (answer.status_code, answer.json()["code"]) == (404, "disclosure.unknown")


def test_a_receipt_that_is_not_ready_says_so(client) -> None:
    answer = client.get(f"/api/v1/notices/{make.published_notice().uid}/receipt")
    assert (answer.status_code, answer.json()["code"]) == (409, "portal.receipt_waiting")


def test_tombstones(client, three, settle) -> None:
    from mingzhi.disclosure.models import Notice

    make.withdrawn(Notice.objects.get(uid=three[0]), "撤销")
    settle()
    assert client.get(f"/api/v1/notices/{three[0]}").json()["content"] is None
    listed = client.get("/api/v1/withdrawn").json()["items"]
    assert [row["reason"] for row in listed] == ["撤销"]


def test_statements(client, three, settle) -> None:
    live = client.get("/api/v1/statements/2026-04-20").json()
    assert (live["sealed_at"], live["whole"]["counts"]["published"]) == (None, 3)
    make.sealed_day(**{make.AGENCY: 4})
    settle()
    sealed = client.get("/api/v1/statements/2026-04-20").json()
    assert (sealed["whole"]["missing"], sealed["agencies"][0]["missing"]) == (1, 1)
    assert client.get("/api/v1/statements").json()["items"] == ["2026-04-20"]
    assert client.get("/api/v1/statements/2026-04-20/receipt").status_code == 200
    assert "去向不明" in client.get("/statement/2026-04-20/").content.decode()
    assert client.get("/api/v1/statements/2026-04-21").status_code == 404


def test_agencies(client, three) -> None:
    rows = client.get("/api/v1/agencies").json()["items"]
    assert [(row["code"], row["notices"]) for row in rows] == [(make.AGENCY, 3)]


def test_the_description_is_complete_and_read_only(client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert all(set(methods) == {"get"} for methods in described["paths"].values())
    assert all(
        operation["summary"] and operation["description"]
        for methods in described["paths"].values()
        for operation in methods.values()
    )
    assert all(
        asked.get("description") or asked["schema"].get("description")
        for methods in described["paths"].values()
        for operation in methods.values()
        for asked in operation.get("parameters", ())
    )
    docs = client.get("/api/docs").content.decode()
    assert all(path in docs for path in described["paths"])
    assert '<script src="http' not in docs and "cdn" not in docs


def test_the_description_is_told_in_the_language_of_the_reader(client) -> None:
    chinese, docs = (client.get(address) for address in ("/api/v1/openapi.json", "/api/docs"))
    said = list(sentences(chinese.json()))
    assert len(said) > 60 and all(HAN.search(text) for text in said)
    assert said[0] in docs.content.decode() and "Return public" not in docs.content.decode()
    english, docs = (
        client.get(address, headers={"Accept-Language": "en"})
        for address in ("/api/v1/openapi.json", "/api/docs")
    )
    assert not [text for text in sentences(english.json()) if HAN.search(text)]
    assert "Read-only" in docs.content.decode()
    assert english["Content-Language"] == "en" and "Accept-Language" in english["Vary"]
    assert english["ETag"] != chinese["ETag"]
    again = {"Accept-Language": "en", "If-None-Match": english["ETag"]}
    assert client.get("/api/v1/openapi.json", headers=again).status_code == 304


def sentences(part):
    """Return every summary and description of an API but the phrases of HTTP."""
    if isinstance(part, list):
        for one in part:
            yield from sentences(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in ("summary", "description") and isinstance(value, str) and "content" not in part:
                yield value
            elif name != "responses":
                yield from sentences(value)


def test_answers_fit_their_described_shape(client, three) -> None:
    from mingzhi.portal.api import schemas

    schemas.NoticePage.model_validate(client.get("/api/v1/notices").json(), extra="forbid")
    schemas.Notice.model_validate(client.get(f"/api/v1/notices/{three[0]}").json())
    schemas.Versions.model_validate(client.get(f"/api/v1/notices/{three[0]}/versions").json())
    schemas.Statement.model_validate(client.get("/api/v1/statements/2026-04-20").json())
    schemas.Agencies.model_validate(client.get("/api/v1/agencies").json())


def test_csv_is_safe_in_a_spreadsheet(client, settle) -> None:
    make.published_notice("30", party_name="=HYPERLINK(1)")
    settle()
    text = b"".join(client.get("/notices.csv").streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text


def test_csv_is_whole_and_says_what_the_list_says(client, three, monkeypatch) -> None:
    monkeypatch.setattr(searching, "whole", partial(exporting.whole, batch=1))
    monkeypatch.setattr(sheets, "_AT_ONCE", 2)
    text = b"".join(client.get("/notices.csv?q=好味").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["标识"] for row in rows] == [three[2], three[0], three[1]]
    listed = client.get("/notices.json?q=好味").json()["items"]
    assert [(row["网址"], row["类别"], row["决定日期"], row["截止日期"]) for row in rows] == [
        (item["url"], item["kind_title"], item["decided_on"], item["expires_on"] or "") for item in listed
    ]
    assert {row["公示日期"] for row in rows} == {"2026-04-20"}


def test_csv_is_given_again_only_when_something_moved(client, three, settle) -> None:
    etag = client.get("/notices.csv?q=好味")["ETag"]
    same, other = ({"If-None-Match": etag}, "/notices.csv?q=好味&year=2026")
    unchanged = client.get("/notices.csv?q=好味", headers=same)
    assert unchanged.status_code == 304 and not unchanged.content and unchanged["ETag"] == etag
    assert client.get(other, headers=same).status_code == 200
    make.published_notice("31")
    waiting = client.get("/notices.csv?q=好味", headers=same)
    assert waiting.status_code == 200 and not waiting.has_header("ETag")
    settle()
    again = client.get("/notices.csv?q=好味", headers=same)
    assert again.status_code == 200 and again["ETag"] != etag


def test_a_list_leads_on_until_everything_has_been_given(client, three, monkeypatch) -> None:
    monkeypatch.setattr(searching, "_LIST", 2)
    answer = client.get("/notices.json?q=好味")
    following, everything = answer["Link"].split(", ")
    address = re.fullmatch(r'<http[^/]*//[^/]+(/.+)>; rel="next"', following)
    last = client.get(address[1])
    found = [item["uid"] for item in (*answer.json()["items"], *last.json()["items"])]
    assert found == [three[2], three[0], three[1]]
    assert last["Link"] == everything and everything.endswith('/open-data/>; rel="collection"')


def test_the_feed_names_each_notice_for_ever(client, three) -> None:
    text = client.get("/notices.atom?q=好味").content.decode()
    assert all(f"urn:uuid:{uid}" in text for uid in three)


def test_fines_of_a_county_in_a_year_are_one_search_in_every_form(client, three, settle) -> None:
    fields = [("违法事实", "x"), ("处罚依据", "y"), ("处罚内容", "吊销许可证件；罚款120,000.50元")]
    heavy = str(make.published_notice("30", fields=fields, party_name="大户").uid)
    settle()
    asked = "fine=from100000&region=339921&year=2026"
    page = client.get(f"/notices/?{asked}").content.decode()
    assert heavy in page and three[0] not in page and "10 万元以上" in page
    assert 'href="?penalty=revoke_licence' in client.get("/notices/").content.decode()
    (line,) = client.get(f"/api/v1/notices?{asked}").json()["items"]
    assert (line["uid"], line["penalties"], line["fine_yuan"]) == (
        heavy,
        ["fine", "revoke_licence"],
        120000.5,
    )
    assert client.get(f"/notices.json?{asked}").json()["items"] == [line]
    assert client.get(f"/notices.atom?{asked}").content.decode().count("<entry>") == 1
    text = b"".join(client.get(f"/notices.csv?{asked}").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["处罚种类"], row["罚款金额（元）"]) == ("罚款、吊销许可证件", "120000.50")


def test_what_rests_on_an_article_is_one_search_in_every_form(client, three, settle) -> None:
    fields = [("违法事实", "x"), ("处罚依据", "《药品管理法》第七十三条"), ("处罚内容", "警告")]
    other = str(make.published_notice("30", fields=fields).uid)
    settle()
    asked = urlencode({"basis": "药品管理法§73", "year": "2026"})
    page = client.get(f"/notices/?{asked}").content.decode()
    assert other in page and three[0] not in page and "《药品管理法》第七十三条" in page
    page = client.get("/notices/?basis=药品管理法").content.decode()
    assert f"?{urlencode({'basis': '药品管理法§73'})}" in page
    assert f"?{urlencode({'basis': '药品管理法'})}" in client.get("/notices/").content.decode()
    (line,) = client.get(f"/api/v1/notices?{asked}").json()["items"]
    assert (line["uid"], line["legal_basis"]) == (other, ["药品管理法§73"])
    assert client.get(f"/notices.json?{asked}").json()["items"] == [line]
    assert client.get(f"/notices.atom?{asked}").content.decode().count("<entry>") == 1
    text = b"".join(client.get(f"/notices.csv?{asked}").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["法律依据"] == "《药品管理法》第七十三条"
    assert client.get("/api/v1/notices?basis=x").json()["items"] == []
