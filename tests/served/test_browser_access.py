"""Every page for everybody: no axe violation at two widths, light and dark; no script needed; small."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.served.desk import PASSWORD, Desk
from tests.served.every_page import PLACES, public_pages, work_pages
from tests.served.world import Server

pytestmark = pytest.mark.browser
AXE = (Path(__file__).with_name("axe.min.js")).read_text()
ASKED = {"resultTypes": ["violations"]}  # what passes need not be described: that takes longer than looking
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], **ASKED}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **ASKED}
LOOKS = [(390, "light", RULES), (1280, "light", RULES), (390, "dark", COLOURS), (1280, "dark", COLOURS)]
BUDGET = 50_000


@pytest.fixture(scope="module")
def places(server: Server) -> dict[str, str]:
    done = server.world.python(PLACES)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    found: Any = page.evaluate("rules => axe.run(document, rules).then(all => all.violations)", rules)
    return [
        f"{rule['id']} {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


def looked_at(desk: Desk, address: str) -> list[str]:
    """Return what axe finds on a page at both widths, light and dark; nothing may stick out sideways."""
    desk.page.goto(address)
    desk.page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    desk.page.evaluate(AXE)
    problems = []
    for width, scheme, rules in LOOKS:
        desk.page.set_viewport_size({"width": width, "height": 900})
        desk.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        problems += [f"{address} {width} {scheme}: {problem}" for problem in violations(desk.page, rules)]
        if desk.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            problems.append(f"{address} {width}: wider than the screen")
    return problems


def test_axe_finds_nothing_on_public_pages(browser: Browser, server: Server, places: dict[str, str]) -> None:
    desk = Desk(browser, server.url, more={"bypass_csp": True})
    problems = [problem for address in public_pages(places) for problem in looked_at(desk, address)]
    desk.context.close()
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("login", ["chenli", "xuwen", "jiangnan", "shenguoping", "admin", "supervisor"])
def test_axe_finds_nothing_at_the_workbench(
    browser: Browser, server: Server, places: dict[str, str], login: str
) -> None:
    desk = Desk(browser, server.url, login, more={"bypass_csp": True})
    problems = [problem for address in work_pages(places)[login] for problem in looked_at(desk, address)]
    desk.context.close()
    assert not problems, "\n".join(problems)


def test_public_pages_say_all_without_a_script(
    browser: Browser, server: Server, places: dict[str, str]
) -> None:
    plain = Desk(browser, server.url, more={"java_script_enabled": False})
    lively = Desk(browser, server.url)
    for address in public_pages(places):
        texts = []
        for desk in (plain, lively):
            desk.page.goto(address)
            texts.append(re.sub(r"\s+", "", desk.page.inner_text("body")))
        assert texts[0] and len(texts[0]) >= len(texts[1]) - 20, address
    assert not lively.wrong
    plain.context.close()
    lively.context.close()


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
    browser: Browser, server: Server, places: dict[str, str]
) -> None:
    for address in (f"/notices/{places['notice']}/", f"/desk/d/{places['code']}/", "/"):
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
