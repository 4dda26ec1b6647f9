from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzhi.disclosure.acts import indexing
from mingzhi.disclosure.models import Notice
from mingzhi.disclosure.queries.exporting import Line, whole
from mingzhi.disclosure.queries.searching import OLDEST, Filters, search
from mingzhi.disclosure.rules.legal_bases import Basis
from mingzhi.disclosure.rules.outcomes import Outcome
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from tests.kept import begun

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a")]
DAYS = {"41": 14, "42": 12, "43": 16, "44": 12, "45": 15}


def published() -> dict[str, str]:
    rows = {
        key: make.published_notice(key, about={"decided_on": date(2026, 4, day)}) for key, day in DAYS.items()
    }
    make.published_notice("46", title="明州市东港酒家未亮证经营案", text="酒家无证", party_name="东港酒家")
    make.draft_only()
    return {key: str(row.uid) for key, row in rows.items()}


@pytest.fixture
def five() -> dict[str, str]:
    known = begun(published)
    indexing.refresh()
    return known


def uids(batch: int, **asked) -> list[str]:
    return [line.uid for lines in whole(Filters(**asked), batch=batch) for line in lines]


@pytest.mark.parametrize(
    "asked", [{}, {"order": OLDEST}, {"text": "好味食品店"}, {"text": "食品", "until": date(2026, 4, 14)}]
)
def test_in_batches_of_any_size_it_says_what_the_pages_say(five, asked) -> None:
    pages = [hit.row.uid for hit in search(Filters(**asked)).hits]
    for batch in (1, 2, 3, 5, 6, 7):
        assert uids(batch, **asked) == pages, batch


def test_no_batch_is_larger_than_asked_and_none_is_read_twice(five) -> None:
    batches = list(whole(Filters(), batch=2))
    assert [len(lines) for lines in batches] == [2, 2, 2]
    days = [line.decided_on for lines in batches for line in lines]
    assert all(earlier >= later for earlier, later in pairwise(days))


def test_a_line_says_what_the_list_says(five) -> None:
    (row,) = [hit.row for hit in search(Filters(text="东港酒家")).hits]
    ((line,),) = list(whole(Filters(text="东港酒家")))
    days = [row.decided_on, row.published_at.astimezone(clock.CHINA).date(), row.expires_on]
    *said, decided, published, expires, outcome, bases = line
    assert [decided, published, expires] == [day.isoformat() if day else "" for day in days]
    assert said == [getattr(row, name) for name in Line._fields[:-5]]
    assert bases == row.bases == (Basis("食品安全法", 124),)
    assert outcome == row.outcome == Outcome(("confiscate_income", "confiscate_goods", "fine"), 400_000)


@pytest.mark.parametrize(("hour", "day"), [(15, "2026-04-19"), (16, "2026-04-20")])
def test_days_are_those_of_china(hour, day) -> None:
    with clock.fixed(datetime(2026, 4, 19, hour, 59, tzinfo=UTC)):
        make.published_notice("47")
        indexing.refresh()
    ((line,),) = list(whole(Filters()))
    assert line.published_on == day


def test_what_comes_down_while_it_is_given_is_left_out(five) -> None:
    batches = whole(Filters(text="好味食品店"), batch=2)
    given = [line.uid for line in next(batches)]
    make.withdrawn(Notice.objects.get(uid=five["42"]))
    rest = [line.uid for lines in batches for line in lines]
    assert given == [five["43"], five["45"]] and rest == [five["41"], five["44"]]


def test_a_single_character_finds_nothing_rather_than_everything(five) -> None:
    assert uids(2, text="店") == uids(2, text="没有这样的词") == uids(2, agency="x") == []


def test_a_batch_costs_two_questions_at_most_whatever_it_holds(five) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(uids(10)) == 6
    assert len(asked) <= 2
