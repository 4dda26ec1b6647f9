"""Document templates: what a paper consists of, and how a lower level may adapt it.

A template is data: an ordered list of sections. The province writes it, cities and counties adapt it
(浙政办发〔2019〕20号 二(二)1); a section marked mandatory cannot be dropped or emptied below.

The contract with whoever renders: ``data`` is a flat mapping field code → value in canonical JSON
(money whole cents, dates and moments ISO text, rows as lists of objects). Before filling, the renderer
adds ``number``, ``on``, ``agency_name``, ``agency_address``, ``agency_phone``, ``reconsideration_body``,
``court`` and ``payment`` of the agency of that day. A placeholder is ``{code}`` or ``{code|format}``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

PLACEHOLDER = re.compile(r"\{(?P<code>[a-z][a-z0-9_]*)(?:\|(?P<format>[a-z]+))?\}")


class SectionKind(StrEnum):
    """The shapes a section of a paper can have."""

    PARAGRAPH = "paragraph"  # running text with placeholders; blank lines part paragraphs
    FIELDS = "fields"  # a table: label, value
    ITEMS = "items"  # rows of data[source] in the columns ``fields``
    SIGNATURE = "signature"  # one line per field: label, blank or value, date
    REMEDIES = "remedies"  # running text on remedies, set apart
    QA = "qa"  # rows {question, answer} of data[source]
    OPINIONS = "opinions"  # approval boxes: one per field; data[code] = {opinion, name, date} or None


class Layout(StrEnum):
    """The page designs the renderer knows."""

    DECISION = "decision"  # red head, number, body, seal over the date
    NOTICE = "notice"  # as a decision, lighter; with a receipt line at the foot where wanted
    RECORD = "record"  # 笔录: page numbers, signature on every page
    APPROVAL = "approval"  # 审批表
    LIST = "list"  # 清单
    RECEIPT = "receipt"  # 送达回证
    OPINION = "opinion"  # opinions and reports inside the agency
    DISCUSSION = "discussion"  # 集体讨论记录
    COVER = "cover"  # 卷宗封面
    CONTENTS = "contents"  # 卷内目录


EMPTY: tuple[object, ...] = (None, "", [], {}, (), False)
"""What counts as not filled in."""

FORMATS = frozenset(
    {"text", "date", "moment", "money", "capital", "number", "list", "yes", "citation", "penalties"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRef:
    """One datum a section shows: ``code`` in the data, ``label`` for people, ``format`` for display.

    Formats: text; date 2026年4月14日; moment with hour and minute; money in 元; capital in 大写;
    number; list (texts joined by ；); yes 是/否; citation (one compact citation or a list of them →
    full form); penalties (rows {kind, amount, days, text} of the content core → numbered lines).
    """

    code: str
    label: str
    format: str = "text"
    required: bool = True
    wide: bool = False  # takes the whole line of a table


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One section: ``key`` is stable over all levels, ``text`` may hold placeholders.

    ``source`` names the rows of an items or Q&A section. ``when`` names a field (or ``field=a|b``): the
    section is left out when that field is empty (or is neither a nor b), see :func:`shown`.
    ``from_jurisdiction`` tells who wrote this version of it.
    """

    key: str
    kind: SectionKind
    title: str = ""
    text: str = ""
    fields: tuple[FieldRef, ...] = ()
    source: str = ""
    when: str = ""
    mandatory: bool = False
    guide: str = ""
    citation: str = ""
    from_jurisdiction: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Every field code this section needs, its condition included, in order, without doubles."""
        named = [match["code"] for match in PLACEHOLDER.finditer(self.text)]
        rows = [self.source] if self.source else [ref.code for ref in self.fields]
        condition = [self.when.partition("=")[0]] if self.when else []
        return tuple(dict.fromkeys(named + rows + condition))


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateView:
    """One template as it stands on a day in a jurisdiction, sections merged over the levels."""

    uid: str
    code: str
    version: str
    title: str
    layout: Layout
    sections: tuple[SectionView, ...]
    guide: str = ""
    title_en: str = ""
    citation: str = ""
    jurisdiction: str = ""
    numbered: str = ""  # document kind of the number series, e.g. 处罚; empty: not numbered
    part: str = "正卷"  # or 副卷
    confirmed: bool = True
    codes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        named = [code for section in self.sections for code in section.codes]
        object.__setattr__(self, "codes", tuple(dict.fromkeys(named)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """What a lower level makes of the template above: sections replaced, added or dropped.

    An added section follows the one named in ``after`` (empty: at the end).
    """

    jurisdiction: str
    version: str
    replaced: tuple[SectionView, ...] = ()
    added: tuple[tuple[str, SectionView], ...] = ()
    dropped: tuple[str, ...] = ()
    guide: str = ""


def _refuse(sentence: str, *, key: str, title: str) -> Invalid:
    return Invalid(
        "catalogue.template.mandatory",
        sentence,
        way_out=_("请保留上级文本的必备内容；可以补充内容或者调整指引，不得删减。"),
        params={"section": title or key},
        field="sections",
    )


def check_adaptation(above: TemplateView, change: Adaptation) -> None:
    """Refuse an adaptation that drops or empties mandatory content of the level above."""
    known = {section.key: section for section in above.sections}
    for key in change.dropped:
        _check_dropped(known.get(key), key)
    for new in change.replaced:
        _check_replaced(known.get(new.key), new)
    for _after, new in change.added:
        if new.key in known:
            raise _refuse(_("“%(section)s”一节已经存在，应当替换而不是新增。"), key=new.key, title=new.title)


def _check_dropped(old: SectionView | None, key: str) -> None:
    if old is None:
        raise _refuse(_("上级文本没有“%(section)s”一节，无从删去。"), key=key, title="")
    if old.mandatory:
        raise _refuse(_("“%(section)s”是上级文本的必备内容，不得删去。"), key=key, title=old.title)


def _check_replaced(old: SectionView | None, new: SectionView) -> None:
    if old is None:
        raise _refuse(_("上级文本没有“%(section)s”一节，无从替换。"), key=new.key, title=new.title)
    if old.mandatory and not _covers(new, old):
        raise _refuse(_("“%(section)s”是必备内容，替换后缺少上级要求的项目。"), key=old.key, title=old.title)


def _covers(new: SectionView, old: SectionView) -> bool:
    """Tell whether ``new`` still shows everything ``old`` shows, unconditionally where it did."""
    same_condition = not new.when or new.when == old.when
    return new.kind == old.kind and same_condition and set(old.codes) <= set(new.codes)


def merge(above: TemplateView, change: Adaptation, *, uid: str) -> TemplateView:
    """Return the template of the lower level; what was mandatory above stays mandatory.

    The level above may have changed since the adaptation was made (:func:`check_adaptation` checks it
    only then): what no longer fits is passed over, so mandatory content always prevails.
    """
    replaced = {section.key: section for section in change.replaced}
    sections = [
        _under(old, replaced.get(old.key), change.jurisdiction)
        for old in above.sections
        if old.mandatory or old.key not in change.dropped
    ]
    for after, new in change.added:
        if all(section.key != new.key for section in sections):
            sections.insert(_place(sections, after), replace(new, from_jurisdiction=change.jurisdiction))
    return replace(
        above,
        uid=uid,
        version=change.version,
        jurisdiction=change.jurisdiction,
        sections=tuple(sections),
        guide=change.guide or above.guide,
    )


def _under(old: SectionView, new: SectionView | None, jurisdiction: str) -> SectionView:
    if new is None or (old.mandatory and not _covers(new, old)):
        return old
    return replace(
        new,
        mandatory=new.mandatory or old.mandatory,
        citation=new.citation or old.citation,
        from_jurisdiction=jurisdiction,
    )


def _place(sections: Sequence[SectionView], after: str) -> int:
    for index, section in enumerate(sections):
        if section.key == after:
            return index + 1
    return len(sections)


def shown(section: SectionView, data: Mapping[str, object]) -> bool:
    """Tell whether the section appears in a paper with this data."""
    if not section.when:
        return True
    name, equals, values = section.when.partition("=")
    value = data.get(name)
    return value in values.split("|") if equals else value not in EMPTY


def missing(view: TemplateView, data: Mapping[str, object]) -> tuple[FieldRef, ...]:
    """Return the required fields of the template that ``data`` does not fill."""
    return tuple(
        ref
        for section in view.sections
        if section.kind in {SectionKind.FIELDS, SectionKind.PARAGRAPH, SectionKind.REMEDIES}
        and shown(section, data)
        for ref in section.fields
        if ref.required and data.get(ref.code) in EMPTY
    )
