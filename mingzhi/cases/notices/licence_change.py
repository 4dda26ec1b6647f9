"""The notice of a decision on a licence after its grant (行政许可法 §40, §49, §50-2, §70).

Its table names the grant it belongs to and says what holds now; its text is the served paper, redacted.
Where the law renews a licence by itself (§50-2) there is no paper, and the lines of the table are the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.cases.models import Case, LicenceChange, Party, Step
from mingzhi.cases.notices.coercion import Rows, written
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
from mingzhi.cases.notices.wording import law
from mingzhi.cases.queries.entrusting import delegate_of
from mingzhi.cases.queries.procedures import shown_by
from mingzhi.cases.queries.public_text import must_keep_to_the_paper
from mingzhi.cases.rules.core import read_core
from mingzhi.cases.rules.licence_changes import CANCELLED, RENEWED
from mingzhi.disclosure.queries.said import said_on
from mingzhi.disclosure.rules.kinds import notice_kind_of
from mingzhi.disclosure.rules.licences import GRANT_NAMED
from mingzhi.disclosure.rules.source import NoticeDraft, PeriodFacts
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.queries import document
from mingzhi.records.render import facts_of
from mingzhi.records.rules.wording import day as day_in_words
from mingzhi.redaction import Known, Mark, Profile, profile_for


@dataclass(slots=True)
class _Hiding:
    """What the redactor works with, and the marks it leaves."""

    known: Known
    profile: Profile
    marks: list[Mark]


def licence_change_draft(
    change: LicenceChange,
    viewer: Actor,
    *,
    corrections: Mapping[str, str] | None = None,
    said: Mapping[str, str] | None = None,
) -> NoticeDraft:
    """Return the finished, redacted notice of a decision on a licence after its grant.

    ``corrections`` and ``said`` as for the notice of every decision. Raises NotNow when a public text would
    say anything but the paper, and when the leak test finds something.
    """
    changes = corrections or {}
    must_keep_to_the_paper(change, changes)
    case, party = change.case, Party.objects.get(case=change.case, until__isnull=True)
    agency = agency_on(case.agency_code, change.decided_on)
    said = said_on(change.urn, viewer) if said is None else said
    names = (change.step.actor_label, delegate_of(case))
    known = known_of(case, party, agency, public_names=names, said=said)
    hiding = _Hiding(known, profile_for(case.region_code, case.kind), [])
    table = [
        (label, str(hide(value, known, hiding.profile, hiding.marks)))
        for label, value in _table(change, party)
    ]
    rows = corrected_rows(table, changes)
    text, pdf = (
        _paper(change, viewer, agency, hiding, changes) if change.document_uid else (written(rows), b"")
    )
    title = corrected(f"{party.name}{_about(change)}", changes)
    words = (title, text, *(value for _label, value in rows))
    refuse_leaks((*words, *((words_of(pdf),) if pdf else ())), known, hiding.profile)
    return NoticeDraft(
        kind=notice_kind_of(case.kind),
        title=title,
        number=change.number,
        **about(case, party),
        decided_on=change.decided_on,
        fields=rows,
        text=text,
        marks=[mark.as_json() for mark in hiding.marks],
        names_checked=list(known.names_checked),
        doubts=doubts_in(words, known, hiding.profile, said),
        pdf=pdf,
        facts=PeriodFacts(department=agency.field),
    )


def lines_in_full(change: LicenceChange) -> str:
    """Write the lines of the notice before anything is hidden, for a decision that has no paper."""
    return written(_table(change, Party.objects.get(case=change.case, until__isnull=True)))


def _paper(
    change: LicenceChange, viewer: Actor, agency: AgencyView, hiding: _Hiding, changes: Mapping[str, str]
) -> tuple[str, bytes]:
    """Return the served paper as redacted text and PDF."""
    paper = document(change.document_uid, viewer, auxiliary=True)
    fields = redacted(dict(paper.fields), hiding.known, hiding.profile, hiding.marks)
    view = public_template(paper.template_code, change)
    told = {**fields, **facts_of(agency, number=change.number, on=change.decided_on)}
    pdf = drawn(change, view, corrected_deep(fields, changes), agency)
    return corrected(plain_text(view, told), changes), pdf


def _about(change: LicenceChange) -> str:
    return f"{change.case.power_name}（{change.title}）"


def _table(change: LicenceChange, party: Party) -> Rows:
    case, data = change.case, change.step.data
    grant = _grant(change)
    rows = [
        (_("执法机关"), case.agency_name),
        (_("受委托办理"), delegate_of(case)),
        (_("执法对象"), party.name),
        (_("执法类别"), f"{case.kind}（{change.title}）"),
        (_("决定文书号"), change.number),
        (_("决定日期"), change.decided_on.isoformat()),
        (_("执法结论"), _conclusion(change)),
        (_("执法依据"), law(change.step.basis)),
        (_("许可内容"), _scope(grant) or case.power_name),
        (_("决定内容和理由"), str(data.get("decision_text") or data.get("note") or "")),
        (GRANT_NAMED, grant.document_number if grant else ""),
        (_("许可编号"), str(grant.data.get("licence_number", "")) if grant else ""),
        (_("有效期至"), str(data.get("valid_until", ""))),
    ]
    return [(label, value) for label, value in rows if value]


def _conclusion(change: LicenceChange) -> str:
    """Say what was decided, until when a renewed licence holds and why one was cancelled."""
    data = change.step.data
    if change.outcome == RENEWED and data.get("valid_until"):
        return f"{change.title}，有效期至{day_in_words(date.fromisoformat(data['valid_until']))}"
    if change.outcome == CANCELLED:
        return f"{change.title}（{_ground(change.case, change.step)}）"
    return change.title


def _ground(case: Case, step: Step) -> str:
    """Return the ground of 行政许可法 §70 as the procedure calls it."""
    declared = shown_by(case.procedure, case.procedure_version).by_step[step.code]
    named = {code: label for item in declared.fields if item.code == "ground" for code, label in item.choices}
    ground = str(step.data.get("ground", ""))
    return named.get(ground, ground)


def _grant(change: LicenceChange) -> Step | None:
    """Return the step that granted the licence."""
    steps = Step.objects.filter(case=change.case, code="grant", id__lt=change.step_id)
    return steps.order_by("id").last()


def _scope(grant: Step | None) -> Any:
    return read_core(grant.data["core"]).grant.get("scope") if grant else ""
