"""Print the statement of completeness of a day (default: today, as things stand); --seal seals it."""

import argparse
import sys
from datetime import date

from django.utils.translation import gettext as _

from mingzhi.disclosure.queries import statements
from mingzhi.disclosure.rules.completeness import Line, total
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Refusal
from mingzhi.site.commands import reading
from mingzhi.site.jobs.completeness import lines_of, seal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("day", nargs="?", type=reading.day, help="2026-04-13; default today")
    parser.add_argument("--seal", action="store_true", help="seal the day in the log of publications")


def run(arguments: argparse.Namespace) -> int:
    """Print a line per agency and the sum; 1 when decisions are unaccounted for, 2 for a day to come."""
    day = arguments.day or clock.today()
    if day > clock.today():
        print(_("该日尚未到来。"), file=sys.stderr)
        return 2
    if arguments.seal:
        try:
            seal(day)
        except Refusal as refusal:
            told = (refusal.sentence, refusal.way_out)
            print(*(_(text) for text in told if text), sep="\n", file=sys.stderr)
            return 1
    lines, sealed_at = _lines(day)
    whole = total(lines)
    print(day.isoformat(), _("已封存") + f" {sealed_at}" if sealed_at else _("此刻情况"))
    for line in [*lines, whole]:
        print(_text(line))
    return 1 if whole.missing or any(line.missing for line in lines) else 0


def _lines(day: date) -> tuple[list[Line], str]:
    view = statements.statement(day)
    if view.sealed_at is not None:
        return list(view.lines), view.sealed_at.astimezone(clock.CHINA).isoformat(timespec="seconds")
    return lines_of(day), ""


def _text(line: Line) -> str:
    counts = line.counts
    parts = [
        (_("已公示"), counts.published),
        (_("未到期限"), counts.not_yet_due),
        (_("逾期未公示"), counts.overdue),
        (_("不予公示"), counts.exempt),
        (_("已撤回"), counts.withdrawn),
        (_("公示期满"), counts.expired),
        (_("提前停止"), counts.ended_early),
    ]
    told = " + ".join(f"{name} {number}" for name, number in parts)
    difference = f"  ≠ {_('差额')} {line.missing}" if line.missing else ""
    name = f"{line.agency_code} {_(line.agency_name)}".strip()
    return f"{name}: {_('执法决定')} {line.decisions or 0} = {told}{difference}"
