"""What every act shares that sets something for one level: the source is checked, the row is written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mingzhi.catalogue.acts.reliances import note_reliances
from mingzhi.catalogue.acts.timeline import insert
from mingzhi.catalogue.acts.versions import urn_of
from mingzhi.catalogue.models.dated import Dated
from mingzhi.catalogue.queries import citation_problem
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import describe


def above(jurisdiction: str) -> str | None:
    """Return the next wider place; None at the top."""
    chain = wider_regions(jurisdiction)
    return chain[1] if len(chain) > 1 else None


def check_citation(compact: str, since: date) -> None:
    """Refuse a source that does not stand in the law of that day."""
    if problem := citation_problem(compact, since):
        raise Invalid(
            "catalogue.citation",
            _("依据“%(citation)s”核对不上：%(problem)s。"),
            way_out=_("请对照法律文本更正条、款、项。"),
            params={"citation": compact, "problem": problem},
            field="citation",
        )


def write(
    model: type[Dated],
    identity: Mapping[str, Any],
    content: Mapping[str, Any],
    since: date,
    told: Mapping[str, Any] | None = None,
) -> Any:
    """Write a row of a level with what it rests on, describe it in the record, return it.

    ``told`` is said in the record instead of keys that mean nothing outside the database.
    """
    row, written = insert(model, identity, content, since)
    note_reliances(written, today=clock.today())
    describe(
        subject=urn_of(row),
        label=str(row),
        content={**(told or identity), **content, "since": row.valid_from.isoformat()},
    )
    return row
