"""The act frame: one door, one entry, two times, no way round."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotKnown
from mingzhi.ledger.models import Leaf
from mingzhi.trail.acts.frame import act, current_moment, describe
from mingzhi.trail.models import Entry, Mention, Payload
from mingzhi.trail.queries import verify_entry
from mingzhi.trail.rules.registry import ACTS
from mingzhi.trail.tests.factories import AGENCY, SUBJECT, officer, record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def may_note(*, actor: Actor, **_arguments: object) -> None:
    actor.must("notes.write")


@pytest.fixture(scope="module")
def acts() -> Iterator[SimpleNamespace]:
    """Acts that exist only in this module."""

    @act("trail_test.note", title="记一笔", may=may_note, stage="立案", basis=("行政处罚法 §54",))
    def note(*, actor: Actor, text: object = "", **told: object) -> tuple[datetime, datetime]:
        """Note something."""
        describe(subject=SUBJECT, label="某案", content={"text": text}, **told)
        return current_moment()

    @act("trail_test.pair", title="记两笔", may=may_note)
    def pair(*, actor: Actor, inner_at: datetime | None = None, fails: bool = False) -> None:
        """Note twice, the second inside the first."""
        note(actor=actor, text="inner", **({"occurred_at": inner_at} if inner_at else {}))
        describe(subject=SUBJECT, label="某案", content={"text": "outer"})
        if fails:
            raise Invalid("trail_test.fails", "不行。")

    @act("trail_test.silent", title="不说", may=may_note)
    def silent(*, actor: Actor) -> None:
        """Say nothing."""

    @act("trail_test.twice", title="说两次", may=may_note)
    def twice(*, actor: Actor) -> None:
        """Describe twice."""
        describe(subject=SUBJECT, label="某案", content={})
        describe(subject=SUBJECT, label="某案", content={})

    @act("trail_test.locked", title="锁定", may=may_note, locks="row")
    def locked(*, actor: Actor, row: Entry) -> Entry:
        """Return the row as it was read again."""
        describe(subject=SUBJECT, label="某案", content={})
        return row

    declared = SimpleNamespace(note=note, pair=pair, silent=silent, twice=twice, locked=locked)
    yield declared
    for one in vars(declared).values():
        del ACTS[one.act_kind.code]


@pytest.fixture
def writer() -> Actor:
    return officer(capabilities=["notes.write"])


def nothing_written() -> bool:
    tables = (Entry, Payload, Mention, Leaf)
    return not any(table.objects.exists() for table in tables)


def test_an_act_writes_one_entry_with_all_it_says(acts, writer, at_noon):
    acts.note(actor=writer, text="现场检查", mentions=["urn:a", "urn:b", "urn:a"], hashes={"pdf": "ab" * 32})
    entry = Entry.objects.get()
    assert (entry.act, entry.title, entry.stage) == ("trail_test.note", "记一笔", "立案")
    assert entry.occurred_at == entry.recorded_at == at_noon
    assert (entry.actor_urn, entry.actor_label, entry.role) == (writer.urn, "wang", "handler")
    assert (entry.agency_code, entry.agency_label) == (AGENCY, "甲市市场监督管理局")
    assert (entry.subject_urn, entry.subject_label) == (SUBJECT, "某案")
    assert (entry.basis, entry.hashes) == (["行政处罚法 §54"], {"pdf": "ab" * 32})
    assert entry.payload.content == {"text": "现场检查"}
    assert [mention.urn for mention in entry.mentions.order_by("id")] == ["urn:a", "urn:b"]
    assert bytes(Leaf.objects.get(log="acts").commitment).hex() == entry.content_hash
    assert verify_entry(entry).intact


def test_an_act_costs_four_writes_at_most(acts, writer, django_assert_num_queries):
    with django_assert_num_queries(3 + 2):  # entry, payload, leaf; the transaction (a savepoint in tests)
        acts.note(actor=writer, text="x")


def test_what_is_told_overrides_the_declaration(acts, writer):
    acts.note(actor=writer, title="送达", stage="送达", basis=["行政处罚法 §61"], act="cases.serve_notice")
    entry = Entry.objects.get()
    assert (entry.act, entry.title, entry.stage) == ("cases.serve_notice", "送达", "送达")
    assert entry.basis == ["行政处罚法 §61"]


def test_without_the_right_nothing_is_left(acts):
    with pytest.raises(NotAllowed):
        acts.note(actor=officer(), text="x")
    assert nothing_written()


def test_no_actor_is_nobody(acts):
    with pytest.raises(TypeError, match="needs an actor"):
        acts.note(actor=None, text="x")
    with pytest.raises(TypeError, match="needs an actor"):
        acts.note(text="x")


def test_arguments_are_named(acts, writer):
    with pytest.raises(TypeError, match="keyword"):
        acts.note(writer)


def test_nothing_happens_in_the_future(acts, writer, at_noon):
    with pytest.raises(Invalid) as refusal:
        acts.note(actor=writer, occurred_at=at_noon + timedelta(seconds=1))
    assert (refusal.value.code, refusal.value.field) == ("trail.future", "occurred_at")
    with pytest.raises(TypeError, match="aware"):
        acts.note(actor=writer, occurred_at=at_noon.replace(tzinfo=None))
    assert nothing_written()


def test_a_late_entry_needs_its_reason_and_shows_both_times(acts, writer, at_noon):
    yesterday = at_noon - timedelta(hours=24)
    assert acts.note(actor=writer, occurred_at=yesterday) == (yesterday, at_noon)
    late = yesterday - timedelta(seconds=1)
    for reason in ("", "  "):
        with pytest.raises(Invalid) as refusal:
            acts.note(actor=writer, occurred_at=late, late_reason=reason)
        assert refusal.value.code == "trail.late"
    acts.note(actor=writer, occurred_at=late, late_reason=" 现场无网络 ")
    entry = Entry.objects.latest("id")
    assert (entry.occurred_at, entry.recorded_at, entry.late_reason) == (late, at_noon, "现场无网络")
    assert Entry.objects.count() == 2


def test_acts_inside_an_act_share_its_group_and_its_times(acts, writer, at_noon):
    late = at_noon - timedelta(days=3)
    acts.pair(actor=writer, occurred_at=late, late_reason="补录")
    inner, outer = Entry.objects.order_by("id")
    assert inner.group == outer.group
    assert (inner.act, outer.act) == ("trail_test.note", "trail_test.pair")
    assert {inner.occurred_at, outer.occurred_at} == {late}
    assert {inner.late_reason, outer.late_reason} == {"补录"}
    acts.note(actor=writer)
    assert Entry.objects.latest("id").group != outer.group


def test_an_inner_act_may_have_its_own_time(acts, writer, at_noon):
    hour = at_noon - timedelta(hours=1)
    acts.pair(actor=writer, inner_at=hour)
    inner, outer = Entry.objects.order_by("id")
    assert (inner.occurred_at, outer.occurred_at) == (hour, at_noon)


def test_a_failing_act_takes_its_inner_acts_with_it(acts, writer):
    with pytest.raises(Invalid):
        acts.pair(actor=writer, fails=True)
    assert nothing_written()
    acts.note(actor=writer)
    assert Entry.objects.count() == 1


def test_every_act_describes_itself_exactly_once(acts, writer):
    with pytest.raises(RuntimeError, match="did not describe"):
        acts.silent(actor=writer)
    with pytest.raises(RuntimeError, match="twice"):
        acts.twice(actor=writer)
    with pytest.raises(RuntimeError, match="inside an act"):
        describe(subject=SUBJECT, label="", content={})
    with pytest.raises(RuntimeError, match="no act"):
        current_moment()
    assert nothing_written()


@pytest.mark.parametrize("content", [1.5, object(), b"bytes", 2**60])
def test_content_without_a_canonical_form_is_refused(acts, writer, content):
    with pytest.raises((TypeError, ValueError)):
        acts.note(actor=writer, text=content)
    assert nothing_written()


def test_the_locked_row_is_read_again(acts, writer):
    row = record(actor=writer)
    stale = Entry(pk=row.pk, title="stale")
    assert acts.locked(actor=writer, row=stale).title == row.title
    with pytest.raises(NotKnown):
        acts.locked(actor=writer, row=Entry(pk=row.pk + 99))


def test_an_act_is_declared_once_with_readable_citations():
    with pytest.raises(ValueError, match="declared twice"):
        act("trail.erase_payload", title="x", may=may_note)(may_note)
    with pytest.raises(ValueError, match="statute"):
        act("trail_test.other", title="x", may=may_note, basis=(" ",))


def test_long_labels_are_cut_before_they_are_committed(acts):
    acts.note(actor=replace(officer(capabilities=["notes.write"]), label="长" * 300), title="题" * 300)
    entry = Entry.objects.get()
    assert (len(entry.actor_label), len(entry.title)) == (120, 120)
    assert verify_entry(entry).intact


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_entry SET title = 'x'",
        "DELETE FROM trail_entry",
        "UPDATE trail_mention SET urn = 'x'",
        "DELETE FROM trail_mention",
        "DELETE FROM trail_payload",
        "UPDATE trail_payload SET entry_id = entry_id",
        "UPDATE trail_payload SET content = '{}'",
        "UPDATE trail_payload SET salt = ''",
        "UPDATE trail_payload SET erased_because = 'x'",
    ],
)
def test_the_database_itself_refuses_alteration(acts, writer, statement):
    acts.note(actor=writer, text="x", mentions=["urn:a"])
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert verify_entry(Entry.objects.get()).intact


def test_a_clock_that_stands_is_the_clock_of_the_entry(acts, writer, at_noon):
    with clock.fixed(at_noon + timedelta(days=2)):
        acts.note(actor=writer)
    assert Entry.objects.get().recorded_at == at_noon + timedelta(days=2)
