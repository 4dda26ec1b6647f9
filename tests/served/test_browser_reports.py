"""A reader with a phone reports an error; the publisher answers; the party asks for a correction."""

import pytest
from playwright.sync_api import Browser

from tests.served.desk import Desk
from tests.served.known import Known
from tests.served.test_browser_access import closed, looked_at
from tests.served.test_browser_people import DIGITS, PHONE, enter
from tests.served.world import Server

pytestmark = pytest.mark.browser
SAID = "经核对，与送达的决定书一致，不予更正。"


def test_a_report_goes_from_the_notice_to_the_answer(browser: Browser, server: Server, known: Known) -> None:
    reader = Desk(browser, server.url, more={**PHONE, "java_script_enabled": False})
    reader.page.goto(f"/notices/{known.penalty[0]}/")
    reader.page.get_by_role("link", name="报告错误").click()
    reader.page.get_by_label("内容有错误").check()
    reader.page.get_by_label("错在哪里").fill("罚款金额与决定书不一致。")
    reader.page.get_by_label("联系方式").fill("13700000000")
    reader.press("提交")
    code = reader.page.inner_text(".query-code")
    reader.page.goto("/desk/report/")
    reader.page.fill("#code", "0" * 20)
    reader.press("查看")
    assert "没有找到这个查询码的报告" in reader.refused()
    reader.page.fill("#code", code)
    reader.press("查看")
    assert "正在核实" in reader.text() and "13700000000" not in reader.text()
    answer(browser, server)
    reader.page.goto("/desk/report/")
    reader.page.fill("#code", code)
    reader.press("查看")
    assert SAID in reader.text() and "行政复议" in reader.text()
    reader.press("删除我的联系方式")
    assert "联系方式已经删除" in reader.text()
    reader.context.close()


def answer(browser: Browser, server: Server) -> None:
    """Refuse the newest report as its publisher, after a look at the contact."""
    desk = Desk(browser, server.url, "jiangnan", more={"viewport": {"width": 390, "height": 844}})
    desk.page.goto("/work/publish/")
    desk.page.get_by_role("link", name="错误报告和异议").click()
    rows = desk.page.locator("tbody tr", has_text="正在核实").filter(has_text="内容有错误")
    rows.last.locator("a").click()
    assert "罚款金额与决定书不一致" in desk.text()
    desk.press("查看联系方式")
    assert "13700000000" in desk.text()
    desk.page.locator("summary", has_text="不属实").click()
    form = desk.page.locator("details.sheet", has_text="不属实")
    form.locator("textarea").fill(SAID)
    desk.press("不予更正并答复")
    assert SAID in desk.text() and not desk.wrong
    desk.context.close()


def test_pages_of_reports_are_open_to_everybody(browser: Browser, server: Server, known: Known) -> None:
    reader = Desk(browser, server.url)
    form = f"/desk/report/{known.penalty[0]}/"
    closed(reader, [problem for page in (form, "/desk/report/") for problem in looked_at(reader, page)])
    desk = Desk(browser, server.url, "jiangnan")
    desk.page.goto("/work/publish/reports/?show=closed")
    first = desk.page.locator("tbody a").first.get_attribute("href")
    pages = ("/work/publish/reports/", str(first))
    closed(desk, [problem for page in pages for problem in looked_at(desk, page)])
    party = Desk(browser, server.url)
    enter(party, known.papers["served"][0], DIGITS["served"])
    wish = party.page.get_by_role("link", name="申请更正").first.get_attribute("href")
    closed(party, looked_at(party, str(wish)))
