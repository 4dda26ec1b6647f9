"""The time limits of the ordinary licence: those of the agency in working days (行政许可法 §82)."""

from dataclasses import replace

from mingzhi.cases.rules.deadlines.execution import RECONSIDER, REDO, SUE, SUE_AFTER
from mingzhi.cases.rules.deadlines.ordinary import REVIEW
from mingzhi.cases.rules.procedure import Limit
from mingzhi.kernel.wording import gettext_noop as _

RENEWAL = "30d"
"""How long before its end the holder asks for renewal (行政许可法 §50-1).

§82 makes working days of the terms of the agency; this one is the holder's, and to ask for more than thirty
days of the calendar would take a right away. Rules of a field may say otherwise. 待确认.
"""

LICENCE_CORRECTION = Limit(
    code="licence_correction",
    title=_("一次告知需要补正的全部内容"),
    length="5wd",
    basis="行政许可法 §32-1(4)",
    on_expiry=_("逾期不告知的，自收到申请材料之日起即为受理"),
)
LICENCE_DECIDE = Limit(
    code="licence_decide",
    title=_("作出行政许可决定"),
    length="20wd",
    extension="10wd",
    basis="行政许可法 §42-1",
    excludes=(_("听证"), _("招标、拍卖"), _("检验、检测、检疫、鉴定"), _("专家评审")),
)
LICENCE_JOINT = Limit(
    code="licence_joint",
    title=_("作出行政许可决定（统一、联合、集中办理）"),
    length="45wd",
    extension="15wd",
    basis="行政许可法 §42-2",
    excludes=LICENCE_DECIDE.excludes,
)
LICENCE_TEST = Limit(
    code="licence_test",
    title=_("指派人员检验、检测、检疫"),
    length="5wd",
    basis="行政许可法 §55-2",
)
LICENCE_DELIVER = Limit(
    code="licence_deliver",
    title=_("颁发、送达行政许可证件"),
    length="10wd",
    basis="行政许可法 §44",
)
LICENCE_HEARING_ASK = Limit(
    code="licence_hearing_ask",
    title=_("申请人、利害关系人申请听证"),
    length="5wd",
    basis="行政许可法 §47-1",
    runs_for="party",
    earliest=True,
)
LICENCE_HEARING_HOLD = Limit(
    code="licence_hearing_hold",
    title=_("组织听证"),
    length="20wd",
    basis="行政许可法 §47-1",
)
LICENCE_HEARING_NOTICE = Limit(
    code="hearing_notice",
    title=_("通知听证至举行听证"),
    length="7wd",
    basis="行政许可法 §48-1(1)",
    earliest=True,
)

WITHDRAW_LICENCE = Limit(
    code="withdraw",
    title=_("撤回公示信息并公开说明理由（天数待确认）"),
    length="3wd",
    basis="浙政办发〔2019〕20号 二(一)3",
)
"""The plan wants withdrawal in time and names no days; three working days are those of a penalty."""

LICENCE_REDO = replace(REDO, length="20wd", basis="行政许可法 §42-1")

CHANGE_SUE_AFTER = replace(
    SUE_AFTER,
    code="change_sue_after",
    title=_("对延续、变更、注销决定的复议决定起诉（对一审判决上诉）"),
)
WITHDRAW_CHANGE = replace(
    WITHDRAW_LICENCE,
    code="withdraw_change",
    title=_("撤回延续、变更、注销决定的公示信息并公开说明理由（天数待确认）"),
)

LICENCE = (
    LICENCE_CORRECTION,
    LICENCE_DECIDE,
    LICENCE_JOINT,
    LICENCE_TEST,
    LICENCE_DELIVER,
    LICENCE_HEARING_ASK,
    LICENCE_HEARING_HOLD,
    LICENCE_HEARING_NOTICE,
    REVIEW,
    RECONSIDER,
    SUE,
    SUE_AFTER,
    WITHDRAW_LICENCE,
    LICENCE_REDO,
    CHANGE_SUE_AFTER,
    WITHDRAW_CHANGE,
)
