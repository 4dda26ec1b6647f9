"""Who may know of a case, open one, and take its steps."""

from collections.abc import Iterable
from typing import Any

from mingzhi.cases.models import Case, Handler, PartyRequest, Rectification
from mingzhi.cases.rules.rights import ELSEWHERE
from mingzhi.kernel.actor import Actor, ActorKind, party_right
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotAllowed, NotKnown
from mingzhi.kernel.wording import gettext_noop as _

KNOWING = ("cases.view", "cases.handle", "cases.approve", "review.review", "supervision.view")


def may_see(actor: Actor, agency_code: str) -> bool:
    """Tell whether the actor may know of cases of the agency."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    own = actor.agency_code == agency_code or actor.sees(agency_code)
    return own and any(actor.can(right) for right in KNOWING)


def must_see(actor: Actor, agency_code: str) -> None:
    """Refuse with NotKnown whoever may not know that the case exists."""
    if not may_see(actor, agency_code):
        raise NotKnown("cases.unknown", _("没有找到该案件。"))


def may_open(*, actor: Actor, agency_code: str, **rest: Any) -> None:
    """Officers and handlers open cases for their own agency (行政处罚法 第四十二条第一款)."""
    actor.must("cases.handle", citation=cite("行政处罚法 §42-1"))
    if actor.agency_code != agency_code:
        raise NotAllowed(
            "cases.other_agency",
            _("只能以本机关名义登记案件。"),
            citation=cite("行政处罚法 §17"),
            way_out=_("请由有管辖权的机关登记，或者办理移送。"),
        )


def may_take(*, actor: Actor, case: Case, **rest: Any) -> None:
    """Whoever may see the case; what the step itself demands is asked by the gate."""
    must_see(actor, case.agency_code)


def may_ask_rectification(*, actor: Actor, case: Case, **rest: Any) -> None:
    """Only the confirmed party of the case asks to have its file put right (政府信息公开条例 §41)."""
    if actor.kind is not ActorKind.PARTY or not actor.can(party_right(case.urn)):
        raise NotKnown("cases.party_unknown", _("没有找到该事项。"))


def may_ask_right(*, actor: Actor, case: Case, **rest: Any) -> None:
    """Only the confirmed party of the case uses its rights here (行政处罚法 §45-1, 行政许可法 §36)."""
    if actor.kind is not ActorKind.PARTY or not actor.can(party_right(case.urn)):
        raise NotKnown("cases.party_unknown", _("没有找到该事项。"))


def may_withdraw_request(*, actor: Actor, request: PartyRequest, **rest: Any) -> None:
    """Only who made the request takes it back."""
    own = actor.kind is ActorKind.PARTY and actor.can(party_right(request.case.urn))
    if not own or request.party_urn != actor.urn:
        raise NotKnown("cases.request_unknown", _("没有找到该申请。"))


def may_answer_request(*, actor: Actor, request: PartyRequest, **rest: Any) -> None:
    """The handlers answer, or whoever approves; what concerns the publication alone its publishers do."""
    must_see(actor, request.case.agency_code)
    if request.right in ELSEWHERE:
        if answers_beside(actor, request):
            return
        raise NotAllowed(
            "cases.request_publisher",
            _("关于公示的申请由公示人员答复。"),
            citation=cite(request.basis),
            way_out=_("请由本机关的公示员办理。"),
        )
    if not answers_party(actor, request.case):
        raise NotAllowed(
            "cases.request_answerer",
            _("您不是本案的承办人，不能办理当事人的申请。"),
            citation=cite(request.basis),
            way_out=_("请由本案承办人或者机关负责人办理。"),
        )


def answers_beside(actor: Actor, request: PartyRequest) -> bool:
    """Tell whether the actor answers a request that is not the handlers' to answer."""
    return actor.agency_code == request.case.agency_code and actor.can(ELSEWHERE[request.right])


def answers_party(actor: Actor, case: Case, handlers: Iterable[str] | None = None) -> bool:
    """Tell whether the actor handles the case, or approves for its agency.

    Where nobody has been appointed, as with licences, whoever opened the case handles it. ``handlers`` are
    the urns of those who handle it where they are at hand; else they are looked up.
    """
    if actor.agency_code != case.agency_code:
        return False
    if actor.can("cases.approve"):
        return True
    if not actor.can("cases.handle"):
        return False
    if handlers is None:
        handlers = Handler.objects.filter(case=case, until__isnull=True).values_list("person_urn", flat=True)
    return actor.urn in (set(handlers) or {case.opened_by_urn})


def may_correct_party(*, actor: Actor, case: Case, **rest: Any) -> None:
    """Those who answer for the case put right what they entered of the party (个人信息保护法 §8)."""
    must_see(actor, case.agency_code)
    if not answers_party(actor, case):
        raise NotAllowed(
            "cases.party_corrector",
            _("您不是本案的承办人，不能更正当事人信息。"),
            citation=cite("个人信息保护法 §8"),
            way_out=_("请由本案承办人或者机关负责人更正。"),
        )


def may_answer_rectification(*, actor: Actor, request: Rectification, **rest: Any) -> None:
    """The handlers answer, or whoever approves; others of the agency know of it but do not answer."""
    must_see(actor, request.case.agency_code)
    if not answers_party(actor, request.case):
        raise NotAllowed(
            "cases.rectification_answerer",
            _("您不是本案的承办人，不能答复更正申请。"),
            citation=cite("政府信息公开条例 §41"),
            way_out=_("请由本案承办人或者机关负责人答复。"),
        )
