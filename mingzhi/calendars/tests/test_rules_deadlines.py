from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.deadlines import before, due
from mingzhi.calendars.rules.lengths import add_months
from mingzhi.calendars.rules.overlay import build
from mingzhi.calendars.rules.pauses import Pause
from mingzhi.kernel import canonical, clock
from mingzhi.kernel.period import Period

CALENDAR = build()
D = date.fromisoformat
DAYS = st.dates(date(2005, 1, 1), date(2026, 9, 1))


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        ("2026-04-14", "7wd", "2026-04-23"),  # publication of the scenario's decision
        ("2026-04-14", "20wd", "2026-05-14"),  # over Labour Day with its make-up Saturday
        ("2026-03-03", "7wd", "2026-03-12"),  # preserved evidence, 处罚法 56
        ("2026-04-28", "7wd", "2026-05-11"),
        ("2026-02-13", "5wd", "2026-02-27"),  # Spring Festival; Saturday 14 and 28 February are worked
        ("2026-09-18", "5wd", "2026-09-24"),  # Sunday 20 September is worked
        ("2026-04-15", "15d", "2026-04-30"),
        ("2026-04-16", "15d", "2026-05-06"),  # 1 May moves past the whole holiday
        ("2026-03-12", "30d", "2026-04-13"),  # seizure: 11 April is a Saturday
        ("2026-04-15", "6mo", "2026-10-15"),
        ("2025-08-31", "6mo", "2026-02-28"),  # shorter month; that Saturday is worked
        ("2024-02-29", "2y", "2026-02-28"),
        ("2026-04-15", "60d", "2026-06-15"),  # 14 June is a Sunday
    ],
)
def test_limits_under_the_announced_calendar_of_2026(start, length, expected):
    found = due(D(start), length, calendar=CALENDAR)
    assert found.due == D(expected)
    assert not found.provisional


def test_the_start_hour_is_not_counted_and_hours_never_move():
    friday = datetime(2026, 4, 30, 10, 20, tzinfo=clock.CHINA)
    found = due(friday, "24h", calendar=CALENDAR)
    assert found.due == datetime(2026, 5, 1, 11, 0, tzinfo=clock.CHINA)
    assert found.due_date == date(2026, 5, 1)
    with pytest.raises(ValueError):
        due(date(2026, 4, 30), "24h", calendar=CALENDAR)
    with pytest.raises(ValueError):
        due(friday, "24h", calendar=CALENDAR, pauses=[Pause(date(2026, 5, 1), date(2026, 5, 2))])


def test_what_happens_to_a_last_day_at_rest_is_data():
    start = D("2026-04-16")
    assert due(start, "15d", calendar=CALENDAR, roll="none").due == D("2026-05-01")
    assert due(start, "15d", calendar=CALENDAR, roll="previous").due == D("2026-04-30")
    moved = due(start, "15d", calendar=CALENDAR)
    assert moved.rolled_from == D("2026-05-01")
    with pytest.raises(ValueError):
        due(start, "15d", calendar=CALENDAR, roll="forward")


def test_an_extension_runs_on_from_the_unmoved_end():
    extended = due(D("2026-03-12"), "30d", extensions=["30d"], calendar=CALENDAR)
    assert extended.due == D("2026-05-11")  # 60 days, not 30 days after Monday 13 April
    assert due(D("2026-03-02"), "20wd", extensions=["10wd"], calendar=CALENDAR).due == (
        due(D("2026-03-02"), "30wd", calendar=CALENDAR).due
    )


def test_pauses_do_not_count_and_overlapping_ones_count_once():
    start = D("2026-03-04")
    plain = due(start, "90d", calendar=CALENDAR, roll="none").due
    pauses = [Pause(D("2026-03-10"), D("2026-03-20"), "听证"), Period(D("2026-03-15"), D("2026-03-25"))]
    paused = due(start, "90d", calendar=CALENDAR, pauses=pauses, roll="none")
    assert paused.due == plain + timedelta(days=15)
    assert any("听证" in sentence for sentence in paused.sentences())
    outside = due(start, "5d", calendar=CALENDAR, pauses=[Pause(D("2026-06-01"), D("2026-06-09"))])
    assert outside.due == D("2026-03-09") and outside.pauses == ()


