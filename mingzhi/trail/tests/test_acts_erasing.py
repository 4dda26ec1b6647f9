"""Content may lawfully be erased; what happened may not."""

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.trail.acts import erase_payload
from mingzhi.trail.models import Entry
from mingzhi.trail.queries import check, timeline, verify_entry
from mingzhi.trail.tests.factories import OTHER, SUBJECT, officer, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
BECAUSE = "保存期限届满，当事人请求删除"


@pytest.fixture
def eraser():
    return officer("admin", capabilities=["trail.erase"])


def test_the_content_goes_and_the_envelope_stays_verifiable(eraser, at_noon):
    entry = record(actor=officer(), number=7)
    erase_payload(actor=eraser, entry=entry, because=f" {BECAUSE} ")
    entry = Entry.objects.select_related("payload").get(pk=entry.pk)
    assert (entry.payload.content, entry.payload.salt) == (None, "")
    assert (entry.payload.erased_at, entry.payload.erased_because) == (at_noon, BECAUSE)
    integrate(log="acts")
    found = verify_entry(entry)
    assert (found.envelope, found.content, found.position, found.intact) == (True, None, 0, True)
    assert check() == []


def test_the_erasure_is_an_entry_on_the_same_page(eraser):
    entry = record(actor=officer(), number=7)
    erase_payload(actor=eraser, entry=entry, because=BECAUSE)
    erased, erasure = timeline(SUBJECT, eraser).entries
    assert (erased.content, erased.erased_because) == (None, BECAUSE)
    assert erasure.act == "trail.erase_payload"
    assert erasure.content == {"entry": str(entry.uid), "because": BECAUSE}
    assert erasure.hashes == {"erased": entry.payload_hash}


@pytest.mark.parametrize(
    ("actor", "because", "refusal"),
    [
        (officer("wang"), BECAUSE, NotAllowed),
        (officer("wang", capabilities=["trail.erase"], agency=OTHER), BECAUSE, NotKnown),
        (officer("wang", capabilities=["trail.erase"]), "  ", Invalid),
    ],
)
def test_who_may_not_and_how_not(actor, because, refusal):
    entry = record(actor=officer())
    with pytest.raises(refusal):
        erase_payload(actor=actor, entry=entry, because=because)
    assert Entry.objects.count() == 1
    assert verify_entry(Entry.objects.get()).content is True


def test_twice_is_refused_by_the_act_and_by_the_database(eraser):
    entry = record(actor=officer())
    erase_payload(actor=eraser, entry=entry, because=BECAUSE)
    with pytest.raises(Conflict):
        erase_payload(actor=eraser, entry=entry, because=BECAUSE)
    for statement in (
        "UPDATE trail_payload SET erased_because = 'x' WHERE erased_at IS NOT NULL",
        "UPDATE trail_payload SET content = '{}', erased_at = NULL WHERE erased_at IS NOT NULL",
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            _execute(statement)


def test_half_an_erasure_is_refused_by_the_database():
    record(actor=officer())
    with pytest.raises(DatabaseError), transaction.atomic():
        _execute("UPDATE trail_payload SET erased_at = '2026-04-13', erased_because = 'x'")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
