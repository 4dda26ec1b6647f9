"""What came down is found among a million leaves without reading them all."""

from contextlib import contextmanager

import pytest
from django.db import connection

from mingzhi.disclosure.models import Leaf
from mingzhi.disclosure.queries import bulk
from mingzhi.disclosure.rules.content import ENDINGS
from mingzhi.disclosure.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a", "2.1.3c")]
_EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


@contextmanager
def plans():
    """Collect how the database goes about each question, with the values as they are handed to it."""
    asked, told = [], []

    def keep(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield told
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # these tables are too small to bother
        for sql, params in asked:
            cursor.execute(_EXPLAIN[connection.vendor] + sql, params)
            told.append(" ".join(str(row) for row in cursor.fetchall()))


def test_what_came_down_is_found_by_its_index() -> None:
    make.published_notice("1")
    make.withdrawn(make.published_notice("2"))
    make.corrected(make.published_notice("3"), "3", text="更正")
    newest = Leaf.objects.latest("pk").pk
    with plans() as told:
        ending = bulk.last_change()[1]
        stones, before = [*bulk.fallen()], [*bulk.earlier()]
        past = sorted(event.action for event in bulk.past_events())
    assert [len(stones), len(before), past] == [1, 1, ["publish", "publish", "withdraw"]]
    assert ending == Leaf.objects.filter(action__in=ENDINGS).latest("pk").pk < newest
    _newest, *rest = told
    ended, earlier = "disclosure_leaf_endings", "disclosure_public_earlier"
    wanted = (ended, ended, earlier, earlier, ended)
    assert len(rest) == len(wanted)
    assert all(index in plan for index, plan in zip(wanted, rest, strict=True)), rest
