"""Notice, defence, hearing, discussion (行政处罚法 第四十四、四十五、五十七、六十三至六十五条)."""

from datetime import timedelta

from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.effects.reviewing import propose
from mingzhi.cases.acts.effects.serving import write_service
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Defence, Discussion, Hearing, ProposalNotice


@effect("serve_notice")
def serve_notice(work: Work) -> None:
    """Tell the party what is proposed; five working days run from service (程序规定 §57-2)."""
    service = write_service(work, "penalty_notice")
    limit = work.procedure.by_limit["waiting"]
    work.starts["waiting"] = service.effective_on
    ProposalNotice.objects.create(
        case=work.case,
        step=work.row,
        core=propose(work, work.data["core"]),
        hearing_right=work.data.get("hearing_told") is True,
        served_on=service.effective_on,
        waiting_until=clocks.derive(work.case, limit, service.effective_on).due_date,
    )


@effect("waive_rights")
def waive_rights(work: Work) -> None:
    """The party expressly gives up its rights (行政处罚法 第六十二条)."""
    notice = ProposalNotice.objects.filter(case=work.case).latest("id")
    notice.waived = True
    notice.save(update_fields=ProposalNotice.CHANGEABLE)


@effect("record_defence")
def record_defence(work: Work) -> None:
    """What the party said is on file and wants an answer."""
    Defence.objects.create(
        case=work.case,
        step=work.row,
        raised_on=work.entered_day("raised_on"),
        text=str(work.data["defence"]),
    )


@effect("answer_defence")
def answer_defence(work: Work) -> None:
    """Answer every open defence, with reasons."""
    Defence.objects.filter(case=work.case, answered_on__isnull=True).update(
        answered_on=work.day,
        accepted=work.data["accepted"] in ("yes", "part"),
        answer=str(work.data["defence_answer"]),
    )


@effect("ask_hearing")
def ask_hearing(work: Work) -> None:
    """The party asks for a hearing (行政处罚法 第六十四条第一项)."""
    Hearing.objects.create(
        case=work.case, step=work.row, requested_on=work.entered_day("requested_on"), accepted=True
    )


def _last(work: Work) -> Hearing:
    return Hearing.objects.filter(case=work.case).latest("id")


@effect("notify_hearing")
def notify_hearing(work: Work) -> None:
    """Tell time and place, seven whole working days before (行政处罚法 第六十四条第二项)."""
    notified = work.day
    if "manner" in work.data:
        notified = write_service(work, "hearing_notice").effective_on
    limit = work.procedure.by_limit["hearing_notice"]
    hearing = _last(work)
    hearing.notified_on = notified
    hearing.set_for = work.entered_day("hearing_at")
    hearing.earliest_on = clocks.derive(work.case, limit, notified).due_date + timedelta(days=1)
    hearing.save(update_fields=Hearing.CHANGEABLE)
    work.starts["hearing_notice"] = notified


@effect("hold_hearing")
def hold_hearing(work: Work) -> None:
    """The hearing took place."""
    hearing = _last(work)
    hearing.held_on = work.day
    hearing.save(update_fields=Hearing.CHANGEABLE)


@effect("end_hearing")
def end_hearing(work: Work) -> None:
    """Absent, left or withdrawn: the right counts as given up (行政处罚法 第六十四条第六项)."""
    hearing = _last(work)
    hearing.ended_without = True
    hearing.save(update_fields=Hearing.CHANGEABLE)


@effect("report_hearing")
def report_hearing(work: Work) -> None:
    """The host reports; legal review follows (程序规定 §50-2)."""
    hearing = _last(work)
    hearing.reported_on = work.day
    hearing.save(update_fields=Hearing.CHANGEABLE)


@effect("discuss")
def discuss(work: Work) -> None:
    """The persons in charge discuss the proposed core together (行政处罚法 第五十七条第二款)."""
    proposed = work.facts.proposed
    Discussion.objects.create(
        case=work.case,
        step=work.row,
        core_hash=proposed.hash if proposed else "",
        held_on=work.day,
        agreed=work.data["conclusion"] == "agreed",
        conclusion=str(work.data["conclusion_text"]),
    )
    if proposed is not None:
        work.hashes["core"] = proposed.hash
