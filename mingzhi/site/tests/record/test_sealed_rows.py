"""Rows altered, taken out or put in by somebody with a SQL shell and no guards: the seals tell."""

import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, models, transaction

from mingzhi.ledger.acts.integrate import integrate_all
from mingzhi.ledger.rules.logs import ACTS
from mingzhi.site.checking import crosscheck
from mingzhi.site.checking.kept_tables import sealed_tables
from mingzhi.site.tests.stages import StagedWalk
from mingzhi.site.tests.unguarded import execute, unguarded
from mingzhi.trail.acts.row_seals import seal_all, seal_rows
from mingzhi.trail.models import RowSeal
from mingzhi.trail.queries import row_seals

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.3a", "2.2.3b")]
FEW = 50
"""At least so many tables have rows after a walk; a table without any has nothing to alter."""


def to_the_seals(walk: StagedWalk) -> None:
    walk.play(before="pay")
    assert seal_all(sealed_tables()) > 0


@pytest.fixture
def sealed(walk) -> list[row_seals.Sealed]:
    walk.gone(to_the_seals)
    return [at.sealed for at in row_seals.standings(sealed_tables()) if at.last]


def other(field: Any, value: Any) -> Any:
    """Return another value that fits the column."""
    if isinstance(field, models.ForeignKey):
        keys = field.related_model._base_manager.exclude(pk=value).values_list("pk", flat=True)
        return keys.first() or value
    if isinstance(field, models.JSONField):
        return {"altered": True}
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case datetime() | date():
            return value + timedelta(days=1)
        case uuid.UUID():
            return uuid.uuid4()
        case None:
            return _of_a_kind(field)
    return f"x{value[1:]}" if not value.startswith("x") else f"y{value[1:]}"


def _of_a_kind(field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return datetime(2026, 1, 1).astimezone()
    if isinstance(field, models.DateField):
        return date(2026, 1, 1)
    return 1 if isinstance(field, models.IntegerField) else "x"


def altered(rows: models.QuerySet[Any], column: str, value: Any) -> bool:
    """Alter a column, unless the constraints of the table refuse it."""
    with suppress(DatabaseError), transaction.atomic():
        return rows.update(**{column: value}) == 1
    return False


def alterations(table: row_seals.Sealed) -> Iterator[str]:
    """Alter column after column of the first row, each undone before the next; yield those that could be.

    What the constraints of the table refuse, or what has no other value, is passed over. What was altered is
    written back: to roll back what stood without guards costs the embedded database its whole schema.
    """
    row = table.model._base_manager.order_by("pk").first()
    its = table.model._base_manager.filter(pk=row.pk)
    fields = {field.attname: field for field in table.model._meta.concrete_fields}
    with unguarded(table.table):
        for column in table.columns:
            value = other(fields[column], getattr(row, column))
            if value == getattr(row, column):
                continue
            if altered(its, column, value):
                yield column
                its.update(**{column: getattr(row, column)})
        assert row_seals.check([table]) == []


def test_whatever_column_of_whatever_table_is_altered_its_seal_tells(sealed):
    assert row_seals.check(sealed_tables()) == []
    assert len(sealed) >= FEW
    for table in sealed:
        seen = list[str]()
        for column in alterations(table):
            seen.append(column)
            assert row_seals.check([table]), f"{table.table}.{column} passed unseen"
        assert seen, f"nothing of {table.table} could be altered"
    assert row_seals.check(sealed_tables()) == []


def test_a_row_taken_out_or_put_in_is_seen(sealed):
    table = next(one for one in sealed if one.table == "cases_casestate")
    gone = table.model._base_manager.order_by("-pk").first()
    with unguarded(table.table):
        execute("DELETE FROM cases_casestate WHERE id = %s", gone.pk)
        assert row_seals.check([table])
        gone.pk, gone.state = gone.pk, "closed"
        table.model._base_manager.bulk_create([gone])
        assert row_seals.check([table])


def test_a_row_put_in_below_all_runs_is_seen(sealed):
    table = next(one for one in sealed if one.table == "cases_casestate")
    below = table.model._base_manager.order_by("pk").first()
    with unguarded(table.table):
        below.pk, below.until = -7, below.since
        table.model._base_manager.bulk_create([below])
        assert row_seals.check([table])


def test_a_run_sealed_with_fewer_columns_is_seen(sealed, walk):
    walk.play(start="pay", before="close")
    table = next(one for one in sealed if one.table == "cases_step")
    assert seal_rows([replace(table, columns=())]) > 0
    assert row_seals.check([table])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trail_rowseal SET digest = salt WHERE id = (SELECT MIN(id) FROM trail_rowseal)",
        "UPDATE trail_rowseal SET columns = '[]' WHERE id = (SELECT MIN(id) FROM trail_rowseal)",
        "UPDATE trail_rowseal SET upto = upto + 100 WHERE id = (SELECT MAX(id) FROM trail_rowseal)",
        "DELETE FROM trail_rowseal WHERE id = (SELECT MAX(id) FROM trail_rowseal)",
    ],
)
def test_a_seal_altered_or_gone_is_seen(sealed, sql):
    integrate_all()
    assert crosscheck.check(ACTS) == []
    with unguarded("trail_rowseal"):
        assert execute(sql) == 1
        assert [*row_seals.check(sealed_tables()), *crosscheck.check(ACTS)]


def test_a_second_sealing_finds_nothing_and_what_is_new_is_sealed_next(sealed, walk):
    assert seal_rows(sealed_tables()) == 0 and row_seals.unsealed(sealed_tables()) == 0
    seals = RowSeal.objects.count()
    walk.play(start="pay", before="close")
    waiting = row_seals.unsealed(sealed_tables())
    assert waiting > 0 and seal_rows(sealed_tables()) == waiting
    assert RowSeal.objects.count() > seals
    assert row_seals.check(sealed_tables()) == []


def test_long_tables_are_sealed_in_runs(sealed, monkeypatch):
    with unguarded("trail_rowseal"):
        execute("DELETE FROM trail_rowseal")
        monkeypatch.setattr("mingzhi.trail.acts.row_seals.LONGEST", 3)
        monkeypatch.setattr("mingzhi.trail.queries.row_seals._ROWS_AT_ONCE", 5)
        seal_all(sealed_tables())
        assert max(RowSeal.objects.values_list("rows", flat=True)) == 3
        assert row_seals.check(sealed_tables()) == []
