"""The comforts of forms in a real browser: drafts, files sent ahead, rows, Ctrl-K; nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.served.desk import Desk
from tests.served.world import Server

pytestmark = pytest.mark.browser
SESSION = "sessionid"
FILM = {"name": "执法记录仪.txt", "mimeType": "text/plain", "buffer": "记录\n".encode()}
PROGRAM = {"name": "坏.exe", "mimeType": "application/octet-stream", "buffer": b"MZ" + bytes(300)}


@pytest.fixture
def officer(browser: Browser, server: Server) -> Iterator[Desk]:
    desk = Desk(browser, server.url, "chenli")
    desk.page.wait_for_url("**/work/")
    yield desk
    assert not desk.wrong
    desk.context.close()


@pytest.fixture
def form(officer: Desk) -> str:
    """Open a case; return the address of a step's form."""
    officer.page.goto("/work/cases/open/")
    officer.page.click("main .list a >> text=经营超过保质期的食品")
    officer.page.select_option("[name=source]", "日常检查发现")
    officer.page.check("[name='party.unknown']")
    officer.page.check("[name='party.kind'][value=organisation]")
    officer.page.click("main button.btn-primary")
    officer.page.wait_for_url("**/work/cases/*-*/")
    return f"{officer.page.url}steps/collect_evidence/"


def typed(desk: Desk, *rows: str) -> None:
    """Type rows of evidence and wait until the draft is kept."""
    names = desk.page.locator("[name='evidence_items.name']")
    for number, words in enumerate(rows):
        if names.count() <= number:
            desk.page.click("[data-add-row]")
        names.nth(number).fill(words)
    expect(desk.page.locator("[data-draft-said]")).to_be_visible()


def test_what_is_typed_survives_reload_and_the_end_of_the_session(officer: Desk, form: str) -> None:
    page = officer.page
    page.goto(form)
    typed(officer, "台账", "发票")
    page.reload()
    names = page.locator("[name='evidence_items.name']")
    assert [names.nth(n).input_value() for n in range(names.count())] == ["台账", "发票"]
    officer.context.clear_cookies(name=SESSION)
    page.click("main .bar button.btn-primary")
    page.click("main a.btn-primary[href*='/account/login/']")  # said that nothing was taken
    page.wait_for_url("**/account/login/**")
    officer.log_in("chenli")
    page.wait_for_url(form)
    assert names.nth(1).input_value() == "发票"
    expect(page.locator("[data-draft-restored]")).to_be_visible()
    page.click("[data-draft-drop]")
    expect(names).to_have_count(1)
    expect(names.first).to_have_value("")


def test_a_draft_is_shown_to_nobody_else_and_ends_with_the_logout(officer: Desk, form: str) -> None:
    page = officer.page
    page.goto(form)
    typed(officer, "台账")
    officer.context.clear_cookies(name=SESSION)
    page.goto(form)
    officer.log_in("zhoumin")
    page.goto(form)
    expect(page.locator("[name='evidence_items.name']")).to_have_value("")
    page.click("[data-forget-drafts] button")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('mingzhi.draft')).length") == 0


def test_the_time_offered_is_not_brought_back_by_a_draft(officer: Desk, form: str) -> None:
    page = officer.page
    page.goto(form)
    page.evaluate("document.querySelector('#occurred_at').defaultValue = '2020-01-01T00:00'")
    typed(officer, "台账")
    page.reload()
    assert not page.input_value("#occurred_at").startswith("2020")


def test_files_are_sent_ahead_and_kept_when_the_form_is_refused(officer: Desk, form: str) -> None:
    page = officer.page
    page.goto(form)
    page.set_input_files("#files", [FILM, PROGRAM])
    expect(page.locator("[data-held]")).to_contain_text("执法记录仪.txt")
    expect(page.locator("[data-sending-now]")).to_contain_text("不接收这种格式的文件")
    page.click("main .bar button.btn-primary")
    expect(page.locator("#refusal")).to_be_visible()
    expect(page.locator("[name=held]")).to_have_count(1)
    expect(page.locator("[name=held]")).to_be_checked()


def test_without_a_script_the_form_keeps_everything_too(browser: Browser, server: Server) -> None:
    desk = Desk(browser, server.url, "chenli", more={"java_script_enabled": False})
    desk.page.goto("/work/jump/?q=好味")
    desk.go(desk.page.locator("main [href*='/work/cases/']").first)
    desk.page.goto(f"{desk.page.url}steps/collect_evidence/")
    desk.page.fill("[name='evidence_items.name']", "台账")
    desk.page.set_input_files("#files", FILM)
    desk.go(desk.page.locator("button[name=add_row]").first)
    assert desk.page.locator("[name='evidence_items.name']").count() == 2
    assert desk.page.locator("[name='evidence_items.name']").first.input_value() == "台账"
    assert desk.page.locator("[name=held]").is_checked()
    desk.context.close()


def test_ctrl_k_jumps_to_a_place_and_to_a_case(officer: Desk) -> None:
    page = officer.page
    page.keyboard.press("Control+k")
    page.keyboard.type("文号")
    expect(page.locator("[data-found] a")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/registers/numbers/")
    page.keyboard.press("Control+k")
    page.keyboard.type("好味")
    expect(page.locator("[data-found] a").first).to_contain_text("好味")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/work/cases/*-*/")
