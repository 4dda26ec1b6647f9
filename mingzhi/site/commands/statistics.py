"""Compute frozen annual statistics again and compare: hash, published hash, every figure."""

import argparse

from django.utils.translation import gettext as _

from mingzhi.supervision.models import AnnualSnapshot
from mingzhi.supervision.queries.annual import differences


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("year", type=int, help="2025")
    parser.add_argument("--agency", default="", help="code of one agency; default all")


def run(arguments: argparse.Namespace) -> int:
    """Print one line per agency, and where it differs; 1 when something differs, 2 when nothing is frozen."""
    rows = AnnualSnapshot.objects.filter(report__year=arguments.year).select_related("report")
    if arguments.agency:
        rows = rows.filter(report__agency_code=arguments.agency)
    newest = {row.report_id: row for row in rows.order_by("report__agency_code", "number")}
    if not newest:
        print(_("该年度没有冻结的年报。"))
        return 2
    failed = False
    for row in newest.values():
        found = differences(row)
        failed |= bool(found)
        verdict = _("不一致") if found else _("一致")
        print(f"{row.report.agency_code} {row.content['agency']['name']} {row.hash} {verdict}")
        for line in found:
            print(f"  {line}")
    return 1 if failed else 0
