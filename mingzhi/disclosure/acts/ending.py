"""How a notice comes down: withdrawn with a public reason, expired, ended early."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import Deadline, due
from mingzhi.disclosure import policy
from mingzhi.disclosure.acts import builders, elsewhere
from mingzhi.disclosure.acts.leaves import index_later, seal
from mingzhi.disclosure.acts.outlets.pushing import push_removal
from mingzhi.disclosure.acts.standing import (
    open_publication,
    require_early_endable,
    require_fallen,
    require_living,
    require_seen,
)
from mingzhi.disclosure.acts.states import move, own_duties
from mingzhi.disclosure.acts.telling import refuse_telling
from mingzhi.disclosure.models import Leaf, Notice, Publication, Withdrawal
from mingzhi.disclosure.queries.early_end import earliest_end
from mingzhi.disclosure.rules import completeness, content, periods, withdrawals
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

_DELIVERED = frozenset({completeness.PUBLISHED})
_OPEN_OR_PUBLIC = frozenset({completeness.OWED, completeness.PUBLISHED})


@act(
    "disclosure.withdraw",
    title=_("撤回公示"),
    may=policy.may_withdraw,
    locks="notice",
    serves=("2.1.3c",),
    basis=("行政处罚法 §48-2",),
    stage="决定",
)
def withdraw(
    *,
    actor: Actor,
    notice: Notice,
    ground: str,
    reason: str,
    since_day: date | None = None,
    ground_document: str = "",
    seen: str | None = None,
    fallen_by: str = "",
) -> Withdrawal:
    """Take a notice down for good and say publicly why (行政处罚法 第四十八条第二款).

    ``ground`` is a code of :data:`mingzhi.disclosure.rules.withdrawals.GROUNDS`; ``since_day`` the day on
    which the decision was changed, revoked or found void (default today): the term runs from it.
    ``fallen_by``: the urn of what made the decision fall, which the room of the matter confirms. ``seen``
    is the uid of the publication looked at ("" = none yet): if that has changed meanwhile, Conflict.
    A notice that was never public is closed without a tombstone.
    """
    require_living(notice)
    _require_ground(ground, reason)
    refuse_telling(notice, fallen=True, reason=reason, ground_document=ground_document)
    require_fallen(notice.source_urn, ground, fallen_by)
    day = _ground_day(since_day)
    publication = open_publication(notice)
    require_seen(publication, seen)
    moment = clock.now()
    rule = withdrawals.rule_for(kind=notice.kind, ground=ground, region_code=notice.region_code)
    deadline = _deadline(notice, rule, day)
    leaf = _end(notice, publication, "withdrawn", moment, _Why(content.WITHDRAW, reason.strip(), rule.basis))
    move(
        own_duties(notice.source_urn),
        completeness.WITHDRAWN,
        at=moment,
        only_from=_OPEN_OR_PUBLIC,
        proof=leaf.commitment,
    )
    elsewhere.fall(notice, moment)
    push_removal(notice, due_on=deadline.due_date if deadline else None, basis=rule.basis)
    row = Withdrawal.objects.create(
        notice=notice,
        nature="withdrawn",
        ground=ground,
        reason=reason.strip(),
        ground_document=ground_document.strip(),
        since_day=day,
        due_on=deadline.due_date if deadline else None,
        derivation=deadline.derivation() if deadline else {},
        basis=rule.basis,
        late=bool(deadline and moment.date() > deadline.due_date),
        was_public=publication is not None,
        leaf=leaf,
        withdrawn_by_label=actor.label,
        withdrawn_at=moment,
    )
    told = {"ground": ground, "reason": row.reason, "since": day.isoformat()}
    _tell(notice, leaf, {**told, "fallen_by": fallen_by}, rule.basis)
    return row


@act(
    "disclosure.end_early",
    title=_("提前停止公示"),
    may=policy.may_end_early,
    locks="notice",
    serves=("2.1.3d",),
    basis=(periods.EARLY_END_BASIS,),
    stage="决定",
)
def end_early(
    *, actor: Actor, notice: Notice, conditions: frozenset[str], reason: str, applied_on: date
) -> Withdrawal:
    """End a publication before its term on the party's application, when every condition is met.

    On this platform not before the shortest term of one year (浙政办发〔2019〕20号 二(一)3). Raises
    NotNow when the penalty is of a kind for which this is barred, and while the room of the matter says
    that it has not been performed (市场监督管理行政处罚信息公示规定 §14-1).
    """
    require_living(notice)
    publication = open_publication(notice)
    if publication is None:
        raise NotNow("disclosure.not_public", _("该信息尚未公示。"))
    _require_early(publication, conditions)
    require_early_endable(notice, actor)
    if not reason.strip():
        raise Invalid("disclosure.reason", _("提前停止公示须写明理由。"), field="reason")
    refuse_telling(notice, fallen=True, reason=reason)
    if applied_on > clock.today():
        raise Invalid("disclosure.applied_ahead", _("申请日期不能晚于今天。"), field="applied_on")
    moment = clock.now()
    leaf = _end(
        notice,
        publication,
        "ended_early",
        moment,
        _Why(content.END_EARLY, reason.strip(), periods.EARLY_END_BASIS),
    )
    move(own_duties(notice.source_urn), completeness.ENDED_EARLY, at=moment, only_from=_DELIVERED)
    elsewhere.fall(notice, moment, completeness.ENDED_EARLY)
    push_removal(notice)
    row = Withdrawal.objects.create(
        notice=notice,
        nature="ended_early",
        ground="early_end",
        reason=reason.strip(),
        since_day=applied_on,
        basis=periods.EARLY_END_BASIS,
        was_public=True,
        leaf=leaf,
        withdrawn_by_label=actor.label,
        withdrawn_at=moment,
    )
    _tell(notice, leaf, {"reason": row.reason, "conditions": sorted(conditions)}, row.basis)
    return row


@act(
    "disclosure.expire",
    title=_("公示到期"),
    may=policy.only_system,
    locks="notice",
    serves=("2.1.3d",),
    basis=("浙政办发〔2019〕20号 二(一)3",),
    stage="决定",
)
def expire(*, actor: Actor, notice: Notice) -> Leaf:
    """Take a notice down whose last day is over; raises NotNow before that day is over."""
    require_living(notice)
    publication = open_publication(notice)
    if publication is None or publication.expires_on is None or publication.expires_on >= clock.today():
        raise NotNow("disclosure.not_expired", _("公示期限尚未届满。"))
    moment = clock.now()
    leaf = _end(
        notice,
        publication,
        "expired",
        moment,
        _Why(content.EXPIRE, "公示期限届满", publication.period_basis),
    )
    move(own_duties(notice.source_urn), completeness.EXPIRED, at=moment, only_from=_DELIVERED)
    elsewhere.run_out(publication, moment)
    push_removal(notice)
    _tell(notice, leaf, {"expires_on": publication.expires_on.isoformat()}, publication.period_basis)
    return leaf


def expire_due(*, actor: Actor, limit: int = 500) -> int:
    """Expire every notice whose last day is over, one act each; return how many came down."""
    waiting = Publication.objects.filter(until=None, expires_on__lt=clock.today()).select_related("notice")
    count = 0
    for publication in waiting.order_by("expires_on", "pk")[:limit]:
        try:
            expire(actor=actor, notice=publication.notice)
            count += 1
        except Conflict:  # somebody withdrew it in the same moment
            continue
    return count


@dataclass(frozen=True, slots=True)
class _Why:
    action: str
    reason: str
    basis: str


def _end(notice: Notice, publication: Publication | None, how: str, moment: datetime, why: _Why) -> Leaf:
    version = publication.version if publication else notice.versions.order_by("-number").first()
    leaf = seal(
        builders.leaf(
            why.action,
            content.ending_content(
                action=why.action,
                uid=str(notice.uid),
                version=version.number if version else 0,
                number=version.document_number if version else "",
                agency={"code": notice.agency_code, "name": notice.agency_name},
                at=moment.isoformat(timespec="seconds"),
                reason=why.reason,
                basis=why.basis,
                ends=publication.leaf.commitment if publication else "",
            ),
            of=notice,
            moment=moment,
        )
    )
    if publication is not None:
        Publication.objects.filter(pk=publication.pk).update(until=moment, ended=how)
    Notice.objects.filter(pk=notice.pk).update(closed_at=moment)
    notice.closed_at = moment
    index_later(notice)
    return leaf


def _require_early(publication: Publication, conditions: frozenset[str]) -> None:
    if not periods.may_end_early(periods.facts_from(publication.version.facts)):
        raise NotNow(
            "disclosure.early_barred",
            _("该类处罚不得提前停止公示。"),
            citation=cite(periods.EARLY_END_BARRED_BASIS),
        )
    missing = [text for code, text in periods.EARLY_END_CONDITIONS.items() if code not in conditions]
    if missing:
        raise Invalid(
            "disclosure.early_conditions",
            _("提前停止公示的条件未全部满足：%(missing)s。"),
            citation=cite(periods.EARLY_END_BASIS),
            params={"missing": "；".join(missing)},
            field="conditions",
        )
    earliest = earliest_end(publication)
    if clock.today() < earliest:
        raise NotNow(
            "disclosure.too_early",
            _("公示未满一年，不能提前停止。最早日期：%(day)s。"),
            citation=cite("浙政办发〔2019〕20号 二(一)3"),
            params={"day": earliest.isoformat()},
        )


def _require_ground(ground: str, reason: str) -> None:
    if ground not in withdrawals.GROUNDS:
        raise Invalid("disclosure.ground", _("没有这一撤回原因。"), field="ground")
    if not reason.strip():
        raise Invalid(
            "disclosure.reason",
            _("撤回须公开说明理由。"),
            citation=cite("行政处罚法 §48-2"),
            field="reason",
        )


def _ground_day(given: date | None) -> date:
    today = clock.today()
    day = given or today
    if day > today:
        raise Invalid("disclosure.future_ground", _("原因发生日不能晚于今天。"), field="since_day")
    return day


def _deadline(notice: Notice, rule: withdrawals.WithdrawalRule, day: date) -> Deadline | None:
    if not rule.length:
        return None
    return due(day, rule.length, calendar=calendar(notice.region_code), basis=rule.basis)


def _tell(notice: Notice, leaf: Leaf, what: Mapping[str, object], basis: str) -> None:
    describe(
        subject=notice.subject_urn,
        label=notice.subject_label,
        mentions=(notice.source_urn, f"urn:mingzhi:disclosure:notice:{notice.uid}"),
        content={"notice": str(notice.uid), "sealed": leaf.commitment, **what},
        basis=(basis,),
    )
