"""What rests on a body: powers, register entries, delegations, certificates, other bodies, open cases."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from mingzhi.cases.models import Case
from mingzhi.catalogue.queries import held
from mingzhi.identity.models import Agency, AgencyVersion, Certificate, Delegation, PublicItem
from mingzhi.identity.queries import agency_on
from mingzhi.kernel.urn import Urn
from mingzhi.supervision.queries.reliances import open_case
from mingzhi.supervision.rules.adjustment import MERGE, MOVE, RENAME, Touched


def of_body(
    code: str, *, how: str, on: date, owner: str, codes: Iterable[str] | None = None
) -> list[Touched]:
    """List what rests on a body that is renamed, merged away, or gives powers (``codes``) away.

    ``owner`` answers: the body itself when it is renamed, else whoever takes over. Six queries at most.
    """
    name = agency_on(code, on).name
    touched: list[Touched] = []
    if how != RENAME:
        touched += _guides(code, on, owner, codes)
    if how != MOVE:
        touched += [*_items(code, name, how, owner), *_others(code, name, how, owner)]
        touched += _certificates(code, on, owner)
    touched += _delegations(code, on, owner)
    return [*touched, *_cases(code, codes)]


def _guides(code: str, on: date, owner: str, codes: Iterable[str] | None) -> list[Touched]:
    return [
        Touched(
            kind="guide",
            urn=str(Urn("catalogue", "holder", f"{row.code}-{code}")),
            label=row.name,
            relation=row.code,
            agency_code=owner,
        )
        for row in held(on, agency_code=code, codes=codes or ())
    ]


def _items(code: str, name: str, how: str, owner: str) -> list[Touched]:
    """List its register entries; on a renaming only those whose words bear the old name."""
    rows = PublicItem.objects.filter(agency__code=code, until__isnull=True).order_by("pk")
    return [
        Touched(
            kind="register",
            urn=row.urn,
            label=next(iter(row.values.values()), ""),
            relation=name,
            agency_code=owner,
        )
        for row in rows
        if row.register != "announcements" and (how == MERGE or name in "".join(row.values.values()))
    ]


def _others(code: str, name: str, how: str, owner: str) -> list[Touched]:
    """List the current particulars of bodies that name this one, or stand under it when it goes."""
    naming = Q(reconsideration_body=name) | Q(review_unit__startswith=name)
    rows = AgencyVersion.objects.filter(naming | Q(superior__code=code), until__isnull=True)
    return [
        Touched(
            kind="body",
            urn=row.agency.urn,
            label=row.name,
            relation="、".join(filter(None, (row.reconsideration_body, row.review_unit)))[:200],
            agency_code=owner if row.agency.code == code else row.agency.code,
        )
        for row in rows.select_related("agency").order_by("agency__code")
        if (how == RENAME and name in (row.reconsideration_body + row.review_unit))
        or (how == MERGE and row.agency.code != code)
    ]


def _certificates(code: str, on: date, owner: str) -> list[Touched]:
    rows = Certificate.objects.filter(agency__code=code, since__lte=on, until__gt=on)
    return [
        Touched(
            kind="certificate",
            urn=str(Urn("identity", "certificate", str(row.uid))),
            label=row.number,
            relation=row.person.name,
            agency_code=owner,
        )
        for row in rows.select_related("person").order_by("number")
    ]


def _delegations(code: str, on: date, owner: str) -> list[Touched]:
    either = Q(agency__code=code) | Q(delegate__code=code)
    rows = Delegation.objects.filter(either, until__gt=on, ended_on__isnull=True).order_by("pk")
    return [
        Touched(
            kind="delegation",
            urn=row.urn,
            label=row.delegate_name,
            relation=row.matters[:200],
            agency_code=owner,
        )
        for row in rows
    ]


def _cases(code: str, codes: Iterable[str] | None) -> list[Touched]:
    rows = Case.objects.filter(agency_code=code, closed_at__isnull=True)
    if codes is not None:
        rows = rows.filter(power_code__in=list(codes))
    return [open_case(row, row.power_name[:200]) for row in rows.order_by("pk")]


def open_cases_of(agency: Agency) -> int:
    """Count the open cases of a body; one query."""
    return Case.objects.filter(agency_code=agency.code, closed_at__isnull=True).count()
