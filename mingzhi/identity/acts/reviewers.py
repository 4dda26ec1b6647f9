"""Legal reviewers and counsel: registered with their ground or contract, and ended."""

from datetime import date

from mingzhi.identity.acts.conflicts import once
from mingzhi.identity.acts.ending import MOVED_AHEAD, may_end
from mingzhi.identity.acts.fitting import given, must_fit
from mingzhi.identity.models import Agency, Counsel, Person, ReviewerQualification
from mingzhi.identity.policy import may_manage_agency, may_manage_person, may_manage_qualification
from mingzhi.identity.rules.levels import CounselKind, ReviewerGround
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

GROUND = "行政处罚法 §58-2"
STAFFING = "浙政办发〔2019〕20号 二(三)1"


@act(
    "identity.register_reviewer",
    title=_("登记法制审核人员"),
    may=may_manage_person,
    locks="agency",
    serves=["2.3.1a"],
    basis=[GROUND, STAFFING],
)
def register_reviewer(
    *, actor: Actor, agency: Agency, person: Person, ground: str, since: date, number: str = ""
) -> ReviewerQualification:
    """Register on which ground a person may review; newcomers need the legal profession's qualification.

    Raises Invalid for an unknown ground, or for a legal qualification without its number.
    """
    if ground not in set(ReviewerGround):
        raise Invalid("identity.reviewer_ground", _("请选择审核资格的依据。"), field="ground")
    if ground == ReviewerGround.LEGAL_PROFESSION and not number.strip():
        raise Invalid(
            "identity.reviewer_number",
            _("初次从事法制审核的人员应当取得法律职业资格，请填写证书编号。"),
            citation=cite(GROUND),
            field="number",
        )
    must_fit(ReviewerQualification, number=number.strip())
    with once("identity.reviewer_twice", _("该人员的此项审核资格已经登记。"), field="ground"):
        qualification = ReviewerQualification.objects.create(
            person=person, ground=ground, number=number.strip(), since=since
        )
    describe(
        subject=person.urn,
        label=person.name,
        content={"ground": ground, "number": number.strip(), "since": since.isoformat()},
        mentions=[agency.urn, qualification.urn],
    )
    return qualification


@act(
    "identity.end_reviewer",
    title=_("终止法制审核资格"),
    may=may_manage_qualification,
    locks="qualification",
    serves=["2.3.1a"],
    basis=[GROUND],
)
def end_reviewer(
    *, actor: Actor, agency: Agency, qualification: ReviewerQualification, until: date, reason: str
) -> ReviewerQualification:
    """End a reviewer's qualification from a day on; an end that is still ahead may be moved.

    Raises NotNow for one that has come, or for a day before it began.
    """
    if until < qualification.since or not may_end(qualification.until, until):
        raise NotNow(
            "identity.reviewer_ended",
            _("该审核资格已经终止，或者终止日期早于登记的起始日期。"),
            way_out=MOVED_AHEAD,
            field="until",
        )
    reason = given(reason)
    qualification.until, qualification.ended_because = until, reason
    qualification.save(update_fields=["until", "ended_because"])
    describe(
        subject=qualification.person.urn,
        label=qualification.person.name,
        content={"ground": qualification.ground, "until": until.isoformat(), "reason": reason},
        mentions=[agency.urn, qualification.urn],
    )
    return qualification


@act(
    "identity.engage_counsel",
    title=_("聘请法律顾问"),
    may=may_manage_agency,
    serves=["2.3.1b", "2.3.1c"],
    basis=[STAFFING],
)
def engage_counsel(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    kind: str,
    licence_number: str,
    scope: str,
    since: date,
    until: date,
    firm: str = "",
    shared: bool = False,
    person: Person | None = None,
) -> Counsel:
    """Enter a legal counsel or public lawyer with contract period and scope.

    Raises Invalid while one of them is missing.
    """
    if kind not in set(CounselKind) or not (name.strip() and scope.strip()) or until <= since:
        raise Invalid("identity.counsel", _("请填写姓名、类别、服务范围和合同期限。"), field="scope")
    counsel = Counsel.objects.create(
        agency=agency,
        person=person,
        name=name.strip(),
        kind=kind,
        licence_number=licence_number.strip(),
        firm=firm.strip(),
        scope=scope.strip(),
        shared=shared,
        since=since,
        until=until,
    )
    describe(
        subject=counsel.urn,
        label=counsel.name,
        content={
            "kind": kind,
            "firm": counsel.firm,
            "scope": counsel.scope,
            "shared": shared,
            "since": since.isoformat(),
            "until": until.isoformat(),
        },
        mentions=[agency.urn],
    )
    return counsel
