"""A guarded row cannot be replaced either: SQLite's INSERT OR REPLACE deletes without saying so."""

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.disclosure.tests.factories import published_notice
from mingzhi.trail.models import Entry


@pytest.mark.django_db
def test_a_guarded_row_is_not_replaced():
    published_notice()
    before = Entry.objects.order_by("id").values().first()
    word = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{word} INTO trail_entry SELECT * FROM trail_entry ORDER BY id LIMIT 1")
    assert Entry.objects.order_by("id").values().first() == before
