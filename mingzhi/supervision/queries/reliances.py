"""What rests on an article: everything of the catalogue, guides, registers, procedures, open cases.

Composed here because no floor below knows both the catalogue and the cases. The same list is shown
before a change is made and turned into tasks when it is.
"""

from collections.abc import Iterable
from datetime import date

from mingzhi.cases.models import Case
from mingzhi.catalogue.queries import held, rests_on, versions_ever_resting
from mingzhi.catalogue.queries.statutes import RelianceView
from mingzhi.disclosure.rules.registers import kept_registers
from mingzhi.identity.models import PublicItem
from mingzhi.kernel import clock
from mingzhi.kernel.urn import Urn
from mingzhi.supervision.queries.rule_reliances import BETWEEN, cites, of_rules
from mingzhi.supervision.rules.adjustment import Touched
from mingzhi.trail.models import Entry

NOUNS = {
    "power": "power",
    "benchmark": "benchmark",
    "reviewrule": "review",
    "recordingitem": "recording",
    "template": "template",
    "parameter": "parameter",
}


def of_article(statute: str, number: int, *, on: date, keeper: str) -> list[Touched]:
    """List what rests on an article on a day; about eight queries.

    What nobody of another agency wrote is answered by ``keeper``, the agency that notes the change
    (广东省行政执法公示办法 §19: 谁录入、谁负责).
    """
    rows = rests_on(statute, number, on=on)
    touched = [*_catalogue(rows, keeper), *of_rules(statute, number, keeper)]
    standing = [Urn.parse(row.urn).key for row in rows if Urn.parse(row.urn).noun == "power"]
    touched += _guides(standing, on)
    touched += _registers(statute, number)
    touched += _cases(versions_ever_resting(statute, number), f"{statute} §{number}")
    return touched


def _catalogue(rows: Iterable[RelianceView], keeper: str) -> list[Touched]:
    by_urn: dict[str, list[RelianceView]] = {}
    for row in rows:
        by_urn.setdefault(row.urn, []).append(row)
    wrote = _writers(by_urn)
    return [
        Touched(
            kind=NOUNS[Urn.parse(urn).noun],
            urn=urn,
            label=found[0].label,
            relation=BETWEEN.join(dict.fromkeys(f"{row.relation} {row.compact}" for row in found))[:200],
            agency_code=wrote.get(urn) or keeper,
        )
        for urn, found in by_urn.items()
        if Urn.parse(urn).noun in NOUNS
    ]


def _writers(urns: Iterable[str]) -> dict[str, str]:
    """Return urn → agency that entered the row; rows loaded with the release have none."""
    rows = Entry.objects.filter(subject_urn__in=list(urns), act__startswith="catalogue.")
    return dict(rows.order_by("id").values_list("subject_urn", "agency_code"))


def _guides(versions: list[str], on: date) -> list[Touched]:
    return [
        Touched(
            kind="guide",
            urn=str(Urn("catalogue", "holder", f"{row.code}-{row.agency_code}")),
            label=row.name,
            relation=row.code,
            agency_code=row.agency_code,
        )
        for row in (held(on, versions=versions) if versions else [])
    ]


def _registers(statute: str, number: int) -> list[Touched]:
    """List hand-kept register entries whose columns cite the article."""
    citing = {
        register.code: [column.code for column in register.columns if column.form == "citations"]
        for register in kept_registers()
    }
    columns = {code: names for code, names in citing.items() if names}
    items = PublicItem.objects.filter(until__isnull=True, register__in=list(columns)).select_related("agency")
    return [
        Touched(
            kind="register",
            urn=item.urn,
            label=next(iter(item.values.values()), ""),
            relation=f"{statute} §{number}",
            agency_code=item.agency.code,
        )
        for item in items.order_by("pk")
        if any(
            cites(item.values.get(name, "").split("；"), statute, number) for name in columns[item.register]
        )
    ]


def _cases(versions: list[str], relation: str) -> list[Touched]:
    rows = Case.objects.filter(power_uid__in=versions, closed_at__isnull=True, opened_at__lte=clock.now())
    return [open_case(row, relation) for row in rows.order_by("pk")]


def open_case(row: Case, relation: str) -> Touched:
    """Return an open case as a thing that rests on a change."""
    return Touched(kind="case", urn=row.urn, label=row.label, relation=relation, agency_code=row.agency_code)
