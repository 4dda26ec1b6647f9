"""The time limits after a decision: service, payment, remedies, execution, the court.

行政处罚法 §85 makes 2, 3, 5 and 7 days working days, 行政强制法 §69 those up to ten; 15 and 60 days stay
calendar days.
"""

from collections.abc import Mapping
from dataclasses import replace

from mingzhi.cases.rules.procedure import Limit, Procedure
from mingzhi.kernel.wording import gettext_noop as _

RULES = "市场监督管理行政处罚程序规定"

SERVE = Limit(
    code="serve",
    title=_("送达决定书"),
    length="7wd",
    basis="行政处罚法 §61-1",
)
PAY = Limit(
    code="pay",
    title=_("缴纳罚没款"),
    length="15d",
    basis="行政处罚法 §67-3",
    runs_for="party",
    on_expiry=_("每日按罚款数额的百分之三加处罚款，不超出罚款数额"),
)
INSTALMENT = Limit(
    code="instalment",
    title=_("缴纳到期的一期罚没款"),
    length="",
    basis="行政处罚法 §66-2",
    runs_for="party",
    on_expiry=_("到期未缴的部分可以催告、加处罚款；申请法院强制执行的期限自分期缴纳期限结束之日起计算"),
)
CLOSE = Limit(
    code="close",
    title=_("填写结案审批表"),
    length="15wd",
    basis=f"{RULES} §77",
)
RECONSIDER = Limit(
    code="reconsider",
    title=_("当事人申请行政复议"),
    length="60d",
    basis="行政复议法 §20-1",
    runs_for="party",
)
SUE = Limit(
    code="sue",
    title=_("当事人提起行政诉讼"),
    length="6mo",
    basis="行政诉讼法 §46-1",
    runs_for="party",
)
LAPSING = frozenset(
    {"reconsider", "sue", "sue_after", "enforcement_reconsider", "enforcement_sue", "coercive_sue_after"}
    | {"change_reconsider", "change_sue", "change_sue_after"}
)
"""The time for a right of the party: once it is over the right has lapsed, and nobody is late."""
ENFORCEMENT_RECONSIDER = Limit(
    code="enforcement_reconsider",
    title=_("当事人对行政强制决定申请行政复议"),
    length="60d",
    basis="行政复议法 §20-1",
    runs_for="party",
)
ENFORCEMENT_SUE = Limit(
    code="enforcement_sue",
    title=_("当事人对行政强制决定提起行政诉讼"),
    length="6mo",
    basis="行政诉讼法 §46-1",
    runs_for="party",
)
AGAINST_COERCION: Mapping[str, Limit] = {
    limit.code: limit for limit in (ENFORCEMENT_RECONSIDER, ENFORCEMENT_SUE)
}
"""What the service of a coercive decision starts in every procedure (行政强制法 §8-1)."""
AGAINST_CHANGE: Mapping[str, Limit] = {
    limit.code: limit
    for limit in (
        replace(RECONSIDER, code="change_reconsider", title=_("当事人对延续、变更、注销决定申请行政复议")),
        replace(SUE, code="change_sue", title=_("当事人对延续、变更、注销决定提起行政诉讼")),
    )
}
"""What the service of a decision on a licence after its grant starts in every version (行政许可法 §7)."""


def limit_of(procedure: Procedure, code: str) -> Limit | None:
    """Return a limit of a case by its code: the procedure's own, or one that runs in every procedure."""
    return procedure.by_limit.get(code) or AGAINST_COERCION.get(code) or AGAINST_CHANGE.get(code)


SUE_AFTER = Limit(
    code="sue_after",
    title=_("对复议决定起诉（对一审判决上诉）"),
    length="15d",
    basis="行政诉讼法 §45",
    runs_for="party",
)
COERCIVE_SUE_AFTER = replace(
    SUE_AFTER,
    code="coercive_sue_after",
    title=_("对行政强制决定的复议决定起诉（对一审判决上诉）"),
)
WITHDRAW_COERCIVE = Limit(
    code="withdraw_coercive",
    title=_("撤回行政强制决定的公示信息并公开说明理由（天数待确认）"),
    length="3wd",
    basis="浙政办发〔2019〕20号 二(一)3",
)
"""The plan wants withdrawal in time and names no days; three working days are those of a penalty."""
REDO_COERCIVE = Limit(
    code="redo_coercive",
    title=_("重新作出行政强制决定（天数待确认）"),
    length="60d",
    basis="行政复议法 §64-1",
    unless=(_("复议决定、判决写明期限的，按写明的期限"),),
)
"""The order names the time; where it does not, nothing at hand says how many days there are."""
DEMAND = Limit(
    code="demand",
    title=_("催告后当事人履行义务"),
    length="10wd",
    basis="行政强制法 §54",
    runs_for="party",
    on_expiry=_("仍未履行的，可以申请人民法院强制执行"),
    earliest=True,
)
COURT = Limit(
    code="court",
    title=_("申请人民法院强制执行"),
    length="3mo",
    basis="行政强制法 §53",
    after="sue",
)
COURT_AFTER = Limit(
    code="court_after",
    title=_("复议、诉讼后申请人民法院强制执行"),
    length="3mo",
    basis="行政强制法 §53",
    after="sue_after",
)
COURT_ACCEPT = Limit(
    code="court_accept",
    title=_("人民法院受理强制执行申请"),
    length="5wd",
    basis="行政强制法 §56-1",
    runs_for="other",
)
COURT_RULE = Limit(
    code="court_rule",
    title=_("人民法院作出执行裁定"),
    length="7wd",
    basis="行政强制法 §57",
    runs_for="other",
    unless=(_("裁定前听取意见的，自受理之日起三十日内裁定"),),
)
COURT_OBJECT = Limit(
    code="court_object",
    title=_("对不予受理、不予执行的裁定申请复议"),
    length="15d",
    basis="行政强制法 §58-3",
)
REDO = Limit(
    code="redo",
    title=_("重新作出决定"),
    length="90d",
    basis=f"{RULES} §64-1",
    unless=(_("复议决定、判决写明期限的，按写明的期限"),),
)
WITHDRAW = Limit(
    code="withdraw",
    title=_("撤回公示信息并公开说明理由"),
    length="3wd",
    basis="行政处罚法 §48-2",
)
CASH_OFFICER = Limit(
    code="cash_officer",
    title=_("当场收缴的罚款交至机关"),
    length="2wd",
    basis="行政处罚法 §71",
)
CASH_AGENCY = Limit(
    code="cash_agency",
    title=_("机关将罚款缴付银行"),
    length="2wd",
    basis="行政处罚法 §71",
)
SUMMARY_FILE = Limit(
    code="summary_file",
    title=_("交回材料归档保存"),
    length="7wd",
    basis=f"{RULES} §70",
)
SUBSTITUTE_WARN = Limit(
    code="substitute_warn",
    title=_("代履行前催告当事人履行"),
    length="3wd",
    basis="行政强制法 §51-1(2)",
    runs_for="party",
    on_expiry=_("仍不履行的，实施代履行"),
    earliest=True,
)
ENFORCEMENT_REST = Limit(
    code="enforcement_rest",
    title=_("中止执行满三年"),
    length="3y",
    basis="行政强制法 §39-2",
    runs_for="other",
    on_expiry=_("没有明显社会危害，当事人确无能力履行的，不再执行"),
    earliest=True,
)
