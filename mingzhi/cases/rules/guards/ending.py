"""Guards of closure and archive (市场监督管理行政处罚程序规定 §77, §78; 行政处罚法 §47, §48-2)."""

from collections.abc import Callable, Mapping

from mingzhi.cases.rules.closing import COURT_TIME_OVER, LEFT_OPEN
from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.guards.executing import court_time_lapsed
from mingzhi.cases.rules.guards.performing import unperformed
from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.catalogue.rules.reading import template_files
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

_RULES = "市场监督管理行政处罚程序规定"

GROUNDS = {
    "performed": "performed",
    "terminated": "investigation_terminated",
    "no_penalty": "no_penalty",
    "transferred": "transferred",
    "crime_sent": "crime",
    "in_court": "other",
    "revoked": "other",
    "served": "other",
    "demanded": "other",
    "enforcement_ended": "other",
}
"""Which ground of closure (程序规定 §77-1) fits which state."""


@guard
def closure_ground_fits(question: Question) -> Refusal | None:
    """The ground of closure is the event that happened (程序规定 §77-1)."""
    chosen, facts = question.entered.get("ground"), question.facts
    if chosen is None or chosen == fitting_ground(facts):
        return None
    return no(
        "closure_ground_fits",
        _("所选结案情形与案件状态不符。"),
        "市场监督管理行政处罚程序规定 §77-1",
        _("请选择与案件实际情况一致的结案情形。"),
    )


def fitting_ground(facts: CaseFacts) -> str:
    """Return the one ground that fits: ended by the court only where the court did not refuse."""
    if facts.state == "in_court" and facts.court_outcome == "terminated":
        return "court_terminated"
    return GROUNDS.get(facts.state, "")


_NOT_ENDED = ("served", "demanded")
"""Elsewhere a ruling, the end of the enforcement or the fall of the decision is itself the reason."""


@guard
def unperformed_explained(question: Question) -> Refusal | None:
    """While something is owed, closing says why it will not be carried out; else it is performed (§77-1)."""
    facts, why = question.facts, question.entered.get("left_open")
    if question.data is None or facts.state not in _NOT_ENDED:
        return None
    owed = unperformed(facts)
    if not owed:
        return no(
            "unperformed_explained",
            _("处罚决定的内容已经全部履行，应当按执行完毕结案。"),
            f"{_RULES} §77-1(1)",
            _("请先办理“执行完毕”。"),
        )
    if why is None:
        return wrong(
            "unperformed_explained",
            _("还有没有履行的内容（%(parts)s），结案须写明不再执行的原因。"),
            f"{_RULES} §77-1(5)",
            _("能够执行的，请催告、强制执行或者申请人民法院强制执行；不能执行的，请选择原因并写明理由。"),
            "left_open",
            parts="、".join(owed),
        )
    return None


_FITS: Mapping[str, Callable[[Question], bool]] = {
    "died": lambda question: question.facts.party.kind != "organisation",
    "dissolved": lambda question: question.facts.party.kind != "person",
    COURT_TIME_OVER: court_time_lapsed,
}
"""What the file says of a reason; the others rest on what the head writes."""


@guard
def unperformed_reason_fits(question: Question) -> Refusal | None:
    """The reason is one the file does not contradict (行政强制法 §40, §53)."""
    why = question.entered.get("left_open")
    fits = _FITS.get(str(why))
    if fits is None or fits(question):
        return None
    return wrong(
        "unperformed_reason_fits",
        _("所选的不再执行的原因与案件不符：%(reason)s。"),
        "行政强制法 §53" if why == COURT_TIME_OVER else "行政强制法 §40",
        _("请核对当事人的种类和申请人民法院强制执行的期限。"),
        "left_open",
        reason=dict(LEFT_OPEN)[str(why)],
    )


@guard
def given_back(question: Question) -> Refusal | None:
    """What was paid beyond what still stands is returned first (行政强制法 §41; 行政复议法 §72-2)."""
    if not question.facts.to_give_back:
        return None
    return no(
        "given_back",
        _("决定已被变更、撤销或者确认无效，多缴或者多执行的款项尚未退还。"),
        "行政强制法 §41" if question.facts.enforcement.carried_out else "行政复议法 §72-2",
        _("请先登记退还；不能退还的，依法给予赔偿。"),
    )


@guard
def redone(question: Question) -> Refusal | None:
    """Who was ordered to decide anew does not close instead (行政复议法 §64-1; 行政诉讼法 §70)."""
    if not question.facts.redo_ordered:
        return None
    return no(
        "redone",
        _("复议决定、判决责令重新作出决定，尚未重新处理，不能结案。"),
        "行政复议法 §64-1",
        _("请先重新调查处理，再作出新的决定。"),
    )


TAKEN_DOWN = {"licence": "浙政办发〔2019〕20号 二(一)3"}
"""Where it is laid down that a fallen decision comes down, for procedures that are no penalty."""


@guard
def publication_settled(question: Question) -> Refusal | None:
    """A fallen decision is taken down with a public reason first (行政处罚法 §48-2)."""
    if question.facts.publication_withdrawn or question.facts.withdrawal_due_on is None:
        return None
    return no(
        "publication_settled",
        _("决定已被变更、撤销、确认违法或者无效，公示信息尚未撤回。"),
        TAKEN_DOWN.get(question.facts.procedure, "行政处罚法 §48-2"),
        _("请公示人员先撤回公示信息并公开说明理由。"),
    )


@guard
def withdrawal_owed(question: Question) -> Refusal | None:
    """A withdrawal is owed because the decision fell (行政处罚法 §48-2)."""
    if question.facts.withdrawal_due_on is not None and not question.facts.publication_withdrawn:
        return None
    return no(
        "withdrawal_owed",
        _("没有需要撤回的公示信息。"),
        "行政处罚法 §48-2",
        _("请在公示管理中核对公示状态。"),
    )


@guard
def file_complete(question: Question) -> Refusal | None:
    """The documents every volume must hold are there (程序规定 §78)."""
    missing = sorted(_needed(question.facts) - question.facts.documents)
    if not missing:
        return None
    return no(
        "file_complete",
        _("案卷材料不齐全，缺少必备文书：%(papers)s。"),
        "市场监督管理行政处罚程序规定 §78-1",
        _("请补齐文书后归档。"),
        papers="、".join(template_files()[code].title for code in missing),
    )


_CLOSED_WITH: Mapping[str, frozenset[str]] = {"ordinary": frozenset({"closure_approval"})}
_FILED_WITH: Mapping[str, frozenset[str]] = {"licence": frozenset({"licence_acceptance"})}
_FILING = frozenset({"filing_approval"})
_DECIDED_WITH: Mapping[tuple[str, str], frozenset[str]] = {
    ("ordinary", "penalty"): frozenset({"penalty_decision"}),
    ("summary", "penalty"): frozenset({"summary_decision"}),
    ("licence", "grant"): frozenset({"licence_grant"}),
    ("licence", "refuse"): frozenset({"licence_refusal"}),
}
"""Templates of the papers a volume cannot lack, by procedure: closed, filed, decided."""


def _needed(facts: CaseFacts) -> frozenset[str]:
    if facts.state == "not_filed":
        return frozenset({"no_filing_approval"})
    outcome = facts.decision.outcome if facts.decision else ""
    filed = _FILED_WITH.get(facts.procedure, _FILING) if facts.filed_on else frozenset()
    closed = _CLOSED_WITH.get(facts.procedure, frozenset())
    return closed | filed | _DECIDED_WITH.get((facts.procedure, outcome), frozenset())
