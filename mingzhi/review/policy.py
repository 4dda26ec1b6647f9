"""Who may do what in review: pure predicates over the actor and the round's facts."""

from collections.abc import Collection
from datetime import datetime

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review.rules.points import OpinionKind, Verdict, missing

REVIEW_LAW = "行政处罚法 §58-1"
QUALIFIED = "行政处罚法 §58-2"
APART = "市场监督管理行政处罚程序规定 §49-3"


def must_see(actor: Actor, agency_code: str) -> None:
    """Refuse with NotKnown unless the actor may see the agency's reviews at all."""
    if not (actor.sees(agency_code) or actor.agency_code == agency_code):
        raise NotKnown("review.unknown", _("没有找到该审核事项。"))
    if not any(
        actor.can(right) for right in ("review.review", "review.assign", "cases.view", "cases.approve")
    ):
        raise NotKnown("review.unknown", _("没有找到该审核事项。"))


def must_take_part(actor: Actor, agency_code: str, handlers: Collection[str]) -> None:
    """Refuse with NotKnown whoever neither reviews, decides, handles the case nor reads the auxiliary part.

    Opinions of review stand in that part (市场监督管理行政处罚程序规定 第七十八条第三款).
    """
    must_see(actor, agency_code)
    rights = ("review.review", "review.assign", "cases.approve", "records.view_auxiliary")
    if actor.urn not in handlers and not any(actor.can(right) for right in rights):
        raise NotKnown("review.unknown", _("没有找到该审核事项。"))


def must_not_handle(person_urn: str, handlers: Collection[str]) -> None:
    """Refuse a reviewer who handles the case (市场监督管理行政处罚程序规定 第四十九条第三款)."""
    if person_urn in handlers:
        raise NotAllowed(
            "review.handler",
            _("办案人员不得作为本案的审核人员。"),
            citation=cite(APART),
            way_out=_("请由未参与办理本案的法制审核人员审核。"),
        )


def must_not_review(reviewer: str) -> None:
    """Refuse a handler who ever reviewed the case (市场监督管理行政处罚程序规定 第四十九条第三款)."""
    if reviewer:
        raise NotAllowed(
            "review.reviewer",
            _("%(name)s是本案的法制审核人员，不得承办本案。"),
            citation=cite(APART),
            way_out=_("请指定未参与本案法制审核的执法人员。"),
            params={"name": reviewer},
        )


def must_be_qualified(qualified: bool, *, name: str) -> None:
    """Refuse a reviewer who lacks the qualification on that day (行政处罚法 第五十八条第二款)."""
    if not qualified:
        raise NotAllowed(
            "review.unqualified",
            _("%(name)s当日不具备法制审核资格。"),
            citation=cite(QUALIFIED),
            way_out=_("请指派具备法律职业资格的审核人员，或者先登记其资格。"),
            params={"name": name},
        )


def must_follow(at: datetime, earlier: datetime, *, what: str) -> None:
    """Refuse what would lie before that on which it rests; forms know minutes (行政处罚法 §58-1)."""
    if at.replace(second=0, microsecond=0) >= earlier.replace(second=0, microsecond=0):
        return
    raise NotNow(
        "review.out_of_order",
        _("发生时间不能早于“%(what)s”（%(at)s）。"),
        citation=cite(REVIEW_LAW),
        way_out=_("请填写实际发生的时间。"),
        params={"what": what, "at": earlier.astimezone(clock.CHINA).strftime("%Y-%m-%d %H:%M")},
    )


def must_be_open(open_: bool) -> None:
    """Refuse work on a round whose opinion has been given."""
    if not open_:
        raise NotNow(
            "review.closed",
            _("本轮审核已经出具意见，不能再改动。"),
            citation=cite("市场监督管理行政处罚程序规定 §54"),
            way_out=_("如需再审，请由承办机构再次送审。"),
        )


def must_be_reviewer(actor: Actor, *, reviewer_urn: str) -> None:
    """Refuse anybody but the assigned reviewer of the round."""
    actor.must("review.review", citation=cite(REVIEW_LAW))
    if not reviewer_urn:
        raise NotNow(
            "review.unassigned",
            _("本轮审核尚未指派审核人员。"),
            citation=cite(REVIEW_LAW),
            way_out=_("请由法制审核机构负责人先指派审核人员。"),
        )
    if actor.urn != reviewer_urn:
        raise NotAllowed(
            "review.not_reviewer",
            _("本轮审核由其他审核人员负责。"),
            citation=cite("浙政办发〔2019〕20号 二(三)5"),
            way_out=_("请由被指派的审核人员办理，或者由法制审核机构负责人更换审核人员。"),
        )


def must_be_complete(points_found: set[str]) -> None:
    """Refuse an opinion before all seven points have a finding (浙政办发〔2019〕20号 二(三)3)."""
    left = missing(points_found)
    if left:
        raise NotNow(
            "review.points_missing",
            _("七项审核要点尚未全部作出审核结论，还缺：%(points)s。"),
            citation=cite("浙政办发〔2019〕20号 二(三)3"),
            way_out=_("请逐项记录审核结论；确不涉及的，记为“不涉及”。"),
            params={"points": "、".join(point.title for point in left)},
        )


def must_agree_with_findings(kind: str, verdicts: Collection[str]) -> None:
    """Refuse 同意 while a finding says there is a problem, and the reverse."""
    problems = Verdict.PROBLEM in verdicts
    if kind == OpinionKind.AGREE and problems:
        raise Invalid(
            "review.agrees_with_problem",
            _("存在“有问题”的审核结论，不能出具同意意见。"),
            citation=cite("市场监督管理行政处罚程序规定 §54"),
            way_out=_("请改为建议纠正或者建议补充调查；结论记录有误的，先写明理由撤回。"),
            field="kind",
        )
    if kind in (OpinionKind.CORRECT, OpinionKind.SUPPLEMENT) and not problems:
        raise Invalid(
            "review.objects_without_problem",
            _("没有“有问题”的审核结论，不能建议纠正或者补充调查。"),
            citation=cite("市场监督管理行政处罚程序规定 §54"),
            way_out=_("请把发现的问题记入相应要点，并注明在卷宗中的位置。"),
            field="kind",
        )
