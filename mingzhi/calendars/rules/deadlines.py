"""Legal time limits: when does it end, and why.

The day (or hour) on which a period starts is not counted, and a last day that is a rest day moves to
the first working day after (民事诉讼法 第八十五条; 市场监督管理行政处罚程序规定 第八十条). Which
limits count working days is a matter of each statute (行政处罚法 第八十五条, 行政许可法 第八十二条,
行政强制法 第六十九条, 行政复议法 第八十八条) and is written into the length: ``7wd`` or ``15d``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mingzhi.calendars.rules import explanation as say
from mingzhi.calendars.rules.calendar import ONE_DAY, Calendar, Day
from mingzhi.calendars.rules.explanation import Sentence
from mingzhi.calendars.rules.lengths import Length, add_months, length_of
from mingzhi.calendars.rules.pauses import Pause, Span, is_paused, settle
from mingzhi.calendars.rules.telling import (
    Course,
    closing,
    counting,
    length_sentence,
    special_days,
    tell,
    tell_days,
    uncertain_years,
)

ROLLS = ("next", "none", "previous")
LONGEST = timedelta(days=366 * 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day (or moment) of a limit with its whole derivation.

    ``provisional`` when a day on the way lies in a year whose holidays are not announced;
    ``paused`` when a pause still lasts and ``due`` supposes that it ends today.
    """

    due: date | datetime
    start: date | datetime
    lengths: tuple[Length, ...]
    explanation: tuple[Sentence, ...]
    provisional: bool = False
    paused: bool = False
    rolled_from: date | None = None
    skipped: tuple[Day, ...] = ()
    worked: tuple[Day, ...] = ()
    pauses: tuple[Pause, ...] = ()
    basis: str = ""
    jurisdiction: str = ""

    @property
    def due_date(self) -> date:
        """The last day, also of a limit counted in hours."""
        return _day_of(self.due)

    def sentences(
        self, translate: Callable[[str], str] = str, day: Callable[[Any], str] = say.day_text
    ) -> list[str]:
        """Return the explanation step by step, in the reader's language."""
        return [sentence.text(translate, day) for sentence in self.explanation]

    def derivation(self) -> dict[str, Any]:
        """Return the derivation as canonical JSON (dates as ISO text)."""
        return {
            "start": self.start.isoformat(),
            "length": "+".join(str(length) for length in self.lengths),
            "due": self.due.isoformat(),
            "rolled_from": self.rolled_from.isoformat() if self.rolled_from else "",
            "skipped": [_entry(day) for day in self.skipped if day.holiday],
            "rest_days": sum(not day.holiday for day in self.skipped),
            "worked": [_entry(day) for day in self.worked],
            "pauses": [
                {
                    "from": pause.start.isoformat(),
                    "until": pause.end.isoformat() if pause.end else "",
                    "reason": pause.reason,
                    "basis": pause.basis,
                }
                for pause in self.pauses
            ],
            "provisional": self.provisional,
            "paused": self.paused,
            "basis": self.basis,
            "jurisdiction": self.jurisdiction,
            "sentences": self.sentences(),
        }


def _entry(day: Day) -> dict[str, str]:
    return {"day": day.date.isoformat(), "name": day.name, "source": day.source}


