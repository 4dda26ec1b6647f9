"""Publish a checked version, and correct what is public."""

from mingzhi.calendars.queries import calendar
from mingzhi.disclosure import policy
from mingzhi.disclosure.acts import builders, elsewhere
from mingzhi.disclosure.acts.desk import leave_desk
from mingzhi.disclosure.acts.leaves import index_later, seal
from mingzhi.disclosure.acts.outlets.pushing import push_version
from mingzhi.disclosure.acts.standing import (
    open_publication,
    refuse_exempt,
    require_living,
    require_seen,
)
from mingzhi.disclosure.acts.states import fulfilled_by, hold_duties, move
from mingzhi.disclosure.acts.telling import refuse_telling
from mingzhi.disclosure.models import (
    Check,
    Correction,
    Notice,
    NoticeVersion,
    Publication,
    Report,
    ReportAnswer,
)
from mingzhi.disclosure.rules import completeness, content, outlets, periods
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.reports import FOUNDED
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "disclosure.publish",
    title=_("公示"),
    may=policy.may_publish,
    locks="notice",
    serves=("2.1.3a", "2.1.3b", "2.1.3c", "2.1.3d"),
    basis=("浙政办发〔2019〕20号 二(一)3",),
    stage="决定",
)
def publish(
    *,
    actor: Actor,
    notice: Notice,
    version: NoticeVersion,
    period_rule: str = "",
    period_reason: str = "",
) -> Publication:
    """Make a checked version public on this platform and seal it in the log.

    ``period_rule`` takes another applicable period rule than the default and needs a reason. Raises
    NotNow without a passed check, Conflict when the notice is public already or has come down.
    """
    require_living(notice)
    hold_duties(notice.source_urn)
    refuse_exempt(notice.source_urn)
    _require_checked(notice, version)
    refuse_telling(notice, period_reason=period_reason)
    if open_publication(notice) is not None:
        raise Conflict("disclosure.public", _("该信息已经公示。"), way_out=_("如需修改，请办理更正。"))
    moment = clock.now()
    period = _period(notice, version, period_rule, period_reason, moment)
    publication = builders.publication(version, channel=PORTAL, period=period, actor=actor, moment=moment)
    _store(publication)
    move(
        fulfilled_by(version),
        completeness.PUBLISHED,
        at=moment,
        only_from=frozenset({completeness.OWED}),
        proof=publication.leaf.commitment,
    )
    index_later(notice)
    push_version(notice, version, outlets.PUBLISH)
    _tell(notice, publication, {"expires_on": publication.leaf.content["expires_on"]})
    return publication


@act(
    "disclosure.correct",
    title=_("更正公示"),
    may=policy.may_publish,
    locks="notice",
    serves=("2.1.3c",),
    basis=("浙政办发〔2019〕20号 二(一)3", "市场监督管理行政处罚信息公示规定 §12"),
    stage="决定",
)
def correct(
    *,
    actor: Actor,
    notice: Notice,
    version: NoticeVersion,
    reason: str,
    seen: str | None = None,
    update: bool = False,
    report: Report | None = None,
) -> Publication:
    """Replace the public version by a newer checked one, with a public reason; both stay traceable.

    ``seen`` is the uid of the publication the publisher looked at: if another has taken its place,
    Conflict. ``update`` marks a change of the thing itself (事前公开的动态调整), not of a slip. The
    period runs on from the first publication. ``report`` is the founded report that is answered by it.
    Raises Invalid without a reason.
    """
    _require_answerable(notice, report)
    if not reason.strip():
        raise Invalid("disclosure.reason", _("更正须公开理由。"), field="reason")
    refuse_telling(notice, reason=reason)
    old = _replaceable(notice, version, seen)
    moment = clock.now()
    new = builders.publication(
        version,
        channel=PORTAL,
        period=_same_period(old),
        actor=actor,
        moment=moment,
        first=old.first_published_at,
        action=content.UPDATE if update else content.CORRECT,
    )
    Publication.objects.filter(pk=old.pk).update(until=moment, ended="corrected")
    _store(new)
    Correction.objects.create(
        notice=notice,
        old=old,
        new=new,
        nature="update" if update else "correct",
        reason=reason.strip(),
        corrected_at=moment,
        report=report,
    )
    move(
        fulfilled_by(version),
        completeness.PUBLISHED,
        at=moment,
        corrected=not update,
        only_from=frozenset({completeness.OWED, completeness.PUBLISHED}),
        proof=new.leaf.commitment,
    )
    index_later(notice)
    push_version(notice, version, outlets.CORRECT)
    elsewhere.amend(notice, moment)
    answered = {"report": str(report.uid)} if report else {}
    _tell(notice, new, {"replaces": old.version.number, "reason": reason.strip(), **answered})
    return new


