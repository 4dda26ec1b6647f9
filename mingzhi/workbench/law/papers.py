"""The format of a paper as an agency of a city or county adapts it (浙政办发〔2019〕20号 二(二)1).

Every form changes one section of what the own level made so far; mandatory sections stay, the act sees to it.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.catalogue.acts import adapt_template
from mingzhi.catalogue.models import Template
from mingzhi.catalogue.queries import own_adaptation, template_history
from mingzhi.catalogue.rules.templates import Adaptation, SectionKind, SectionView, TemplateView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.workbench.doing import Doing
from mingzhi.workbench.law.powers import SINCE
from mingzhi.workbench.law.standing import own_list

BASIS = "浙政办发〔2019〕20号 二(二)1"
WRITTEN = frozenset({SectionKind.PARAGRAPH, SectionKind.REMEDIES})
"""Sections that are running text, which a level may word anew."""
OWN = "local_"


def _own(actor: Actor, view: TemplateView, data: dict[str, Any]) -> Adaptation:
    """Return what the agency, or the own level, makes of the format on the day from which it changes."""
    since = date.fromisoformat(data["since"])
    return own_adaptation(view.code, jurisdiction=actor.region_code, on=since, agency=own_list(actor))


def _next_version(actor: Actor, code: str) -> str:
    agency = own_list(actor)
    past = template_history(code, jurisdiction=actor.region_code, agency=agency or "")
    whose = agency or actor.region_code
    numbers = [int(one.version) for one in past if one.jurisdiction == whose and one.version.isdigit()]
    return str(max(numbers, default=0) + 1)


def _set(actor: Actor, view: TemplateView, change: Adaptation, since: str) -> Template:
    return adapt_template(
        actor=actor,
        code=view.code,
        jurisdiction=actor.region_code,
        agency_code=own_list(actor),
        version=_next_version(actor, view.code),
        since=date.fromisoformat(since),
        replaced=change.replaced,
        added=change.added,
        dropped=change.dropped,
        guide=change.guide,
    )


def _guide(actor: Actor, view: TemplateView, data: dict[str, Any]) -> Template:
    return _set(actor, view, replace(_own(actor, view, data), guide=data["guide"]), data["since"])


def _add(actor: Actor, view: TemplateView, data: dict[str, Any]) -> Template:
    own = _own(actor, view, data)
    taken = {section.key for section in view.sections}
    key = next(name for n in range(1, 100) if (name := f"{OWN}{n}") not in taken)
    new = SectionView(key=key, kind=SectionKind.PARAGRAPH, title=data.get("title", ""), text=data["text"])
    return _set(actor, view, replace(own, added=(*own.added, (data["after"], new))), data["since"])


def _reword(actor: Actor, view: TemplateView, data: dict[str, Any]) -> Template:
    own, old = _own(actor, view, data), _section(view, data["section"])
    new = replace(old, title=data.get("title", ""), text=data["text"])
    if any(old.key == section.key for _after, section in own.added):
        added = tuple((after, new if section.key == old.key else section) for after, section in own.added)
        return _set(actor, view, replace(own, added=added), data["since"])
    others = tuple(section for section in own.replaced if section.key != old.key)
    return _set(actor, view, replace(own, replaced=(*others, new)), data["since"])


def _drop(actor: Actor, view: TemplateView, data: dict[str, Any]) -> Template:
    own, key = _own(actor, view, data), _section(view, data["section"]).key
    if any(key == section.key for _after, section in own.added):
        return _set(actor, view, _without(own, key), data["since"])
    return _set(actor, view, replace(_without(own, key), dropped=(*own.dropped, key)), data["since"])


def _restore(actor: Actor, view: TemplateView, data: dict[str, Any]) -> Template:
    return _set(actor, view, _without(_own(actor, view, data), data["section"]), data["since"])


def _without(own: Adaptation, key: str) -> Adaptation:
    return replace(
        own,
        replaced=tuple(section for section in own.replaced if section.key != key),
        added=tuple((after, section) for after, section in own.added if section.key != key),
        dropped=tuple(name for name in own.dropped if name != key),
    )


def _section(view: TemplateView, key: str) -> SectionView:
    found = next((section for section in view.sections if section.key == key), None)
    if found is None:
        raise NotKnown("catalogue.section", _("没有找到这一节。"))
    return found


SECTION = Field(code="section", label=_("哪一节"))
TITLE = Field(code="title", label=_("小标题"), required=False)
TEXT = Field(
    code="text",
    label=_("文字"),
    kind=FieldKind.LONG,
    guide=_("可以用花括号引用案件的内容，例如 {party_name}；上级文本已有的引用不得少。"),
)
SAID = _("已调整；自该日起制作的文书用新的格式，此前的文书不变。")
REWORD = Doing(
    code="reword",
    title=_("改写一节"),
    run=_reword,
    said=SAID,
    basis=BASIS,
    fields=(SECTION, TITLE, TEXT, SINCE),
)
ADD = Doing(
    code="add",
    title=_("增加一节"),
    run=_add,
    said=SAID,
    basis=BASIS,
    fields=(Field(code="after", label=_("放在哪一节之后")), TITLE, TEXT, SINCE),
)
DROP = Doing(
    code="drop",
    title=_("删去一节"),
    run=_drop,
    said=SAID,
    basis=BASIS,
    fields=(SECTION, SINCE),
    grave=True,
)
RESTORE = Doing(
    code="restore", title=_("恢复上级文本"), run=_restore, said=SAID, basis=BASIS, fields=(SECTION, SINCE)
)
GUIDE = Doing(
    code="guide",
    title=_("调整制作指引"),
    run=_guide,
    said=SAID,
    basis=BASIS,
    fields=(Field(code="guide", label=_("制作指引"), kind=FieldKind.LONG), SINCE),
)
DOINGS = {doing.code: doing for doing in (REWORD, ADD, DROP, RESTORE, GUIDE)}


def sections_for(view: TemplateView, own: Adaptation, above: TemplateView) -> dict[str, dict[str, Any]]:
    """Return per form what its fields may choose from, as options of the form."""
    titles = {section.key: section.title or section.text[:20] or section.key for section in above.sections}
    titles |= {section.key: section.title or section.text[:20] or section.key for section in view.sections}
    changed = [*own.dropped, *(s.key for s in own.replaced), *(s.key for _after, s in own.added)]

    def options(keys: Any) -> tuple[tuple[str, str], ...]:
        return tuple((key, titles.get(key, key)) for key in keys)

    return {
        "reword": {"section": options(s.key for s in view.sections if s.kind in WRITTEN)},
        "add": {"after": options(s.key for s in view.sections)},
        "drop": {"section": options(s.key for s in view.sections if not s.mandatory)},
        "restore": {"section": options(changed)},
        "guide": {},
    }
