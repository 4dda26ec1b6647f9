"""Material from outside: evidence, recordings, gaps, and every look at them."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from mingzhi.kernel.actor import Actor, ActorKind, party_right
from mingzhi.kernel.clock import CHINA
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown
from mingzhi.records.acts import attach, explain_gap, view_file
from mingzhi.records.models import Attachment, Custody, RecordingGap
from mingzhi.records.queries import document, dossier, of_object, recording_states
from mingzhi.records.rules.recordings import RecordingDemand, RecordingStanding
from mingzhi.records.storing import store_bytes
from mingzhi.records.tests.factories import CASE, CODE, DAY, LABEL, filed, person, template
from mingzhi.records.tests.test_storing import png
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

NINE = datetime(2026, 4, 13, 8, 30, tzinfo=CHINA)
STEP = "urn:mingzhi:cases:step:1"
SHOP = "urn:mingzhi:cases:object:shop"


def bring(actor=None, size=(8, 8), **more):
    given = {
        "case_urn": CASE,
        "case_label": LABEL,
        "step_urn": STEP,
        "kind": "recording",
        "title": "",
        **more,
    }
    return attach(actor=actor or person(), stored=store_bytes(png(size), "现场.png"), **given)


def party(*capabilities, case=CASE):
    return Actor(
        kind=ActorKind.PARTY,
        urn="urn:mingzhi:cases:party:1",
        label="王秀兰",
        on=DAY,
        capabilities=frozenset({party_right(case), *capabilities}),
    )


def test_a_recording_is_filed_with_its_times():
    row = bring(captured_from=NINE, captured_until=NINE + timedelta(minutes=51), device="执法记录仪07")
    entry = Entry.objects.get(act="records.attach")
    assert entry.hashes["file"] == row.file.sha256 and row.title == "现场.png"
    assert (row.agency_code, row.part, row.order) == (CODE, "正卷", 4)


def test_the_same_file_is_filed_once_per_step():
    bring()
    with pytest.raises(Conflict):
        bring()
    bring(step_urn="urn:mingzhi:cases:step:2")
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(
    "times",
    [
        {"captured_from": NINE, "captured_until": NINE - timedelta(minutes=1)},
        {"captured_from": NINE + timedelta(days=1)},
    ],
)
def test_times_that_cannot_be_are_refused(times):
    with pytest.raises(Invalid):
        bring(**times)


def test_a_viewer_without_a_writing_role_brings_nothing():
    with pytest.raises(NotAllowed):
        bring(person("路人", "cases.view"))


def test_a_party_hands_in_what_its_face_let_it():
    bring(party("records.attach"), kind="statement", agency_code=CODE, source="当事人")
    for wrong in (party(), party("records.attach", case="urn:mingzhi:cases:case:other")):
        with pytest.raises(NotKnown):
            bring(wrong, size=(9, 9), agency_code=CODE)
    assert Attachment.objects.count() == 1


def test_an_attachment_cannot_be_altered():
    row = bring()
    with pytest.raises(DatabaseError), transaction.atomic():
        Attachment.objects.filter(pk=row.pk).update(captured_from=NINE)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.file.delete()


def test_the_recording_list_is_compared_with_the_file():
    demands = (
        RecordingDemand(
            item_code="inspection",
            label="现场检查",
            step_urn=STEP,
            start=NINE,
            end=NINE + timedelta(minutes=51),
        ),
        RecordingDemand(item_code="seizure", label="扣押"),
        RecordingDemand(item_code="hearing", label="听证"),
    )
    bring(item_code="inspection", captured_from=NINE, captured_until=NINE + timedelta(minutes=20))
    explain_gap(
        actor=person(), case_urn=CASE, case_label=LABEL, item_code="seizure", reason="记录仪存储卡损坏"
    )
    states = recording_states(CASE, demands, person())
    assert [one.standing for one in states] == [
        RecordingStanding.INTERRUPTED,
        RecordingStanding.EXPLAINED,
        RecordingStanding.MISSING,
    ]
    assert states[0].gaps[0][0] == NINE + timedelta(minutes=20)


def test_a_gap_needs_its_reason():
    with pytest.raises(Invalid):
        explain_gap(actor=person(), case_urn=CASE, case_label=LABEL, item_code="seizure", reason=" ")
    assert RecordingGap.objects.count() == 0


def test_the_dossier_keeps_the_auxiliary_part_to_itself():
    decision = filed()
    opinion = filed(view=template("review_opinion", title="法制审核意见书", part="副卷"), order=3)
    recording = bring()
    plain = dossier(CASE, person())
    assert [thing.uid for thing in plain.main] == [str(decision.uid), str(recording.uid)]
    assert plain.auxiliary == ()
    for deep in (
        dossier(CASE, person(), auxiliary=True),
        dossier(CASE, person("档案员", "cases.view", "records.view_auxiliary")),
    ):
        assert [thing.title for thing in deep.auxiliary] == ["法制审核意见书"]
    with pytest.raises(NotKnown):
        document(opinion.uid, person())
    assert document(opinion.uid, person(), auxiliary=True).heading == "审核意见"


def test_strangers_know_nothing_of_the_case():
    row = filed()
    stranger = person("外人", "cases.handle", agency="11339921MB0W00000X")
    with pytest.raises(NotKnown):
        dossier(CASE, stranger)
    with pytest.raises(NotKnown):
        document(row.uid, stranger, auxiliary=True)
    with pytest.raises(NotKnown):
        document("nothing", person())


def test_a_party_sees_its_documents_and_only_its_own():
    row = filed()
    filed(view=template("review_opinion", part="副卷"), order=3)
    bring()
    assert [thing.uid for thing in dossier(CASE, party()).things] == [str(row.uid)]
    with pytest.raises(NotKnown):
        dossier(CASE, party(case="urn:mingzhi:cases:case:other"))


@pytest.mark.serves("2.2.3c")
def test_one_object_over_all_its_cases():
    filed(object_urn=SHOP)
    bring(object_urn=SHOP, case_urn="urn:mingzhi:cases:case:2")
    filed()
    assert {thing.case_urn for thing in of_object(SHOP, person())} == {CASE, "urn:mingzhi:cases:case:2"}
    assert of_object(SHOP, person("外人", "cases.handle", agency="11339921MB0W00000X")) == ()


def test_the_dossier_takes_two_queries(django_assert_num_queries):
    for number in range(4):
        filed(order=number)
        bring(size=(8, 9 + number))
    with django_assert_num_queries(2):
        assert len(dossier(CASE, person()).things) == 8


def test_every_look_is_an_entry():
    row = filed()
    urn = f"urn:mingzhi:records:document:{row.uid}"
    seen = view_file(actor=person("方圆", "review.review"), urn=urn, use="download", purpose="法制审核")
    assert seen.file.sha256 == row.file.sha256
    use = Custody.objects.get(case_urn=CASE)
    assert (use.actor_label, use.get_use_display(), use.purpose) == ("方圆", "下载", "法制审核")
    assert Entry.objects.get(act="records.view_file").subject_urn == CASE
    with pytest.raises(DatabaseError), transaction.atomic():
        Custody.objects.all().delete()


@pytest.mark.serves("2.2.4b")
def test_a_look_without_rights_leaves_no_custody():
    opinion = filed(view=template("review_opinion", part="副卷"), order=3)
    urn = f"urn:mingzhi:records:document:{opinion.uid}"
    for wrong in (urn, "urn:mingzhi:records:document:x", "nonsense", "urn:mingzhi:cases:case:1"):
        with pytest.raises(NotKnown):
            view_file(actor=person(), urn=wrong)
    assert Custody.objects.count() == 0