def _same_period(old: Publication) -> builders.Period:
    return builders.Period(
        old.expires_on, old.period_rule, old.period_basis, old.period_derivation, old.period_reason
    )


def _require_answerable(notice: Notice, report: Report | None) -> None:
    if report is None:
        return
    founded = ReportAnswer.objects.filter(report=report, outcome=FOUNDED)
    if report.notice_id != notice.pk or report.closed_at is not None or not founded.exists():
        raise Invalid(
            "disclosure.report_choice",
            _("所选报告不是本信息已认定属实、尚未办结的报告。"),
            way_out=_("请先在错误报告页认定属实，或者不选报告。"),
            field="report",
        )


def _replaceable(notice: Notice, version: NoticeVersion, seen: str | None) -> Publication:
    """Return what is public now, if the version may take its place."""
    require_living(notice)
    _require_checked(notice, version)
    old = open_publication(notice)
    if old is None:
        raise NotNow("disclosure.not_public", _("该信息尚未公示，不需要更正。"), way_out=_("请直接公示。"))
    require_seen(old, seen)
    if version.number <= old.version.number:
        raise Conflict("disclosure.older", _("不能用旧版本更正新版本。"), way_out=_("请制作新的版本。"))
    return old


def _store(publication: Publication) -> None:
    publication.leaf = seal(publication.leaf)
    publication.save()
    leave_desk(publication.version)


def _tell(notice: Notice, publication: Publication, more: dict[str, object]) -> None:
    describe(
        subject=notice.subject_urn,
        label=notice.subject_label,
        mentions=(notice.source_urn, f"urn:mingzhi:disclosure:notice:{notice.uid}"),
        content={
            "notice": str(notice.uid),
            "version": publication.version.number,
            "channel": publication.channel_id,
            "sealed": publication.leaf.commitment,
            **more,
        },
        basis=tuple(filter(None, ("浙政办发〔2019〕20号 二(一)3", publication.period_basis)))[:2],
        hashes={"pdf": publication.version.pdf_sha256} if publication.version.pdf_sha256 else {},
    )


def _require_checked(notice: Notice, version: NoticeVersion) -> None:
    if version.notice_id != notice.pk:
        raise Invalid("disclosure.foreign_version", _("该版本不属于此公示信息。"), field="version")
    if not Check.objects.filter(version=version, passed=True).exists():
        raise NotNow(
            "disclosure.unchecked",
            _("公示前须经第二人保密审查通过。"),
            citation=cite("政府信息公开条例 §17"),
            way_out=_("请先送保密审查。"),
        )


def _period(
    notice: Notice, version: NoticeVersion, wanted: str, reason: str, moment: object
) -> builders.Period:
    confirmed = periods.takeable(
        periods.facts_from(version.facts),
        kind=notice.kind,
        channel=PORTAL,
        decided_on=notice.decided_on,
        region_code=notice.region_code,
    )
    chosen = confirmed[0] if confirmed else None
    if wanted and (chosen is None or wanted != chosen.code):
        chosen = next((rule for rule in confirmed if rule.code == wanted), None)
        if chosen is None:
            raise Invalid("disclosure.period", _("该公示期限规则不适用于本决定。"), field="period_rule")
        if not reason.strip():
            raise Invalid(
                "disclosure.period_reason", _("选用其他公示期限须写明理由。"), field="period_reason"
            )
    return builders.period(
        chosen,
        published_on=clock.today(),
        decided_on=notice.decided_on,
        calendar=calendar(notice.region_code),
        reason=reason.strip(),
    )
