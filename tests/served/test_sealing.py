"""Rows are sealed in the order of their keys, but committed in any: nobody who took a key is overtaken."""

import psycopg
import pytest

from tests.served.world import World

TAKE = "SELECT nextval('calendars_holidaynotice_id_seq')"
INSERT = (
    "INSERT INTO calendars_holidaynotice (id, uid, year, source, source_url, jurisdiction, whole_year, "
    "entered_by, entered_by_label, entered_at) VALUES (%s, gen_random_uuid(), 2031, 'x', '', '', false, "
    "'x', 'x', now())"
)
SEAL = """
from mingzhi.site.checking.kept_tables import sealed_tables
from mingzhi.trail.acts.row_seals import seal_rows
from mingzhi.trail.queries import row_seals
print(seal_rows(sealed_tables()), row_seals.check(sealed_tables()))
"""


@pytest.mark.postgresql  # SQLite has one writer: commits cannot pass each other
def test_a_key_taken_before_is_waited_for_though_its_transaction_has_no_number(empty: World):
    with psycopg.connect(empty.database) as slow, psycopg.connect(empty.database, autocommit=True) as quick:
        empty.print(SEAL)  # what the migrations wrote
        quick.execute(TAKE)  # the first key of many is logged, and would give its transaction a number
        (early,) = slow.execute(TAKE).fetchone()
        (late,) = quick.execute(TAKE).fetchone()
        quick.execute(INSERT, [late])
        assert empty.print(SEAL) == ["0 []"]
        slow.execute(INSERT, [early])
        slow.commit()
        assert empty.print(SEAL, SEAL) == ["2 []", "0 []"]
