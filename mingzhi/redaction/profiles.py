"""What is hidden where, by which rule: provinces differ, so it is data.

Rules whose text could not be read in the original are marked not confirmed and shown as 待确认.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.redaction.values import Kind

ZHEJIANG = "浙江省行政处罚结果信息网上公开暂行办法"
GUANGDONG = "广东省行政执法公示办法 §14"
SENSITIVE = "个人信息保护法 §28"
NECESSARY = "个人信息保护法 §34"
SECRETS = "政府信息公开条例 §15"

REASONS: dict[Kind, str] = {
    Kind.PARTY_NAME: _("当事人名字或者名称"),
    Kind.PERSON_NAME: _("当事人以外的自然人姓名"),
    Kind.IDENTITY_NUMBER: _("身份证号码"),
    Kind.PASSPORT: _("护照、工号、运单号等个人编号"),
    Kind.BIRTH_DATE: _("自然人的出生日期"),
    Kind.HOME_ADDRESS: _("自然人的住址"),
    Kind.PHONE: _("电话号码"),
    Kind.EMAIL: _("电子邮箱"),
    Kind.HANDLE: _("网络账号、昵称和设备号"),
    Kind.BANK_ACCOUNT: _("银行账号"),
    Kind.PLATE: _("机动车号牌"),
    Kind.PROPERTY_NUMBER: _("动产或者不动产权属证书编号"),
    Kind.MINOR: _("未成年人的姓名、学校和班级"),
    Kind.CONFIDENTIAL: _("保密审查认定不公开的内容"),
    Kind.HEALTH: _("健康信息"),
    Kind.WHEREABOUTS: _("行踪信息"),
    Kind.ASSETS: _("财产状况"),
    Kind.BIOMETRIC: _("生物识别信息"),
}

BY_EYE = (Kind.HEALTH, Kind.WHEREABOUTS, Kind.ASSETS, Kind.BIOMETRIC)
"""Kinds that no detector recognises: the second person checks them one by one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a kind is hidden: the source, and whether its text was read in the original."""

    kind: Kind
    source: str
    confirmed: bool = True

    @property
    def reason(self) -> str:
        """The reason in words."""
        return REASONS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A jurisdiction's way of redacting. Kinds without a rule stay as they are."""

    code: str
    title: str
    rules: tuple[Rule, ...]
    by_kind: Mapping[Kind, Rule] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_kind", {rule.kind: rule for rule in self.rules})

    def hides(self, kind: Kind) -> bool:
        """Tell whether this kind is hidden."""
        return kind in self.by_kind


_ZHEJIANG_TEXT = (
    Kind.PERSON_NAME,
    Kind.IDENTITY_NUMBER,
    Kind.HOME_ADDRESS,
    Kind.PHONE,
    Kind.EMAIL,
    Kind.HANDLE,
    Kind.BANK_ACCOUNT,
    Kind.HEALTH,
)
_GUANGDONG_TEXT = (
    Kind.PARTY_NAME,
    Kind.BIRTH_DATE,
    Kind.IDENTITY_NUMBER,
    Kind.BIOMETRIC,
    Kind.HOME_ADDRESS,
    Kind.PHONE,
    Kind.EMAIL,
    Kind.HEALTH,
    Kind.WHEREABOUTS,
    Kind.BANK_ACCOUNT,
    Kind.PROPERTY_NUMBER,
    Kind.ASSETS,
)

_EVERYWHERE = (
    Rule(Kind.BIRTH_DATE, NECESSARY),
    Rule(Kind.MINOR, SENSITIVE),
    Rule(Kind.PASSPORT, NECESSARY),
    Rule(Kind.PLATE, NECESSARY),
    Rule(Kind.PROPERTY_NUMBER, NECESSARY),
    Rule(Kind.CONFIDENTIAL, SECRETS),
    Rule(Kind.WHEREABOUTS, SENSITIVE),
    Rule(Kind.BIOMETRIC, SENSITIVE),
    Rule(Kind.ASSETS, NECESSARY),
)

PROFILES: dict[str, Profile] = {
    "zj": Profile(
        code="zj",
        title=_("浙江：公开被处罚人名称，隐去其他自然人姓名和个人信息"),
        rules=(
            *(Rule(kind, ZHEJIANG, confirmed=False) for kind in _ZHEJIANG_TEXT),
            *_EVERYWHERE,
        ),
    ),
    "zj-other": Profile(
        code="zj-other",
        title=_("浙江：许可、强制等的公示，公开当事人名称，隐去其他自然人姓名和个人信息"),
        rules=(*(Rule(kind, SECRETS) for kind in _ZHEJIANG_TEXT), *_EVERYWHERE),
    ),
    "gd": Profile(
        code="gd",
        title=_("广东：全文公开时隐去当事人名字或者名称"),
        rules=(
            *(Rule(kind, GUANGDONG) for kind in _GUANGDONG_TEXT),
            Rule(Kind.PERSON_NAME, NECESSARY),
            Rule(Kind.MINOR, SENSITIVE),
            Rule(Kind.PASSPORT, NECESSARY),
            Rule(Kind.HANDLE, NECESSARY),
            Rule(Kind.PLATE, NECESSARY),
            Rule(Kind.CONFIDENTIAL, SECRETS),
        ),
    ),
}


PENALTY = "行政处罚"


def profile_for(region_code: str, kind: str = PENALTY) -> Profile:
    """Return the profile of a region and a kind of act: Guangdong's own, Zhejiang's everywhere else.

    What Zhejiang orders for results of penalties holds for no other kind of act.
    """
    if region_code.startswith("44"):
        return PROFILES["gd"]
    return PROFILES["zj" if kind == PENALTY else "zj-other"]
