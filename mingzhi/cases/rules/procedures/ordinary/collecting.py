"""Money taken by the agency itself: transfer, auction, what came of them (行政强制法 §45–49)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures.fields import (
    FACTS,
    ID_SHOWN,
    ITEMS,
    NOTE,
    STARTED,
    by,
    choice,
    day,
    money,
    text,
)
from mingzhi.cases.rules.procedures.ordinary.enforcing import HOURS, LAW, PLAN, URGENCY
from mingzhi.cases.rules.procedures.ordinary.states import ENFORCING
from mingzhi.kernel.wording import gettext_noop as _

TRANSFER = Step(
    code="transfer_deposit",
    title=_("通知金融机构划拨存款、汇款"),
    sources=("enforcing",),
    stage=Stage.EXECUTION,
    basis=(f"{LAW} §47-1", "行政处罚法 §72-1(2)"),
    fields=(
        *by(f"{LAW} §43-1", STARTED),
        *by(f"{PLAN} 二(一)2", ID_SHOWN),
        text("bank", _("金融机构"), f"{LAW} §47-1"),
        text("account", _("账号"), f"{LAW} §47-1"),
        money("amount", _("划拨金额"), f"{LAW} §47-1"),
        HOURS,
        URGENCY,
        replace(FACTS, label=_("交付划拨通知的情况"), basis=f"{LAW} §47-1"),
    ),
    guards=(
        "transfer_decided",
        "enforcement_served",
        "not_stayed",
        "execution_not_stayed",
        "money_owed",
        "not_beyond_debt",
        "not_beyond_decided",
        "by_day",
    ),
    officers=2,
    document="transfer_notice",
    numbered="划拨",
    effect="transfer_deposit",
)
AUCTION = Step(
    code="commission_auction",
    title=_("委托拍卖"),
    sources=("enforcing",),
    stage=Stage.EXECUTION,
    basis=(f"{LAW} §48", "行政处罚法 §72-1(2)"),
    fields=(
        text("auctioneer", _("拍卖机构"), f"{LAW} §48"),
        ITEMS,
        money("reserve", _("参考价"), required=False),
        replace(NOTE, label=_("委托拍卖的要求")),
    ),
    guards=(
        "auction_decided",
        "enforcement_served",
        "not_stayed",
        "execution_not_stayed",
        "seized_goods_kept",
        "money_owed",
    ),
    document="auction_commission",
    numbered="委拍",
    effect="commission_auction",
)
PROCEEDS = Step(
    code="record_proceeds",
    title=_("登记划拨、拍卖所得款项"),
    sources=("enforcing",),
    stage=Stage.EXECUTION,
    basis=(f"{LAW} §49",),
    fields=(
        choice(
            "from_what",
            _("款项来源"),
            (("transfer", _("划拨")), ("auction", _("拍卖、依法处理"))),
            f"{LAW} §49",
        ),
        money("received", _("所得款项总额"), f"{LAW} §49"),
        money("amount", _("抵缴金额"), "行政处罚法 §72-1(2)"),
        money("returned", _("应当退还当事人的余款"), f"{LAW} §28-2", required=False),
        choice(
            "into", _("款项去向"), (("treasury", _("上缴国库")), ("account", _("划入财政专户"))), f"{LAW} §49"
        ),
        day("paid_on", _("入库日期")),
        text("receipt_number", _("票据号"), required=False),
    ),
    guards=(
        "money_method_decided",
        "money_owed",
        "proceeds_as_decided",
        "not_beyond_debt",
        "proceeds_accounted_for",
    ),
    document="enforcement_proceeds",
    effect="proceeds",
    guide=_("抵缴以尚未缴清的罚没款为限，多出的部分是当事人的，登记后办理“退还余款”。"),
)
RETURN_SURPLUS = Step(
    code="return_surplus",
    title=_("退还余款"),
    sources=(*ENFORCING, "enforcement_ended", "performed", "revoked"),
    stage=Stage.EXECUTION,
    basis=(f"{LAW} §28-2", f"{LAW} §8-1"),
    fields=(
        money("amount", _("退还金额"), f"{LAW} §28-2"),
        day("paid_on", _("退还日期")),
        text("way", _("退还方式和账户"), f"{LAW} §28-2"),
        text("receipt_number", _("票据号"), required=False),
    ),
    guards=("surplus_owed", "not_beyond_surplus"),
    document="surplus_return",
    effect="return_surplus",
    beside=True,
)

STEPS = (TRANSFER, AUCTION, PROCEEDS, RETURN_SURPLUS)
