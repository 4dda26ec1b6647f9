"""Making the public text of a decision, and showing it beside the served one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.notices import Published, decision_for, draft_for, in_full, plain_text, public_template
from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.disclosure.acts import prepare_notice
from mingzhi.disclosure.models import Duty, NoticeVersion
from mingzhi.identity.queries import agency_on
from mingzhi.kernel.actor import Actor
from mingzhi.records.queries import DocumentView, document
from mingzhi.records.render import facts_of
from mingzhi.workbench.doing import Doing
from mingzhi.workbench.showing.redacted import SideBySide, side_by_side


def _prepare(actor: Actor, duty: Duty, data: dict[str, Any]) -> NoticeVersion:
    changes = {row["wrong"]: row.get("right", "") for row in data.get("changes", ())}
    draft = draft_for(duty.source_urn, actor, corrections=changes)
    return prepare_notice(actor=actor, source_urn=duty.source_urn, draft=draft)


PREPARE = Doing(
    code="prepare",
    title=_("制作公示文本"),
    run=_prepare,
    said=_("公示文本已制作，请由另一名人员审查。"),
    basis="浙政办发〔2019〕20号 二(一)3",
    fields=(
        Field(
            code="changes",
            label=_("改动的文字"),
            kind=FieldKind.ITEMS,
            required=False,
            columns=(("wrong", _("原文字")), ("right", _("改为"))),
            guide=_("一般不填：公示文本由送达的决定书自动脱敏生成。"),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The served document and one public version, marked where they differ.

    ``document`` is None for what the law decided without a paper. ``summary``: only some lines are public,
    and these are what is compared; ``elsewhere`` are the marks of title and table that stand nowhere in the
    text; ``wanted`` is what the check said of other words than the possible names.
    """

    document: DocumentView | None
    summary: bool
    texts: SideBySide
    elsewhere: tuple[Mapping[str, Any], ...]
    wanted: tuple[tuple[str, str], ...]


def compared(source_urn: str, version: NoticeVersion, viewer: Actor) -> Compared:
    """Return the served decision beside the public version."""
    decision = decision_for(source_urn)
    paper = document(decision.document_uid, viewer, auxiliary=True) if decision.document_uid else None
    asked = [doubt["text"] for doubt in version.doubts or ()]
    lines = in_full(decision)
    original = served_text(decision, paper) if paper and lines is None else lines
    texts = side_by_side(original or "", version.text, marks=version.marks, asked=asked)
    check = getattr(version, "check_row", None)
    said = (check.said or {}) if check else {}
    return Compared(
        document=paper,
        summary=lines is not None,
        texts=texts,
        elsewhere=tuple(_elsewhere(version.marks, texts)),
        wanted=tuple((text, saying) for text, saying in said.items() if text not in asked),
    )


def _elsewhere(marks: Sequence[Mapping[str, Any]], texts: SideBySide) -> Iterator[Mapping[str, Any]]:
    seen = {(one.public, why.reason) for one in texts.differences for why in one.reasons}
    for mark in marks:
        shown = (mark["replacement"], mark["reason"])
        beside = any(shown[0] in public and shown[1] == reason for public, reason in seen)
        if not beside:
            seen.add(shown)
            yield mark


def served_text(decision: Published, paper: DocumentView) -> str:
    """Return the served document as plain text, written as the public text is: nobody signs that one."""
    agency = agency_on(decision.case.agency_code, decision.decided_on)
    view = public_template(paper.template_code, decision)
    known = facts_of(agency, number=decision.number, on=decision.decided_on)
    return plain_text(view, {**paper.fields, **known})