def test_a_pause_that_lasts_pushes_the_end_day_by_day():
    start, pause = D("2026-03-04"), Pause(D("2026-03-10"), None, "等待鉴定")
    with pytest.raises(ValueError):
        due(start, "90d", calendar=CALENDAR, pauses=[pause])
    one = due(start, "90d", calendar=CALENDAR, pauses=[pause], as_of=D("2026-03-20"), roll="none")
    two = due(start, "90d", calendar=CALENDAR, pauses=[pause], as_of=D("2026-03-21"), roll="none")
    assert one.paused and two.due == one.due + timedelta(days=1)


def test_unannounced_years_are_provisional_and_say_so():
    found = due(D("2026-12-28"), "7wd", calendar=CALENDAR)
    assert found.provisional and found.due == D("2027-01-07")
    assert "2027年放假安排尚未公布" in found.sentences()[-1]
    assert not due(D("2026-12-21"), "7wd", calendar=CALENDAR).provisional
    spring = due(D("2027-02-03"), "3wd", calendar=CALENDAR)  # New Year's Eve 2027 is Friday 5 February
    assert spring.due == D("2027-02-10") and spring.provisional


def test_an_explanation_names_holidays_make_up_days_and_the_basis():
    found = due(D("2026-04-28"), "7wd", calendar=CALENDAR, basis="行政处罚法 §85")
    text = "\n".join(found.sentences())
    assert "劳动节假期，共5天" in text and "2026年5月9日（星期六）为劳动节调休上班日，计入" in text
    assert "2026年5月11日（星期一）" in text and "行政处罚法 §85" in text
    derivation = found.derivation()
    assert derivation["due"] == "2026-05-11" and derivation["basis"] == "行政处罚法 §85"
    assert derivation["rest_days"] == 1 and len(derivation["skipped"]) == 5
    assert canonical.canonical(derivation)


def test_notice_of_a_hearing_leaves_seven_whole_working_days():
    hearing = D("2026-05-12")
    found = before(hearing, "7wd", calendar=CALENDAR)
    assert found.due == D("2026-04-28")
    assert due(found.due, "7wd", calendar=CALENDAR).due < hearing
    assert due(found.due + timedelta(days=1), "7wd", calendar=CALENDAR).due >= hearing
    assert before(D("2026-03-10"), "3d", calendar=CALENDAR).due == D("2026-03-06")
    with pytest.raises(ValueError):
        before(hearing, "2mo", calendar=CALENDAR)


@pytest.mark.parametrize("text", ["", "7", "wd", "0d", "-1d", "7 wd", "1.5d", "7weeks"])
def test_other_lengths_are_refused(text):
    with pytest.raises(ValueError):
        due(D("2026-04-13"), text, calendar=CALENDAR)


def brute(calendar: Calendar, start: date, count: int, paused: set[date]) -> date:
    counted = []
    day = start
    while len(counted) < count:
        day = day + timedelta(days=1)
        if calendar.day(day).working and day not in paused:
            counted.append(day)
    return counted[-1]


@settings(max_examples=150)
@given(DAYS, st.integers(1, 60), st.integers(0, 40), st.integers(0, 25))
def test_working_days_equal_counting_by_hand(start, count, gap, width):
    first = start + timedelta(days=gap)
    pause = Pause(first, first + timedelta(days=width))
    paused = {first + timedelta(days=n) for n in range(width)}
    found = due(start, f"{count}wd", calendar=CALENDAR, pauses=[pause])
    assert found.due == brute(CALENDAR, start, count, paused)
    assert CALENDAR.is_working(found.due)


@settings(max_examples=150)
@given(DAYS, st.integers(0, 30), st.integers(1, 90), st.sampled_from(["wd", "d", "mo"]))
def test_a_later_start_or_a_longer_limit_never_ends_earlier(start, later, count, unit):
    count = min(count, 24) if unit == "mo" else count
    base = due(start, f"{count}{unit}", calendar=CALENDAR)
    assert due(start + timedelta(days=later), f"{count}{unit}", calendar=CALENDAR).due >= base.due
    assert due(start, f"{count + 1}{unit}", calendar=CALENDAR).due >= base.due
    assert CALENDAR.is_working(base.due)


@settings(max_examples=100)
@given(DAYS, st.integers(1, 30))
def test_backward_counting_is_the_latest_day_that_leaves_enough(day, count):
    latest = before(day, f"{count}wd", calendar=CALENDAR).due
    between = CALENDAR.working_days_between(latest, day - timedelta(days=1))
    assert between == count
    assert CALENDAR.working_days_between(latest + timedelta(days=1), day - timedelta(days=1)) == count - 1


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 600))
def test_months_keep_the_day_or_take_the_last_one(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
