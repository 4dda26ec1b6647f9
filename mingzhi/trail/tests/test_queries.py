"""Pages of the trail, who sees them, and the proof of entries."""

import pytest
from django.db import connection

from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.ledger import queries as ledger
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.trail import queries
from mingzhi.trail.models import Entry
from mingzhi.trail.tests.factories import AGENCY, OTHER, SUBJECT, officer, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def numbers(page: queries.Page) -> list[int]:
    return [entry.content["number"] for entry in page.entries]


def walk(read, **arguments):
    seen, after = [], ""
    while True:
        page = read(after=after, **arguments)
        seen += numbers(page)
        after = page.after
        if not after:
            return seen


def test_a_subject_has_its_own_entries_and_those_that_mention_it():
    for number in range(3):
        record(actor=officer(), number=number)
    record(actor=officer(), number=3, subject="urn:mingzhi:cases:case:2", mentions=(SUBJECT,))
    record(actor=officer(), number=4, subject="urn:mingzhi:cases:case:2")
    record(actor=officer(), number=5, mentions=(SUBJECT,))
    page = queries.timeline(SUBJECT, officer())
    assert numbers(page) == [0, 1, 2, 3, 5]
    assert page.after == ""
    newest = queries.timeline(SUBJECT, officer(), newest_first=True, limit=2)
    assert numbers(newest) == [5, 3]
    entry = page.entries[0]
    assert (entry.title, entry.stage, entry.late) == ("第0条", "立案", False)
    assert (entry.basis, entry.hashes) == (("行政处罚法 §54",), {"file": "ab" * 32})


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_paging_loses_nothing_and_repeats_nothing(limit):
    for number in range(7):
        other = "urn:mingzhi:cases:case:2"
        record(
            actor=officer(),
            number=number,
            subject=SUBJECT if number % 2 else other,
            mentions=() if number % 2 else (SUBJECT,),
        )

    def in_order(after):
        return queries.timeline(SUBJECT, officer(), after=after, limit=limit)

    def newest(after):
        return queries.timeline(SUBJECT, officer(), after=after, limit=limit, newest_first=True)

    assert walk(in_order) == list(range(7))
    assert walk(newest) == list(range(6, -1, -1))


def test_others_do_not_see_the_entries():
    record(actor=officer())
    stranger = officer("zhao", agency=OTHER, capabilities=["trail.view"])
    assert queries.timeline(SUBJECT, stranger).entries == ()
    for read in (
        lambda: queries.by_agency(AGENCY, stranger),
        lambda: queries.by_agency(AGENCY, officer()),
        lambda: queries.by_person(officer().urn, officer("li")),
        lambda: queries.entry(Entry.objects.get().uid, stranger),
    ):
        with pytest.raises(NotKnown):
            read()
    assert queries.by_person(officer().urn, stranger).entries == ()


def test_what_a_job_or_a_party_did_shows_to_those_who_see_the_subject(at_noon):
    job = system_actor("expire-notices", on=at_noon.date())
    record(actor=job, number=1)
    assert numbers(queries.timeline(SUBJECT, officer())) == []
    record(actor=officer(), number=2)
    assert numbers(queries.timeline(SUBJECT, officer())) == [1, 2]
    stranger = officer("zhao", agency=OTHER)
    assert numbers(queries.timeline(SUBJECT, stranger)) == []
    shown = Entry.objects.get(agency_code="")
    assert queries.entry(shown.uid, officer()) == shown
    with pytest.raises(NotKnown):
        queries.entry(shown.uid, stranger)


def test_a_person_reads_the_own_record_and_the_supervisor_that_of_the_agency():
    record(actor=officer("wang"), number=1)
    record(actor=officer("li"), number=2)
    record(actor=officer("wang", agency=OTHER), number=3)
    assert numbers(queries.by_person(officer("wang").urn, officer("wang"))) == [3, 1]
    head = officer("head", capabilities=["trail.view"])
    assert numbers(queries.by_person(officer("wang").urn, head)) == [1]
    assert numbers(queries.by_agency(AGENCY, head)) == [2, 1]
    assert walk(lambda after: queries.by_agency(AGENCY, head, after=after, limit=1)) == [2, 1]


