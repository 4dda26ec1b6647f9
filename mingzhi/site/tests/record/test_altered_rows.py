"""Rows altered by hand: refused by the guards, and found by the check where the guards were taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.kernel import clock
from mingzhi.ledger.acts.integrate import integrate_all
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.site.checking import crosscheck, guards, witnesses
from mingzhi.site.checking.witnesses import changes, entries
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
    "attachment": "UPDATE records_attachment SET title = 'x'",
    "attachment-bytes": "UPDATE records_attachment SET file_id = (SELECT MIN(id) FROM records_storedfile)",
    "submission": "UPDATE review_submission SET reason = 'x'",
    "assignment": "UPDATE review_assignment SET person_label = 'x'",
    "finding": "UPDATE review_finding SET text = 'x'",
    "opinion": "UPDATE review_opinion SET text = 'x'",
    "clearance": "UPDATE review_clearance SET core_hash = 'x'",
    "check": "UPDATE disclosure_check SET remark = 'x'",
    "service": "UPDATE cases_service SET receiver = 'x'",
    "service-day": "UPDATE cases_service SET served_on = '2026-01-01'",
    "measure": "UPDATE cases_measure SET items = '[]'",
    "coercive": "UPDATE cases_coercivedecision SET number = 'x'",
    "discussion": "UPDATE cases_discussion SET conclusion = 'x'",
    "decided-by": "UPDATE cases_decision SET decided_by_urn = 'x'",
    "demand": "UPDATE cases_stepdemand SET officers = 0 WHERE code = 'inspect'",
    "entry-gone": "DELETE FROM trail_mention WHERE urn LIKE 'urn:mingzhi:cases:step:%'",
}
CHANGEABLE = {
    "case-state": "UPDATE cases_case SET state = 'closed'",
    "case-party": "UPDATE cases_case SET party_name = 'x'",
    "case-closed": "UPDATE cases_case SET closed_at = '2026-01-01 01:00:00+00:00'",
    "state-ended": "UPDATE cases_casestate SET until = since WHERE until IS NULL",
    "party-ended": "UPDATE cases_party SET until = since",
    "measure-lifted": "UPDATE cases_measure SET lifted_at = '2026-01-01 01:00Z' WHERE lifted_at IS NULL",
    "limit-ended": "UPDATE cases_clock SET ended_at = '2026-01-01 01:00:00+00:00' WHERE ended_at IS NULL",
    "limit-longer": "UPDATE cases_clock SET extensions = extensions + 1",
    "limit-moved": "UPDATE cases_clock SET due = '2026-12-31' WHERE code = 'decide'",
    "limit-guessed": "UPDATE cases_clock SET due = '2026-07-10', provisional = true WHERE code = 'decide'",
    "limit-explained": "UPDATE cases_clock SET derivation = '{}' WHERE code = 'decide'",
    "limit-hour": "UPDATE cases_clock SET due_at = started_at WHERE due_at IS NULL",
    "limit-stands": "UPDATE cases_clock SET paused_at = started_at WHERE paused_at IS NULL",
    "nearest-limit": "UPDATE cases_case SET nearest_due = '2026-12-31'",
    "measure-longer": "UPDATE cases_measure SET until = '2026-12-31'",
    "decision-fell": "UPDATE cases_decision SET fallen_at = decided_at",
    "duty-done": "UPDATE disclosure_dutystate SET until = since WHERE until IS NULL",
    "withdrawn": "UPDATE review_finding SET withdrawn_at = found_at, withdrawn_because = 'x'",
    "came-down": "UPDATE disclosure_publication SET until = since, ended = 'withdrawn' WHERE ended = ''",
}
TOLD = (*entries.TOLD, *changes.ENDINGS)
RIGHTS = {table.model for table in TOLD if table.model._meta.app_label == "identity"}
PUT_IN = {
    "payment": "INSERT INTO cases_payment (case_id, step_id, amount, paid_on, receipt) "
    "SELECT case_id, id, 1, '2026-04-20', 'x' FROM cases_step WHERE code = 'inspect'",
    "gap": "INSERT INTO records_recordinggap (uid, case_urn, case_label, step_urn, agency_code, item_code, "
    "reason, explained_by_urn, explained_by, explained_at) SELECT 'aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa', urn, "
    "number, '', agency_code, 'x', 'x', 'x', 'x', opened_at FROM cases_case",
}


@pytest.fixture
def published(walk) -> Iterator[None]:
    walk.play(before="pay")
    integrate_all()
    if not SQLITE:
        execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot lose its guards
    with clock.fixed(datetime(2026, 4, 20, 9, tzinfo=clock.CHINA)):
        yield


def found() -> Iterator[str]:
    """Every problem, without the seals of rows: what an act said is enough to tell.

    The people of these tests were written without acts, so whether acts stand behind them is shown beside.
    """
    for look in witnesses.LOOKS:
        if not (isinstance(look, partial) and getattr(look.args[0], "model", None) in RIGHTS):
            yield from look()
    yield from trail.check()
    for log in LOGS:
        yield from crosscheck.check(log)


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
    assert list(found()) == [] and guards.check() == []
    missed = set[str]()
    for name, sql in ALTERED.items():
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            execute(sql)
        with undone():
            away = without_guards(sql)
            assert execute(*away, sql) > 0, f"{name} altered nothing"
            assert next(found(), None), f"{name} passed unseen"
            if not missed.issuperset(away):  # once for each table: all guards are compared every time
                assert guards.check(), f"the guards that were taken away for {name} were not missed"
            missed.update(away)
    assert list(found()) == []


def test_columns_that_may_change_and_rows_put_in_are_explained_or_found(published):
    for name, sql in {**CHANGEABLE, **PUT_IN}.items():
        with undone():
            assert execute(*without_guards(sql), sql) > 0, f"{name} altered nothing"
            assert next(found(), None), f"{name} passed unseen"


TABLE = "trail_entry"
WEAKENED = (
    {
        "emptied": "CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry BEGIN SELECT 1; END",
        "elsewhere": "CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_sending "
        "BEGIN SELECT RAISE(ABORT, 'append-only: this record cannot be altered or deleted'); END",
    }
    if SQLITE
    else {
        "emptied": "CREATE OR REPLACE FUNCTION mingzhi_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RETURN NEW; END $$",
        "never": "CREATE OR REPLACE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry FOR EACH ROW "
        "WHEN (false) EXECUTE FUNCTION mingzhi_append_only()",
        "inserts": "CREATE OR REPLACE TRIGGER trail_entry_no_update BEFORE INSERT ON trail_entry "
        "FOR EACH ROW WHEN (new.id < 0) EXECUTE FUNCTION mingzhi_append_only()",
        "replicas": "ALTER TABLE trail_entry ENABLE REPLICA TRIGGER trail_entry_no_update",
    }
)


@pytest.mark.parametrize("how", WEAKENED)
def test_a_guard_that_was_weakened_is_missed(published, how):
    with undone():
        execute(*([f"DROP TRIGGER {TABLE}_no_update"] if SQLITE else []), WEAKENED[how])
        assert any(f"{TABLE}_no_update" in problem for problem in guards.check())


def test_a_trigger_nobody_declared_is_named(published):
    stranger = (
        ["CREATE TRIGGER stranger BEFORE INSERT ON cases_payment BEGIN SELECT RAISE(IGNORE); END"]
        if SQLITE
        else [
            "CREATE FUNCTION stranger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
            "CREATE TRIGGER stranger BEFORE INSERT ON cases_payment FOR EACH ROW EXECUTE FUNCTION stranger()",
        ]
    )
    with undone():
        execute(*stranger)
        assert any("stranger" in problem for problem in guards.check())
