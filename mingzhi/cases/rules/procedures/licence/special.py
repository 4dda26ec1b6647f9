"""What licences with rules of their own need before the decision (行政许可法 §35, §43, §53–57)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Step
from mingzhi.cases.rules.procedures.fields import (
    ENDED,
    FACTS,
    ID_SHOWN,
    PLACE,
    RIGHTS_TOLD,
    STARTED,
    YES_NO,
    by,
    choice,
    day,
    long,
    text,
    texts,
    yes,
    yes_when,
)
from mingzhi.cases.rules.procedures.licence.examining import PLAN
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政许可法"

STEPS = (
    Step(
        code="record_award",
        title=_("登记招标、拍卖结果"),
        sources=("accepted",),
        basis=(f"{LAW} §53-1", f"{LAW} §53-3"),
        fields=(
            choice(
                "way",
                _("竞争方式"),
                (("tender", _("招标")), ("auction", _("拍卖")), ("other", _("其他公平竞争方式"))),
                f"{LAW} §53-1",
            ),
            day("ended_on", _("确定中标人、买受人的日期"), f"{LAW} §53-3"),
            text("winner", _("中标人、买受人"), f"{LAW} §53-3"),
            choice("won", _("申请人是否中标、买受"), YES_NO, f"{LAW} §53-3"),
            replace(FACTS, label=_("程序和结果"), basis=f"{LAW} §53-2"),
        ),
        document="licence_award",
    ),
    Step(
        code="record_assessment",
        title=_("登记考试成绩、考核结果"),
        sources=("accepted",),
        basis=(f"{LAW} §54-1",),
        fields=(
            choice(
                "way",
                _("方式"),
                (("examination", _("国家考试")), ("assessment", _("考核"))),
                f"{LAW} §54-1",
            ),
            yes_when(
                "announced",
                _("报名条件、报考办法、考试科目和考试大纲已事先公布"),
                ("way", ("examination",)),
                f"{LAW} §54-2",
            ),
            replace(FACTS, label=_("成绩或者考核结果"), basis=f"{LAW} §54-1"),
        ),
        document="licence_assessment",
    ),
    Step(
        code="test_to_standard",
        title=_("按照技术标准、技术规范检验、检测、检疫"),
        sources=("accepted",),
        basis=(f"{LAW} §55-1", f"{LAW} §55-2"),
        fields=(
            *by(f"{LAW} §55-2", STARTED, ENDED, PLACE),
            replace(ID_SHOWN, basis=f"{PLAN} 二(一)2"),
            replace(RIGHTS_TOLD, basis=f"{PLAN} 二(一)2", label=_("已告知事由、依据和权利、义务")),
            texts("standards", _("技术标准、技术规范"), f"{LAW} §55-1"),
            replace(FACTS, label=_("检验、检测、检疫的情况"), basis=f"{LAW} §55-2"),
            choice(
                "result",
                _("结果"),
                (("meets", _("符合")), ("fails", _("不符合")), ("analysis", _("需要进一步技术分析"))),
                f"{LAW} §55-2",
            ),
        ),
        officers=2,
        document="licence_test",
        recording="licence_examination",
        ends=("licence_test",),
        effect="add_evidence",
        guide=_("不需要进一步技术分析即可认定的，当场作出许可决定。"),
    ),
    Step(
        code="send_up",
        title=_("报上级行政机关决定"),
        sources=("accepted",),
        target="closed",
        duty="cases.approve",
        basis=(f"{LAW} §35", f"{LAW} §43"),
        fields=(
            text("superior_name", _("上级行政机关"), f"{LAW} §35"),
            long("conclusion", _("初步审查意见"), f"{LAW} §35"),
            yes("all_material", _("全部申请材料一并直接报送"), f"{LAW} §35"),
        ),
        guards=("decided_above", "examined"),
        document="licence_first_opinion",
        numbered="许报",
        ends=("licence_decide", "licence_test"),
    ),
)
