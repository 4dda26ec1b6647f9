"""Dynamic adjustment as data: kinds of things that rest on law and bodies, terms, outcomes, escalation."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.deadlines import Deadline, due
from mingzhi.kernel.wording import gettext_noop as _

DATA = Path(__file__).resolve().parents[1] / "data" / "adjustment.toml"
PLAN = "浙政办发〔2019〕20号 二(一)1"
ARTICLE, MOVE, RENAME, MERGE = "article", "move", "rename", "merge"
CHANGES: Mapping[str, str] = {
    ARTICLE: _("条文变动"),
    MOVE: _("职能划转"),
    RENAME: _("机关更名"),
    MERGE: _("机关合并"),
}
FATES: Mapping[str, str] = {"changed": _("修改"), "repealed": _("废止")}
ADJUSTED, STAYS, PASSED = "adjusted", "stays", "passed"
OUTCOMES: Mapping[str, str] = {
    ADJUSTED: _("已调整"),
    STAYS: _("继续有效"),
    PASSED: _("转交"),
}
RIGHTS: Mapping[str, str] = {
    "catalogue.manage": _("目录管理人员"),
    "disclosure.prepare": _("公示员"),
    "identity.manage": _("机构和人员管理人员"),
    "cases.handle": _("承办人"),
}
HEAD = "cases.approve"
"""The head of an agency answers for it where nobody holds the right of the kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of thing: who answers for it, within which term; ``confirmed`` False is shown as 待确认."""

    code: str
    title: str
    right: str
    length: str
    citation: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of escalation: how long after the due date, to whom."""

    level: int
    after: str
    to: str
    citation: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One thing that rests on what changes, and the agency that answers for it.

    ``open_to_all`` is False for cases: only those who know the agency's cases see which.
    """

    kind: str
    urn: str
    label: str
    relation: str
    agency_code: str

    @property
    def open_to_all(self) -> bool:
        """The law and the registers are public; cases are not."""
        return self.kind != "case"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds by code, in the order in which they are shown."""
    return {raw["code"]: Kind(**raw) for raw in _data()["kind"]}


@cache
def levels() -> tuple[Level, ...]:
    """Return the levels of escalation, lowest first."""
    return tuple(sorted((Level(**raw) for raw in _data()["escalation"]), key=lambda row: row.level))


def term(kind: str, *, effective: date, noted: date, calendar: Calendar) -> Deadline:
    """Return by when a task of this kind is answered.

    The term runs from the day of the change; a change noted later gives it from the day of noting, because
    nobody can answer a task that does not exist.
    """
    rule = kinds()[kind]
    return due(max(effective, noted), rule.length, calendar=calendar, basis=rule.citation)


def escalates_on(level: Level, due_on: date, calendar: Calendar) -> date:
    """Return the last day on which an answer still keeps a task from this level."""
    return due_on if level.after.startswith("0") else due(due_on, level.after, calendar=calendar).due_date
