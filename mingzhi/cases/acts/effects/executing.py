"""Money and performance (行政处罚法 第六章)."""

from datetime import date

from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Payment


@effect("pay")
def pay(work: Work) -> None:
    """Money came in, in cents."""
    Payment.objects.create(
        case=work.case,
        step=work.row,
        amount=work.data["amount"],
        paid_on=work.entered_day("paid_on"),
        receipt=str(work.data.get("receipt_number", "")),
    )


@effect("grant_plan")
def grant_plan(work: Work) -> None:
    """More time to pay; the time to go to court runs from its end (行政处罚法 第七十二条第二款)."""
    until = date.fromisoformat(work.data["until"])
    work.untils["pay"] = until
    work.starts["court"] = until


@effect("extend_until")
def extend_until(work: Work) -> None:
    """The time to decide is lengthened to a reasonable day (程序规定 §64-1)."""
    work.untils["decide"] = date.fromisoformat(work.data["until"])
