"""Document templates, merged from the top level down to the place asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from mingzhi.catalogue.models import Template
from mingzhi.catalogue.queries.lists import concerns
from mingzhi.catalogue.queries.on_day import standing
from mingzhi.catalogue.rules.reading import read_section
from mingzhi.catalogue.rules.templates import Adaptation, Layout, TemplateView, merge
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """One version of a template: whose (a place, or an agency's code), in force from when until when."""

    version: str
    jurisdiction: str
    since: date
    until: date | None


def template(code: str, *, jurisdiction: str, on: date, agency: str = "") -> TemplateView:
    """Return the template as it stands for an agency of a place on a day; raises NotKnown. One query."""
    chain = wider_regions(jurisdiction)
    found = _of_code(code, chain, on, agency)
    if not found:
        raise NotKnown(
            "catalogue.template",
            _("没有文书格式“%(code)s”。"),
            way_out=_("请管理员载入随附数据。"),
            params={"code": code},
        )
    return _made_of(tuple(found), chain)


@prepared
def _of_code(code: str, chain: Sequence[str], on: date, agency: str) -> "QuerySet[Template, UUID]":
    rows = Template.objects.filter(standing(on), concerns(agency), code=code, jurisdiction__in=chain)
    return rows.order_by("pk").values_list("uid", flat=True)


@lru_cache(maxsize=256)
def _made_of(uids: tuple[UUID, ...], chain: tuple[str, ...]) -> TemplateView:
    """Return what these rows make together; kept, because only the last day of a row ever changes."""
    return _merged(Template.objects.filter(uid__in=uids), chain)


def templates(*, jurisdiction: str, on: date, agency: str = "") -> tuple[TemplateView, ...]:
    """Return every template of an agency of a place, by code. One query."""
    chain = wider_regions(jurisdiction)
    by_code: dict[str, list[Template]] = {}
    rows = Template.objects.filter(standing(on), concerns(agency), jurisdiction__in=chain)
    for row in rows.order_by("code"):
        by_code.setdefault(row.code, []).append(row)
    return tuple(_merged(rows, chain) for rows in by_code.values())


def _merged(rows: Iterable[Template], chain: Sequence[str]) -> TemplateView:
    ordered = sorted(rows, key=lambda row: (-chain.index(row.jurisdiction), row.agency_code is not None))
    whole = [index for index, row in enumerate(ordered) if not row.adapts]
    start = whole[-1] if whole else 0
    view = _whole(ordered[start])
    for row in ordered[start + 1 :]:
        view = merge(view, adaptation(row), uid=str(row.uid))
    return view


def _whole(row: Template) -> TemplateView:
    return TemplateView(
        uid=str(row.uid),
        code=row.code,
        version=row.version,
        title=row.title,
        title_en=row.title_en,
        layout=Layout(row.layout),
        sections=tuple(read_section(raw, jurisdiction=whose(row)) for raw in row.content.get("sections", ())),
        guide=row.guide,
        citation=row.citation,
        jurisdiction=whose(row),
        numbered=row.numbered,
        part=row.part,
        confirmed=row.confirmed,
    )


def own_adaptation(code: str, *, jurisdiction: str, on: date, agency: str | None = None) -> Adaptation:
    """Return what a place, or one agency, itself makes of a template on a day; nothing: version 0."""
    here = Template.objects.filter(standing(on), code=code, jurisdiction=jurisdiction, adapts=True)
    row = here.filter(agency_code=agency).first()
    return adaptation(row) if row else Adaptation(jurisdiction=agency or jurisdiction, version="0")


def template_history(code: str, *, jurisdiction: str, agency: str = "") -> tuple[TemplateVersion, ...]:
    """Return every version the levels of a place and an agency ever had, newest first. One query."""
    rows = Template.objects.filter(concerns(agency), code=code, jurisdiction__in=wider_regions(jurisdiction))
    return tuple(
        TemplateVersion(row.version, whose(row), row.valid_from, row.valid_until)
        for row in rows.order_by("-valid_from", "-pk")
        if row.valid_until is None or row.valid_until > row.valid_from
    )


def whose(row: Template) -> str:
    """Return whose a version is: an agency's code, else the place."""
    return row.agency_code or row.jurisdiction


def adaptation(row: Template) -> Adaptation:
    """Return what a lower level's row changes."""
    content = row.content
    return Adaptation(
        jurisdiction=whose(row),
        version=row.version,
        replaced=tuple(read_section(raw, jurisdiction=whose(row)) for raw in content.get("replaced", ())),
        added=tuple(
            (after, read_section(raw, jurisdiction=whose(row))) for after, raw in content.get("added", ())
        ),
        dropped=tuple(content.get("dropped", ())),
        guide=row.guide,
    )
