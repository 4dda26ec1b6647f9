"""Set the lines a level may set: of the review list, of the recording list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingzhi.catalogue.acts.levels import above, check_citation, write
from mingzhi.catalogue.models import RecordingItem, ReviewRule
from mingzhi.catalogue.policy import may_set_list
from mingzhi.catalogue.queries import recording_items, review_rules
from mingzhi.catalogue.queries.lists import CONDITION_SETS, CONDITION_SUMS, item_view, rule_view
from mingzhi.catalogue.rules.review import check_not_narrower
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act


@act(
    "catalogue.set_review_rule",
    title=_("设定法制审核事项"),
    may=may_set_list,
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
    agency_code: str | None = None,
) -> ReviewRule:
    """Add or widen a line of the review table of a level, or of one agency; narrowing is refused."""
    check_citation(citation, since)
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
    wider = jurisdiction if agency_code else above(jurisdiction)
    if wider is not None:
        lines = review_rules(kind, jurisdiction=wider, on=since)
        standard = next((line for line in lines if line.code == code), None)
        check_not_narrower(standard, rule_view(ReviewRule(code=code, jurisdiction=jurisdiction, **content)))
    whose = {"code": code, "jurisdiction": jurisdiction, "agency_code": agency_code}
    row: ReviewRule = write(ReviewRule, whose, content, since)
    return row


@act(
    "catalogue.set_recording_item",
    title=_("设定音像记录事项"),
    may=may_set_list,
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
    agency_code: str | None = None,
) -> RecordingItem:
    """Add or adapt a line of the recording list; what the level above demands stays demanded."""
    check_citation(citation, since)
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
    wanted = item_view(RecordingItem(code=code, jurisdiction=jurisdiction, **content))
    wider = jurisdiction if agency_code else above(jurisdiction)
    lines = recording_items("", wider, since) if wider is not None else ()
    standard = next((line for line in lines if line.code == code), None)
    if standard is not None and not wanted.keeps(standard):
        raise Invalid(
            "catalogue.recording.weaker",
            _("“%(title)s”的本地要求低于上级清单。"),
            way_out=_("请保留上级要求的环节、必须记录和全程无间断。"),
            params={"title": standard.title},
            field="demanded",
        )
    whose = {"code": code, "jurisdiction": jurisdiction, "agency_code": agency_code}
    row: RecordingItem = write(RecordingItem, whose, content, since)
    return row
