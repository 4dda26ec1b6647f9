"""Compute a legal deadline: the ISO date stands on the first line, its derivation below with --explain."""

import argparse
import sys
from datetime import date, datetime

from django.db import DatabaseError
from django.utils.translation import gettext

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.deadlines import Deadline, before, due
from mingzhi.calendars.rules.overlay import build
from mingzhi.calendars.rules.pauses import Pause
from mingzhi.identity.queries import region_names
from mingzhi.kernel import clock
from mingzhi.site.commands.reading import day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "start", type=_start, help="day (2026-04-13) or, for hours, moment (2026-04-13T09:30) it starts"
    )
    parser.add_argument("length", help="7wd, 15d, 24h, 3mo or 2y")
    parser.add_argument("--explain", action="store_true", help="print how the day was found")
    parser.add_argument(
        "--pause",
        nargs=2,
        action="append",
        default=[],
        type=day,
        metavar=("FROM", "UNTIL"),
        help="days from FROM until the day before UNTIL do not count (may be repeated)",
    )
    parser.add_argument(
        "--extend", action="append", default=[], metavar="LENGTH", help="an extension, e.g. 10wd"
    )
    parser.add_argument("--jurisdiction", default="", help="region code whose local notices count")
    parser.add_argument("--roll", choices=("next", "none", "previous"), default="next")
    parser.add_argument(
        "--before", action="store_true", help="count backward: the last day LENGTH before START"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the deadline; return 2 when the arguments make no limit."""
    try:
        found = _find(arguments)
    except OverflowError:
        print("超出可以计算的日期 beyond the last day there is: 9999-12-31", file=sys.stderr)
        return 2
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(found.due.isoformat())
    if arguments.explain:
        for sentence in found.sentences(gettext):
            print(sentence)
    return 0


def _find(arguments: argparse.Namespace) -> Deadline:
    days = _calendar(arguments.jurisdiction)
    if arguments.before:
        return before(_day_of(arguments.start), arguments.length, calendar=days)
    return due(
        arguments.start,
        arguments.length,
        calendar=days,
        pauses=[Pause(first, end) for first, end in arguments.pause],
        extensions=arguments.extend,
        roll=arguments.roll,
    )


def _calendar(jurisdiction: str) -> Calendar:
    try:
        _must_know(jurisdiction)
        return calendar(jurisdiction)
    except DatabaseError:
        print(gettext("没有可用的数据库，未计入已录入的放假安排通知。"), file=sys.stderr)
        return build(jurisdiction=jurisdiction)


def _must_know(jurisdiction: str) -> None:
    """Raise ValueError for a region there is none of: its local notices would silently not count."""
    known = region_names() if jurisdiction else {}
    if jurisdiction and jurisdiction not in known:
        told = "、".join(f"{code} {name}" for code, name in known.items()) or "—"
        raise ValueError(f"没有这个区划代码 no such region code: {jurisdiction}（已有 known: {told}）")


def _day_of(start: date | datetime) -> date:
    if isinstance(start, datetime):
        raise ValueError("向前计算从一日起 counting backward begins on a day, without an hour")
    return start


def _start(text: str) -> date | datetime:
    if "T" not in text:
        return day(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"不是时刻 not a moment: {text!r} (2026-04-13T09:30)") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.CHINA)
