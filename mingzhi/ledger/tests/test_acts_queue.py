"""Leaves are queued with the business transaction and never altered."""

import hashlib

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from mingzhi.ledger.acts.queue import queue_leaf, queue_leaves
from mingzhi.ledger.models import Leaf

pytestmark = pytest.mark.django_db


def commitment(number: int) -> bytes:
    return hashlib.sha256(f"leaf {number}".encode()).digest()


def test_queueing_is_one_insert(django_assert_num_queries):
    with django_assert_num_queries(1):
        queue_leaf(log="acts", commitment=commitment(1))
    leaf = Leaf.objects.get()
    assert bytes(leaf.commitment) == commitment(1)
    assert leaf.position is None


@pytest.mark.parametrize(("log", "value"), [("others", commitment(1)), ("acts", b"short")])
def test_other_logs_and_lengths_are_refused(log, value):
    with pytest.raises(ValueError, match=r"log|bytes"):
        queue_leaf(log=log, commitment=value)


def test_many_leaves_keep_their_order():
    assert queue_leaves(log="acts", commitments=[commitment(n) for n in range(10)]) == 10
    stored = Leaf.objects.order_by("id").values_list("commitment", flat=True)
    assert [bytes(value) for value in stored] == [commitment(n) for n in range(10)]


def test_the_same_commitment_is_refused_twice_in_one_log():
    queue_leaf(log="acts", commitment=commitment(1))
    queue_leaf(log="publications", commitment=commitment(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        queue_leaf(log="acts", commitment=commitment(1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_leaf SET log = 'publications'",
        "UPDATE ledger_leaf SET position = 7",
        "UPDATE ledger_leaf SET position = NULL",
        "DELETE FROM ledger_leaf",
    ],
)
def test_the_database_itself_refuses_alteration(statement):
    queue_leaf(log="acts", commitment=commitment(1))
    Leaf.objects.update(position=0)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Leaf.objects.get().position == 0
