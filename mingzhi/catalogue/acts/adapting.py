"""Adapt a document template to a place; what the level above holds mandatory stays."""

from collections.abc import Sequence
from datetime import date

from mingzhi.catalogue.acts.levels import write
from mingzhi.catalogue.models import Template
from mingzhi.catalogue.policy import may_set_format
from mingzhi.catalogue.queries import template
from mingzhi.catalogue.rules.reading import write_section
from mingzhi.catalogue.rules.templates import Adaptation, SectionView, check_adaptation
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act


@act(
    "catalogue.adapt_template",
    title=_("调整文书格式"),
    may=may_set_format,
    serves=("2.2.1a", "2.2.1b"),
    basis=("浙政办发〔2019〕20号 二(二)1",),
)
def adapt_template(
    *,
    actor: Actor,
    code: str,
    jurisdiction: str,
    version: str,
    since: date,
    replaced: Sequence[SectionView] = (),
    added: Sequence[tuple[str, SectionView]] = (),
    dropped: Sequence[str] = (),
    guide: str = "",
    agency_code: str | None = None,
) -> Template:
    """Let a version of a place, or of one agency, stand from a day; mandatory sections cannot be dropped."""
    if not jurisdiction:
        raise Invalid("catalogue.template.place", _("调整文书格式须写明适用的地区。"), field="jurisdiction")
    above = template(
        code, jurisdiction=jurisdiction if agency_code else wider_regions(jurisdiction)[1], on=since
    )
    change = Adaptation(
        jurisdiction=jurisdiction,
        version=version,
        replaced=tuple(replaced),
        added=tuple(added),
        dropped=tuple(dropped),
        guide=guide,
    )
    check_adaptation(above, change)
    content = {
        "version": version,
        "adapts": True,
        "title": above.title,
        "title_en": above.title_en,
        "layout": above.layout.value,
        "part": above.part,
        "numbered": above.numbered,
        "guide": guide,
        "citation": above.citation,
        "content": {
            "replaced": [write_section(section) for section in change.replaced],
            "added": [[after, write_section(section)] for after, section in change.added],
            "dropped": list(change.dropped),
        },
    }
    whose = {"code": code, "jurisdiction": jurisdiction, "agency_code": agency_code}
    row: Template = write(Template, whose, content, since)
    return row
