"""The order of time: a step may be recorded late, never out of its order.

What is entered late keeps its true moment beside that of the record, and limits run from it. So it cannot lie
in a state the case was not in, nor before what it rests on, and its days must fit together: a decision is not
served before it is made (行政处罚法 §61-1), and the party's time runs from a day that was (行政复议法 §20-1).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from mingzhi.cases.rules.entries import applies
from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.guards import Question
from mingzhi.cases.rules.procedure import Field, Procedure
from mingzhi.cases.rules.rests import AT_ONCE, MEASURES, filed_on, rested_on
from mingzhi.cases.rules.taken import TakenFact
from mingzhi.kernel import clock
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow, Refusal
from mingzhi.kernel.wording import gettext_noop as _

RESTS_ON_ALL = frozenset(
    {
        "conclude",
        "submit_review",
        "serve_notice",
        "decide",
        "revoke_licence",
        "propose_enforcement",
        "settle_dispute",
        "settle_enforcement",
        "decide_enforcement",
        "close",
        "archive",
    }
)
"""Effects of steps that weigh the whole file: nothing recorded so far happened after them."""

HAPPENED = frozenset(
    {
        "accepted_on",
        "act_ended_on",
        "disputed_on",
        "ended_at",
        "ended_on",
        "filed_on",
        "handed_on",
        "landed_on",
        "paid_on",
        "performed_on",
        "raised_on",
        "received_on",
        "requested_on",
        "ruled_on",
        "served_on",
        "signed_on",
        "started_at",
        "told_at",
        "told_on",
        "waived_on",
        "withdrawn_on",
    }
)
"""Entries of what has happened: not later than the step."""

AHEAD = frozenset({"appointed_at", "due_on", "perform_by", "until"})
"""Entries of what somebody still has to do: not before the day of the step."""

ONE_AFTER_THE_OTHER = (
    ("started_at", "ended_at"),
    ("testing_from", "testing_until"),
    ("valid_from", "valid_until"),
    ("ruled_on", "received_on"),
    ("ended_on", "received_on"),
)

AFTER_DECISION = frozenset(
    {
        ("serve_decision", "served_on"),
        ("serve_no_penalty", "served_on"),
        ("pay", "paid_on"),
        ("file_remedy", "filed_on"),
    }
)
AFTER_NOTICE = frozenset({("waive_rights", "waived_on"), ("ask_hearing", "requested_on")})
"""What answers a decision or a notice is of its day or later."""


def out_of_order(procedure: Procedure, question: Question) -> Refusal | None:
    """Refuse a step at a moment when it could not be taken, or before what it rests on."""
    facts, step, at = question.facts, question.step, question.now
    if at is None or not facts.taken:
        return None
    state, since = _state_at(procedure, facts.taken, at)
    if state not in step.sources or (step.target and _minute(at) < _minute(since)):
        return NotNow(
            "cases.out_of_order",
            _("%(at)s案件还没有处于可以办理“%(step)s”的状态，发生时间不能早于此前的程序。"),
            citation=cite(step.basis[0]),
            way_out=_("请填写实际发生的时间；案件到%(since)s才进入目前的状态。"),
            params={"at": _words(at), "step": step.title, "since": _words(_moved(facts.taken)[-1].at)},
        )
    last = max(facts.taken, key=lambda taken: taken.at)
    if step.effect in RESTS_ON_ALL and _minute(at) < _minute(last.at):
        return NotNow(
            "cases.rests_on",
            _("“%(step)s”以全部案卷为依据，不能早于已经记录的“%(earlier)s”（%(at)s）。"),
            citation=cite(step.basis[0]),
            way_out=_("请填写实际发生的时间。"),
            params={"step": step.title, "earlier": last.title, "at": _words(last.at)},
        )
    return None


def _moved(taken: Sequence[TakenFact]) -> list[TakenFact]:
    return [item for item in taken if item.state_after != item.state_before] or list(taken[:1])


def _state_at(procedure: Procedure, taken: Sequence[TakenFact], at: datetime) -> tuple[str, datetime]:
    """Return the state the case was in (before its opening, the first), and since when the present one."""
    moves = _moved(taken)
    before = [item.state_after for item in moves if _minute(item.at) <= at]
    return (before[-1] if before else procedure.initial), moves[-1].at


def faults_of_days(question: Question) -> Iterator[Invalid]:
    """Yield a refusal for every day or moment entered that does not fit with the others."""
    fields = {item.code: item for item in question.step.fields if applies(item, question.entered)}
    days = {code: _moment(question.entered.get(code)) for code in fields}
    known = {code: day for code, day in days.items() if day is not None}
    at = question.now
    for code, day in known.items():
        if at is not None and code in HAPPENED and _later(day, at):
            yield _wrong(
                fields[code],
                "day_ahead",
                _("“%(label)s”不能晚于办理这一步的时间（%(at)s）。"),
                _("请填写实际发生的日期；还没有发生的，发生后再登记。"),
                at=_words(at),
            )
        if at is not None and code in AHEAD and _later(at, day, whole_day=True):
            yield _wrong(
                fields[code],
                "day_past",
                _("“%(label)s”不能早于办理这一步的日期（%(at)s）。"),
                _("请给对方留出时间。"),
                at=_day_words(at),
            )
    yield from _floors(question.facts, question.step.code, fields, known)
    yield from _rests(question, fields, known)
    yield from _measure_begun(question, fields, known)
    for first, second in ONE_AFTER_THE_OTHER:
        if first in known and second in known and _later(known[first], known[second]):
            yield _wrong(
                fields[second],
                "day_order",
                _("“%(label)s”不能早于“%(earlier)s”。"),
                _("请核对两个时间。"),
                earlier=fields[first].label,
            )


def _floors(
    facts: CaseFacts, step: str, fields: Mapping[str, Field], known: Mapping[str, "date | datetime"]
) -> Iterator[Invalid]:
    """Yield a refusal for every answer dated before what it answers."""
    decided = facts.decision.decided_on if facts.decision else None
    told = _first_told(facts)
    for code, day in known.items():
        floor = decided if (step, code) in AFTER_DECISION else told if (step, code) in AFTER_NOTICE else None
        if floor is not None and _later(floor, day):
            yield _wrong(
                fields[code],
                "day_before_paper",
                _("“%(label)s”不能早于文书的日期（%(paper)s）。"),
                _("请核对日期。"),
                paper=_day_words(floor),
            )


def _rests(
    question: Question, fields: Mapping[str, Field], known: Mapping[str, "date | datetime"]
) -> Iterator[Invalid]:
    """Yield a refusal for every day before the step it rests on."""
    for code, day in known.items():
        found = rested_on(question.facts, question.step.code, code, question.entered)
        filed = filed_on(question.facts, question.step.code, code)
        if filed is not None:
            found = (_("登记行政复议或者行政诉讼"), filed)
        if found is not None and _later(found[1], day):
            yield _wrong(
                fields[code],
                "day_before_rest",
                _("“%(label)s”不能早于“%(earlier)s”（%(on)s）。"),
                _("请核对日期。"),
                earlier=found[0],
                on=_day_words(found[1]),
            )


def _measure_begun(
    question: Question, fields: Mapping[str, Field], known: Mapping[str, "date | datetime"]
) -> Iterator[Invalid]:
    """Yield a refusal for a measure that began long before the moment from which its days would run."""
    begun, at = known.get("started_at"), question.now
    if question.step.effect not in MEASURES or not isinstance(begun, datetime) or at is None:
        return
    if at - begun > AT_ONCE:
        yield _wrong(
            fields["started_at"],
            "measure_begun",
            _("措施开始于%(begun)s，期限应当从那时起算，办理时间不能晚于开始时间二十四小时以上。"),
            _("请把发生时间填为实际采取措施的时间，并写明补录的理由。"),
            begun=_words(begun),
        )


def _first_told(facts: CaseFacts) -> date | None:
    """Return the day on which what stands now was told first: told twice, it was answered since then."""
    last = facts.notices[-1].core_hash if facts.notices else ""
    days = [told.served_on for told in facts.notices if told.core_hash == last and told.served_on is not None]
    return min(days, default=None)


def _wrong(item: Field, name: str, sentence: str, way_out: str, **params: str) -> Invalid:
    return Invalid(
        f"cases.{name}",
        sentence,
        citation=cite(item.basis) if item.basis else None,
        way_out=way_out,
        params={"label": item.label, **params},
        field=item.code,
    )


def _moment(value: object) -> "date | datetime | None":
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value) if len(value) == len("2026-04-13") else datetime.fromisoformat(value)
    except ValueError:
        return None


def _later(one: "date | datetime", other: "date | datetime", *, whole_day: bool = False) -> bool:
    """Tell whether ``one`` is later; days where either is a day, else minutes."""
    if not whole_day and isinstance(one, datetime) and isinstance(other, datetime):
        return _minute(one) > _minute(other)
    return _day(one) > _day(other)


def _day(value: "date | datetime") -> date:
    return value.astimezone(clock.CHINA).date() if isinstance(value, datetime) else value


def _minute(moment: datetime) -> datetime:
    """Forms know minutes: what is typed is not earlier than the second in which a step was recorded."""
    return moment.replace(second=0, microsecond=0)


def _words(moment: datetime) -> str:
    return f"{moment.astimezone(clock.CHINA):%Y-%m-%d %H:%M}"


def _day_words(day: "date | datetime") -> str:
    return _day(day).isoformat()
