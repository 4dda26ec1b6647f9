"""Rows altered by hand: refused by the guards, and found by the check where the guards were taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.kernel import clock
from mingzhi.ledger.acts.integrate import integrate_all
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.site import crosscheck, guards, witnesses
from mingzhi.trail import queries as trail

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.3a")]
SQLITE = connection.vendor == "sqlite"

ALTERED = {
    "entry": "UPDATE trail_entry SET title = 'x' WHERE act = 'cases.inspect'",
    "payload": "UPDATE trail_payload SET content = '{}'",
    "step-data": "UPDATE cases_step SET data = '{}' WHERE code = 'inspect'",
    "step-state": "UPDATE cases_step SET state_after = 'closed' WHERE code = 'inspect'",
    "step-day": "UPDATE cases_step SET occurred_at = '2026-03-01 01:00:00+00:00' WHERE code = 'inspect'",
    "step-person": "UPDATE cases_step SET actor_urn = 'urn:mingzhi:identity:person:x' WHERE code = 'inspect'",
    "core": "UPDATE cases_contentcore SET hash = 'x'",
    "decision-number": "UPDATE cases_decision SET number = 'x'",
    "decision-outcome": "UPDATE cases_decision SET outcome = 'no_penalty'",
    "paper-fields": "UPDATE records_document SET fields = '{}' WHERE template_code = 'penalty_decision'",
    "paper-number": "UPDATE records_document SET number = 'x' WHERE template_code = 'penalty_decision'",
    "paper-bytes": "UPDATE records_storedfile SET sha256 = sm3",
    "notice-text": "UPDATE disclosure_noticeversion SET text = 'x'",
    "leaf": "UPDATE disclosure_leaf SET content = '{}'",
    "term": "UPDATE disclosure_publication SET expires_on = '2099-01-01'",
    "receipt": "UPDATE records_document SET receipt_commitment = paper_commitment",
    "entry-gone": "DELETE FROM trail_mention WHERE urn LIKE 'urn:mingzhi:cases:step:%'",
}
ALLOWED = {
    "came-down": "UPDATE disclosure_publication SET until = since, ended = 'withdrawn' WHERE ended = ''",
}
_OF = {sql.split()[1] if sql.startswith("UPDATE") else sql.split()[2] for sql in ALTERED.values()}


@pytest.fixture
def published(walk) -> Iterator[None]:
    walk.play(before="pay")
    integrate_all()
    if not SQLITE:
        execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot lose its guards
    with clock.fixed(datetime(2026, 4, 20, 9, tzinfo=clock.CHINA)):
        yield


def found() -> list[str]:
    logs = [problem for log in LOGS for problem in crosscheck.check(log)]
    return [*logs, *trail.check(), *witnesses.check()]


@contextmanager
def undone() -> Iterator[None]:
    """Try something and leave nothing of it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def execute(*statements: str) -> int:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return int(cursor.rowcount)


def without_guards(sql: str) -> list[str]:
    """Return the statements by which the owner of the tables takes the guards of one away."""
    table = sql.split()[1] if sql.startswith("UPDATE") else sql.split()[2]
    if not SQLITE:
        return [f"ALTER TABLE {table} DISABLE TRIGGER USER"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        return [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]


def test_what_the_guards_refuse_the_check_finds_without_them(published):
    assert found() == [] and guards.check() == []
    for name, sql in ALTERED.items():
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            execute(sql)
        with undone():
            assert execute(*without_guards(sql), sql) > 0, f"{name} altered nothing"
            assert found(), f"{name} passed unseen"
            assert guards.check(), f"the guards that were taken away for {name} were not missed"
    assert found() == []


@pytest.mark.parametrize("sql", ALLOWED.values(), ids=ALLOWED)
def test_what_the_guards_must_allow_the_check_finds(published, sql):
    with undone():
        assert execute(sql) > 0
        assert found()


def test_a_guard_that_was_emptied_is_missed(published):
    table = "trail_entry"
    emptied = (
        [
            f"DROP TRIGGER {table}_no_update",
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT 1; END",
        ]
        if SQLITE
        else [
            "CREATE OR REPLACE FUNCTION mingzhi_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        ]
    )
    with undone():
        execute(*emptied)
        assert any(f"{table}_no_update" in problem for problem in guards.check())
