"""What the statement of accessibility promises of the keyboard, walked without mouse and without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.served.desk import Desk
from tests.served.keys import Keyboard
from tests.served.known import Known
from tests.served.test_browser_people import DIGITS
from tests.served.world import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(browser: Browser, server: Server) -> Iterator[tuple[Desk, Keyboard]]:
    desk = Desk(browser, server.url, more={"java_script_enabled": False})
    keyboard = Keyboard(desk.page)
    yield desk, keyboard
    assert not keyboard.wrong, "\n".join(keyboard.wrong)
    desk.context.close()


def test_from_the_search_to_the_receipt(plain: tuple[Desk, Keyboard], known: Known) -> None:
    (desk, keyboard), (uid, number) = plain, known.penalty
    desk.page.goto("/")
    assert keyboard.next()["place"] == "#main"
    desk.page.keyboard.press("Enter")
    keyboard.to("q")
    desk.page.keyboard.type(number)
    keyboard.enter()
    keyboard.to(f"/notices/{uid}/")
    keyboard.enter()
    assert number in desk.text()
    stops = keyboard.through()
    assert stops > 20
    keyboard.to("/proof/")
    keyboard.enter()
    assert "核验" in desk.text()
    keyboard.to("receipt.tlog-proof")


def test_large_text_is_chosen_and_kept(plain: tuple[Desk, Keyboard]) -> None:
    desk, keyboard = plain
    desk.page.goto("/notices/?q=食品")
    for words, wanted in (("大字", "20px"), ("特大字", "24px"), ("标准字号", "16px")):
        keyboard.to(words)
        keyboard.enter()
        assert desk.page.url.endswith("/notices/?q=%E9%A3%9F%E5%93%81")
        assert desk.page.evaluate("getComputedStyle(document.documentElement).fontSize") == wanted


def test_the_party_enters_its_matter(plain: tuple[Desk, Keyboard], known: Known) -> None:
    (desk, keyboard), (code, number) = plain, known.papers["served"]
    desk.page.goto(f"/desk/d/{code}/")
    keyboard.to("digits")
    desk.page.keyboard.type(DIGITS["served"])
    keyboard.to("查看")
    keyboard.enter()
    assert number in desk.text()
    assert keyboard.through() > 10
