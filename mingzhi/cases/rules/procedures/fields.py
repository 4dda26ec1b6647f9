"""Fields that many steps ask for, with the article that demands them."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.kernel.wording import gettext_noop as _

RULES = "市场监督管理行政处罚程序规定"

YES_NO = (("yes", _("是")), ("no", _("否")))

ID_SHOWN = Field(
    code="id_shown",
    label=_("已按规定着装、佩戴标识，并主动出示执法证件"),
    kind=FieldKind.YES,
    basis="行政处罚法 §55-1",
)
"""Dress and badge belong to it (浙政办发〔2019〕20号 二(一)2)."""
RIGHTS_TOLD = Field(
    code="rights_told",
    label=_("已告知执法事由、依据和义务，陈述权、申辩权以及申请回避的权利"),
    kind=FieldKind.YES,
    basis=f"{RULES} §21-2",
)
STARTED = Field(code="started_at", label=_("开始时间"), kind=FieldKind.MOMENT, basis=f"{RULES} §28")
ENDED = Field(code="ended_at", label=_("结束时间"), kind=FieldKind.MOMENT, required=False)
PLACE = Field(code="place", label=_("地点"), basis=f"{RULES} §28")
FACTS = Field(code="facts", label=_("情况"), kind=FieldKind.LONG)
REASON = Field(code="reason", label=_("理由"), kind=FieldKind.LONG)
NOTE = Field(code="note", label=_("备注"), kind=FieldKind.LONG, required=False)
EVIDENCE = Field(code="evidence", label=_("材料清单"), kind=FieldKind.LIST, required=False)
ITEMS = Field(
    code="items",
    label=_("物品清单"),
    kind=FieldKind.ITEMS,
    guide=_("逐项写明名称、规格、数量和单位。"),
)
PRESENT = Field(
    code="present",
    label=_("当事人到场情况"),
    kind=FieldKind.CHOICE,
    choices=(("party", _("当事人到场")), ("absent", _("当事人不到场，邀请见证人到场"))),
    basis=f"{RULES} §28",
)
PRESENT_NAME = Field(code="present_name", label=_("现场人员"), required=False)
WITNESS = Field(
    code="witness",
    label=_("见证人"),
    when=("present", ("absent",)),
    basis=f"{RULES} §43",
)
SIGNED = Field(
    code="signed",
    label=_("签名情况"),
    kind=FieldKind.CHOICE,
    choices=(("signed", _("已签名或者盖章")), ("refused", _("拒绝签名，已注明并录音录像"))),
    basis=f"{RULES} §28",
)
REFUSAL = Field(
    code="refusal",
    label=_("拒绝签名或者不到场的情况"),
    kind=FieldKind.LONG,
    when=("signed", ("refused",)),
    basis=f"{RULES} §43",
)
SCENE = (STARTED, ENDED, PLACE, ID_SHOWN, RIGHTS_TOLD, PRESENT, PRESENT_NAME, WITNESS)
SIGNATURES = (SIGNED, REFUSAL)


def by(basis: str, *fields: Field) -> tuple[Field, ...]:
    """Return shared fields where another article demands them."""
    return tuple(replace(field, basis=basis) for field in fields)


_COERCION = "行政强制法 §18-1"
COERCION_SCENE = (
    *by(f"{_COERCION}(7)", STARTED, ENDED, PLACE),
    *by(f"{_COERCION}(3)", ID_SHOWN),
    *by(f"{_COERCION}(5)", RIGHTS_TOLD),
    *by(f"{_COERCION}(4)", PRESENT),
    PRESENT_NAME,
    *by(f"{_COERCION}(9)", WITNESS),
)
COERCION_SIGNATURES = by(f"{_COERCION}(8)", *SIGNATURES)
"""A measure is taken as 行政强制法 §18-1 says, item by item."""

CORE = Field(code="core", label=_("处理意见"), kind=FieldKind.CORE, basis=f"{RULES} §48")

SERVED_ON = Field(code="served_on", label=_("送达日期"), kind=FieldKind.DATE, basis=f"{RULES} §82")
MANNER = Field(
    code="manner",
    label=_("送达方式"),
    kind=FieldKind.CHOICE,
    choices=(
        ("direct", _("直接送达")),
        ("retained", _("留置送达")),
        ("electronic", _("电子送达")),
        ("post", _("邮寄送达")),
        ("entrusted", _("委托、转交送达")),
        ("announced", _("公告送达")),
    ),
    basis=f"{RULES} §82",
)
RECEIVER = Field(
    code="receiver",
    label=_("签收人及其与受送达人的关系"),
    when=("manner", ("direct", "post", "entrusted")),
    basis=f"{RULES} §82(1)",
)
RETAINED_HOW = Field(
    code="retained_how",
    label=_("留置送达的见证方式"),
    kind=FieldKind.CHOICE,
    choices=(("witness", _("邀请代表到场见证")), ("recorded", _("拍照、录像记录送达过程"))),
    when=("manner", ("retained",)),
    basis=f"{RULES} §82(2)",
)
REFUSED_WHY = Field(
    code="refused_why",
    label=_("拒收事由和日期"),
    kind=FieldKind.LONG,
    when=("manner", ("retained",)),
    basis=f"{RULES} §82(2)",
)
CONSENT = Field(
    code="consent",
    label=_("受送达人已签订送达地址确认书，同意电子送达"),
    kind=FieldKind.YES,
    when=("manner", ("electronic",)),
    basis="行政处罚法 §61-2",
)
ELECTRONIC_RECORDED = Field(
    code="electronic_recorded",
    label=_("已通过拍照、截屏、录音、录像记录送达"),
    kind=FieldKind.YES,
    when=("manner", ("electronic",)),
    basis=f"{RULES} §82(3)",
)
ANNOUNCED_WHY = Field(
    code="announced_why",
    label=_("公告送达的原因和经过"),
    kind=FieldKind.LONG,
    when=("manner", ("announced",)),
    basis=f"{RULES} §82(5)",
)
ANNOUNCED_HOW = Field(
    code="announced_how",
    label=_("公告方式"),
    kind=FieldKind.CHOICE,
    choices=(
        ("posted", _("在公告栏和受送达人住所地张贴")),
        ("newspaper", _("在报纸刊登")),
        ("website", _("在本机关门户网站刊登")),
    ),
    when=("manner", ("announced",)),
    basis=f"{RULES} §82(5)",
)
ANNOUNCED_RECORDED = Field(
    code="announced_recorded",
    label=_("已拍照、录像记录张贴过程"),
    kind=FieldKind.YES,
    when=("announced_how", ("posted",)),
    basis=f"{RULES} §82(5)",
)
_SERVED = (
    SERVED_ON,
    RECEIVER,
    RETAINED_HOW,
    REFUSED_WHY,
    CONSENT,
    ELECTRONIC_RECORDED,
    ANNOUNCED_WHY,
    ANNOUNCED_HOW,
    ANNOUNCED_RECORDED,
)
ID_AT_SERVICE = replace(ID_SHOWN, when=("manner", ("direct", "retained")))
"""Who brings a paper in person shows who he is; the post does not."""
SERVICE = (MANNER, ID_AT_SERVICE, *_SERVED)
DELIVERY = (MANNER, *_SERVED)
"""Over the counter of a window: no officers come."""


def yes(code: str, label: str, basis: str = "", *, required: bool = True) -> Field:
    """Return a field that must be ticked when required."""
    return Field(code=code, label=label, kind=FieldKind.YES, required=required, basis=basis)


def yes_when(code: str, label: str, when: tuple[str, tuple[str, ...]], basis: str = "") -> Field:
    """Return a field that must be ticked where another choice has one of the values."""
    return Field(code=code, label=label, kind=FieldKind.YES, when=when, basis=basis)


def text(code: str, label: str, basis: str = "", *, required: bool = True) -> Field:
    """Return a one-line text field."""
    return Field(code=code, label=label, basis=basis, required=required)


def long(code: str, label: str, basis: str = "", *, required: bool = True) -> Field:
    """Return a text field of several lines."""
    return Field(code=code, label=label, kind=FieldKind.LONG, basis=basis, required=required)


def day(code: str, label: str, basis: str = "", *, required: bool = True) -> Field:
    """Return a date field."""
    return Field(code=code, label=label, kind=FieldKind.DATE, basis=basis, required=required)


def moment(code: str, label: str, basis: str = "", *, required: bool = True) -> Field:
    """Return a field for a moment."""
    return Field(code=code, label=label, kind=FieldKind.MOMENT, basis=basis, required=required)


def choice(
    code: str, label: str, choices: tuple[tuple[str, str], ...], basis: str = "", *, required: bool = True
) -> Field:
    """Return a choice field."""
    return Field(
        code=code, label=label, kind=FieldKind.CHOICE, choices=choices, basis=basis, required=required
    )


def money(code: str, label: str, basis: str = "", *, required: bool = True) -> Field:
    """Return a field for whole cents."""
    return Field(code=code, label=label, kind=FieldKind.MONEY, basis=basis, required=required)


def person(code: str, label: str, basis: str = "", *, required: bool = True) -> Field:
    """Return a field for a person of the agency (urn)."""
    return Field(code=code, label=label, kind=FieldKind.PERSON, basis=basis, required=required)


def texts(code: str, label: str, basis: str = "", *, required: bool = True) -> Field:
    """Return a field for a list of texts."""
    return Field(code=code, label=label, kind=FieldKind.LIST, basis=basis, required=required)


REVIEW_GROUNDS = (
    yes("public_interest", _("涉及重大公共利益"), "行政处罚法 §58-1(1)", required=False),
    yes("major_interest", _("直接关系当事人或者第三人重大权益"), "行政处罚法 §58-1(2)", required=False),
    yes("complex", _("案件情况疑难复杂"), "行政处罚法 §58-1(3)", required=False),
    yes("many_relations", _("涉及多个法律关系"), "行政处罚法 §58-1(3)", required=False),
    yes("review_by_statute", _("法律、法规规定应当进行法制审核"), "行政处罚法 §58-1(4)", required=False),
    yes(
        "social_risk",
        _("可能造成重大社会影响或者引发社会风险"),
        "浙政办发〔2019〕20号 二(三)3",
        required=False,
    ),
)
"""Grounds of legal review that only the handlers can see; once named at a step, they hold for the case."""