@pytest.mark.parametrize("cursor", ["x", "-1", "٣", "1; DROP"])
def test_a_cursor_that_is_none_starts_at_the_beginning(cursor):
    record(actor=officer(), number=1)
    assert numbers(queries.timeline(SUBJECT, officer(), after=cursor)) == [1]


def test_a_page_takes_a_fixed_number_of_queries(django_assert_num_queries):
    for number in range(12):
        record(actor=officer(), number=number, mentions=("urn:a",))
    head = officer("head", capabilities=["trail.view"])
    with django_assert_num_queries(2):
        queries.timeline(SUBJECT, officer())
    with django_assert_num_queries(1):
        queries.by_agency(AGENCY, head)
    with django_assert_num_queries(1):
        queries.by_person(officer().urn, head)


def test_an_entry_has_a_receipt_that_verifies_offline():
    entry = record(actor=officer(), number=7, mentions=("urn:b", "urn:a"))
    assert queries.entry_receipt(entry) is None
    integrate(log="acts")
    found = queries.entry(entry.uid, officer())
    verified = verify_receipt(queries.entry_receipt(found), vkeys=[ledger.vkey("acts")])
    assert verified.content["subject"]["urn"] == SUBJECT
    assert verified.content["mentions"] == ["urn:a", "urn:b"]
    assert verified.content["payload"] == entry.payload_hash


# column → another value, as somebody would write it who holds the whole database
ALTERED = {
    "act": "'other'",
    "title": "'other'",
    "stage": "'other'",
    "occurred_at": "'2020-01-01 00:00:00+00:00'",
    "recorded_at": "'2020-01-01 00:00:00+00:00'",
    "late_reason": "'other'",
    "actor_kind": "'system'",
    "actor_urn": "'other'",
    "actor_label": "'other'",
    "role": "'other'",
    "agency_code": "'other'",
    "agency_label": "'other'",
    "subject_urn": "'other'",
    "subject_label": "'other'",
    "basis": "'[]'",
    "hashes": "'{}'",
    "payload_hash": "'other'",
    "salt": "'other'",
    "content_hash": "'" + "0" * 64 + "'",
}


def _without_guard(table: str, statement: str) -> None:
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for word in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER {table}_no_{word}{on}")
        if table == "trail_payload":
            cursor.execute(f"DROP TRIGGER trail_payload_only_erased{on}")
        cursor.execute(statement)


@pytest.mark.parametrize("column", ALTERED)
def test_any_altered_column_is_found(column):
    record(actor=officer(), mentions=("urn:a",))
    assert queries.check() == []
    _without_guard("trail_entry", f"UPDATE trail_entry SET {column} = {ALTERED[column]}")
    assert queries.check()
    assert not queries.verify_entry(Entry.objects.get()).intact


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("trail_payload", """UPDATE trail_payload SET content = '{"number": 8}'"""),
        ("trail_payload", "UPDATE trail_payload SET salt = 'zz'"),
        ("trail_payload", "DELETE FROM trail_payload"),
        ("trail_mention", "DELETE FROM trail_mention"),
        ("trail_mention", "UPDATE trail_mention SET urn = 'urn:b'"),
    ],
)
def test_altered_content_and_mentions_are_found(table, statement):
    record(actor=officer(), mentions=("urn:a",))
    _without_guard(table, statement)
    assert len(queries.check()) == 1
    assert len(queries.timeline(SUBJECT, officer()).entries) == 1


def test_the_columns_above_are_all_columns():
    covered = {*ALTERED, "id", "uid", "group"}
    assert {field.column for field in Entry._meta.concrete_fields} == covered
