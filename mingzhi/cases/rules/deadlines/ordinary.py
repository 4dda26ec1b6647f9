"""The time limits of the procedures: length, counting, rolling, extension, what is not counted.

Which day counts is each statute's own rule and written into the length: 行政处罚法 §85 makes 2, 3, 5
and 7 days working days (15 and 90 stay calendar days); 行政强制法 §69 does so up to ten days;
the licence has its own table in ``licence``. A last day on a rest day moves on
(市场监督管理行政处罚程序规定 §80); limits that hold back a person's property never move, so a holiday
never prolongs them.
"""

from dataclasses import replace

from mingzhi.cases.rules.deadlines.execution import (
    CASH_AGENCY,
    CASH_OFFICER,
    CLOSE,
    COERCIVE_SUE_AFTER,
    COURT,
    COURT_ACCEPT,
    COURT_AFTER,
    COURT_OBJECT,
    COURT_RULE,
    DEMAND,
    ENFORCEMENT_RECONSIDER,
    ENFORCEMENT_REST,
    ENFORCEMENT_SUE,
    INSTALMENT,
    PAY,
    RECONSIDER,
    REDO,
    REDO_COERCIVE,
    SERVE,
    SUBSTITUTE_WARN,
    SUE,
    SUE_AFTER,
    SUMMARY_FILE,
    WITHDRAW,
    WITHDRAW_COERCIVE,
)
from mingzhi.cases.rules.deadlines.measures import FREEZING, FREEZING_NOTICE, PRESERVATION, SEIZURE, URGENT
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
INFORMANT = Limit(
    code="informant",
    title=_("告知实名举报人是否立案"),
    length="5wd",
    basis="市场监督管理投诉举报处理暂行办法 §31-2",
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
DESIGNATION = Limit(
    code="designation",
    title=_("上级机关确定管辖机关"),
    length="7wd",
    basis=f"{RULES} §16",
    runs_for="other",
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
ORDINARY = (
    CLUE_CHECK,
    INFORMANT,
    DECIDE,
    PRESERVATION,
    URGENT,
    SEIZURE,
    FREEZING,
    FREEZING_NOTICE,
    ASSISTANCE,
    JURISDICTION,
    DESIGNATION,
    REVIEW,
    WAITING,
    HEARING_NOTICE,
    SERVE,
    PAY,
    INSTALMENT,
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
    COURT_ACCEPT,
    COURT_RULE,
    COURT_OBJECT,
    SUBSTITUTE_WARN,
    ENFORCEMENT_REST,
    ENFORCEMENT_RECONSIDER,
    ENFORCEMENT_SUE,
    CASH_OFFICER,
    CASH_AGENCY,
    WITHDRAW,
    COERCIVE_SUE_AFTER,
    WITHDRAW_COERCIVE,
    REDO,
    REDO_COERCIVE,
)
SUMMARY = (
    PAY,
    INSTALMENT,
    RECONSIDER,
    WITHDRAW,
    COERCIVE_SUE_AFTER,
    WITHDRAW_COERCIVE,
    REDO_COERCIVE,
    CASH_OFFICER,
    CASH_AGENCY,
    SUMMARY_FILE,
    DEMAND,
    replace(COURT, after="reconsider"),
    SUE_AFTER,
    COURT_AFTER,
    COURT_ACCEPT,
    COURT_RULE,
    COURT_OBJECT,
)
