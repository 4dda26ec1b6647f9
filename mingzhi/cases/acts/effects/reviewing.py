"""The proposed core, its review, its approval (行政处罚法 第五十八条)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from mingzhi.cases.acts.effects.starting import note_the_act
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import ContentCore, Handler, ReviewWaiver
from mingzhi.cases.queries.grounds import grounds_of
from mingzhi.cases.queries.prechecks import prechecks
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.core import ContentCore as Core
from mingzhi.cases.rules.core import read_core
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared
from mingzhi.records.queries import dossier
from mingzhi.review import acts as review
from mingzhi.review.models import Submission


def propose(work: Work, value: Mapping[str, Any]) -> ContentCore:
    """Write a core as proposed at this step; the same core again is the same row."""
    core = read_core(value)
    last = next(iter(_last_core(work.case.pk)), None)
    work.hashes["core"] = core.hash
    if last is not None and last.hash == core.hash:
        return last
    return ContentCore.objects.create(
        case=work.case, step=work.row, hash=core.hash, core=core.as_json(), proposed_at=work.at
    )


@prepared
def _last_core(case: int) -> QuerySet[ContentCore]:
    return ContentCore.objects.filter(case=case).order_by("-id")[:1]


@effect("propose_core")
def propose_core(work: Work) -> None:
    """Revise: the proposal is a new core."""
    propose(work, work.data["core"])


@effect("conclude")
def conclude(work: Work) -> None:
    """The investigation says what happened and when it ended (行政处罚法 第三十六条第二款)."""
    note_the_act(work)
    propose(work, work.data["core"])


@effect("tell_on_site")
def tell_on_site(work: Work) -> None:
    """What is told on the spot is what may be decided (程序规定 §69)."""
    propose(work, work.data["core"])


@effect("submit_review")
def submit_review(work: Work) -> None:
    """Freeze core, dossier and pre-checks as a round of review."""
    if work.data.get("core"):
        propose(work, work.data["core"])
    _submit(work, str(work.data.get("reason") or work.data.get("answer") or ""))


def _submit(work: Work, reason: str) -> None:
    case = work.case
    row = ContentCore.objects.filter(case=case).latest("id")
    rows = Rows(case, work.day)
    core = read_core(row.core)
    demand = grounds_of(rows, core).demand
    hand_in(
        work,
        rows,
        core=row.core,
        core_hash=row.hash,
        prechecks=prechecks(rows, core),
        reason=reason,
        demand=demand.reason if demand else "",
        after_hearing=work.facts.hearing.held_on is not None,
        again=True,
    )


def hand_in(work: Work, rows: Rows, *, core_hash: str, **about: Any) -> None:
    """Freeze a round of review: the core and the checks given, the dossier and the handlers of the case."""
    case = work.case
    submission = review.submit(
        actor=work.actor,
        case_urn=case.urn,
        case_label=case.label,
        agency_code=case.agency_code,
        agency_name=case.agency_name,
        core_hash=core_hash,
        handlers=handling(rows),
        dossier=_listing(work),
        jurisdiction=case.region_code,
        limit=work.procedure.by_limit["review"].length,
        **about,
    )
    work.hashes["core"] = core_hash
    work.mentions.append(f"urn:mingzhi:review:submission:{submission.uid}")


def handling(rows: Rows) -> list[tuple[str, str]]:
    """Return everybody who ever handled the case: in charge now or before, or acting in it as officer."""
    ever = Handler.objects.filter(case=rows.case).order_by("id")
    people = {row.person_urn: row.person_label for row in ever}
    people.setdefault(rows.case.opened_by_urn, rows.case.opened_by_label)
    for step in rows.steps:
        for urn, label in (
            (step.officer_first, step.officer_first_label),
            (step.officer_second, step.officer_second_label),
        ):
            if urn:
                people.setdefault(urn, label)
    return list(people.items())


def _listing(work: Work) -> list[dict[str, Any]]:
    things = dossier(work.case.urn, work.actor, auxiliary=True).things
    return [
        {
            "uid": thing.uid,
            "urn": thing.urn,
            "title": thing.title,
            "on": thing.day.isoformat(),
            "whom": thing.whom,
            "part": thing.part,
            "pages": thing.pages,
            "sha256": thing.file.sha256,
        }
        for thing in things
    ]


def _open_round(work: Work) -> Submission:
    row = Submission.objects.filter(case_urn=work.case.urn, closed_at__isnull=True).first()
    if row is None:
        raise NotNow("cases.no_round", _("没有正在审核的送审件。"))
    return row


@effect("withdraw_submission")
def withdraw_submission(work: Work) -> None:
    """Take the round back."""
    review.withdraw_submission(
        actor=work.actor, submission=_open_round(work), because=str(work.data["reason"])
    )


@effect("extend_review")
def extend_review(work: Work) -> None:
    """Lengthen the review's limit by name (程序规定 §55)."""
    length = f"{str(work.data['length']).strip().removesuffix('wd')}wd"
    review.extend_limit(
        actor=work.actor,
        submission=_open_round(work),
        length=length,
        reason=str(work.data["reason"]),
        jurisdiction=work.case.region_code,
    )
    work.lengths["review"] = length


@effect("settle_dispute")
def settle_dispute(work: Work) -> None:
    """Record both views and the decision between them; back to review or back to the handlers."""
    raised = Rows(work.case, work.day).last("raise_dispute")
    said = raised.data if raised else {}
    again = work.declared.code == "settle_for_review"
    review.coordinate(
        actor=work.actor,
        submission=Submission.objects.filter(case_urn=work.case.urn).latest("id"),
        handling_view=str(said.get("handler_view", "")),
        review_view=str(said.get("reviewer_view", "")),
        outcome="提请复审" if again else "按审核意见办理",
        reason=str(work.data["decision_text"]),
    )
    if again:
        _submit(work, str(work.data["decision_text"]))


@effect("waive_review")
def waive_review(work: Work) -> None:
    """The table of major matters does not demand legal review of this core (程序规定 §52-1)."""
    row = ContentCore.objects.filter(case=work.case).latest("id")
    waive(work, read_core(row.core))


def waive(work: Work, core: Core) -> None:
    """Write that this core needs no legal review; the database refuses it where review is switched on."""
    demand = grounds_of(Rows(work.case, work.day), core).demand
    if demand is None or demand.required:
        return
    ReviewWaiver.objects.get_or_create(
        case=work.case,
        core_hash=core.hash,
        defaults={"reason": demand.reason, "rule_code": demand.rule_code, "at": work.at},
    )
