"""No way round a guard: not replaced, not under another key, not emptied."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from mingzhi.disclosure.tests.factories import published_notice
from mingzhi.ledger.guards import keep_keys
from mingzhi.ledger.models import Leaf
from mingzhi.trail.models import Entry, Payload

pytestmark = pytest.mark.django_db
SQLITE = connection.vendor == "sqlite"
KEYS = ("rowid", "oid", "_rowid_", "id") if SQLITE else ("id",)


def refused(sql: str) -> None:
    """The database refuses by a guard, not because it cannot read the words."""
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_guarded_row_is_not_replaced():
    """SQLite's INSERT OR REPLACE deletes without saying so."""
    published_notice()
    before = Entry.objects.order_by("id").values().first()
    word = "INSERT OR REPLACE" if SQLITE else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{word} INTO trail_entry SELECT * FROM trail_entry ORDER BY id LIMIT 1")
    assert Entry.objects.order_by("id").values().first() == before


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("model", [Entry, Leaf, Payload], ids=lambda model: model.__name__)
def test_a_guarded_row_keeps_its_key(model, key):
    published_notice()
    refused(f"UPDATE {model._meta.db_table} SET {key} = {key} + 100000")


# tables of which some columns may change, and those whose key a guard of its own keeps
PARTLY, KEPT = (
    (
        "SELECT tbl_name FROM sqlite_master WHERE name = tbl_name || '_no_update' AND sql LIKE '%UPDATE OF%'",
        "SELECT tbl_name FROM sqlite_master WHERE name = tbl_name || '_no_rekey'",
    )
    if SQLITE
    else (
        "SELECT DISTINCT event_object_table FROM information_schema.triggered_update_columns "
        "WHERE trigger_name = event_object_table || '_no_update'",
        "SELECT event_object_table FROM information_schema.triggered_update_columns "
        "WHERE trigger_name = event_object_table || '_no_update' AND event_object_column = 'id'",
    )
)


def test_every_guarded_table_keeps_its_keys():
    with connection.cursor() as cursor:
        cursor.execute(PARTLY)
        partly = set(cursor.fetchall())
        cursor.execute(KEPT)
        assert len(partly) > 20 and partly == set(cursor.fetchall())


def test_a_database_from_before_gets_the_guard_of_its_keys():
    with connection.cursor() as cursor:
        if SQLITE:
            cursor.execute("DROP TRIGGER trail_payload_no_rekey")
        keep_keys("trail").code(None, SimpleNamespace(connection=connection, execute=cursor.execute))
        keep_keys("trail").code(None, SimpleNamespace(connection=connection, execute=cursor.execute))
    published_notice()
    refused(f"UPDATE trail_payload SET {KEYS[0]} = {KEYS[0]} + 100000")


def test_no_guarded_table_is_emptied():
    """PostgreSQL: TRUNCATE deletes without naming a row; SQLite's truncation is a DELETE of all rows."""
    published_notice()
    connection.check_constraints()  # PostgreSQL truncates nothing while foreign keys wait to be looked at
    tables = [model._meta.db_table for model in apps.get_app_config("trail").get_models()]
    tables += [model._meta.db_table for model in apps.get_app_config("ledger").get_models()]
    for table in tables:
        if apps.get_model(table.replace("_", ".", 1)).objects.exists():
            refused(f"DELETE FROM {table}" if SQLITE else f"TRUNCATE {table} CASCADE")
