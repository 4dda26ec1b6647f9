"""The forms by which an administrator keeps certificates and qualifications to review."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.identity import acts
from mingzhi.identity.models import Certificate, Person, ReviewerQualification
from mingzhi.identity.queries import agency_row
from mingzhi.identity.rules.levels import CHANGE_TITLES, NEXT_CHANGES, CertificateChange, ReviewerGround
from mingzhi.identity.rules.members import MemberFile
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.administration.logins import REASON, SINCE, UNTIL, Choices, place
from mingzhi.workbench.doing import Doing

CERTIFICATES = "浙江省综合行政执法条例 §28-1"
QUALIFIED = "行政处罚法 §42-1"
GROUND = "行政处罚法 §58-2"

KINDS: Choices = (("officer", _("行政执法证")), ("auxiliary", _("执法辅助证")))
AUXILIARY: Choices = KINDS[1:]
CHANGES: dict[str, Callable[..., Any]] = {
    CertificateChange.SUSPENDED.value: acts.suspend_certificate,
    CertificateChange.RESTORED.value: acts.restore_certificate,
    CertificateChange.WITHDRAWN.value: acts.withdraw_certificate,
}
"""What can be done to a certificate, with its act."""


def certifying(places: Choices, *, officers: bool) -> Doing:
    """Return the form that enters a certificate that was issued; ``officers``: those of officers too."""

    def run(actor: Actor, person: Person, data: dict[str, Any]) -> Certificate:
        return acts.issue_certificate(
            actor=actor,
            agency=agency_row(data["agency"]),
            person=person,
            number=data["number"],
            kind=data["kind"],
            issued_by=data["issued_by"],
            since=date.fromisoformat(data["since"]),
            until=date.fromisoformat(data["until"]),
        )

    return Doing(
        code="certify",
        title=_("登记执法证件"),
        run=run,
        said=_("证件已登记，公众可以查到。"),
        basis=CERTIFICATES,
        fields=(
            place(places),
            _kind(officers=officers),
            Field(code="number", label=_("证件号码")),
            Field(
                code="issued_by",
                label=_("发证机关"),
                guide=_("执法证件由省级司法行政部门组织考试合格后发放，这里登记已经发放的证件。"),
                basis=CERTIFICATES,
            ),
            Field(code="since", label=_("发证日期"), kind=FieldKind.DATE),
            Field(
                code="until",
                label=_("失效日期"),
                kind=FieldKind.DATE,
                guide=_("从这一天起证件不再有效。"),
            ),
        ),
    )


def _kind(*, officers: bool) -> Field:
    return Field(
        code="kind",
        label=_("类别"),
        kind=FieldKind.CHOICE,
        choices=KINDS if officers else AUXILIARY,
        guide="" if officers else _("行政执法证由司法行政部门的管理员登记，本机关只登记执法辅助证。"),
        basis=CERTIFICATES,
    )


def changeable(file: MemberFile) -> Choices:
    """Return the certificates to which something can still happen."""
    return tuple(
        (card.number, f"{gettext(card.kind_title)} {card.number}")
        for card in file.certificates
        if card.changes and NEXT_CHANGES[CertificateChange(card.changes[-1].kind)]
    )


def changing(certificates: Choices) -> Doing:
    """Return the form that suspends, restores or withdraws a certificate."""

    def run(actor: Actor, person: Person, data: dict[str, Any]) -> Any:
        act = CHANGES[data["change"]]
        certificate = Certificate.objects.get(number=data["certificate"], person=person)
        return act(
            actor=actor, certificate=certificate, on=date.fromisoformat(data["on"]), reason=data["reason"]
        )

    return Doing(
        code="change_certificate",
        title=_("暂扣、恢复或者收回证件"),
        run=run,
        said=_("已登记，自该日起生效。"),
        basis=QUALIFIED,
        fields=(
            Field(code="certificate", label=_("证件"), kind=FieldKind.CHOICE, choices=certificates),
            Field(
                code="change",
                label=_("变动"),
                kind=FieldKind.CHOICE,
                choices=tuple((code, CHANGE_TITLES[code]) for code in CHANGES),
                guide=_("收回的证件不能恢复，须重新发放。"),
            ),
            Field(code="on", label=_("自哪一天起"), kind=FieldKind.DATE),
            REASON,
        ),
        grave=True,
    )


def qualifying(agency_code: str) -> Doing:
    """Return the form that registers on which ground the person may review."""

    def run(actor: Actor, person: Person, data: dict[str, Any]) -> ReviewerQualification:
        return acts.register_reviewer(
            actor=actor,
            agency=agency_row(agency_code),
            person=person,
            ground=data["ground"],
            number=data.get("number") or "",
            since=date.fromisoformat(data["since"]),
        )

    return Doing(
        code="qualify",
        title=_("登记法制审核资格"),
        run=run,
        said=_("审核资格已登记。"),
        basis=GROUND,
        fields=(
            Field(
                code="ground",
                label=_("依据"),
                kind=FieldKind.CHOICE,
                choices=tuple((ground.value, ground.value) for ground in ReviewerGround),
                guide=_("初次从事行政处罚决定法制审核的，应当通过国家统一法律职业资格考试取得法律职业资格。"),
                basis=GROUND,
            ),
            Field(
                code="number",
                label=_("证书编号"),
                when=("ground", (ReviewerGround.LEGAL_PROFESSION.value,)),
            ),
            SINCE,
        ),
    )


def disqualifying(grounds: Choices, agency_code: str) -> Doing:
    """Return the form that ends a qualification to review."""

    def run(actor: Actor, person: Person, data: dict[str, Any]) -> ReviewerQualification:
        return acts.end_reviewer(
            actor=actor,
            agency=agency_row(agency_code),
            qualification=ReviewerQualification.objects.get(uid=data["qualification"], person=person),
            until=date.fromisoformat(data["until"]),
            reason=data["reason"],
        )

    return Doing(
        code="disqualify",
        title=_("终止法制审核资格"),
        run=run,
        said=_("审核资格已终止。"),
        basis=GROUND,
        fields=(
            Field(code="qualification", label=_("资格"), kind=FieldKind.CHOICE, choices=grounds),
            UNTIL,
            REASON,
        ),
        grave=True,
    )
