"""The redacted notice of a decision.

The owner prepares the notice (浙政办发〔2019〕20号 二(一)3): the served document's own fields are
redacted one by one, the paper is drawn again from them, so that text, table and PDF cannot disagree.
"""

from collections.abc import Mapping
from typing import Any

from mingzhi.cases.models import Case, Decision, Party
from mingzhi.cases.notices.drawing import drawn, public_template
from mingzhi.cases.notices.people import about, known_of
from mingzhi.cases.notices.redacting import (
    corrected,
    corrected_deep,
    corrected_rows,
    doubts_in,
    hide,
    plain_text,
    redacted,
    refuse_leaks,
    words_of,
)
from mingzhi.cases.notices.sources import penalty_titles
from mingzhi.cases.notices.wording import conclusion_of, law
from mingzhi.cases.queries.entrusting import delegate_of
from mingzhi.cases.queries.public_text import must_keep_to_the_paper, served_corrections
from mingzhi.cases.rules.core import NO_PENALTY, ContentCore, Penalty, read_core
from mingzhi.disclosure.queries.said import said_on
from mingzhi.disclosure.rules.kinds import NOT_PUNISHED, notice_kind_of
from mingzhi.disclosure.rules.licences import GRANT_NAMED
from mingzhi.disclosure.rules.source import NoticeDraft, PeriodFacts
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.queries import document
from mingzhi.records.render import facts_of
from mingzhi.redaction import Known, Mark, Profile, profile_for


def draft_of(
    decision: Decision,
    viewer: Actor,
    *,
    corrections: Mapping[str, str] | None = None,
    said: Mapping[str, str] | None = None,
) -> NoticeDraft:
    """Return the finished, redacted notice of a decision, ready for the second person's check.

    What approved and served corrections say is put right by itself (行政处罚法 §75-2); ``corrections``
    replaces wrong text of the notice (wrong → right) where the notice departed from the served paper;
    ``said`` is what checks said of its words (default: those on record).
    Raises NotNow while a correction of the decision is approved but not served, and when the leak test
    still finds something.
    """
    _must_be_served(decision, corrections or {})
    changes = {**served_corrections(decision), **(corrections or {})}
    paper = document(decision.document_uid, viewer, auxiliary=True)
    case, core = decision.case, read_core(decision.core.core)
    party = Party.objects.get(case=case, until__isnull=True)
    agency = agency_on(case.agency_code, decision.decided_on)
    said = said_on(decision.urn, viewer) if said is None else said
    known = known_of(
        case, party, agency, public_names=(decision.decided_by_label, delegate_of(case)), said=said
    )
    profile = profile_for(case.region_code, case.kind)
    marks: list[Mark] = []
    fields = redacted(dict(paper.fields), known, profile, marks)
    view = public_template(paper.template_code, decision)
    facts = facts_of(agency, number=decision.number, on=decision.decided_on)
    text = corrected(plain_text(view, {**fields, **facts}), changes)
    table = _table(decision, core, party, known=known, profile=profile, marks=marks)
    rows = corrected_rows(table, changes)
    title = corrected(f"{party.name}{hide(_about(case, core), known, profile, marks)}", changes)
    pdf = drawn(decision, view, corrected_deep(fields, changes), agency)
    words = (title, text, *(value for _label, value in rows))
    refuse_leaks((*words, words_of(pdf)), known, profile)
    return NoticeDraft(
        kind=notice_kind_of(case.kind),
        title=title,
        number=decision.number,
        **about(case, party),
        decided_on=decision.decided_on,
        fields=rows,
        text=text,
        marks=[mark.as_json() for mark in marks],
        names_checked=list(known.names_checked),
        doubts=doubts_in(words, known, profile, said),
        pdf=pdf,
        facts=_period_facts(case.procedure, core, agency),
    )


def _about(case: Case, core: ContentCore) -> str:
    """Say what the decision is about; of a licence also how it ended where it was not granted or is gone."""
    if case.kind == "行政处罚":
        return case.cause
    return case.power_name if core.outcome == "grant" else f"{case.power_name}（{conclusion_of(core)}）"


def _period_facts(procedure: str, core: ContentCore, agency: AgencyView) -> PeriodFacts:
    return PeriodFacts(
        department=agency.field,
        summary_procedure=procedure == "summary",
        penalty_kinds=penalty_titles(core),
        minor_and_corrected=core.outcome in ("minor", "first"),
        imposes=core.outcome not in NO_PENALTY,
        restricted_days=max(map(_restricted, core.penalties), default=0),
    )


LIFETIME = 50 * 365
"""Days for which a restriction without end is published."""


def _restricted(penalty: Penalty) -> int:
    """Return how long a restriction lasts; one without end lasts a lifetime."""
    return (penalty.days or LIFETIME) if penalty.kind in ("restrict_business", "restrict_trade") else 0


def _must_be_served(decision: Decision, corrections: Mapping[str, str]) -> None:
    must_keep_to_the_paper(decision, corrections)
    if decision.correction_pending:
        raise NotNow(
            "cases.correction_unserved",
            _("决定书的更正尚未送达，公示文本须与送达文书一致。"),
            citation=cite("浙政办发〔2019〕20号 二(一)3"),
            way_out=_("请先送达更正通知书。"),
        )


def _granted_by(decision: Decision, core: ContentCore) -> str:
    """Return the number of the grant that a revocation or a withdrawal takes back (行政许可法 §8-2, §69)."""
    if core.outcome not in ("revoke", "withdraw"):
        return ""
    granted = Decision.objects.filter(case=decision.case, outcome="grant", id__lt=decision.pk)
    return granted.order_by("-id").values_list("number", flat=True).first() or ""


def _term_of(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return number and term of a licence as granted; a reader sees from when until when it holds."""
    return [
        (_("许可编号"), str(data.get("licence_number") or "")),
        (_("有效期自"), str(data.get("valid_from") or "")),
        (_("有效期至"), str(data.get("valid_until") or "")),
    ]


def _table(
    decision: Decision, core: ContentCore, party: Party, *, known: Known, profile: Profile, marks: list[Mark]
) -> list[tuple[str, str]]:
    case = decision.case
    rows = [
        (_("执法机关"), case.agency_name),
        (_("受委托办理"), delegate_of(case)),
        (_("执法对象"), party.name),
        (_("执法类别"), case.kind),
        (_("决定文书号"), decision.number),
        (_("案由"), case.cause),
        (_("决定日期"), decision.decided_on.isoformat()),
        (_("执法结论"), conclusion_of(core)),
    ]
    if core.outcome in NO_PENALTY:
        found, basis = NOT_PUNISHED
        rows += [(found, core.facts), (_("违反的规定"), law(core.breached)), (basis, law(core.basis))]
    elif case.kind == "行政处罚":
        rows += [
            (_("违法事实"), core.facts),
            (_("违反的规定"), law(core.breached)),
            (_("处罚依据"), law(core.basis)),
            (_("处罚内容"), conclusion_of(core)),
        ]
    else:
        rows.append((_("执法依据"), law(core.basis)))
    if case.kind == "行政许可":
        rows += [
            (_("许可内容"), core.grant.get("scope") or _about(case, core)),
            (GRANT_NAMED, _granted_by(decision, core)),
            *_term_of(decision.step.data),
        ]
    return [(label, str(hide(value, known, profile, marks))) for label, value in rows if value]
