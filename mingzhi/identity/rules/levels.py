"""The words with fixed meaning in this room: levels, kinds of body, kinds and states of certificates."""

from enum import StrEnum

from mingzhi.kernel.wording import gettext_noop as _

CAPABILITIES = {
    "cases.view": _("查看案件"),
    "cases.view_subordinate": _("查看下级机关的案件"),
    "cases.handle": _("承办案件"),
    "cases.approve": _("审批案件"),
    "cases.discuss": _("参加集体讨论"),
    "review.review": _("法制审核"),
    "review.assign": _("指派法制审核人员"),
    "disclosure.prepare": _("编制和发布公示文本"),
    "disclosure.check": _("保密和隐私审查"),
    "disclosure.exempt": _("决定不予公示"),
    "disclosure.answer": _("答复错误报告"),
    "records.archive": _("立卷归档"),
    "records.view_auxiliary": _("查阅副卷"),
    "supervision.view": _("执法监督"),
    "identity.manage": _("管理执法主体和人员"),
    "identity.oversee": _("监督执法主体和人员的登记"),
    "catalogue.manage": _("管理职权目录"),
    "trail.view": _("查阅全过程记录"),
}
"""What a role may give, each with its name."""
REGION_WIDE = frozenset({"supervision.view", "identity.oversee"})
"""Either opens every agency of the region: its matters to the supervisor, its bodies to the registrar."""


class Level(StrEnum):
    """The three levels the plan counts (浙政办发〔2019〕20号 一)."""

    PROVINCE = _("省")
    CITY = _("市")
    COUNTY = _("县")


ABOVE: dict[Level, frozenset[Level]] = {
    Level.PROVINCE: frozenset(),
    Level.CITY: frozenset({Level.PROVINCE}),
    Level.COUNTY: frozenset({Level.CITY, Level.PROVINCE}),
}
"""Of which levels the region above may be: some counties stand directly under their province."""


class BodyKind(StrEnum):
    """In whose right a body enforces (行政处罚法 第十七条、第十九条、第二十条)."""

    AGENCY = _("行政机关")
    AUTHORISED = _("授权组织")
    ENTRUSTED = _("受委托组织")


class CertificateKind(StrEnum):
    """Whose certificate it is (浙江省综合行政执法条例 第二十八条、第三十条)."""

    OFFICER = "officer"
    AUXILIARY = "auxiliary"


class CertificateChange(StrEnum):
    """What can happen to a certificate after it was issued."""

    ISSUED = "issued"
    SUSPENDED = "suspended"
    RESTORED = "restored"
    WITHDRAWN = "withdrawn"


CHANGE_TITLES: dict[str, str] = {
    CertificateChange.ISSUED: _("发放"),
    CertificateChange.SUSPENDED: _("暂扣"),
    CertificateChange.RESTORED: _("恢复"),
    CertificateChange.WITHDRAWN: _("收回"),
}
CARRYING = frozenset({CertificateChange.ISSUED, CertificateChange.RESTORED})
"""The states in which a certificate carries its holder's acts."""

NEXT_CHANGES: dict[CertificateChange, frozenset[CertificateChange]] = {
    CertificateChange.ISSUED: frozenset({CertificateChange.SUSPENDED, CertificateChange.WITHDRAWN}),
    CertificateChange.SUSPENDED: frozenset({CertificateChange.RESTORED, CertificateChange.WITHDRAWN}),
    CertificateChange.RESTORED: frozenset({CertificateChange.SUSPENDED, CertificateChange.WITHDRAWN}),
    CertificateChange.WITHDRAWN: frozenset(),
}
"""A withdrawn certificate never comes back; a new one is issued instead."""


class ReviewerGround(StrEnum):
    """On which ground somebody may review (行政处罚法 第五十八条第二款)."""

    LEGAL_PROFESSION = _("法律职业资格")
    BEFORE_THE_RULE = _("规定施行前已从事法制审核")


class CounselKind(StrEnum):
    """Which lawyer stands by (浙政办发〔2019〕20号 二(三)1)."""

    OUTSIDE = _("外聘法律顾问")
    PUBLIC = _("公职律师")
