"""Tell how a limit was counted, step by step: what was skipped, worked, paused and moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from mingzhi.calendars.rules import explanation as say
from mingzhi.calendars.rules.calendar import ONE_DAY, Calendar, Day
from mingzhi.calendars.rules.explanation import Sentence
from mingzhi.calendars.rules.lengths import Length
from mingzhi.calendars.rules.pauses import Pause, is_paused


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The course a count took, from the start to the unmoved and the moved last day."""

    start: date
    end: date
    last: date
    lengths: tuple[Length, ...]
    pauses: tuple[Pause, ...]
    lasting: bool
    skipped: tuple[Day, ...]
    worked: tuple[Day, ...]
    basis: str


def special_days(
    after: date, upto: date, calendar: Calendar, pauses: Sequence[Pause], *, working: bool
) -> tuple[Day, ...]:
    """Return the days in ``(after, upto]`` that were skipped, or worked although at a weekend."""
    days = (calendar.day(after + timedelta(days=n)) for n in range(1, (upto - after).days + 1))
    return tuple(
        day
        for day in days
        if day.working is working and (day.made_up or not working) and not is_paused(day.date, pauses)
    )


def uncertain_years(after: date, upto: date, calendar: Calendar) -> tuple[int, ...]:
    """Return the years of the days in ``(after, upto]`` whose holidays are not announced."""
    first = (after + ONE_DAY).year
    return tuple(year for year in range(first, upto.year + 1) if year not in calendar.announced)


def length_sentence(length: Length) -> Sentence:
    """Return the sentence naming a length: 7个工作日."""
    return Sentence(length.template, {"count": length.count})


def counting(length: Length, nth: int) -> Sentence:
    """Return how the nth length (0 = the limit itself, then extensions) was counted."""
    template = say.EXTENDED if nth else say.COUNTING[length.unit]
    return Sentence(template, {"length": length_sentence(length)})


def tell_days(skipped: Sequence[Day], worked: Sequence[Day]) -> list[Sentence]:
    """Return which days were left out and which weekends were counted because they were worked."""
    return [
        *_skipped(skipped),
        *(Sentence(say.WORKED, {"day": day.date, "name": day.name}) for day in worked),
    ]


def _skipped(days: Sequence[Day]) -> Iterator[Sentence]:
    weekends = sum(not day.holiday for day in days)
    if weekends:
        yield Sentence(say.SKIPPED_WEEKENDS, {"count": weekends})
    holidays = [day for day in days if day.holiday]
    for __, group in groupby(enumerate(holidays), key=lambda pair: (pair[1].name, _run_key(*pair))):
        found = [day for __, day in group]
        if len(found) == 1:
            yield Sentence(say.SKIPPED_ONE, {"from": found[0].date, "name": found[0].name})
        else:
            yield Sentence(
                say.SKIPPED_HOLIDAY,
                {
                    "from": found[0].date,
                    "to": found[-1].date,
                    "name": found[0].name,
                    "count": len(found),
                },
            )


def _run_key(position: int, day: Day) -> date:
    """Days that follow each other share this key."""
    return day.date - timedelta(days=position)


def _paused(course: Course) -> Iterator[Sentence]:
    for pause in course.pauses:
        lasts = course.lasting and pause is course.pauses[-1]
        reason = pause.reason or say.NO_REASON
        if lasts:
            yield Sentence(say.STILL_PAUSED, {"from": pause.start, "reason": reason})
        elif pause.end is not None and pause.end > pause.start:
            yield Sentence(say.PAUSED, {"from": pause.start, "to": pause.end - ONE_DAY, "reason": reason})


def _moved(course: Course, calendar: Calendar) -> Iterator[Sentence]:
    if calendar.is_working(course.end):
        return
    template = say.NOT_ROLLED
    if course.last != course.end:
        template = say.ROLLED if course.last > course.end else say.ROLLED_BACK
    name = calendar.day(course.end).name
    yield Sentence(template, {"day": course.end, "name": name, "due": course.last})


def tell(course: Course, calendar: Calendar) -> tuple[Sentence, ...]:
    """Return the explanation of a limit counted in days, months or years."""
    sentences = [Sentence(say.START_DAY, {"start": course.start})]
    sentences += [counting(length, nth) for nth, length in enumerate(course.lengths)]
    sentences += tell_days(course.skipped, course.worked)
    sentences += _paused(course)
    sentences += _moved(course, calendar)
    sentences.append(Sentence(say.DUE, {"due": course.last}))
    sentences += closing(uncertain_years(course.start, max(course.end, course.last), calendar), course.basis)
    return tuple(sentences)


def closing(years: Sequence[int], basis: str) -> list[Sentence]:
    """Return the last sentences: whether the result is provisional, and on which article it rests."""
    sentences = []
    if years:
        sentences.append(Sentence(say.PROVISIONAL, {"years": "、".join(map(str, years))}))
    if basis:
        sentences.append(Sentence(say.BASIS, {"basis": basis}))
    return sentences
