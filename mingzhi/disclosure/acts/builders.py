"""Rows of this room, built in one place: the acts and the bulk generator write the same ones.

Nothing here touches the database or reads the clock.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.disclosure.acts.deadlines import deadline_of
from mingzhi.disclosure.models import Check, Duty, DutyState, Leaf, Notice, NoticeVersion, Publication
from mingzhi.disclosure.rules import completeness, content, exemptions, periods, terms
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.source import DecisionSource, NoticeDraft, PeriodFacts
from mingzhi.kernel import canonical
from mingzhi.kernel.actor import Actor


def duties(source: DecisionSource, *, calendar: Calendar, moment: datetime) -> list[Duty]:
    """Build the duties of a decision: one per channel and content, each with its derivation.

    The one that is due first on this platform leads: it stands for the decision in the statement.
    """
    rows = [
        _duty(source, rule, calendar=calendar, moment=moment)
        for rule in terms.terms_for(source)
        if exemptions.no_duty(source, rule.channel) is None
    ]
    own = [row for row in rows if row.channel_id == PORTAL]
    if own:
        min(own, key=lambda row: row.due_on).is_lead = True
    return rows


def _duty(source: DecisionSource, rule: terms.TermRule, *, calendar: Calendar, moment: datetime) -> Duty:
    deadline = deadline_of(source.decided_on, rule.length, calendar)
    barred = exemptions.barred(source, rule.channel)
    return Duty(
        source_urn=source.urn,
        source_label=source.label[:200],
        subject_urn=source.subject_urn or source.urn,
        subject_label=(source.subject_label or source.label)[:200],
        number=source.number,
        agency_code=source.agency_code,
        agency_name=source.agency_name,
        region_code=source.region_code,
        region_name=source.region_name,
        level=source.level,
        act_kind=source.act_kind,
        channel_id=rule.channel,
        content=rule.content,
        decided_on=source.decided_on,
        due_on=deadline.due_on,
        provisional=deadline.provisional,
        derivation=deadline.derivation,
        rule=rule.code,
        basis=rule.basis,
        confirmed=rule.confirmed,
        barred_by=barred.code if barred else "",
        created_at=moment,
    )


def state(
    duty: Duty,
    name: str,
    *,
    since: datetime,
    late: bool = False,
    corrected: bool = False,
    proof: str = "",
    due_on: date | None = None,
) -> DutyState:
    """Build one state of a duty; ``due_on`` where a holiday notice moved its day."""
    return DutyState(
        duty=duty,
        state=name,
        since=since,
        late=late,
        corrected=corrected,
        proof=proof[:400],
        agency_code=duty.agency_code,
        agency_name=duty.agency_name,
        due_on=due_on or duty.due_on,
        is_lead=duty.is_lead,
    )


def owed(duty: Duty) -> DutyState:
    """Build the first state of a duty."""
    return state(duty, completeness.OWED, since=duty.created_at)


def following(
    present: DutyState, name: str, *, at: datetime, corrected: bool = False, proof: str = ""
) -> DutyState:
    """Build the state after ``present``, on its day; a duty fulfilled after its day is late for ever."""
    return state(
        present.duty,
        name,
        since=at,
        late=present.late or (present.state == completeness.OWED and at.date() > present.due_on),
        corrected=corrected or present.corrected,
        proof=proof,
        due_on=present.due_on,
    )


@dataclass(frozen=True, slots=True)
class StoredPdf:
    """The redacted PDF as it lies in the store: empty when a notice has none."""

    sha256: str = ""
    size: int = 0


def notice(draft: NoticeDraft, *, source_urn: str, subject: tuple[str, str], moment: datetime) -> Notice:
    """Build the identity of a notice."""
    return Notice(
        kind=draft.kind,
        source_urn=source_urn,
        subject_urn=subject[0],
        subject_label=subject[1][:200],
        agency_code=draft.agency_code,
        agency_name=draft.agency_name,
        region_code=draft.region_code,
        region_name=draft.region_name,
        level=draft.level,
        decided_on=draft.decided_on,
        created_at=moment,
    )


def version(
    of: Notice, draft: NoticeDraft, *, number: int, pdf: StoredPdf, actor: Actor, moment: datetime
) -> NoticeVersion:
    """Build one version with its salt and the commitment of its public content."""
    row = NoticeVersion(
        notice=of,
        number=number,
        title=draft.title,
        document_number=draft.number,
        party_name=draft.party_name,
        party_kind=draft.party_kind,
        party_code=draft.party_code,
        fields=[[label, value] for label, value in draft.fields],
        text=draft.text,
        pdf_sha256=pdf.sha256,
        pdf_size=pdf.size,
        marks=[dict(mark) for mark in draft.marks],
        names_checked=list(draft.names_checked),
        doubts=[dict(doubt) for doubt in draft.doubts],
        facts=_facts_json(draft.facts),
        salt=secrets.token_hex(32),
        prepared_by_urn=actor.urn,
        prepared_by_label=actor.label,
        prepared_at=moment,
    )
    row.commitment = canonical.commitment(bytes.fromhex(row.salt), public(row)).hex()
    return row


def check(
    version: NoticeVersion,
    *,
    passed: bool,
    secrecy: bool,
    privacy: bool,
    same_text: bool,
    remark: str,
    actor: Actor,
    moment: datetime,
    said: Mapping[str, str] | None = None,
) -> Check:
    """Build the check of a version by a second person."""
    return Check(
        version=version,
        passed=passed,
        secrecy=secrecy,
        privacy=privacy,
        same_text=same_text,
        remark=remark.strip(),
        said=dict(said or {}),
        prepared_by_urn=version.prepared_by_urn,
        checked_by_urn=actor.urn,
        checked_by_label=actor.label,
        checked_at=moment,
    )


def public(row: NoticeVersion) -> dict[str, Any]:
    """Return the public content of a version, as the log and the page see it."""
    of = row.notice
    return content.notice_content(
        uid=str(of.uid),
        version=row.number,
        kind=of.kind,
        title=row.title,
        number=row.document_number,
        agency={"code": of.agency_code, "name": of.agency_name},
        region={"code": of.region_code, "name": of.region_name},
        party={"name": row.party_name, "kind": row.party_kind, "code": row.party_code},
        decided_on=of.decided_on.isoformat(),
        fields=row.fields,
        text=row.text,
        pdf_sha256=row.pdf_sha256,
    )


def leaf(action: str, what: Mapping[str, Any], *, of: Notice | None, moment: datetime) -> Leaf:
    """Build a leaf: the content, a fresh salt, the commitment that goes into the log."""
    salt = secrets.token_bytes(32)
    return Leaf(
        notice=of,
        action=action,
        content=dict(what),
        salt=salt.hex(),
        commitment=canonical.commitment(salt, what).hex(),
        queued_at=moment,
    )


@dataclass(frozen=True, slots=True)
class Period:
    """How long a publication lasts: the last day, the rule, its derivation, why it was taken."""

    expires_on: date | None = None
    rule: str = ""
    basis: str = ""
    derivation: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def period(
    rule: periods.PeriodRule | None,
    *,
    published_on: date,
    decided_on: date,
    calendar: Calendar,
    reason: str = "",
) -> Period:
    """Build the period of a publication; a longest term is never moved past a rest day."""
    if rule is None:
        return Period()
    start = published_on if rule.counts_from == periods.PUBLISHED else decided_on
    deadline = deadline_of(start, rule.length, calendar, roll="none", basis=rule.basis)
    return Period(deadline.due_on, rule.code, rule.basis, deadline.derivation, reason)


def publication(
    row: NoticeVersion,
    *,
    channel: str,
    period: Period,
    actor: Actor,
    moment: datetime,
    first: datetime | None = None,
    action: str = content.PUBLISH,
) -> Publication:
    """Build a publication with its leaf (the leaf is saved first)."""
    of = row.notice
    sealed = leaf(
        action,
        content.publication_content(
            action=action,
            notice=public(row),
            channel=channel,
            at=moment.isoformat(timespec="seconds"),
            expires_on=period.expires_on.isoformat() if period.expires_on else "",
            rule=period.basis,
        ),
        of=of,
        moment=moment,
    )
    return Publication(
        notice=of,
        version=row,
        channel_id=channel,
        since=moment,
        first_published_at=first or moment,
        expires_on=period.expires_on,
        period_rule=period.rule,
        period_basis=period.basis,
        period_derivation=dict(period.derivation),
        period_reason=period.reason,
        leaf=sealed,
        published_by_label=actor.label,
        kind=of.kind,
        agency_code=of.agency_code,
        region_code=of.region_code,
    )


def _facts_json(facts: PeriodFacts) -> dict[str, Any]:
    return {**asdict(facts), "penalty_kinds": list(facts.penalty_kinds)}
