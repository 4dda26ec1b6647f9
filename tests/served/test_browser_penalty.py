"""One penalty worked in the browser: from the catalogue to the notice, from the decision to the archive."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from mingzhi.site.walk import scenario, silence
from tests.served.desk import Desk
from tests.served.known import Known
from tests.served.world import Server, World

pytestmark = pytest.mark.browser
SCRIPT = scenario("expired-food")
LOGINS = {
    "@handler": "chenli",
    "@head": "shenguoping",
    "@review_head": "xuwen",
    "@reviewer": "fangyuan",
    "@publisher": "jiangnan",
    "@checker": "songyu",
    "@archivist": "duanmei",
}
NAMES = {"@handler": "陈立", "@second": "周敏", "@reviewer": "方圆"}
PAPERS = {"": "处罚〔", "seize": "扣押财物", "extend_seizure": "延长查封", "lift_seizure": "解除查封"}


@pytest.fixture(scope="module")
def desks(browser: Browser, server: Server) -> Iterator[Callable[[str], Desk]]:
    """Return everybody's browser, logged in once."""
    opened: dict[str, Desk] = {}

    def desk(role: str) -> Desk:
        if role not in opened:
            opened[role] = Desk(browser, server.url, LOGINS[role])
            if role == "@review_head":
                act_as(opened[role], "负责人")
        return opened[role]

    yield desk
    heard = [f"{role}: {words}" for role, found in opened.items() for words in found.wrong]
    assert not heard


def act_as(desk: Desk, post: str) -> None:
    """Choose one of several posts: the record names it."""
    desk.go(desk.page.locator(".strip").get_by_role("link", name="换岗位"))
    desk.go(desk.page.locator("main li", has_text=post).get_by_role("button"))
    assert post in desk.page.inner_text(".strip")


def events(start: str, before: str) -> list[Mapping[str, Any]]:
    names = [event.get("step", event["do"]) for event in SCRIPT["events"]]
    return SCRIPT["events"][names.index(start) : names.index(before)]


def filled(value: Any) -> Any:
    if isinstance(value, str):
        if value == "$core":
            return SCRIPT["core"]
        if value == "$first":
            return SCRIPT["core"] | {"reasons": SCRIPT["first"]["reasons"]}
        return NAMES.get(value, value)
    return value


def step(desks: Callable[[str], Desk], case: str, event: Mapping[str, Any]) -> None:
    data = {name: filled(value) for name, value in event.get("data", {}).items()}
    film = None
    if "recording" in event:
        film = {"name": "执法记录仪.wav", "mimeType": "audio/wav", "buffer": silence(seed=event["step"])}
    officers = ("陈立", "周敏") if event.get("officers") else ()
    desks(event["by"]).take(case, "ordinary", event["step"], data, officers=officers, files=film)


def round_of(desks: Callable[[str], Desk], case: str) -> str:
    """Return the address of the open round of review, as the case page shows it."""
    page = desks("@handler").page
    page.goto(case)
    line = page.locator("main li", has=page.locator('a[href*="/work/reviews/"]')).filter(has_text="审核中")
    return str(line.locator("a").first.get_attribute("href"))


def assign(desks: Callable[[str], Desk], case: str, _event: Mapping[str, Any]) -> None:
    desk = desks("@review_head")
    desk.page.goto("/work/reviews/")
    desk.page.goto(round_of(desks, case))
    option = desk.page.locator('select[name="reviewer"] option', has_text="方圆").first
    desk.page.select_option('select[name="reviewer"]', option.get_attribute("value"))
    desk.press("指派审核人员")
    assert "审核人员：方圆" in desk.text()


def findings(desks: Callable[[str], Desk], case: str, event: Mapping[str, Any]) -> None:
    desk = desks("@reviewer")
    desk.page.goto("/work/reviews/")
    assert SCRIPT["case"]["cause"] in desk.text()
    desk.page.goto(round_of(desks, case))
    problems = {problem["point"]: problem for problem in event.get("problems", ())}
    codes = desk.page.locator('[name="point"]').evaluate_all("all => all.map(e => e.value)")
    for code in codes:
        section = desk.page.locator(f"#point-{code}")
        section.locator("details.asked").evaluate("fold => { fold.open = true }")
        problem = problems.get(code)
        if problem:
            section.locator('textarea[name="text"]').fill(problem["text"])
            paper = section.locator('[name="document_uid"] option', has_text=problem["document"]).first
            section.locator('[name="document_uid"]').select_option(paper.get_attribute("value"))
            section.locator('[name="place"]').fill("1")
        verdict = "有问题" if problem else "符合"
        section.get_by_role("button", name=verdict, exact=True).click()
        section.locator(".finding", has_text=verdict).wait_for()
        assert not desk.refused(), desk.refused()


def choose(desk: Desk, name: str, value: str) -> None:
    if desk.page.locator(f'select[name="{name}"]').count():
        desk.page.select_option(f'select[name="{name}"]', value)
    else:
        desk.page.check(f'[name="{name}"][value="{value}"]')


def opinion(desks: Callable[[str], Desk], _case: str, event: Mapping[str, Any]) -> None:
    desk = desks("@reviewer")
    choose(desk, "kind", event["kind"])
    form = desk.page.locator("form", has=desk.page.get_by_role("button", name="出具审核意见"))
    form.locator('textarea[name="text"]').fill(event["text"])
    desk.press("出具审核意见")
    assert not desk.refused(), desk.refused()
    assert event["kind"] in desk.text()


