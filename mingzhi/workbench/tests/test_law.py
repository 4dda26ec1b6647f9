"""The keepers of the law at their doors: benchmarks, versions, holders, lists, formats of papers."""

import re
from datetime import date

import pytest
from django.test import Client

from mingzhi.catalogue import queries
from mingzhi.catalogue.models import Benchmark, PowerHolder, PowerVersion, ReviewRule
from mingzhi.catalogue.rules.powers import PowerView
from mingzhi.catalogue.tests.factories import FOOD, food_power, load
from mingzhi.identity.tests.factories import MARKET_CODE, make_agency, make_region
from mingzhi.workbench.tests.doors import client_for, staff
from tests.kept import begun

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.serves("2.1.1a", "2.1.1c", "2.2.1a", "2.2.1b", "2.2.2a", "2.3.2a"),
]
FROM = "2026-06-01"
LATER = date(2026, 6, 1)
COUNTY, CITY = "339921", "339900"
LINE = {
    "line": "1",
    "grade": "从轻",
    "circumstances": "货值不足五百元，主动改正",
    "sentence": "罚款五万元以上六万元以下",
    "low": "50000",
    "high": "60000",
    "citation": "《食品安全法》第一百二十四条第一款",
    "since": FROM,
}


@pytest.fixture(autouse=True)
def catalogue(at_noon):
    begun(load)


@pytest.fixture
def power() -> PowerView:
    make_agency()
    return food_power(MARKET_CODE)


def province() -> Client:
    agency = make_agency("11330000MB0W000118", name="之江省市场监督管理局", region=make_region("330000"))
    return staff("admin", agency=agency)[1]


def posted(browser: Client, page: str, action: str, data: dict[str, object]):
    """Send the form of a page that goes to ``action``, with its token, as a browser does."""
    text = browser.get(page).content.decode()
    form = next(one for one in text.split("<form ")[1:] if f'action="{action}"' in one)
    token = re.search(r'name="once" value="([^"]+)"', form)[1]
    return browser.post(action, {**data, "once": token})


def test_what_a_line_of_the_review_list_asks_is_listed_in_the_language_of_the_reader():
    _actor, browser = staff("admin")
    page = "/work/registers/review-list/"
    assert "、" in browser.get(page).content.decode()
    browser.cookies["django_language"] = "en"
    assert "Natural person" in (english := browser.get(page).content.decode()) and "、" not in english


def test_a_line_of_the_benchmark_is_set_by_its_keeper_and_refusals_keep_what_was_typed(power):
    _actor, browser = staff("admin")
    page = f"/work/registers/powers/{power.uid}/"
    action = f"{page}benchmark/"
    wrong = {**LINE, "high": "40000"}
    refused = posted(browser, page, action, wrong)
    assert refused.status_code == 422 and "不能高于上限" in refused.content.decode()
    assert "货值不足五百元" in refused.content.decode()
    cited = posted(browser, page, action, {**LINE, "citation": "《食品安全法》第九百九十九条"})
    assert cited.status_code == 422 and "没有第 999 条" in cited.content.decode()
    assert posted(browser, page, action, LINE).status_code == 302
    row = Benchmark.objects.get(jurisdiction=COUNTY)
    assert (row.low, row.high, row.citation, row.confirmed) == (
        5_000_000,
        6_000_000,
        "食品安全法 §124-1",
        False,
    )
    there = queries.power_version(power.uid, jurisdiction=COUNTY, on=LATER)
    assert [one.sentence for one in there.benchmarks] == [LINE["sentence"]]


def test_an_officer_reads_the_law_and_sets_none_of_it(power):
    _actor, browser = staff("handler")
    page = f"/work/registers/powers/{power.uid}/"
    for address in (
        page,
        *(f"/work/registers/{name}/" for name in ("review-list", "recording-list", "templates")),
    ):
        answer = browser.get(address)
        assert answer.status_code == 200 and "目录管理" not in answer.content.decode()
        assert '<form method="post" action="/work/registers' not in answer.content.decode()
    assert browser.get("/work/registers/powers/new/").status_code == 403
    assert browser.post(f"{page}benchmark/", LINE).status_code == 404
    assert browser.post("/work/registers/review-list/", {}).status_code == 403
    assert browser.post("/work/registers/templates/inspection_record/add/", {}).status_code == 403
    assert not Benchmark.objects.filter(jurisdiction=COUNTY).exists()


