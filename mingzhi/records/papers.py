"""Make a paper ready to be filed: seal its content, draw it with its code, store the bytes.

All of it outside the transaction; the act :func:`mingzhi.records.acts.add_document` then files it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from django.conf import settings

from mingzhi.catalogue.rules.templates import TemplateView, missing
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.render import AgencyFacts, facts_of, pages_of, render, unprintable
from mingzhi.records.rules.papers import Sealed, address, paper
from mingzhi.records.storing import Stored, store_bytes


class PaperAgency(AgencyFacts, Protocol):
    """The agency a paper is made for."""

    @property
    def code(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A drawn and stored paper; file it with ``add_document(stored=paper.stored, …)``."""

    template: TemplateView
    sealed: Sealed
    stored: Stored
    on: date
    number: str
    url: str
    pdf: bytes


def make_paper(
    template: TemplateView,
    data: Mapping[str, Any],
    *,
    agency: PaperAgency,
    on: date,
    number: str = "",
    title: str = "",
    complete: bool = True,
) -> Paper:
    """Draw one paper with its verification code and store it.

    ``complete`` refuses (Invalid) when a required field of the template is empty; drafts turn it off.
    """
    if complete:
        _require(template, dict(data) | facts_of(agency, number=number, on=on))
    try:
        sealed = paper(
            template=template.code,
            version=template.version,
            title=title or template.title,
            number=number,
            agency_code=agency.code,
            agency_name=agency.name,
            on=on,
            fields=data,
        )
    except (TypeError, ValueError) as error:
        raise unprintable(str(error)) from error
    url = address(settings.PUBLIC_URL, sealed.code)
    pdf = render(template, data, agency=agency, number=number, verify_url=url, on=on)
    stored = replace(store_bytes(pdf, f"{template.code}.pdf", pages=pages_of(pdf)), sealed=sealed)
    return Paper(template=template, sealed=sealed, stored=stored, on=on, number=number, url=url, pdf=pdf)


def _require(template: TemplateView, data: Mapping[str, Any]) -> None:
    lacking = missing(template, data)
    if lacking:
        raise Invalid(
            "records.incomplete",
            _("《%(title)s》还缺少：%(fields)s。"),
            citation=cite(template.citation) if template.citation else None,
            way_out=_("请补充上述内容后再制作文书。"),
            params={"title": template.title, "fields": "、".join(ref.label for ref in lacking)},
            field=lacking[0].code,
        )
