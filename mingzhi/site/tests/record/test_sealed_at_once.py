"""Rows altered before the worker has sealed anything: the entry of the act that wrote them tells."""

import pytest
from django.db import DatabaseError, transaction

from mingzhi.cases.models import Payment, Step
from mingzhi.site.checking.kept_tables import AT_ONCE, SEALED, sealed_at_once
from mingzhi.site.checking.witnesses.steps import _steps as told_steps
from mingzhi.site.tests.record.test_sealed_rows import altered, other
from mingzhi.site.tests.unguarded import execute, unguarded
from mingzhi.trail import queries as trail
from mingzhi.trail.acts.at_once import left_to_runs
from mingzhi.trail.models import ActSeal, Entry, RowSeal
from mingzhi.trail.queries import act_seals

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.3a", "2.2.3b")]
NONE_HERE = {"cases_licencechange", "disclosure_exemption", "disclosure_withdrawal"}
"""Of these the walk writes no row: the matter is no licence, is published, and stays so."""


@pytest.fixture
def written(walk):
    walk.play(before="complete")
    assert not RowSeal.objects.exists() and trail.check() == []
    return walk


def names(seal: ActSeal, table: str, key: int) -> bool:
    return any(own == table and key in keys for own, _columns, keys in seal.rows)


def broken(seals: list[ActSeal]) -> bool:
    """Tell whether one of these seals does not hold, as the check of all of them does."""
    lines = act_seals.read(seal.rows for seal in seals)
    return not all(act_seals._holds(seal, lines) for seal in seals)


def test_no_column_of_these_tables_can_be_altered_before_the_seal(written):
    empty = set()
    for table in sealed_at_once():
        row = table.model._base_manager.order_by("-pk").first()
        if row is None:
            empty.add(table.table)
            continue
        its = table.model._base_manager.filter(pk=row.pk)
        own = [seal for seal in ActSeal.objects.select_related("entry") if names(seal, table.table, row.pk)]
        fields, seen = {one.attname: one for one in table.model._meta.concrete_fields}, 0
        with unguarded(table.table):
            for column in table.columns:
                value = other(fields[column], getattr(row, column))
                if value == getattr(row, column):
                    continue
                if altered(its, column, value):
                    seen += 1
                    found = broken(own) if seen > 1 else [*act_seals.check()]  # all seals once for each table
                    assert found, f"{table.table}.{column} passed unseen"
                    its.update(**{column: getattr(row, column)})
            assert not broken(own)
        assert seen, f"nothing of {table.table} could be altered"
    assert empty == NONE_HERE
    assert trail.check() == []


@pytest.mark.parametrize(
    "column",
    [
        *("officer_first", "officer_first_label", "officer_first_certificate"),
        *("officer_second", "officer_second_label", "officer_second_certificate"),
        *("actor_label", "title", "stage", "basis", "identity_shown", "rights_told"),
    ],
)
def test_who_acted_in_a_step_and_how_it_was_called_is_told_by_its_entry(written, column):
    """No seal yet, and none of the act: the entry says the officers with their certificates."""
    row = Step.objects.filter(code="inspect").latest("pk")
    assert list(told_steps()) == []
    with unguarded("cases_step"):
        value = other(Step._meta.get_field(column), getattr(row, column))
        Step.objects.filter(pk=row.pk).update(**{column: value})
        assert any(str(row.uid) in problem for problem in told_steps())


def test_a_row_taken_out_is_missed(written):
    row = Payment.objects.latest("pk")
    with unguarded("cases_payment"):
        execute("DELETE FROM cases_payment WHERE id = %s", row.pk)
        assert trail.check()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM trail_actseal WHERE id = %s",
        "UPDATE trail_actseal SET salt = SUBSTR(salt, 2) || SUBSTR(salt, 1, 1) WHERE id = %s",
        "UPDATE trail_actseal SET rows = '[]' WHERE id = %s",
        "UPDATE trail_actseal SET rows = '[[\"nothing\", [], [1]]]' WHERE id = %s",
        "UPDATE trail_actseal SET rows = '1' WHERE id = %s",
        'UPDATE trail_actseal SET rows = \'[1, ["cases_case", ["x"], ["y"]]]\' WHERE id = %s',
    ],
)
def test_a_seal_altered_or_gone_is_seen(written, sql):
    seal = ActSeal.objects.latest("pk")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        execute(sql, seal.pk)
    with unguarded("trail_actseal"):
        assert execute(sql, seal.pk) == 1
        assert trail.check()


def test_the_digest_stands_in_the_entry_and_so_in_the_log(written):
    entry = Entry.objects.get(act="cases.pay")
    (payment,) = [row for row in entry.act_seal.rows if row[0] == "cases_payment"]
    assert payment[2] == [Payment.objects.get().pk] and len(entry.hashes["rows"]) == 64
    with unguarded("trail_entry"):
        execute("UPDATE trail_entry SET hashes = '{}' WHERE id = %s", entry.pk)
        assert trail.check()


def test_what_is_walked_to_be_copied_is_left_to_the_runs(walk):
    walk.play(before="file")
    before = ActSeal.objects.count()
    with left_to_runs():
        walk.play(start="file", before="inquire")
    assert ActSeal.objects.count() == before and trail.check() == []


def test_whatever_is_sealed_at_once_is_sealed_in_runs_as_well():
    assert set(AT_ONCE) <= set(SEALED)
