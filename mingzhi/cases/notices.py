"""What of a decision becomes public: the source of its duties, and the redacted notice.

The owner prepares the notice (浙政办发〔2019〕20号 二(一)3): the served document's own fields are
redacted one by one, the paper is drawn again from them, so that text, table and PDF cannot disagree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from mingzhi.cases.models import Decision, Party
from mingzhi.cases.queries.public_text import must_keep_to_the_paper
from mingzhi.cases.rules.core import NO_PENALTY, ContentCore, read_core
from mingzhi.cases.rules.severity import KINDS as PENALTY_KINDS
from mingzhi.catalogue.queries import template
from mingzhi.catalogue.rules.templates import TemplateView
from mingzhi.disclosure.rules.kinds import notice_kind_of
from mingzhi.disclosure.rules.source import DecisionSource, NoticeDraft, PeriodFacts
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.queries import document
from mingzhi.records.render import facts_of, render
from mingzhi.records.rules.sheet import blocks
from mingzhi.records.rules.wording import day as day_in_words
from mingzhi.redaction import Known, Mark, Profile, find_leaks, profile_for, redact

PARTY_KINDS = {
    "person": _("自然人"),
    "individual_business": _("个体工商户"),
    "organisation": _("法人及非法人组织"),
}
OUTCOMES = {
    "minor": _("违法行为轻微并及时改正，不予行政处罚"),
    "first": _("初次违法且危害后果轻微并及时改正，不予行政处罚"),
    "no_fault": _("没有主观过错，不予行政处罚"),
    "excused": _("依法不予行政处罚"),
    "not_established": _("违法事实不能成立，不予行政处罚"),
    "grant": _("准予行政许可"),
    "refuse": _("不予行政许可"),
    "revoke": _("撤销行政许可"),
}
_HIDDEN_FIELDS = frozenset({"party_phone", "party_operator"})
_MINOR_AGE = 18


def source_of(decision: Decision) -> DecisionSource:
    """Return the decision as far as its duties to publish depend on it."""
    case = decision.case
    party = Party.objects.get(case=case, until__isnull=True)
    core = read_core(decision.core.core)
    return DecisionSource(
        urn=decision.urn,
        label=f"{decision.number or case.number} {case.cause}",
        act_kind=case.kind,
        procedure=case.procedure,
        agency_code=case.agency_code,
        agency_name=case.agency_name,
        region_code=case.region_code,
        region_name=case.region_name,
        level=case.agency_level,
        department=agency_on(case.agency_code, decision.decided_on).field,
        number=decision.number,
        decided_on=decision.decided_on,
        subject_urn=case.urn,
        subject_label=case.label,
        party_is_minor=_is_minor(party, decision),
        party_is_person=party.kind == "person",
        penalty_kinds=_penalty_titles(core),
    )


def _is_minor(party: Party, decision: Decision) -> bool:
    if party.birth_date is None:
        return False
    born, day = party.birth_date, decision.decided_on
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) < _MINOR_AGE


def _penalty_titles(core: ContentCore) -> tuple[str, ...]:
    return tuple(dict.fromkeys(PENALTY_KINDS[item.kind].title for item in core.penalties))


def draft_of(
    decision: Decision, viewer: Actor, *, corrections: Mapping[str, str] | None = None
) -> NoticeDraft:
    """Return the finished, redacted notice of a decision, ready for the second person's check.

    ``corrections`` replaces wrong text of the notice (wrong → right) where the notice departed from
    the served paper. Raises NotNow while a correction of the decision is approved but not served, and
    when the leak test still finds something.
    """
    _must_be_served(decision, corrections or {})
    paper = document(decision.document_uid, viewer, auxiliary=True)
    case, core = decision.case, read_core(decision.core.core)
    party = Party.objects.get(case=case, until__isnull=True)
    agency = agency_on(case.agency_code, decision.decided_on)
    known, profile = known_of(party, decision, agency), profile_for(case.region_code)
    marks: list[Mark] = []
    fields = _redacted(dict(paper.fields), known, profile, marks)
    view = _public_template(
        template(paper.template_code, jurisdiction=case.region_code, on=decision.decided_on)
    )
    text = plain_text(view, {**fields, **facts_of(agency, number=decision.number, on=decision.decided_on)})
    _refuse_leaks(text, known, profile)
    rows = _table(decision, core, party, known=known, profile=profile, marks=marks)
    return NoticeDraft(
        kind=notice_kind_of(case.kind),
        title=f"{party.name}{case.cause if case.kind == '行政处罚' else case.power_name}",
        number=decision.number,
        agency_code=case.agency_code,
        agency_name=case.agency_name,
        region_code=case.region_code,
        region_name=case.region_name,
        level=case.agency_level,
        party_name=party.name,
        party_kind=PARTY_KINDS[party.kind],
        party_code=party.code if party.kind != "person" else "",
        decided_on=decision.decided_on,
        fields=_corrected_rows(rows, corrections or {}),
        text=_corrected(text, corrections or {}),
        marks=[mark.as_json() for mark in marks],
        names_checked=list(known.names_checked),
        pdf=render(
            view,
            _deep(fields, corrections or {}),
            agency=agency,
            number=decision.number,
            on=decision.decided_on,
        ),
        facts=_period_facts(case.procedure, core, agency),
    )


def _period_facts(procedure: str, core: ContentCore, agency: AgencyView) -> PeriodFacts:
    return PeriodFacts(
        department=agency.field,
        summary_procedure=procedure == "summary",
        penalty_kinds=_penalty_titles(core),
        minor_and_corrected=core.outcome in ("minor", "first"),
    )


def _must_be_served(decision: Decision, corrections: Mapping[str, str]) -> None:
    must_keep_to_the_paper(decision, corrections)
    if decision.correction_pending:
        raise NotNow(
            "cases.correction_unserved",
            _("决定书的更正尚未送达，公示文本须与送达文书一致。"),
            citation=cite("浙政办发〔2019〕20号 二(一)3"),
            way_out=_("请先送达更正通知书。"),
        )


def known_of(party: Party, decision: Decision, agency: AgencyView) -> Known:
    """Return what the file knows of people, for redaction and leak test."""
    person = party.kind == "person"
    return Known(
        party_name=party.name,
        party_is_person=person,
        other_names=(party.operator,) if party.operator and party.operator != party.name else (),
        identifiers=tuple(filter(None, (party.id_number, party.phone))),
        addresses=(party.address,) if person and party.address else (),
        public_names=(decision.decided_by_label,),
        public_texts=tuple(
            filter(None, (agency.phone, agency.payment, agency.address, "" if person else party.address))
        ),
    )


def _redacted(fields: dict[str, Any], known: Known, profile: Profile, marks: list[Mark]) -> dict[str, Any]:
    return {
        code: _hide(value, known, profile, marks)
        for code, value in fields.items()
        if code not in _HIDDEN_FIELDS
    }


def _hide(value: Any, known: Known, profile: Profile, marks: list[Mark]) -> Any:
    if isinstance(value, str):
        hidden = redact(value, known=known, profile=profile)
        marks.extend(hidden.marks)
        return hidden.text
    if isinstance(value, Mapping):
        return {name: _hide(part, known, profile, marks) for name, part in value.items()}
    if isinstance(value, Sequence):
        return [_hide(part, known, profile, marks) for part in value]
    return value


def _public_template(view: TemplateView) -> TemplateView:
    """Drop what only the paper needs: signatures of people and lines for their signing."""
    return replace(view, sections=tuple(part for part in view.sections if part.kind.value != "signature"))


def plain_text(view: TemplateView, data: Mapping[str, Any]) -> str:
    """Write a filled template as plain text, section by section."""
    lines = [view.title, str(data.get("number", ""))]
    for block in blocks(view, data):
        if block["title"]:
            lines.append(f"【{block['title']}】")
        lines += [part["text"] for part in block.get("paragraphs", ())]
        lines += [f"{cell['label']}：{cell['value']}" for cell in block.get("cells", ()) if cell["value"]]
        lines += ["　".join(row) for row in block.get("rows", ()) if isinstance(row, list)]
    lines += [str(data.get("agency_name", "")), _in_words(str(data.get("on", "")))]
    return "\n".join(line for line in lines if line.strip())


def _in_words(day: str) -> str:
    return day_in_words(date.fromisoformat(day)) if day else ""


def _refuse_leaks(text: str, known: Known, profile: Profile) -> None:
    leaks = find_leaks(text, known=known, profile=profile)
    if leaks:
        raise NotNow(
            "cases.notice_leaks",
            _("脱敏后的文本仍有%(count)s处可能泄露个人信息，不能公示。"),
            citation=cite("政府信息公开条例 §15"),
            way_out=_("请核对当事人信息后重新制作公示文本。"),
            params={"count": len(leaks)},
        )


def _table(
    decision: Decision, core: ContentCore, party: Party, *, known: Known, profile: Profile, marks: list[Mark]
) -> list[tuple[str, str]]:
    case = decision.case
    rows = [
        (_("执法机关"), case.agency_name),
        (_("执法对象"), party.name),
        (_("执法类别"), case.kind),
        (_("决定文书号"), decision.number),
        (_("案由"), case.cause),
        (_("决定日期"), decision.decided_on.isoformat()),
        (_("执法结论"), conclusion_of(core)),
    ]
    if case.kind == "行政处罚":
        rows += [
            (_("违法事实"), core.facts),
            (_("违反的规定"), _law(core.breached)),
            (_("处罚依据"), _law(core.basis)),
            (_("处罚内容"), conclusion_of(core)),
        ]
    elif case.kind == "行政许可":
        rows.append((_("许可内容"), core.grant.get("scope") or core.grant.get("content") or case.power_name))
    return [(label, str(_hide(value, known, profile, marks))) for label, value in rows if value]


def conclusion_of(core: ContentCore) -> str:
    """Say in words what was decided."""
    if core.outcome in OUTCOMES or core.outcome in NO_PENALTY:
        return OUTCOMES[core.outcome]
    parts = []
    for item in core.penalties:
        title = PENALTY_KINDS[item.kind].title
        amount = _yuan(item.amount) if item.amount else ""
        parts.append(f"{title}{amount}{item.text}")
    return "；".join(parts)


def _yuan(cents: int) -> str:
    return f"{cents // 100}元" if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02d}元"


def _law(citations: Sequence[str]) -> str:
    return "；".join(str(cite(compact)) for compact in citations)


def _corrected(text: str, corrections: Mapping[str, str]) -> str:
    for wrong, right in corrections.items():
        text = text.replace(wrong, right)
    return text


def _corrected_rows(rows: list[tuple[str, str]], corrections: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(label, _corrected(value, corrections)) for label, value in rows]


def _deep(value: Any, corrections: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _corrected(value, corrections)
    if isinstance(value, Mapping):
        return {name: _deep(part, corrections) for name, part in value.items()}
    if isinstance(value, list):
        return [_deep(part, corrections) for part in value]
    return value


def decision_for(urn: str) -> Decision:
    """Return the decision behind a source urn, for the faces that prepare notices."""
    uid = urn.rpartition(":")[2]
    decision = Decision.objects.select_related("case", "core").filter(uid=uid).first()
    if decision is None:
        raise NotNow("cases.no_decision", _("没有找到该决定。"))
    return decision
