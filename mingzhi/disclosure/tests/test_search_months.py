"""Which months PostgreSQL's search looks into at once, and where it begins."""

import pytest

from mingzhi.disclosure.queries.search_months import MOST_MONTHS, UNLIKELY, Month, begun, parted
from mingzhi.disclosure.rules.index_terms import SEQUENCE, Query, is_tag, tag_tokens

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


def test_reading_begins_where_all_words_stand() -> None:
    told = [month(202103, 1, 1, 1, 1), month(202001, 1, 1, 1, 1)]
    end, first = 20210400 * SEQUENCE, 20210300 * SEQUENCE
    assert begun(Query(), told).last_key == end
    assert begun(Query(last_key=first + 7), told).last_key == first + 7
    assert begun(Query(last_key=end + 7), told).last_key == end
    assert begun(Query(oldest_first=True), told).first_key == first
    assert begun(Query(oldest_first=True, first_key=first + 7), told).first_key == first + 7
