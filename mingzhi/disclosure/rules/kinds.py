"""The kinds of notice, the schema of each, and the door through which the public finds it."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

BEFORE, DURING, AFTER = "before", "during", "after"
STAGES = {BEFORE: _("事前公开"), DURING: _("事中公示"), AFTER: _("事后公开")}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """One kind of notice: its schema (labels its table must hold) and the article that demands it.

    ``act_kind`` names the kind of act for decisions; for these, agency, party, kind and conclusion
    are demanded (浙政办发〔2019〕20号 二(一)3). ``instead`` are the labels of a decision of the kind that
    imposes nothing.
    """

    code: str
    title: str
    stage: str
    demands: tuple[str, ...]
    basis: str
    instead: tuple[str, ...] = ()
    act_kind: str = ""
    needs_party: bool = False


_PLAN_AFTER = "浙政办发〔2019〕20号 二(一)3"
_PLAN_BEFORE = "浙政办发〔2019〕20号 二(一)1"
_PLAN_DURING = "浙政办发〔2019〕20号 二(一)2"


NOT_PUNISHED = (_("查明的事实"), _("不予处罚的依据"))
"""Who is not punished is told of no unlawful facts and of no penalty (行政处罚法 §57-1(2), (3))."""


def _decision(code: str, act_kind: str, *demands: str, instead: tuple[str, ...] = ()) -> NoticeKind:
    return NoticeKind(
        code=code,
        title=act_kind,
        stage=AFTER,
        demands=demands,
        basis=_PLAN_AFTER,
        act_kind=act_kind,
        needs_party=True,
        instead=instead,
    )


KINDS: dict[str, NoticeKind] = {
    kind.code: kind
    for kind in (
        _decision(
            "penalty", _("行政处罚"), _("违法事实"), _("处罚依据"), _("处罚内容"), instead=NOT_PUNISHED
        ),
        _decision("licence", _("行政许可"), _("许可内容")),
        _decision("coercion", _("行政强制"), _("执法结论")),
        _decision("inspection", _("行政检查"), _("执法结论")),
        _decision("levy", _("行政征收"), _("执法结论")),
        _decision("requisition", _("行政征用"), _("执法结论")),
        NoticeKind(code="agency", title=_("执法主体"), stage=BEFORE, demands=(), basis=_PLAN_BEFORE),
        NoticeKind(code="officers", title=_("执法人员"), stage=BEFORE, demands=(), basis=_PLAN_BEFORE),
        NoticeKind(code="power", title=_("权责事项"), stage=BEFORE, demands=(), basis=_PLAN_BEFORE),
        NoticeKind(code="procedure", title=_("执法程序"), stage=BEFORE, demands=(), basis=_PLAN_BEFORE),
        NoticeKind(code="benchmark", title=_("裁量基准"), stage=BEFORE, demands=(), basis="行政处罚法 §34"),
        NoticeKind(code="random_list", title=_("随机抽查事项"), stage=BEFORE, demands=(), basis=_PLAN_BEFORE),
        NoticeKind(code="post_board", title=_("岗位信息"), stage=DURING, demands=(), basis=_PLAN_DURING),
        NoticeKind(code="annual", title=_("统计年报"), stage=AFTER, demands=(), basis=_PLAN_AFTER),
    )
}
_BY_ACT_KIND = {kind.act_kind: kind.code for kind in KINDS.values() if kind.act_kind}


def notice_kind_of(act_kind: str) -> str:
    """Return the kind of notice for a kind of act (行政处罚 → penalty); raises Invalid when unknown."""
    try:
        return _BY_ACT_KIND[act_kind]
    except KeyError:
        raise Invalid(
            "disclosure.act_kind",
            _("没有“%(kind)s”这一执法类别。"),
            params={"kind": act_kind},
            way_out=_("请选择行政处罚、行政许可、行政强制、行政检查、行政征收、行政征用之一。"),
        ) from None


def check_schema(kind: str, fields: Sequence[tuple[str, str]], party_name: str) -> NoticeKind:
    """Return the kind; raises Invalid when the table lacks what the kind's rule demands."""
    schema = KINDS.get(kind)
    if schema is None:
        raise Invalid("disclosure.kind", _("没有“%(kind)s”这一公示类别。"), params={"kind": kind})
    given = {label for label, value in fields if value.strip()}
    complete = bool(schema.instead) and given.issuperset(schema.instead)
    missing = [] if complete else [label for label in schema.demands if label not in given]
    if schema.needs_party and not party_name.strip():
        missing.insert(0, "执法对象")
    if missing:
        raise Invalid(
            "disclosure.incomplete",
            _("公示信息不完整，缺少：%(missing)s。"),
            citation=cite(schema.basis),
            way_out=_("请补充后重新提交审查。"),
            params={"missing": "、".join(missing)},
            field="fields",
        )
    return schema
