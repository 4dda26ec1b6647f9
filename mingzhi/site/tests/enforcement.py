"""What tests of the agency's own enforcement enter, and the power a law gives it (行政强制法 第四章)."""

from datetime import date

from mingzhi.catalogue.acts import assign_powers, publish_power_version
from mingzhi.catalogue.tests.factories import keeper
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import NotNow
from mingzhi.site.tests.taking import at, refused, take

BY_HAND = {"id_shown": True, "manner": "direct", "receiver": "王秀兰（本人）"}
DEMAND = {
    **BY_HAND,
    "duty": "缴纳罚没款。",
    "rights": True,
    "served_on": "2026-05-13",
    "perform_by": "2026-05-25",
}
PROPOSAL = {
    "basis": ["行政强制法 §46-1"],
    "reason": "有存款而不缴纳。",
    "subject": "罚没款4032元。",
    "no_supply": True,
}
TRANSFER = {
    **PROPOSAL,
    "method": "transfer",
    "bank": "清溪农商银行城关支行",
    "account": "2010 0001 8888 6666",
    "amount": 403_200,
}
AUCTION = {**PROPOSAL, "method": "auction", "amount": 403_200, "items": [{"name": "冷柜", "quantity": 1}]}
PROCEEDS = {"from_what": "transfer", "received": 403_200, "amount": 403_200, "into": "treasury"}


def give_power(walk, *methods):
    """Let a law give the agency these methods, as the catalogue would say it."""
    with at("2022-01-01T09:00"):
        publish_power_version(
            actor=keeper(),
            code="MZ-QZ-TEST",
            since=clock.today(),
            version="1",
            name="强制执行金钱给付义务",
            kind="行政强制",
            field="市场监管",
            procedures=["execution"],
            basis=["行政强制法 §46-1"],
            flags=[f"execution_{method}" for method in methods],
        )
    code = walk.the_case().agency_code
    loader = system_actor("load_catalogue", on=clock.today())
    assign_powers(actor=loader, agency_code=code, codes=["MZ-QZ-TEST"], since=date(2022, 1, 1))


def act(walk, step, data, *, by="handler", officers=()):
    return take(walk, step, by=by, officers=officers, data=data)


def no(walk, code, step, data, *, by="handler", officers=(), kind=NotNow):
    return refused(kind, code, walk=walk, step=step, by=by, officers=officers, data=data)


def late_fine(walk, *, decided, served):
    """Impose a late fine on one day and serve it on another."""
    with at(f"{decided}T09:00"):
        act(walk, "impose_late_fine", {"counted_until": "2026-05-11"}, by="head")
    with at(f"{served}T09:30"):
        paper = {**BY_HAND, "document": "late_fine_decision", "served_on": served}
        act(walk, "serve_document", paper, officers=BOTH)


def review(walk, kind="同意"):
    """Let review assign, look at the seven points and give its opinion on what was proposed."""
    problems = [] if kind == "同意" else [{"point": "law", "text": "依据不足。"}]
    for event in (
        {"do": "assign", "by": "@review_head", "reviewer": "@reviewer"},
        {"do": "findings", "by": "@reviewer", "problems": problems},
        {"do": "opinion", "by": "@reviewer", "kind": kind, "text": "已逐项核对。"},
    ):
        walk.perform({**event, "at": clock.now()})


BOTH = ("handler", "second")