def _day_of(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def due(
    start: date | datetime,
    length: str | Length,
    *,
    calendar: Calendar,
    pauses: Sequence[Span] = (),
    extensions: Sequence[str | Length] = (),
    roll: str = "next",
    basis: str = "",
    as_of: date | None = None,
) -> Deadline:
    """Return when a limit that starts on ``start`` ends.

    ``extensions`` run on from the unmoved end; ``pauses`` are periods ``[from, until)`` that do not
    count; ``roll`` says what happens when the last day is a rest day: ``next`` working day, ``none``
    or ``previous`` (hours never move). A pause that still lasts needs ``as_of``, today as a rule. Raises
    ValueError for another ``roll``.
    """
    if roll not in ROLLS:
        raise ValueError(f"roll is one of {', '.join(ROLLS)}")
    lengths = (length_of(length), *map(length_of, extensions))
    closed, lasting = settle(pauses, as_of)
    if lengths[0].unit == "h":
        return _in_hours(start, lengths, calendar, closed, basis)
    first = end = _day_of(start)
    for part in lengths:
        end = _run(end, part, calendar, closed)
    working_days = any(part.unit == "wd" for part in lengths)
    course = Course(
        start=first,
        end=end,
        last=_rolled(end, roll, calendar),
        lengths=lengths,
        pauses=tuple(pause for pause in closed if pause.start <= end),
        lasting=lasting,
        skipped=special_days(first, end, calendar, closed, working=False) if working_days else (),
        worked=special_days(first, end, calendar, closed, working=True) if working_days else (),
        basis=basis,
    )
    return _deadline(course, calendar)


def _deadline(course: Course, calendar: Calendar) -> Deadline:
    return Deadline(
        due=course.last,
        start=course.start,
        lengths=course.lengths,
        explanation=tell(course, calendar),
        provisional=bool(uncertain_years(course.start, max(course.end, course.last), calendar)),
        paused=course.lasting,
        rolled_from=course.end if course.last != course.end else None,
        skipped=course.skipped,
        worked=course.worked,
        pauses=course.pauses,
        basis=course.basis,
        jurisdiction=calendar.jurisdiction,
    )


def _run(start: date, length: Length, calendar: Calendar, pauses: Sequence[Pause]) -> date:
    if length.unit == "wd":
        return _count(start, length.count, pauses, calendar)
    if length.unit == "h":
        raise ValueError("a limit in hours is not mixed with days")
    if length.unit == "d":
        days = length.count
    else:
        days = (add_months(start, length.count * (12 if length.unit == "y" else 1)) - start).days
    return _count(start, days, pauses) if pauses else start + timedelta(days=days)


def _count(start: date, count: int, pauses: Sequence[Pause], calendar: Calendar | None = None) -> date:
    day = start
    while count:
        day += ONE_DAY
        if day - start > LONGEST:
            raise ValueError("the limit does not end within sixty years")
        if (calendar is None or calendar.is_working(day)) and not is_paused(day, pauses):
            count -= 1
    return day


def _rolled(end: date, roll: str, calendar: Calendar) -> date:
    if roll == "next":
        return calendar.working_on_or_after(end)
    return calendar.working_on_or_before(end) if roll == "previous" else end


def _in_hours(
    start: date | datetime,
    lengths: tuple[Length, ...],
    calendar: Calendar,
    pauses: Sequence[Pause],
    basis: str,
) -> Deadline:
    if not isinstance(start, datetime) or start.tzinfo is None:
        raise ValueError("按小时的期限从一时刻起算 a limit in hours starts at a moment: 2026-04-13T09:30")
    if pauses or {length.unit for length in lengths} != {"h"}:
        raise ValueError("a limit in hours is neither paused nor mixed with days")
    first = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    end = first + timedelta(hours=sum(length.count for length in lengths))
    return Deadline(
        due=end,
        start=start,
        lengths=lengths,
        explanation=(
            Sentence(say.START_HOUR, {"start": start, "first": first}),
            *(counting(length, nth) for nth, length in enumerate(lengths)),
            Sentence(say.DUE_HOUR, {"due": end}),
            *closing((), basis),
        ),
        basis=basis,
        jurisdiction=calendar.jurisdiction,
    )


def before(day: date, length: str | Length, *, calendar: Calendar, basis: str = "") -> Deadline:
    """Return the last day on which something can be done ``length`` before ``day``.

    Neither that day nor ``day`` counts: between them lie ``length`` whole days, the reading that is
    safe for the party (行政处罚法 第六十四条第二项: notice seven working days before the hearing).
    Raises ValueError for a length in other units than days or working days.
    """
    span = length_of(length)
    if span.unit not in {"wd", "d"}:
        raise ValueError("only days and working days are counted backward")
    cursor, left = day, span.count
    while left:
        cursor -= ONE_DAY
        left -= span.unit == "d" or calendar.is_working(cursor)
    latest = cursor - ONE_DAY
    years = uncertain_years(latest, day, calendar)
    named = length_sentence(span)
    skipped = special_days(latest, day - ONE_DAY, calendar, (), working=False) if span.unit == "wd" else ()
    worked = special_days(latest, day - ONE_DAY, calendar, (), working=True) if span.unit == "wd" else ()
    return Deadline(
        due=latest,
        start=day,
        lengths=(span,),
        explanation=(
            Sentence(say.BACKWARD_START, {"start": day}),
            Sentence(say.BACKWARD, {"length": named}),
            *tell_days(skipped, worked),
            Sentence(say.BACKWARD_DUE, {"due": latest}),
            *closing(years, basis),
        ),
        provisional=bool(years),
        skipped=skipped,
        worked=worked,
        basis=basis,
        jurisdiction=calendar.jurisdiction,
    )
