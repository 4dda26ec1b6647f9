"""Which months PostgreSQL's search looks into at once, and where it begins."""

from datetime import date

import pytest
from django.db import connection

from mingzhi.disclosure.acts import indexing
from mingzhi.disclosure.queries import search_months
from mingzhi.disclosure.queries.search_months import (
    AT_ONCE,
    COMMON,
    MOST_MONTHS,
    TELLING,
    UNLIKELY,
    Month,
    begun,
    parted,
    telling,
)
from mingzhi.disclosure.queries.searching import Filters, search
from mingzhi.disclosure.rules.index_terms import SEQUENCE, Query, is_tag, tag_tokens
from mingzhi.disclosure.tests import factories as make

pytestmark = pytest.mark.serves("2.4.2a")
(AGENCY,) = tag_tokens(["a1"])
WORDS = [["甲乙", "乙丙"], ["丁戊"]]


def month(number: int, *numbers: int) -> Month:
    return Month(number, ["甲乙", "乙丙", "丁戊", AGENCY], [*numbers], 1000)


def test_words_and_tags_that_meet_by_chance_are_seldom_together() -> None:
    assert is_tag(AGENCY)
    assert month(202604, 500, 100, 100, 10).likely(WORDS) == pytest.approx(0.1)
    assert month(202604, 500, 100, 100, 10).likely([]) == pytest.approx(10)


@pytest.mark.parametrize(
    ("numbers", "wanted", "months"),
    [
        ((100, 100, 100, 100), 20, 1),  # 1 is likely in each, but 100 may match: not more than four times 20
        ((100, 100, 100, 100), 100, 4),
        ((100, 100, 100, 2), 100, MOST_MONTHS),
        ((1000, 1000, 1000, 100), 450, 4),  # the agency alone decides
        ((1000, 1000, 1000, 1000), 5, 1),
    ],
)
def test_months_are_gathered_by_what_is_likely_and_never_far_beyond(numbers, wanted, months) -> None:
    every = [month(nth, *numbers) for nth in range(MOST_MONTHS + 9)]
    look, rest = parted(every, wanted, WORDS)
    assert [*look, *rest] == every and len(look) == months
    assert len(look) == 1 or sum(one.most() for one in look) <= UNLIKELY * wanted


@pytest.mark.parametrize(
    ("number", "entries", "months"),
    [
        (600, 20_000, 1),  # three in a hundred, and one month has enough of them
        (200, 1000, 2),  # a month of its own has too few entries to tell
        (TELLING - 1, 10_000, 0),
        (AT_ONCE, 20_000, 0),  # so many are found sooner by reading
        (COMMON * 40_000 - 1, 40_000, 0),
    ],
)
def test_of_a_common_word_the_newest_months_tell_enough(number, entries, months) -> None:
    every = [Month(202604 - nth, ["甲乙"], [number], entries) for nth in range(4)]
    assert telling(every, [["甲乙"]]) == months
    assert telling(every[:0], [["甲乙"]]) == 0


def test_reading_begins_where_all_words_stand() -> None:
    told = [month(202103, 1, 1, 1, 1), month(202001, 1, 1, 1, 1)]
    end, first = 20210400 * SEQUENCE, 20210300 * SEQUENCE
    assert begun(Query(), told).last_key == end
    assert begun(Query(last_key=first + 7), told).last_key == first + 7
    assert begun(Query(last_key=end + 7), told).last_key == end
    assert begun(Query(oldest_first=True), told).first_key == first
    assert begun(Query(oldest_first=True, first_key=first + 7), told).first_key == first + 7


@pytest.mark.django_db
def test_what_the_newest_month_tells_is_enough_or_kept(monkeypatch) -> None:
    for nth, day in enumerate((date(2026, 4, 14), date(2026, 4, 13), date(2025, 4, 14))):
        make.published_notice(f"3{nth}", about={"decided_on": day}, title="溪上酒家案")
    indexing.refresh()
    monkeypatch.setattr(search_months, "telling", lambda _months, _words: 1)
    page = search(Filters(text="酒家"))
    assert (page.count, page.more, len(page.hits)) == (3, False, 3)
    monkeypatch.setattr(search_months, "TELLING", 1)
    page = search(Filters(text="酒家", agency=make.AGENCY), limit=1)
    bounded = connection.vendor == "postgresql"  # the embedded engine counts up to its cap
    assert (page.count, page.more, page.facets_bounded) == (2 if bounded else 3, bounded, bounded)
