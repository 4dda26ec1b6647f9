"""Names of the day."""

from datetime import date
from itertools import pairwise

import pytest

from mingzhi.identity.rules.names import Named, cut, name_on

FIRST = Named(since=date(2020, 1, 1), name="甲局", region="清溪县")
SAME = Named(since=date(2022, 1, 1), name="甲局", region="清溪县")
SECOND = Named(since=date(2024, 1, 1), name="乙局", region="清溪县")
HISTORY = [FIRST, SAME, SECOND]


@pytest.mark.parametrize(
    ("since", "until", "names"),
    [
        (date(2021, 1, 1), None, ["甲局", "乙局"]),
        (date(2021, 1, 1), date(2023, 1, 1), ["甲局"]),
        (date(2021, 1, 1), date(2024, 1, 1), ["甲局"]),
        (date(2024, 1, 1), None, ["乙局"]),
        (date(2010, 1, 1), date(2011, 1, 1), ["甲局"]),
        (date(2010, 1, 1), None, ["甲局", "乙局"]),
    ],
)
def test_a_period_is_cut_where_the_name_changed(since, until, names):
    pieces = list(cut(HISTORY, since, until))
    assert [named.name for _start, _end, named in pieces] == names
    assert pieces[0][0] == since and pieces[-1][1] == until
    assert all(before[1] == after[0] for before, after in pairwise(pieces))


def test_the_name_of_a_day():
    assert name_on(HISTORY, date(2023, 12, 31)).name == "甲局"
    assert name_on(HISTORY, date(2024, 1, 1)).name == "乙局"