def test_a_new_version_is_the_provinces_to_publish(power):
    _actor, county = staff("admin")
    page = f"/work/registers/powers/{power.uid}/"
    assert "发布新版本" not in county.get(page).content.decode()
    assert county.post(f"{page}version/", {}).status_code == 404
    assert county.get("/work/registers/powers/new/").status_code == 403
    browser = province()
    shown = browser.get(page).content.decode()
    assert "发布新版本" in shown and "普通程序" in shown
    fine = {
        f"fines.{name}": value
        for name, value in (
            ("sentence", "货值不足一万元的"),
            ("low", "50000"),
            ("high", "100000"),
            ("citation", "食品安全法 §124-1"),
        )
    }
    data = {
        "version": "2026-2", "name": "经营超过保质期食品的处罚", "kind": "行政处罚", "field": "食品安全",
        "procedures": "普通程序\n简易程序", "basis": "食品安全法 §124-1(5)", "breached": "食品安全法 §34(10)",
        "penalties": "罚款\n没收违法所得", "since": FROM, **fine,
    }  # fmt: skip
    refused = posted(browser, page, f"{page}version/", {**data, "penalties": "罚款\n罚站"})
    assert refused.status_code == 422 and "没有“罚站”" in refused.content.decode()
    assert posted(browser, page, f"{page}version/", data).status_code == 302
    now = PowerVersion.objects.get(power__code=FOOD, valid_until=None)
    assert now.version == "2026-2" and now.procedures == ["ordinary", "summary"]
    assert now.penalties == ["fine", "confiscate_income"]
    assert now.fines == [
        {
            "sentence": "货值不足一万元的",
            "citation": "食品安全法 §124-1",
            "low": 5_000_000,
            "high": 10_000_000,
        }
    ]
    fresh = posted(
        browser, "/work/registers/powers/new/", "/work/registers/powers/new/", {**data, "code": "MZ-NEW-1"}
    )
    assert fresh.status_code == 302 and queries.power_on("MZ-NEW-1", LATER).name == data["name"]


def test_a_keeper_says_which_agencies_of_the_region_hold_a_power(power):
    other = make_agency(name="清溪县应急管理局")
    far = make_agency("11339922MB0W000119", name="邻县市场监督管理局", region=make_region("339922"))
    page = f"/work/registers/powers/{power.uid}/"
    _one, admin = staff("admin")
    assert f"{page}assign/" not in admin.get(page).content.decode()
    assert admin.post(f"{page}assign/", {"agency": other.code, "since": FROM}).status_code == 404
    _actor, browser = staff("standards")
    shown = browser.get(page).content.decode()
    assert "清溪县应急管理局" in shown and "邻县市场监督管理局" not in shown
    assert posted(browser, page, f"{page}assign/", {"agency": other.code, "since": FROM}).status_code == 302
    assert PowerHolder.objects.filter(agency_code=other.code, valid_until=None).exists()
    refused = posted(browser, page, f"{page}assign/", {"agency": far.code, "since": FROM})
    assert refused.status_code in (403, 404)
    ended = posted(browser, page, f"{page}withdraw/", {"agency": other.code, "until": "2026-07-01"})
    assert ended.status_code == 302 or "没有行使这些事项" in ended.content.decode()


