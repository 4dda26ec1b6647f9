"""The words with fixed meaning in this room: levels, kinds of body, kinds and states of certificates."""

from enum import StrEnum

from mingzhi.kernel.wording import gettext_noop as _

CAPABILITIES = frozenset(
    {
        "cases.view",
        "cases.view_subordinate",
        "cases.handle",
        "cases.approve",
        "cases.discuss",
        "review.review",
        "review.assign",
        "disclosure.prepare",
        "disclosure.check",
        "disclosure.exempt",
        "disclosure.answer",
        "records.archive",
        "records.view_auxiliary",
        "supervision.view",
        "identity.manage",
        "identity.oversee",
        "catalogue.manage",
        "trail.view",
    }
)


class Level(StrEnum):
    """The three levels the plan counts (浙政办发〔2019〕20号 一)."""

    PROVINCE = _("省")
    CITY = _("市")
    COUNTY = _("县")


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
