"""People at browsers: log in, fill in the forms of the workbench as a person reads them, send them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.kernel import clock

PASSWORD = "mingzhi-demo"
UNFOLD = (
    "e => { for (let fold = e.closest('details'); fold; fold = fold.parentElement.closest('details'))"
    " fold.open = true }"
)
"""Opens the folds an element lies in."""
DAY = re.compile(r"\{d:(\d{4})-(\d\d)-(\d\d)\}")


@dataclass
class Desk:
    """One person's browser."""

    browser: Browser
    base: str
    login: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context = self.browser.new_context(base_url=self.base, locale="zh-CN", **self.more)
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("console", self._heard)
        if self.login:
            self.page.goto("/work/")
            self.log_in(self.login)

    def _heard(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.wrong.append(message.text)

    def log_in(self, name: str, password: str = PASSWORD) -> None:
        """Fill in the login and send it."""
        self.page.fill("#id_username", name)
        self.page.fill("#id_password", password)
        self.go(self.page.locator("main form button").first)

    def press(self, words: str) -> None:
        """Press the button with these words in the main part of the page."""
        self.go(self.page.locator("main").get_by_role("button", name=words, exact=True).first)

    def go(self, to: Locator) -> None:
        """Click a link or a button, and be where it leads: what is looked at next is the new page."""
        with self.page.expect_navigation():
            to.click()

    def text(self) -> str:
        """Return the words of the page."""
        return self.page.inner_text("main")

    def refused(self) -> str:
        """Return the refusal on the page, empty when there is none."""
        found = self.page.locator(".refusal")
        return found.first.inner_text() if found.count() else ""

    def follow(self, address: str) -> None:
        """Follow the link to an address, opening the fold it lies in."""
        link = self.page.locator(f'main a[href$="{address}"]').first
        link.evaluate(UNFOLD)
        self.go(link)

    def take(self, case: str, procedure: str, step: str, data: Mapping[str, Any], **more: Any) -> None:
        """Take a step of a case from its page; the page afterwards shows no refusal."""
        self.page.goto(case)
        self.follow(f"/steps/{step}/")
        self.fill_step(procedure, step, data, **more)
        assert not self.refused(), f"{step}: {self.refused()}"
        assert self.page.locator("[role=status], .toast, .note").count() or True

    def fill_step(
        self,
        procedure: str,
        step: str,
        data: Mapping[str, Any],
        officers: Sequence[str] = (),
        files: Any = None,
    ) -> None:
        """Fill in the open form of a step and send it."""
        declared = PROCEDURES[procedure].by_step[step]
        for name in officers:
            self.page.locator("#f-officers label", has_text=name).locator("input").check()
        for item in declared.fields:
            if item.code in data:
                self.fill(item, data[item.code])
        if files:
            self.page.set_input_files("#files", files)
        self.go(self.page.locator("form[data-draft] button.btn-primary"))

    def fill(self, item: Field, value: Any) -> None:
        """Fill in one field by its kind."""
        FILLERS.get(item.kind, _fill_text)(self.page, item, value)


def now_text(minutes: int = 0) -> str:
    """Return the local time of China as a browser's field takes it."""
    return (datetime.now(clock.CHINA) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def today_text() -> str:
    """Return today in China."""
    return now_text()[:10]


def _named(item: Field) -> str:
    return f'[name="{item.code}"]'


def _fill_text(page: Page, item: Field, value: Any) -> None:
    page.fill(_named(item), DAY.sub(r"\1年\2月\3日", str(value)))


def _fill_date(page: Page, item: Field, _value: Any) -> None:
    page.fill(_named(item), today_text())


def _fill_moment(page: Page, item: Field, _value: Any) -> None:
    page.fill(_named(item), now_text(-1))


def _fill_money(page: Page, item: Field, value: Any) -> None:
    page.fill(_named(item), yuan(value))


def yuan(cents: int) -> str:
    """Return cents as a person types them."""
    return f"{cents // 100}.{cents % 100:02}"


def _fill_choice(page: Page, item: Field, value: Any) -> None:
    if page.locator(f"select{_named(item)}").count():
        page.select_option(_named(item), value)
    else:
        page.check(f'{_named(item)}[value="{value}"]')


def _fill_yes(page: Page, item: Field, value: Any) -> None:
    page.set_checked(_named(item), bool(value))


def _fill_list(page: Page, item: Field, value: Any) -> None:
    page.fill(_named(item), "\n".join(value))


def _fill_items(page: Page, item: Field, value: Any) -> None:
    for number, row in enumerate(value):
        _row(page, item.code, f'[name="{item.code}.{item.columns[0][0]}"]', number)
        for column, text in row.items():
            page.locator(f'[name="{item.code}.{column}"]').nth(number).fill(str(text))


def _row(page: Page, name: str, inputs: str, number: int) -> None:
    if page.locator(inputs).count() <= number:
        page.click(f'button[name="add_row"][value="{name}"]')
        page.locator(inputs).nth(number).wait_for()


def _fill_core(page: Page, item: Field, value: Any) -> None:
    name = item.code
    page.locator(f'[name="{name}.outcome"]').evaluate(UNFOLD)
    if page.locator(f'select[name="{name}.outcome"]').count():  # on the spot there is one outcome only
        page.select_option(f'[name="{name}.outcome"]', value["outcome"])
    page.fill(f'[name="{name}.facts"]', DAY.sub(r"\1年\2月\3日", value["facts"]))
    for part in ("breached", "basis"):
        page.fill(f'[name="{name}.{part}"]', "\n".join(value.get(part, [])))
    for number, row in enumerate(value.get("penalties", [])):
        _row(page, name, f'[name="{name}.penalties.kind"]', number)
        page.locator(f'[name="{name}.penalties.kind"]').nth(number).select_option(row["kind"])
        if row.get("amount"):
            page.locator(f'[name="{name}.penalties.amount"]').nth(number).fill(yuan(row["amount"]))
        if row.get("text"):
            page.locator(f'[name="{name}.penalties.text"]').nth(number).fill(row["text"])
    page.select_option(f'[name="{name}.mitigation"]', value.get("mitigation", ""))
    page.fill(f'[name="{name}.reasons"]', value["reasons"])


def _fill_person(page: Page, item: Field, value: Any) -> None:
    option = page.locator(f"{_named(item)} option", has_text=value).first
    page.select_option(_named(item), option.get_attribute("value"))


FILLERS = {
    FieldKind.DATE: _fill_date,
    FieldKind.MOMENT: _fill_moment,
    FieldKind.MONEY: _fill_money,
    FieldKind.CHOICE: _fill_choice,
    FieldKind.YES: _fill_yes,
    FieldKind.LIST: _fill_list,
    FieldKind.ITEMS: _fill_items,
    FieldKind.CORE: _fill_core,
    FieldKind.PERSON: _fill_person,
}
