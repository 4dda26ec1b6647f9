"""What the form of a step starts with: what the file already says, today for what happens today.

Nothing that somebody must see, do or confirm on the day is assumed: such fields start empty.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mingzhi.cases.models import Party, Step
from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.closing import COURT_TIME_OVER
from mingzhi.cases.rules.guards.ending import fitting_ground
from mingzhi.cases.rules.guards.performing import unperformed
from mingzhi.cases.rules.meant import ACTS_ON
from mingzhi.cases.rules.procedure import FieldKind, Stage
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.identity.queries import agency_on
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.casework.enclosing import evidence, for_the_court
from mingzhi.workbench.casework.measures import taken_by
from mingzhi.workbench.casework.proposing import OF_THE_LAW, core_for

AFTER: Mapping[str, tuple[str, ...]] = {
    "preserve": ("approve_preservation",),
    "handle_preservation": ("preserve",),
    "approve_seizure": ("preserve", "approve_preservation"),
    "seize": ("approve_seizure", "preserve"),
    "lift_seizure": ("seize",),
    "dispose_early": ("seize",),
    "hand_over_goods": ("send_crime", "seize", "preserve"),
    "freeze": ("approve_freezing",),
    "transfer_deposit": ("decide_enforcement", "decide_enforcement_now"),
    "commission_auction": ("decide_enforcement", "decide_enforcement_now", "seize"),
    "perform_substitute": ("decide_substitute",),
    "dispose_goods": ("seize", "preserve"),
    "receive_testing": ("commission_testing",),
    "decide_recusal": ("ask_recusal",),
    "hold_hearing": ("notify_hearing",),
    "receive_correction": ("tell_correction",),
    "receive_assistance": ("ask_assistance",),
    "hand_in": ("collect_on_spot",),
    "pay_in": ("hand_in",),
    "record_acceptance": ("apply_court", "apply_court_now"),
    "record_ruling": ("apply_court", "apply_court_now"),
    "approve_crime": ("report_crime",),
    "send_crime": ("report_crime",),
    "decide_on_spot": ("check_on_site",),
}
"""Steps that carry on what an earlier one began; the nearest to the step comes first."""

CARRIED = frozenset(
    {"account", "amount", "bank", "court", "performer"}
    | {"basis", "host", "items", "kind", "laboratory", "materials", "place", "position"}
    | {"reason", "receiving_agency", "storage_place", "whom"}
)
"""What is carried on from the step before."""

TAKING = frozenset({"preserve", "seize", "freeze"})
"""Steps that take a measure with a list of its own (行政强制法 §24-1, §31; 程序规定 §34-1)."""

OWN = dict.fromkeys(("decide_recusal", "lift_seizure", "dispose_early"), frozenset({"reason"}))
"""What a step says for itself: why it is decided or lifted is not why it was asked for or taken."""

ON_THE_DAY = frozenset(
    {"accepted_on", "handed_on", "raised_on", "received_on", "requested_on"}
    | {"served_on", "told_on", "waived_on", "withdrawn_on"}
)
"""Days that as a rule are the day on which the step is entered."""


def begun(declared: Declared, page: CasePage, actor: Actor, *, named: str = "") -> dict[str, Any]:
    """Return what the fields of the form start with; ``named``: the measure it is about, by its number."""
    before = _before(declared, page, taken_by(page, declared, named))
    found: dict[str, Any] = {}
    for item in declared.fields:
        if item.kind is FieldKind.CORE:
            found[item.code] = core_for(declared, page)
        elif item.code in before:
            found[item.code] = before[item.code]
        elif item.kind is FieldKind.DATE and item.code in ON_THE_DAY:
            found[item.code] = clock.today().isoformat()
        elif item.code in KNOWN and item.kind in (FieldKind.TEXT, FieldKind.LONG, FieldKind.LIST):
            found[item.code] = KNOWN[item.code](page, actor)
        elif (declared.code, item.code) in OF_STEP:
            found[item.code] = OF_STEP[declared.code, item.code](page, actor)
    return {code: value for code, value in found.items() if value not in (None, "", [], {})}


def _before(declared: Declared, page: CasePage, taken: Step | None) -> dict[str, Any]:
    """What is carried on; goods come from the list of the very measure the step acts on."""
    steps = list(page.steps)
    if declared.code in ACTS_ON:
        steps = [step for step in steps if step.code not in TAKING or step is taken]
    found: dict[str, Any] = {}
    for code in reversed(AFTER.get(declared.code, ())):
        step = next((step for step in reversed(steps) if step.code == code), None)
        if step is not None:
            kept = CARRIED - OWN.get(declared.code, frozenset())
            found |= {name: value for name, value in step.data.items() if name in kept}
    return found


def _person(page: CasePage, _actor: Actor) -> str:
    return page.party.operator or page.party.name


def _ended_on(page: CasePage, _actor: Actor) -> Any:
    return page.case.act_ended_on and page.case.act_ended_on.isoformat()


def _account(page: CasePage, _actor: Actor) -> str:
    return account_of(page.party)


def account_of(party: Party) -> str:
    """Return who the party is, as the report on the investigation begins (程序规定 §48(1))."""
    known = (
        (party.name, "%s"),
        (party.code, "统一社会信用代码%s"),
        (party.operator, "经营者（法定代表人）%s"),
        (party.address, "地址：%s"),
    )
    words = "，".join(form % value for value, form in known if value)
    return f"{words}。" if words else ""


INQUIRY = frozenset({Stage.START.value, Stage.EVIDENCE.value})
FELL_AND_BEGAN = frozenset({"remedy_revoked", "redo"})
"""What of an earlier decision belongs to the course of the inquiry that follows it."""


def _course(page: CasePage, _actor: Actor) -> str:
    """Return what was done on which day, in the order in which it happened (程序规定 §48(2))."""
    days: dict[str, list[str]] = {}
    for step in page.steps:
        if step.stage not in INQUIRY and step.code not in FELL_AND_BEGAN:
            continue
        day = step.occurred_at.astimezone(clock.CHINA)
        days.setdefault(f"{day.year}年{day.month}月{day.day}日", []).append(step.title)
    words = "；".join(f"{day}{'、'.join(dict.fromkeys(titles))}" for day, titles in days.items())
    return f"案件来源：{page.case.source}。{words}。"


def _defence(page: CasePage, _actor: Actor) -> str:
    """Return what the party said and what came of it, as the decision accounts for it (程序规定 §62(3))."""
    steps = _since_anew(page)
    said = [step for step in steps if step.code in ("record_defence", "waive_rights")]
    answered = [step for step in steps if step.code == "answer_defence"]
    parts = [str(said[-1].data.get("defence") or said[-1].data.get("statement", ""))] if said else []
    parts += [str(answered[-1].data.get("defence_answer", ""))] if answered else []
    for code, name, words in HEARD:
        if heard := [step.data[name] for step in steps if step.code == code and step.data.get(name)]:
            parts.append(words % heard[-1])
    return "".join(parts) if parts else "当事人在法定期限内没有提出陈述、申辩意见。"


def _since_anew(page: CasePage) -> list[Step]:
    """Return the steps of the decision being made: those since it was begun anew, else all."""
    begun = [step.id for step in page.steps if step.code == "redo"]
    return [step for step in page.steps if not begun or step.id > begun[-1]]


HEARD = (("hold_hearing", "defence", "听证中，%s"), ("report_hearing", "conclusion", "听证意见：%s"))
"""What a hearing adds to the account of the defence: (step, field, words)."""


def _last(page: CasePage, code: str, name: str) -> Any:
    return next((step.data.get(name) for step in reversed(page.steps) if step.code == code), None)


def _first(page: CasePage, code: str, name: str) -> Any:
    return next((step.data.get(name) for step in page.steps if step.code == code), None)


def _handler(nth: int) -> Callable[[CasePage, Actor], Any]:
    def choose(page: CasePage, _actor: Actor) -> Any:
        return next(iter(acting(page)[nth : nth + 1]), None)

    return choose


def acting(page: CasePage) -> list[str]:
    """Return the officers who are at work on the case: its handlers, else who acted last."""
    if page.handlers:
        return [person.urn for person in page.handlers]
    last = next((step for step in reversed(page.steps) if step.officer_first), None)
    return [urn for urn in (last.officer_first, last.officer_second) if urn] if last else []


def _owing(page: CasePage, _actor: Actor) -> int:
    """Return what is still owed, in cents."""
    return page.facts.payment.left


def _duty(page: CasePage, actor: Actor) -> str:
    """Return what of the decision is not yet carried out (行政强制法 §35(1), §55-1(4))."""
    owing, number = _owing(page, actor), page.facts.decision.number if page.facts.decision else ""
    late = "（含加处罚款）" if page.facts.payment.late_fine else ""
    return f"缴纳{number}行政处罚决定书决定的罚没款{late}{owing / 100:.2f}元。" if owing else ""


def _missed(page: CasePage) -> int:
    """Return what of the instalments fell due and has not come in, in cents (行政处罚法 §66-2)."""
    return page.facts.payment.instalments.missed(clock.today())


def _missed_words(page: CasePage) -> str:
    owing, number = _missed(page), page.facts.decision.number if page.facts.decision else ""
    return (
        f"按批准的期次缴纳{number}行政处罚决定书决定的罚没款中已到期的{owing / 100:.2f}元。" if owing else ""
    )


def _court(page: CasePage, _actor: Actor) -> str:
    return agency_on(page.case.agency_code, clock.today()).court


def _attacked(page: CasePage) -> str:
    """Return the decision beside that is under attack, or the only one there is (行政强制法 §8-1)."""
    facts = page.facts.beside
    found = [fact.number for fact in facts if fact.attacked] or [fact.number for fact in facts]
    return found[0] if len(found) == 1 else ""


def _not_pursued(page: CasePage) -> str:
    """Return why nothing more is enforced, where the file says it (行政强制法 §53)."""
    owed, over = unperformed(page.facts), {view.code for view in page.clocks if view.overdue}
    return COURT_TIME_OVER if owed and over & {"court", "court_after"} else ""


_FELL = {"revoked": "revoked", "void": "revoked", "changed": "changed"}
"""What became of a decision → the ground on which its money goes back (行政强制法 §41)."""
KNOWN: Mapping[str, Callable[[CasePage, Actor], Any]] = {
    "asked_name": _person,
    "present_name": _person,
    "party_account": _account,
    "service_address": lambda page, _actor: page.party.address,
    "service_phone": lambda page, _actor: page.party.phone,
    "licence_item": lambda page, _actor: page.case.power_name,
    "against": lambda page, _actor: _attacked(page),
}
"""What the case knows whatever the step."""


OF_STEP: Mapping[tuple[str, str], Callable[[CasePage, Actor], Any]] = {
    ("file", "facts"): lambda page, _actor: _first(page, "open", "facts"),
    ("file", "act_ended_on"): _ended_on,
    ("file", "handler_1"): _handler(0),
    ("file", "handler_2"): _handler(1),
    ("conclude", "course"): _course,
    ("conclude", "facts"): lambda page, _actor: page.proposed and page.proposed.facts,
    ("conclude", "act_ended_on"): _ended_on,
    **OF_THE_LAW,
    ("order_to_correct", "facts"): lambda page, _actor: _last(page, "inspect", "facts"),
    **{(step, "place"): KNOWN["service_address"] for step in ("inspect", "check_on_site", "preserve")},
    ("discuss", "host_name"): lambda _page, actor: actor.label,
    ("discuss", "facts"): lambda page, _actor: page.proposed and page.proposed.facts,
    ("decide_penalty", "defence_account"): _defence,
    ("dispose_goods", "supervisors"): lambda page, _actor: [person.name for person in page.handlers],
    ("pay", "amount"): _owing,
    ("collect_on_spot", "amount"): _owing,
    ("demand", "amount"): _owing,
    ("propose_enforcement", "amount"): _owing,
    ("record_proceeds", "from_what"): lambda page, _actor: page.facts.enforcement.decided,
    ("record_proceeds", "amount"): _owing,
    ("return_surplus", "amount"): lambda page, _actor: page.facts.enforcement.surplus_owed,
    ("demand", "duty"): _duty,
    ("demand_instalment", "amount"): lambda page, _actor: _missed(page),
    ("demand_instalment", "duty"): lambda page, _actor: _missed_words(page),
    ("apply_court", "court"): _court,
    ("apply_court", "request"): _duty,
    ("apply_court", "evidence"): for_the_court,
    ("apply_court_now", "court"): _court,
    ("apply_court_now", "request"): _duty,
    ("apply_court_now", "evidence"): for_the_court,
    ("send_crime", "facts"): lambda page, _actor: _last(page, "report_crime", "facts"),
    ("send_crime", "evidence"): lambda page, actor: (
        _last(page, "report_crime", "evidence") or evidence(page, actor)
    ),
    ("decide_no_penalty", "ground"): lambda page, _actor: page.proposed and page.proposed.outcome,
    **{(step, "evidence"): evidence for step in ("conclude", "decide_transfer", "transfer_case")},
    ("decide_transfer", "facts"): lambda page, _actor: page.proposed and page.proposed.facts,
    ("decide_transfer", "reason"): lambda page, _actor: page.proposed and page.proposed.reasons,
    ("impose_late_fine", "counted_until"): lambda _page, _actor: clock.today().isoformat(),
    ("restore", "ground"): lambda page, _actor: (
        page.facts.decision and _FELL.get(page.facts.decision.standing)
    ),
    ("restore", "amount"): lambda page, _actor: page.facts.to_give_back and page.facts.payment.excess,
    ("take_back", "ground"): lambda page, _actor: (
        "not_filed" if page.facts.police_answer == "not_filed" else None
    ),
    ("close", "ground"): lambda page, _actor: fitting_ground(page.facts),
    ("close", "left_open"): lambda page, _actor: _not_pursued(page),
    ("end_execution", "left_open"): lambda page, _actor: _not_pursued(page),
    ("grant", "valid_from"): lambda page, _actor: page.proposed and page.proposed.grant.get("valid_from"),
    ("grant", "valid_until"): lambda page, _actor: page.proposed and page.proposed.grant.get("valid_until"),
}
"""What one step alone starts with."""
