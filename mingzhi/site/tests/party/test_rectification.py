"""The party asks to have the file put right; the handler answers; nobody else at any door."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from mingzhi.cases.acts.rectifying import answer_rectification, ask_rectification
from mingzhi.cases.models import Rectification, RectificationAnswer
from mingzhi.cases.queries.party.page import party_actor
from mingzhi.cases.queries.party.rectification import rectifications
from mingzhi.identity.models import Agency
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.records.acts import attach
from mingzhi.records.models import Document
from mingzhi.records.storing import store_bytes
from mingzhi.site.tests.pages import browser, play, text
from mingzhi.site.tests.party.test_partydesk import MORNING, code_of
from mingzhi.trail.models import Entry
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.2b")]
TYPED = {
    "matter": "name",
    "passage": "经营者王秀蓝",
    "reason": "应为王秀兰，见身份证。",
    "evidence": "居民身份证复印件",
}
WORDS = {name: TYPED[name] for name in ("passage", "reason", "evidence")}


@pytest.fixture
def served(people):
    case = play(people, before="publish")
    with clock.fixed(MORNING):
        yield case


def decision_of(case):
    return Document.objects.get(case_urn=case.urn, template_code="penalty_decision")


def asked(case):
    party = party_actor(case, on=clock.today())
    return ask_rectification(
        actor=party, case=case, document_uid=str(decision_of(case).uid), matter="name", words=WORDS
    )


def correct(case, people):
    attach(
        actor=people.cast("handler", clock.today()),
        case_urn=case.urn,
        case_label=case.label,
        agency_code=case.agency_code,
        step_urn="",
        stored=store_bytes("姓名更正说明".encode(), "更正说明.txt"),
        kind="other",
        title="更正说明",
    )


def test_from_the_form_to_the_answer_on_the_partys_page(served, people, client):
    client.post(reverse("desk:home"), {"code": code_of(served), "digits": "070027"})
    form = reverse("desk:rectification", args=[decision_of(served).uid])
    assert form in text(client.get(reverse("desk:matter")))
    assert "政府信息公开条例" in text(client.get(form))
    short = client.post(form, TYPED | {"evidence": " "})
    assert (
        short.status_code == 422
        and "应为王秀兰" in text(short)
        and 'value="name" required checked' in text(short)
    )
    assert not Rectification.objects.exists()
    assert client.post(form, TYPED).status_code == 302
    row = Rectification.objects.get()
    assert row.due_on.isoformat() == "2026-04-30" and "正在核实" in text(client.get(reverse("desk:matter")))
    again = client.post(form, TYPED)
    assert again.status_code == 409 and "经营者王秀蓝" in text(again)
    handler = browser(people, "handler")
    listing = reverse("work:rectifications", args=[served.uid])
    assert listing in text(handler.get(reverse("work:case", args=[served.uid])))
    assert "王秀兰" in text(handler.get(listing))
    answer = reverse("work:rectification_answer", args=[served.uid, row.uid])
    early = handler.post(answer, {"outcome": "corrected", "text": "经核对属实。"})
    assert early.status_code == 409 and "经核对属实。" in text(early), "nothing corrects it yet"
    correct(served, people)
    assert (
        handler.post(answer, {"outcome": "corrected", "text": "经核对属实，已附更正说明。"}).status_code
        == 302
    )
    page = text(client.get(reverse("desk:matter")))
    assert "已附更正说明" in page and "属实，已经更正" in page
    acts = set(Entry.objects.filter(subject_urn=served.urn).values_list("act", flat=True))
    assert {"cases.ask_rectification", "cases.answer_rectification"} <= acts


def test_every_door_is_closed_to_the_others(served, people, client):
    row, paper = asked(served), decision_of(served)
    assert client.get(reverse("desk:rectification", args=[paper.uid])).status_code == 302
    late = client.post(reverse("desk:rectification", args=[paper.uid]), TYPED)
    assert late.status_code == 403 and TYPED["reason"] in text(late)  # nothing done, nothing typed lost
    client.post(reverse("desk:home"), {"code": code_of(served), "digits": "070027"})
    internal = Document.objects.get(case_urn=served.urn, template_code="filing_approval")
    assert client.get(reverse("desk:rectification", args=[internal.uid])).status_code == 404
    assert client.post(reverse("desk:rectification", args=[internal.uid]), TYPED).status_code == 404
    listing = reverse("work:rectifications", args=[served.uid])
    answer = reverse("work:rectification_answer", args=[served.uid, row.uid])
    stranger = client_for(identity.make_staff("handler", agency=identity.make_agency()))
    said = {"outcome": "refused", "text": "不属实。"}
    assert stranger.get(listing).status_code == 404 and stranger.post(answer, said).status_code == 404
    colleague = identity.make_staff("handler", agency=Agency.objects.get(code=served.agency_code))
    assert "答复更正申请" not in text(client_for(colleague).get(listing))
    assert client_for(colleague).post(answer, said).status_code == 403
    with pytest.raises(NotAllowed):
        answer_rectification(actor=colleague, request=row, **said)
    with pytest.raises(NotKnown):
        ask_rectification(
            actor=colleague, case=served, document_uid=str(paper.uid), matter="name", words=WORDS
        )
    with pytest.raises(NotKnown):
        rectifications(served, identity.make_staff("handler", agency=identity.make_agency()))
    assert not RectificationAnswer.objects.exists()


def test_one_answer_late_or_not_and_nothing_is_altered(served, people):
    row, head = asked(served), people.cast("head", clock.today())
    with pytest.raises(Conflict):
        asked(served)
    for wrong in (
        {"outcome": "x", "text": "一"},
        {"outcome": "refused", "text": " "},
        {"outcome": "forwarded", "text": "一"},
    ):
        with pytest.raises(Invalid):
            answer_rectification(actor=head, request=row, **wrong)
    with pytest.raises(NotNow):
        answer_rectification(actor=head, request=row, outcome="corrected", text="已更正。")
    with clock.fixed(MORNING + timedelta(days=30)):
        late = people.cast("head", clock.today())
        assert rectifications(served, late)[0].overdue
        answer_rectification(actor=late, request=row, outcome="refused", text="经核对与证件一致。")
        assert rectifications(served, late)[0].late
        with pytest.raises(Conflict):
            answer_rectification(actor=late, request=row, outcome="refused", text="再次。")
    for change in (
        lambda: Rectification.objects.update(reason="x"),
        lambda: Rectification.objects.update(closed_at=None),
        lambda: RectificationAnswer.objects.update(text="x"),
        lambda: Rectification.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with clock.fixed(MORNING + timedelta(days=31)):
        asked(served)


@pytest.mark.parametrize("field", ["passage", "reason", "evidence"])
def test_too_long_or_hostile_words_are_refused_or_shown_as_words(served, people, field):
    party = party_actor(served, on=clock.today())
    given = {"actor": party, "case": served, "document_uid": str(decision_of(served).uid), "matter": "name"}
    with pytest.raises(Invalid) as refused:
        ask_rectification(**given, words=WORDS | {field: "长" * 3000})
    assert refused.value.field == field
    ask_rectification(**given, words=WORDS | {field: "<script>alert(1)</script>"})
    page = text(browser(people, "handler").get(reverse("work:rectifications", args=[served.uid])))
    assert "<script>alert(1)" not in page
