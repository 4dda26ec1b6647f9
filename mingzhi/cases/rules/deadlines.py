"""The time limits of the procedures: length, counting, rolling, extension, what is not counted.

Which day counts is each statute's own rule and written into the length: 行政处罚法 §85 makes 2, 3, 5
and 7 days working days (15 and 90 stay calendar days); 行政强制法 §69 does so up to ten days;
the licence has its own table in ``licence_deadlines``. A last day on a rest day moves on
(市场监督管理行政处罚程序规定 §80); limits that hold back a person's property never move, so a holiday
never prolongs them.
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Limit
from mingzhi.kernel.wording import gettext_noop as _

RULES = "市场监督管理行政处罚程序规定"
CRIME = "行政执法机关移送涉嫌犯罪案件的规定"

CLUE_CHECK = Limit(
    code="clue_check",
    title=_("核查线索并决定是否立案"),
    length="15wd",
    extension="15wd",
    basis=f"{RULES} §18-1",
    excludes=(_("检测、检验、检疫、鉴定以及权利人辨认或者鉴别等所需时间"),),
)
DECIDE = Limit(
    code="decide",
    title=_("作出处理决定"),
    length="90d",
    extension="30d",
    basis=f"{RULES} §64-1",
    excludes=(
        _("中止"),
        _("听证"),
        _("公告"),
        _("检测、检验、检疫、鉴定"),
        _("权利人辨认或者鉴别"),
        _("责令退还多收价款"),
    ),
)
PRESERVATION = Limit(
    code="preservation",
    title=_("对先行登记保存的证据作出处理"),
    length="7wd",
    basis="行政处罚法 §56",
    on_expiry=_("逾期未采取相关措施的，先行登记保存措施自动解除"),
    roll="none",
)
URGENT = Limit(
    code="urgent_approval",
    title=_("向负责人报告并补办批准手续"),
    length="24h",
    basis="行政强制法 §19",
    roll="none",
)
SEIZURE = Limit(
    code="seizure",
    title=_("查封、扣押期限"),
    length="30d",
    extension="30d",
    basis="行政强制法 §25-1",
    on_expiry=_("期限届满的，应当及时作出解除决定并立即退还财物"),
    excludes=(_("检测、检验、检疫或者技术鉴定的期间"),),
    roll="none",
)
ASSISTANCE = Limit(
    code="assistance",
    title=_("被请求机关完成协查"),
    length="15wd",
    basis=f"{RULES} §45-2",
    runs_for="other",
)
JURISDICTION = Limit(
    code="jurisdiction",
    title=_("协商管辖争议"),
    length="7wd",
    basis=f"{RULES} §13",
)
REVIEW = Limit(
    code="review",
    title=_("完成审核"),
    length="10wd",
    basis=f"{RULES} §55",
    excludes=(_("退回补充、补正的时间"),),
)
WAITING = Limit(
    code="waiting",
    title=_("当事人陈述、申辩，要求听证"),
    length="5wd",
    basis=f"{RULES} §57-2",
    runs_for="party",
    on_expiry=_("未行使陈述、申辩权，未要求听证的，视为放弃此权利"),
    earliest=True,
)
HEARING_NOTICE = Limit(
    code="hearing_notice",
    title=_("通知听证至举行听证"),
    length="7wd",
    basis="行政处罚法 §64(2)",
    earliest=True,
)
SERVE = Limit(
    code="serve",
    title=_("送达行政处罚决定书"),
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
CLOSE = Limit(
    code="close",
    title=_("填写结案审批表"),
    length="15wd",
    basis=f"{RULES} §77",
)
CRIME_DECIDE = Limit(
    code="crime_decide",
    title=_("负责人决定是否移送公安机关"),
    length="3d",
    basis=f"{CRIME} §5-2",
    roll="none",
)
CRIME_SEND = Limit(
    code="crime_send",
    title=_("向公安机关移送"),
    length="24h",
    basis=f"{CRIME} §5-2",
    roll="none",
)
CRIME_ANSWER = Limit(
    code="crime_answer",
    title=_("公安机关审查并书面通知"),
    length="3d",
    basis=f"{CRIME} §8",
    runs_for="other",
    roll="none",
)
CRIME_GOODS = Limit(
    code="crime_goods",
    title=_("移交涉案物品和材料"),
    length="3d",
    basis=f"{CRIME} §12",
    roll="none",
)
CRIME_OBJECT = Limit(
    code="crime_object",
    title=_("提请公安机关复议"),
    length="3d",
    basis=f"{CRIME} §9-1",
    roll="none",
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
SUE_AFTER = Limit(
    code="sue_after",
    title=_("对复议决定起诉（对一审判决上诉）"),
    length="15d",
    basis="行政诉讼法 §45",
    runs_for="party",
)
COURT_AFTER = Limit(
    code="court_after",
    title=_("复议、诉讼后申请人民法院强制执行"),
    length="3mo",
    basis="行政强制法 §53",
    after="sue_after",
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
ORDINARY = (
    CLUE_CHECK,
    DECIDE,
    PRESERVATION,
    URGENT,
    SEIZURE,
    ASSISTANCE,
    JURISDICTION,
    REVIEW,
    WAITING,
    HEARING_NOTICE,
    SERVE,
    PAY,
    CLOSE,
    CRIME_DECIDE,
    CRIME_SEND,
    CRIME_ANSWER,
    CRIME_GOODS,
    CRIME_OBJECT,
    RECONSIDER,
    SUE,
    DEMAND,
    COURT,
    SUE_AFTER,
    COURT_AFTER,
    WITHDRAW,
)
SUMMARY = (
    PAY,
    RECONSIDER,
    WITHDRAW,
    CASH_OFFICER,
    CASH_AGENCY,
    SUMMARY_FILE,
    DEMAND,
    replace(COURT, after="reconsider"),
    SUE_AFTER,
    COURT_AFTER,
)
