"""Set what a level may set: parameters, review lines, recording lines."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingzhi.catalogue.acts.reliances import note_reliances
from mingzhi.catalogue.acts.versions import Wanted, urn_of, write_versions
from mingzhi.catalogue.models import Parameter, RecordingItem, ReviewRule
from mingzhi.catalogue.models.dated import Dated
from mingzhi.catalogue.policy import may_set_locally
from mingzhi.catalogue.queries import citation_problem, parameters, review_rules
from mingzhi.catalogue.queries.lists import CONDITION_SETS, CONDITION_SUMS, rule_view
from mingzhi.catalogue.rules.lists import Direction, Value, check_departure
from mingzhi.catalogue.rules.review import check_not_narrower
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


def _above(jurisdiction: str) -> str | None:
    """Return the next wider place; None at the top."""
    chain = wider_regions(jurisdiction)
    return chain[1] if len(chain) > 1 else None


def _check_citation(compact: str, since: date) -> None:
    if problem := citation_problem(compact, since):
        raise Invalid(
            "catalogue.citation",
            _("依据“%(citation)s”核对不上：%(problem)s。"),
            way_out=_("请对照法律文本更正条、款、项。"),
            params={"citation": compact, "problem": problem},
            field="citation",
        )


def _write(model: type[Dated], identity: Mapping[str, Any], content: Mapping[str, Any], since: date) -> Any:
    written = write_versions(
        model, [Wanted(identity=identity, content=content, since=since)], today=clock.today()
    )
    note_reliances(written, today=clock.today())
    row = model._default_manager.get(**identity, valid_until__isnull=True)
    describe(
        subject=urn_of(row),
        label=str(row),
        content={**identity, **content, "since": row.valid_from.isoformat()},
    )
    return row


@act(
    "catalogue.set_parameter",
    title=_("设定本地参数"),
    may=may_set_locally,
    serves=("2.3.2a", "2.3.2b", "2.1.1c"),
    basis=("浙政办发〔2019〕20号 二(三)2",),
)
def set_parameter(
    *,
    actor: Actor,
    code: str,
    jurisdiction: str,
    value: Value,
    citation: str,
    since: date,
    confirmed: bool = True,
    note: str = "",
    title: str = "",
    unit: str = "",
    direction: str = "",
) -> Parameter:
    """Let a value stand in a place from a day, as far as the level above leaves it open."""
    _check_citation(citation, since)
    above = _above(jurisdiction)
    standard = parameters([code], jurisdiction=above, on=since).get(code) if above is not None else None
    check_departure(standard, value, title=standard.title if standard else title)
    if standard is None and not (title and direction):
        raise Invalid(
            "catalogue.parameter.new",
            _("上级没有该参数，须写明名称和下级调整方向。"),
            field="title",
        )
    content = {
        "title": title or (standard.title if standard else ""),
        "value": value,
        "unit": unit or (standard.unit if standard else ""),
        "direction": Direction(direction or (standard.direction if standard else "")).value,
        "citation": citation,
        "confirmed": confirmed,
        "note": note,
    }
    row: Parameter = _write(Parameter, {"code": code, "jurisdiction": jurisdiction}, content, since)
    return row


@act(
    "catalogue.set_review_rule",
    title=_("设定法制审核事项"),
    may=may_set_locally,
    serves=("2.3.2a",),
    basis=("浙政办发〔2019〕20号 二(三)2",),
)
def set_review_rule(
    *,
    actor: Actor,
    code: str,
    jurisdiction: str,
    kind: str,
    conditions: Mapping[str, Any],
    reason: str,
    citation: str,
    since: date,
    rank: int = 100,
    confirmed: bool = True,
    note: str = "",
) -> ReviewRule:
    """Add or widen a line of the review table of a level; narrowing is refused."""
    _check_citation(citation, since)
    if unknown := set(conditions) - {*CONDITION_SETS, *CONDITION_SUMS}:
        raise Invalid(
            "catalogue.review.condition",
            _("审核条件中有不认识的项目：%(names)s。"),
            params={"names": "、".join(sorted(unknown))},
            field="conditions",
        )
    content = {
        "kind": kind,
        "rank": rank,
        "conditions": dict(conditions),
        "reason": reason,
        "citation": citation,
        "confirmed": confirmed,
        "note": note,
    }
    above = _above(jurisdiction)
    if above is not None:
        lines = review_rules(kind, jurisdiction=above, on=since)
        standard = next((line for line in lines if line.code == code), None)
        check_not_narrower(standard, rule_view(ReviewRule(code=code, jurisdiction=jurisdiction, **content)))
    row: ReviewRule = _write(ReviewRule, {"code": code, "jurisdiction": jurisdiction}, content, since)
    return row


@act(
    "catalogue.set_recording_item",
    title=_("设定音像记录事项"),
    may=may_set_locally,
    serves=("2.2.2a",),
    basis=("浙政办发〔2019〕20号 二(二)2",),
)
def set_recording_item(
    *,
    actor: Actor,
    code: str,
    jurisdiction: str,
    kind: str,
    steps: Sequence[str],
    title: str,
    occasion: str,
    manner: str,
    starts: str,
    ends: str,
    retention: str,
    citation: str,
    since: date,
    points: str = "",
    phrase: str = "",
    uninterrupted: bool = False,
    demanded: bool = True,
    confirmed: bool = True,
    note: str = "",
) -> RecordingItem:
    """Add or adapt a line of the recording list; what the level above demands stays demanded."""
    _check_citation(citation, since)
    above = _above(jurisdiction)
    standard = _standing_item(code, above, since) if above is not None else None
    if standard is not None and _weaker(standard, steps, uninterrupted=uninterrupted, demanded=demanded):
        raise Invalid(
            "catalogue.recording.weaker",
            _("“%(title)s”的本地要求低于上级清单。"),
            way_out=_("请保留上级要求的环节、必须记录和全程无间断。"),
            params={"title": standard.title},
            field="demanded",
        )
    content = {
        "kind": kind,
        "steps": list(steps),
        "title": title,
        "occasion": occasion,
        "manner": manner,
        "starts": starts,
        "ends": ends,
        "points": points,
        "phrase": phrase,
        "uninterrupted": uninterrupted,
        "demanded": demanded,
        "retention": retention,
        "citation": citation,
        "confirmed": confirmed,
        "note": note,
    }
    row: RecordingItem = _write(RecordingItem, {"code": code, "jurisdiction": jurisdiction}, content, since)
    return row


def _standing_item(code: str, jurisdiction: str, on: date) -> RecordingItem | None:
    for place in wider_regions(jurisdiction):
        row = RecordingItem.objects.filter(code=code, jurisdiction=place, valid_until__isnull=True).first()
        if row is not None:
            return row
    return None


def _weaker(standard: RecordingItem, steps: Sequence[str], *, uninterrupted: bool, demanded: bool) -> bool:
    return (
        not set(standard.steps) <= set(steps)
        or (standard.uninterrupted and not uninterrupted)
        or (standard.demanded and not demanded)
    )