def attach(desks: Callable[[str], Desk], case: str, event: Mapping[str, Any]) -> None:
    desk = desks("@handler")
    desk.page.goto(f"{case}materials/")
    desk.page.select_option("#step", index=1)
    desk.page.select_option("#kind", event["kind"])
    paper = {"name": "确认书.wav", "mimeType": "audio/wav", "buffer": silence(seed="paper")}
    desk.page.set_input_files("#files", paper)
    desk.press("归入案卷")
    assert not desk.refused(), desk.refused()


def publish(desks: Callable[[str], Desk], case: str, event: Mapping[str, Any]) -> None:
    desk = desks("@publisher")
    desk.page.goto(case)
    owed = desk.page.locator("main li", has=desk.page.locator('a[href*="/work/publish/"]'))
    owed = owed.filter(has_not=desk.page.locator(".chip.done"), has_text=PAPERS[event.get("of", "")])
    desk.go(owed.locator("a").first)
    address = desk.page.url
    desk.press("制作公示文本")
    assert not desk.refused(), desk.refused()
    checker = desks("@checker")
    checker.page.goto(address)
    choose(checker, "passed", "yes")
    for name in ("secrecy", "privacy", "same_text"):
        checker.page.check(f'[name="{name}"]')
    checker.go(
        checker.page.locator("main form", has=checker.page.locator('[name="secrecy"]')).locator("button.btn")
    )
    assert not checker.refused(), checker.refused()
    desk.page.goto(address)
    desk.go(desk.page.locator('form[action$="/publish/"] button'))
    assert not desk.refused(), desk.refused()
    assert "公示中" in desk.text()


DO = {
    "step": step,
    "publish": publish,
    "publish_measure": publish,
    "assign": assign,
    "findings": findings,
    "opinion": opinion,
    "attach": attach,
}


def test_from_the_catalogue_to_the_notice_through_two_rounds(desks: Callable[[str], Desk]) -> None:
    desk = desks("@handler")
    desk.page.goto("/work/cases/")
    desk.page.get_by_role("link", name="登记案件").first.click()
    desk.page.fill("#q", "超过保质期")
    desk.page.keyboard.press("Enter")
    desk.page.locator("main a.whole", has_text="超过保质期").first.click()
    choose(desk, "procedure", "ordinary")
    desk.page.fill('[name="cause"]', SCRIPT["case"]["cause"])
    desk.page.select_option('[name="source"]', SCRIPT["case"]["source"])
    choose(desk, "party.kind", "individual_business")
    for name in ("name", "code", "operator", "id_number", "address", "phone"):
        desk.page.fill(f'[name="party.{name}"]', SCRIPT["party"][name])
    desk.press("登记案件")
    assert not desk.refused(), desk.refused()
    case = desk.page.url
    assert re.search(r"清市监案〔\d{4}〕\d+号", desk.text())
    for event in events("inspect", "record_defence"):
        DO[event["do"]](desks, case, event)
    page = desks("@handler")
    page.page.goto(case)
    seen = page.text()
    for words in ("第1轮", "建议纠正", "第2轮", "同意", "行政处罚告知书", "现场检查", "期限"):
        assert words in seen, words
    head = desks("@head")
    head.page.goto(f"{case}steps/decide_penalty/")
    assert "陈述" in head.refused() or "时间" in head.refused() or "期限" in head.refused()


def test_from_the_decision_to_the_archive(
    desks: Callable[[str], Desk], known: Known, browser: Browser, server: Server, tmp_path: Path
) -> None:
    case = f"/work/cases/{known.ready}/"
    for event in events("decide_penalty", "correct"):
        event.get("data", {}).pop("core", None)  # the form already shows what was reviewed
        DO[event["do"]](desks, case, event)
        if event["do"] == "publish":
            citizen(browser, server, desks("@publisher"), tmp_path)
    archive = SCRIPT["events"][-1]
    step(desks, case, archive)
    page = desks("@handler")
    page.page.goto(case)
    assert "已归档" in page.text()
    page.page.goto(f"{case}dossier/")
    assert "行政处罚决定书" in page.text() and "正卷" in page.text()


def citizen(browser: Browser, server: Server, publisher: Desk, folder: Path) -> None:
    """Find the notice by number, name and keyword without a script; take the receipt and verify it."""
    publisher.go(publisher.page.get_by_role("link", name="看公示页面"))
    address = publisher.page.url
    number = re.search(r"清市监处罚〔\d{4}〕\d+号", publisher.text())
    assert number
    desk = Desk(browser, server.url, more={"java_script_enabled": False, "accept_downloads": True})
    for words in (number[0], "好味食品店", "保质期"):
        desk.page.goto("/")
        desk.page.fill('main [name="q"]', words)
        desk.page.keyboard.press("Enter")
        desk.page.wait_for_url("**/notices/?*")
        assert desk.page.locator(f'a[href*="{address.removeprefix(server.url)}"]').count(), words
    desk.page.goto(address)
    assert "溪滨路" in desk.text() and "食品安全法" in desk.text()
    for _wait in range(30):
        if desk.page.request.get(f"{address}receipt.tlog-proof").status == 200:
            break
        desk.page.wait_for_timeout(500)
    text = desk.page.request.get(f"{address}receipt.tlog-proof").text()
    key = desk.page.request.get("/log/publications/vkey").text().strip()
    verify(server.world, folder, text, key)
    desk.context.close()


def verify(world: World, folder: Path, text: str, key: str) -> None:
    whole, changed = folder / "whole.tlog-proof", folder / "changed.tlog-proof"
    whole.write_text(text)
    place = text.index("extra ") + 40
    changed.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :])
    assert world.run("verify", str(whole), "--key", key).returncode == 0
    assert world.run("verify", str(changed), "--key", key, check=False).returncode != 0
