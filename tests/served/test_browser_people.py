"""The party with the code of a paper, and an officer who fines on the spot with a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from mingzhi.site.demo.matters import matters
from tests.served.desk import Desk
from tests.served.known import Known
from tests.served.test_browser_access import BUDGET, looked_at, weight
from tests.served.world import Server

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DIGITS = {"served": "178764", "archived": "070027"}


@pytest.fixture
def party(browser: Browser, server: Server) -> Iterator[Desk]:
    desk = Desk(browser, server.url, more=PHONE)
    yield desk
    assert not desk.wrong
    desk.context.close()


def enter(desk: Desk, code: str, digits: str) -> None:
    desk.page.goto(f"/desk/d/{code}/")
    desk.page.fill("#digits", digits)
    desk.press("查看")


def test_the_party_enters_with_digits_sees_rights_money_and_papers(party: Desk, known: Known) -> None:
    code, number = known.papers["served"]
    party.page.goto("/desk/matter/")
    assert party.page.url.endswith("/desk/")
    enter(party, code, "000000")
    assert "编码与核验信息不相符" in party.refused()
    assert party.page.input_value("#code") == code
    enter(party, code, DIGITS["served"])
    seen = party.text()
    owed = sum(item["amount"] for item in matters()["ordinary"]["snacks"]["penalties"]) // 100
    for words in (number, "味香源小吃店", "行政复议", "应缴", f"{owed:,}", "申请延期或者分期缴纳罚款"):
        assert words in seen, words
    assert "调查终结报告" not in seen and "审核意见" not in seen
    paper = party.page.locator('main a[href*="/papers/"]').first.get_attribute("href")
    answer = party.page.request.get(str(paper))
    assert answer.status == 200 and answer.body().startswith(b"%PDF-")
    receipt = party.page.request.get(f"{paper}receipt/")
    assert receipt.status == 200 and "tlog-proof" in receipt.text()
    party.press("退出")
    party.page.goto("/desk/matter/")
    assert party.page.url.endswith("/desk/")
    assert party.page.request.get(str(paper)).status == 404


def test_the_party_page_is_small_and_open_to_everybody(
    browser: Browser, server: Server, known: Known
) -> None:
    desk = Desk(browser, server.url)
    enter(desk, known.papers["served"][0], DIGITS["served"])
    problems = looked_at(desk, "/desk/matter/")
    assert not problems, "\n".join(problems)
    assert 2_000 < weight(desk, "/desk/matter/") < BUDGET
    desk.context.close()


def test_the_party_enters_with_a_one_time_code(party: Desk, known: Known) -> None:
    code, number = known.papers["served"]
    party.page.goto(f"/desk/d/{code}/")
    party.press("改用短信验证码")
    shown = re.search(r"验证码是 (\d{6})", party.text())
    assert shown
    party.page.fill("#one_time", shown[1])
    party.press("查看")
    assert number in party.text()
    party.press("退出")
    party.page.goto(f"/desk/d/{code}/")
    party.press("改用短信验证码")
    party.page.fill("#one_time", shown[1])
    party.press("查看")
    assert "不相符" in party.refused()


def test_five_failures_lock_the_code(party: Desk, known: Known) -> None:
    code, _number = known.papers["archived"]
    for _try in range(5):
        enter(party, code, "123456")
        assert party.refused()
    enter(party, code, DIGITS["archived"])
    assert "锁定" in party.refused()
    enter(party, known.papers["served"][0], DIGITS["served"])
    assert not party.refused()


def test_a_fine_on_the_spot_from_start_to_finish_on_a_phone(browser: Browser, server: Server) -> None:
    matter = matters()["summary"]["onspot_price"]
    who = matter["party"]
    desk = Desk(browser, server.url, "chenli", more=PHONE)
    desk.page.goto("/work/cases/")
    desk.page.get_by_role("link", name="当场处罚").first.click()
    desk.page.fill("#q", "明码标价")
    desk.page.keyboard.press("Enter")
    desk.page.locator("main a.whole").first.click()
    fits(desk)
    desk.page.fill('[name="cause"]', matter["cause"])
    if desk.page.locator('select[name="source"]').count():
        desk.page.select_option('select[name="source"]', "日常检查发现")
    kind = desk.page.locator('[name="party.kind"][value="individual_business"]')
    if kind.count():
        kind.check()
    else:
        desk.page.select_option('[name="party.kind"]', "individual_business")
    for name in ("name", "code", "operator", "id_number", "address", "phone"):
        desk.page.fill(f'[name="party.{name}"]', who[name])
    desk.press("登记案件")
    core = {name: matter[name] for name in ("facts", "breached", "basis", "reasons", "penalties")}
    core |= {"outcome": "penalty"}
    both = ("陈立", "周敏")
    steps = (
        ("check_on_site", {"id_shown": True, "place": matter["place"], "facts": matter["facts"]}),
        ("tell_on_site", {"core": core, "id_shown": True, "rights_told": True, "defence": "无"}),
        (
            "decide_on_spot",
            {"id_shown": True, "place": matter["place"], "remedies_told": True, "order": "立即改正。"},
        ),
        ("hand_over", {"receipt": "signed", "told_publication": True}),
    )
    for number, (step, data) in enumerate(steps, 1):
        assert not desk.refused(), desk.refused()
        assert desk.page.url.endswith(f"/steps/{step}/")
        assert f"第 {number} 步，共 4 步" in desk.text()
        fits(desk)
        desk.fill_step("summary", step, data, officers=both)
    assert not desk.refused(), desk.refused()
    desk.page.goto(re.sub(r"steps/.*", "", desk.page.url))
    fits(desk)
    seen = desk.text()
    assert "已交付，待履行" in seen and "当场" in seen and "公示" in seen
    assert not desk.wrong
    desk.context.close()


def fits(desk: Desk) -> None:
    """Nothing sticks out sideways, nothing to press is smaller than a finger."""
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), desk.page.url
    small = desk.page.evaluate(
        "[...document.querySelectorAll('main .btn')].filter(b => b.offsetParent && b.offsetHeight < 32)"
        ".map(b => b.innerText)"
    )
    assert not small, (desk.page.url, small)
