"""What papers about money say beyond what every paper says: plan, receipt, demand, late fine, closure."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from mingzhi.cases.queries.facts.deciding import decided_core, lateness_of, payment_fact, unfinished
from mingzhi.cases.queries.facts.enforcing import powers_of
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.enforcement import MONEY
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.records.rules.wording import day

Particulars = Callable[[Rows, Declared, Mapping[str, Any]], dict[str, Any]]


def _plan(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """The application the decision answers (程序规定 第七十四条)."""
    asked = rows.last("ask_plan")
    return {name: asked.data[name] for name in ("requested_on", "reason")} if asked else {}


def _payment(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Collected on the spot: on the day itself, on which ground."""
    if declared.code != "collect_on_spot":
        return {}
    choices = dict(next(field.choices for field in declared.fields if field.code == "ground"))
    return {"paid_on": rows.on.isoformat(), "paid_by": f"当场收缴（{choices[data['ground']]}）"}


def _demand(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Until when, and what follows: who has the power enforces, else the court (强制法 §35, §54).

    For an instalment a late fine first; the court only after the last of them (行政处罚法 §72-1(1), §72-2).
    """
    until = data.get("perform_by")
    term = f"于{day(date.fromisoformat(until))}前" if until else "自收到本催告书之日起十个工作日内"
    enforced = "或者".join(_consequences(rows))
    plan_until = payment_fact(rows).plan_until
    if declared.code == "demand_instalment" and plan_until is not None:
        enforced = f"加处罚款；分期缴纳期限于{day(plan_until)}结束后仍未缴清的，依法{enforced}"
    return {"perform_term": term, "consequence": enforced}


def _consequences(rows: Rows) -> list[str]:
    """By whom the money and the orders of the decision are enforced (强制法 §46, §53)."""
    core, own = decided_core(rows), set(powers_of(rows)) if rows.case.procedure == "ordinary" else set()
    money, orders = own & set(MONEY), own - set(MONEY)
    asked = [money] if core is not None and core.money else []
    asked += [orders] if unfinished(rows)[1] else []
    found = {"强制执行" if able else "申请人民法院强制执行" for able in asked or [own]}
    return sorted(found, key=len)


def _late_fine(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Not paid yet, or paid too late: both grow until the payment (行政处罚法 §72-1(1))."""
    late = lateness_of(rows)
    if late is not None and late.instalments.granted:
        return {"overdue": "分期缴纳的罚款有到期没有缴清的"}
    paid = sum(amount for _on, amount in late.payments) if late is not None else 0
    if late is None or paid < late.fine:
        return {"overdue": "逾期没有缴清"}
    return {"overdue": f"逾期至{day(late.payments[-1][0])}才缴清"}


def _closed(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """What is still owed while the case is closed all the same (程序规定 §77-1(5))."""
    left = payment_fact(rows).left
    return {"unpaid": left} if left and data.get("left_open") else {}


OF_MONEY: Mapping[str, Particulars] = {
    "payment_plan_decision": _plan,
    "payment_receipt": _payment,
    "demand_notice": _demand,
    "late_fine_decision": _late_fine,
    "closure_approval": _closed,
}
