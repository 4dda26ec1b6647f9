"""Draw the public paper of a decision again from the served one's own fields, without signatures."""

from dataclasses import replace
from typing import Any, Protocol

from mingzhi.cases.models import Case
from mingzhi.catalogue.queries import template
from mingzhi.catalogue.rules.templates import TemplateView
from mingzhi.identity.rules.views import AgencyView
from mingzhi.records.render import render


class Numbered(Protocol):
    """A decision with its number and day, whatever kind it is of."""

    case: Case
    number: str
    decided_on: Any


def public_template(code: str, decision: Numbered) -> TemplateView:
    """Return the format without what only the paper needs: signatures and lines for signing."""
    case, on = decision.case, decision.decided_on
    view = template(code, jurisdiction=case.region_code, on=on, agency=case.agency_code)
    return replace(view, sections=tuple(part for part in view.sections if part.kind.value != "signature"))


def drawn(decision: Numbered, view: TemplateView, fields: Any, agency: AgencyView) -> bytes:
    """Return the PDF of the public text."""
    return render(view, fields, agency=agency, number=decision.number, on=decision.decided_on)
