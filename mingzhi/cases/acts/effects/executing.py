"""Money and performance (行政处罚法 第六章)."""

from dataclasses import replace
from datetime import date

from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.effects.measures import lift
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Payment
from mingzhi.cases.rules.instalments import Instalments


@effect("pay")
def pay(work: Work) -> None:
    """Money came in, in cents; with the last of it, no sooner, the time to pay ends (行政处罚法 §67-3)."""
    Payment.objects.create(
        case=work.case,
        step=work.row,
        amount=work.data["amount"],
        paid_on=work.entered_day("paid_on"),
        receipt=str(work.data.get("receipt_number", "")),
    )
    payment, instalments = work.facts.payment, work.facts.payment.instalments
    if payment.paid + work.data["amount"] >= payment.owed + payment.late_fine:
        clocks.end(work.case, "pay", work.row)
        clocks.end(work.case, "instalment", work.row)
        return
    work.unended.add("pay")
    if instalments.granted and clocks.running(work.case, "instalment") is not None:
        paid = (work.entered_day("paid_on"), work.data["amount"])
        _wait_for(work, replace(instalments, payments=(*instalments.payments, paid)))


def _wait_for(work: Work, instalments: Instalments) -> None:
    """Let the time of the next instalment run once the one before has come in (行政处罚法 §66-2)."""
    before, now = work.facts.payment.instalments.waiting(work.day), instalments.waiting(work.day)
    if now == before:
        return
    clocks.end(work.case, "instalment", work.row)
    if now is not None:
        clocks.start_named(work.case, work.procedure.by_limit["instalment"], work.row, work.at, until=now)


@effect("proceeds")
def proceeds(work: Work) -> None:
    """What was sold or transferred pays the debt and ends the measure over it (行政强制法 第四十九条)."""
    pay(work)
    if work.data.get("from_what") == "transfer":
        if work.measure is not None:
            clocks.end(work.case, "freezing", work.row, about=work.measure)
            clocks.end(work.case, "freezing_notice", work.row, about=work.measure)
        return
    lift(work, "依法拍卖抵缴")


@effect("grant_plan")
def grant_plan(work: Work) -> None:
    """More time to pay; the time to go to court runs from its end (行政处罚法 第七十二条第二款).

    Of instalments the first is waited for; the last ends with the time to pay. To the court not before
    the party's time for remedies is over: until then nobody may apply (行政强制法 第五十三条),
    and a time that ran out before would leave no day to apply on.
    """
    until = date.fromisoformat(work.data["until"])
    work.untils["pay"] = until
    days = sorted(row["due_on"] for row in work.data.get("instalments") or ())
    clocks.end(work.case, "instalment", work.row)
    if days and days[0] < work.data["until"]:
        work.untils["instalment"] = date.fromisoformat(days[0])
    else:
        work.unstarted.add("instalment")
    remedies = clocks.running(work.case, work.procedure.by_limit["court"].after)
    work.starts["court"] = max(until, remedies.due) if remedies is not None else until


@effect("extend_until")
def extend_until(work: Work) -> None:
    """The time to decide is lengthened to a reasonable day (程序规定 §64-1)."""
    work.untils["decide"] = date.fromisoformat(work.data["until"])
