"""The right to have the publication of one's penalty end early (信用修复)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.cases.rules.procedures.fields import EVIDENCE, long
from mingzhi.cases.rules.rights.language import Right, Term
from mingzhi.disclosure.rules.periods import EARLY_END_BASIS, EARLY_END_CONDITIONS
from mingzhi.kernel.wording import gettext_noop as _

GRANTED = "granted"
_BASIS = "浙江省公共信用信息管理条例 §32-1"
_PROOF = replace(EVIDENCE, label=_("证据材料的名称"), guide=_("一行写一份；可以在下面附上文件。"))

EARLY_END = Right(
    code="early_end",
    title=_("申请提前停止公示（信用修复）"),
    about=_(
        "已经自觉履行处罚决定、主动消除危害后果和不良影响，没有因同类违法再受处罚，也不在经营异常名录和严重违法失信名单中的，公示满一年后可以申请提前停止公示，由公示机关核实后决定。"
    ),
    when=_("处罚决定公示满一年以后、停止公示以前"),
    basis=_BASIS,
    fields=(
        long("performed", _("履行处罚决定的情况"), f"{EARLY_END_BASIS}-1(1)"),
        long("repaired", _("消除危害后果和不良影响的情况"), f"{EARLY_END_BASIS}-1(2)"),
        _PROOF,
    ),
    guards=("early_end_open",),
    answers=((GRANTED, _("准予提前停止公示")), ("refused", _("不予提前停止公示"))),
    duty="disclosure.answer",
    checks=tuple(
        Field(
            code=code,
            label=label,
            kind=FieldKind.YES,
            when=("answer", (GRANTED,)),
            basis=f"{EARLY_END_BASIS}-1({nth})",
        )
        for nth, (code, label) in enumerate(EARLY_END_CONDITIONS.items(), start=1)
    ),
    term=Term(
        length="15wd",
        basis=f"{EARLY_END_BASIS}-2",
        confirmed=False,
        note=_("具体实施办法由国家市场监督管理总局另行规定，尚未核对；天数为本平台设定，待确认。"),
    ),
)