def test_the_review_list_is_widened_and_never_narrowed():
    actor, browser = staff("admin")
    page = "/work/registers/review-list/"
    assert "经过听证程序" in browser.get(page).content.decode()
    prefilled = browser.get(f"{page}?code=penalty.fine_person").content.decode()
    assert 'value="5000.00"' in prefilled and "个体工商户" in prefilled
    line = {
        "code": "penalty.fine_person", "kind": "行政处罚", "reason": "对个人罚款三千元以上。",
        "min_fine": "3000", "parties": "自然人\n个体工商户", "citation": "行政处罚法 §63-1(1)", "since": FROM,
    }  # fmt: skip
    refused = posted(browser, page, page, {**line, "min_fine": "8000"})
    assert refused.status_code == 422 and "窄于上级标准" in refused.content.decode()
    assert posted(browser, page, page, line).status_code == 302
    own, others = (
        next(
            rule
            for rule in queries.review_rules("行政处罚", jurisdiction=COUNTY, on=LATER, agency=agency)
            if rule.code == "penalty.fine_person"
        )
        for agency in (actor.agency_code, "")
    )
    assert (own.min_fine, own.jurisdiction, own.agency) == (300_000, COUNTY, actor.agency_code)
    assert others.jurisdiction == "", "each agency makes its own list"
    ended = {
        "line": str(ReviewRule.objects.get(jurisdiction=COUNTY).uid),
        "since": FROM,
        "reason": "机构改革",
    }
    assert posted(browser, page, f"{page}stop/", ended).status_code == 302
    assert not queries.own_lines(ReviewRule, jurisdiction=COUNTY, on=date(2026, 4, 13))


def test_the_recording_list_is_strengthened_and_never_weakened():
    actor, browser = staff("admin")
    page = "/work/registers/recording-list/"
    line = {
        "code": "inquiry", "kind": "行政处罚", "title": "询问", "steps": "询问", "occasion": "询问室",
        "manner": "录音录像", "starts": "告知权利", "ends": "签名完毕", "retention": "永久",
        "citation": "浙政办发〔2019〕20号 二(二)2", "since": FROM, "uninterrupted": "on",
    }  # fmt: skip
    refused = posted(browser, page, page, line)
    assert refused.status_code == 422 and "低于上级清单" in refused.content.decode()
    assert posted(browser, page, page, {**line, "demanded": "on"}).status_code == 302
    items = queries.recording_items("行政处罚", COUNTY, LATER, agency=actor.agency_code)
    mine = next(item for item in items if item.code == "inquiry")
    assert mine.uninterrupted and mine.retention == "永久" and mine.steps == ("inquire",)
    assert mine.agency == actor.agency_code and "清溪县" in browser.get(page).content.decode()


def test_a_format_is_adapted_level_by_level_and_what_is_mandatory_stays():
    city = make_agency("11339900MB0W000118", name="明州市司法局", region=make_region(CITY))
    _keeper, above = staff("standards", agency=city)
    page, today = "/work/registers/templates/inspection_record/", "2026-04-13"
    code = "inspection_record"
    view = queries.template(code, jurisdiction=COUNTY, on=date(2026, 4, 13))
    last, fixed = view.sections[-1].key, next(one for one in view.sections if one.mandatory)
    added = {"after": last, "title": "廉政提示", "text": "执法人员不得接受当事人的宴请。", "since": today}
    assert posted(above, page, f"{page}add/", added).status_code == 302
    _actor, browser = staff("admin")
    shown = browser.get(page).content.decode()
    assert "廉政提示" in shown and "明州市" in shown
    mine = {
        "section": "local_1",
        "title": "廉政提示",
        "text": "发现索要财物的，请拨打 12345。",
        "since": today,
    }
    assert posted(browser, page, f"{page}reword/", mine).status_code == 302
    here = {"jurisdiction": COUNTY, "on": date(2026, 4, 13), "agency": _actor.agency_code}
    own = queries.template(code, **here).sections[-1]
    assert own.text.startswith("发现索要财物") and own.from_jurisdiction == _actor.agency_code
    others = queries.template(code, jurisdiction=COUNTY, on=date(2026, 4, 13)).sections[-1]
    assert others.text.startswith("执法人员不得"), "each agency completes its own"
    assert (
        "不得接受当事人的宴请" in browser.get(page).content.decode()
    )  # the text of the level above, beside it
    refused = posted(browser, page, f"{page}drop/", {"section": fixed.key, "since": today})
    assert refused.status_code == 422 and "不得删去" in refused.content.decode()
    assert posted(browser, page, f"{page}restore/", {"section": "local_1", "since": today}).status_code == 302
    back = queries.template(code, **here)
    assert back.sections[-1].text.startswith("执法人员不得")
    assert posted(browser, page, f"{page}drop/", {"section": "local_1", "since": today}).status_code == 302
    assert all(one.key != "local_1" for one in queries.template(code, **here).sections)
    assert client_for(_actor).get("/work/registers/templates/no-such/").status_code == 404
