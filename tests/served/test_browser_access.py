"""Every page for everybody: no axe violation at two widths, light and dark; no script needed; small."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.served.desk import PASSWORD, Desk
from tests.served.every_page import public_pages, work_pages
from tests.served.known import Known
from tests.served.world import Server

pytestmark = pytest.mark.browser
AXE = (Path(__file__).with_name("axe.min.js")).read_text()
ASKED = {"resultTypes": ["violations"]}  # what passes need not be described: that takes longer than looking
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], **ASKED}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **ASKED}
LOOKS = [(390, "light", RULES), (1280, "light", RULES), (390, "dark", COLOURS), (1280, "dark", COLOURS)]
BUDGET = 50_000
CUT = """() => [...document.querySelectorAll("html, .sheet")]
    .filter(box => box.scrollWidth > box.clientWidth + 3).map(box => box.innerText.slice(0, 40))"""


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    found: Any = page.evaluate("rules => axe.run(document, rules).then(all => all.violations)", rules)
    return [
        f"{rule['id']} {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


def looked_at(desk: Desk, address: str) -> list[str]:
    """Open a page; return what axe finds on it."""
    desk.page.goto(address)
    return looked_over(desk, address)


def looked_over(desk: Desk, address: str) -> list[str]:
    """Return what axe finds at both widths, light and dark; nothing sticks out, or is cut at 320 px."""
    desk.page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    desk.page.evaluate(AXE)
    problems = []
    for width, scheme, rules in LOOKS:
        desk.page.set_viewport_size({"width": width, "height": 900})
        desk.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        problems += [f"{address} {width} {scheme}: {problem}" for problem in violations(desk.page, rules)]
        if desk.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append(f"{address} {width}: wider than the screen")
    desk.page.set_viewport_size({"width": 320, "height": 900})
    return problems + [f"{address} 320: cut off: {what}" for what in desk.page.evaluate(CUT)]


def test_public_pages_are_for_everybody(browser: Browser, server: Server, known: Known) -> None:
    """Axe finds nothing, and all that a script shows stands there without one."""
    desk, plain = (
        Desk(browser, server.url, more={"java_script_enabled": lively}) for lively in (True, False)
    )
    problems = []
    for address in public_pages(known.places):
        plain.page.goto(address)
        desk.page.goto(address)
        without, with_script = (re.sub(r"\s+", "", one.page.inner_text("body")) for one in (plain, desk))
        if not without or len(without) < len(with_script) - 20:
            problems.append(f"{address}: says less without a script")
        problems += looked_over(desk, address)
    closed(desk, problems)
    plain.context.close()


@pytest.mark.parametrize("login", ["chenli", "xuwen", "jiangnan", "shenguoping", "admin", "supervisor"])
def test_axe_finds_nothing_at_the_workbench(
    browser: Browser, server: Server, known: Known, login: str
) -> None:
    desk = Desk(browser, server.url, login)
    pages = work_pages(known.places)[login]
    closed(desk, [problem for address in pages for problem in looked_at(desk, address)])


def closed(desk: Desk, problems: list[str]) -> None:
    """Close a browser; nothing was found, and no script failed or was stopped by the page's policy."""
    desk.context.close()
    assert not problems, "\n".join(problems)
    assert not desk.wrong


def weight(desk: Desk, address: str) -> int:
    """Return the bytes that cross the wire for a page and everything it loads."""
    sizes: list[int] = []

    def count(response: Response) -> None:
        sizes.append(response.request.sizes()["responseBodySize"])

    network = desk.context.new_cdp_session(desk.page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    desk.page.on("requestfinished", lambda request: count(request.response()))
    desk.page.goto(address, wait_until="networkidle")
    return sum(sizes)


def test_notice_and_party_pages_stay_under_fifty_kilobytes(
    browser: Browser, server: Server, known: Known
) -> None:
    for address in (f"/notices/{known.places['notice']}/", f"/desk/d/{known.places['code']}/", "/"):
        desk = Desk(browser, server.url)
        assert 2_000 < weight(desk, address) < BUDGET, address
        desk.context.close()


def test_the_language_is_switched_and_kept(browser: Browser, server: Server) -> None:
    for script in (True, False):
        desk = Desk(browser, server.url, more={"java_script_enabled": script})
        desk.page.goto("/notices/")
        assert "查询公示信息" in desk.text()
        desk.go(desk.page.locator("header").get_by_text("English").first)
        assert desk.page.locator("html").get_attribute("lang") == "en" and "查询公示信息" not in desk.text()
        desk.page.goto("/account/login/")
        assert desk.page.locator("html").get_attribute("lang") == "en"
        desk.go(desk.page.locator("header").get_by_text("中文").first)
        assert "登录" in desk.text()
        desk.context.close()


def test_a_login_is_locked_after_five_wrong_passwords(browser: Browser, server: Server) -> None:
    desk = Desk(browser, server.url)
    desk.page.goto("/work/")
    for _try in range(4):
        desk.log_in("linfeng", "wrong")
        assert "登录名或者密码不正确" in desk.refused()
    desk.log_in("linfeng", "wrong")
    assert "登录已锁定" in desk.refused()
    desk.page.goto("/account/login/")
    desk.log_in("linfeng", PASSWORD)
    assert "登录已锁定" in desk.refused()
    desk.context.close()


def test_a_password_is_changed(browser: Browser, server: Server) -> None:
    desk = Desk(browser, server.url, "hejing")
    elsewhere = Desk(browser, server.url, "hejing")
    desk.page.goto("/account/password/")
    new = "青石板路上的雨-2026"
    for typed, again in (("short", "short"), (new, new + "x")):
        change(desk, PASSWORD, typed, again)
        assert desk.refused()
    change(desk, "not-the-old-one", new, new)
    assert desk.refused()
    change(desk, PASSWORD, new, new)
    assert not desk.refused() and "密码已修改" in desk.text()
    desk.page.goto("/work/cases/")
    assert "案件" in desk.text()
    elsewhere.page.goto("/work/")
    assert "/account/login/" in elsewhere.page.url
    elsewhere.log_in("hejing", PASSWORD)
    assert elsewhere.refused()
    elsewhere.log_in("hejing", new)
    assert not elsewhere.refused()
    desk.context.close()
    elsewhere.context.close()


def change(desk: Desk, old: str, new: str, again: str) -> None:
    for name, value in (("old", old), ("new", new), ("again", again)):
        desk.page.fill(f"#{name}", value)
    desk.press("修改密码")
