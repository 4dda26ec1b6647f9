"""Who reads the auxiliary part of a file, and who adds to a file, at every door."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhi.cases.models import Step
from mingzhi.identity.models import Agency
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotAllowed, NotKnown
from mingzhi.records.acts import attach, explain_gap
from mingzhi.records.models import Attachment, Document, RecordingGap
from mingzhi.records.storing import store_bytes
from mingzhi.review.models import Submission
from mingzhi.review.queries import submission
from mingzhi.site.tests.pages import browser, play, text
from mingzhi.trail.models import Entry
from mingzhi.trail.queries import by_agency, entry, timeline
from mingzhi.workbench.tests.doors import client_for

pytestmark = pytest.mark.django_db
AFTER = datetime(2026, 4, 17, 10, 0, tzinfo=clock.CHINA)
SECRETS = ("负责人集体讨论", "案件调查终结报告", "法制审核意见书", "办案期限", "建议纠正")


@pytest.fixture
def decided(people):
    case = play(people, before="publish")
    with clock.fixed(AFTER):
        yield case


def colleague(case, role):
    agency = Agency.objects.get(code=case.agency_code)
    return identity.make_staff(role, agency=agency)


def outsiders(people, case):
    return {
        "publisher": people.cast("publisher", clock.today()),
        "checker": people.cast("checker", clock.today()),
        "colleague": colleague(case, "handler"),
    }


@pytest.mark.parametrize("who", ["publisher", "checker", "colleague"])
def test_the_case_page_shows_internal_steps_without_title_or_content(people, decided, who):
    actor = outsiders(people, decided)[who]
    page = text(client_for(actor).get(reverse("work:case", args=[decided.uid])))
    history = page[page.index('class="timeline"') :]
    assert "内部材料" in history and "现场检查" in history
    discussion = Step.objects.get(case=decided, code="discuss")
    told = [value for value in discussion.data.values() if isinstance(value, str) and len(value) > 6]
    assert told, "the scenario says something in the discussion"
    for words in (*SECRETS, "审核要点", *told):
        assert words not in history, words
    assert reverse("work:review", args=[Submission.objects.latest("id").uid]) not in page
    for path in ("work:dossier",):
        assert "案件调查终结报告" not in text(client_for(actor).get(reverse(path, args=[decided.uid])))


@pytest.mark.parametrize("role", ["handler", "head", "reviewer", "archivist"])
def test_whoever_takes_part_or_has_the_right_reads_it(people, decided, role):
    client = browser(people, role)
    page = text(client.get(reverse("work:case", args=[decided.uid])))
    assert "内部材料" not in page and "负责人集体讨论" in page and "审核要点" in page
    assert "办案人员一" in page and "urn:mingzhi:identity" not in page[page.index('class="timeline"') :]
    secret = Entry.objects.get(act="cases.discuss")
    assert client.get(reverse("work:entry", args=[secret.uid])).status_code == 200


def test_entry_receipt_and_review_are_closed_to_the_others(people, decided):
    secrets = Entry.objects.filter(act__in=["cases.discuss", "review.give_opinion"])
    paper = Document.objects.filter(case_urn=decided.urn, part="副卷").first()
    filed = Entry.objects.get(
        act="records.add_document", subject_urn=decided.urn, hashes__pdf=paper.file.sha256
    )
    assert secrets.count() >= 2
    round_ = Submission.objects.latest("id")
    for actor in outsiders(people, decided).values():
        client = client_for(actor)
        for row in (*secrets, filed):
            for name in ("work:entry", "work:entry_receipt"):
                assert client.get(reverse(name, args=[row.uid])).status_code == 404
        assert client.get(reverse("work:review", args=[round_.uid])).status_code == 404
        for name in ("work:material", "work:material_file"):
            assert client.get(reverse(name, args=[paper.uid])).status_code == 404
        with pytest.raises(NotKnown):
            submission(round_.uid, actor)
        with pytest.raises(NotKnown):
            entry(filed.uid, actor)
    read = browser(people, "handler").get(reverse("work:review", args=[round_.uid]))
    assert read.status_code == 200
    assert f'href="{reverse("work:reviews")}"' not in read.content.decode(), "nobody is led to a closed door"


def test_the_pages_of_the_record_hide_what_is_internal(people, decided):
    supervisor = colleague(decided, "supervisor")
    client = client_for(supervisor)
    url = f"{reverse('work:trail_agency')}?agency={decided.agency_code}"
    page = text(client.get(url))
    assert "内部材料" in page
    for row in by_agency(decided.agency_code, supervisor, limit=500).entries:
        if row.act.startswith(("review.", "cases.discuss")):
            pytest.fail(f"{row.act} shows to a supervisor")
    shown = timeline(decided.urn, supervisor, limit=500).entries
    veiled = [row for row in shown if row.hidden]
    assert veiled and all(row.content is None and not row.hashes and not row.basis for row in veiled)
    for words in SECRETS:
        assert words not in "".join(row.title for row in shown)


def test_before_the_decision_what_is_proposed_is_internal(people):
    case = play(people, before="serve_notice")
    with clock.fixed(datetime(2026, 4, 2, 9, 0, tzinfo=clock.CHINA)):
        page = text(browser(people, "publisher").get(reverse("work:case", args=[case.uid])))
        assert "处理意见</h2>" not in page
        assert "处理意见</h2>" in text(browser(people, "handler").get(reverse("work:case", args=[case.uid])))


def test_an_administrator_manages_and_reads_no_cases(people, decided):
    admin = colleague(decided, "admin")
    client = client_for(admin)
    named = Entry.objects.filter(subject_urn=decided.urn)
    assert named.count() > 10
    for row in named[:10]:
        assert client.get(reverse("work:entry", args=[row.uid])).status_code == 404
        assert client.get(reverse("work:entry_receipt", args=[row.uid])).status_code == 404
    page = text(client.get(f"{reverse('work:trail_agency')}?agency={decided.agency_code}"))
    assert decided.label not in page and decided.cause not in page
    rows = by_agency(decided.agency_code, admin, limit=500).entries
    assert not [row for row in rows if row.subject_urn.startswith("urn:mingzhi:cases:")]
    assert not timeline(decided.urn, admin).entries
    handler = people.cast("handler", clock.today())
    person = text(client.get(reverse("work:trail_person", args=[handler.urn])))
    assert decided.label not in person


def test_only_those_who_handle_the_case_add_to_it(people, decided):
    step = Step.objects.filter(case=decided, code="inspect").latest("id")
    url = reverse("work:add_material", args=[decided.uid])
    sent = {"step": step.urn, "kind": "evidence_material"}
    before = Attachment.objects.count(), RecordingGap.objects.count()
    others = {role: colleague(decided, role) for role in ("handler", "officer")}
    others["archivist"] = people.cast("archivist", clock.today())
    for role, actor in others.items():
        client = client_for(actor)
        file = SimpleUploadedFile("补充.txt", b"supplement")
        assert client.get(url).status_code == 403, role
        assert client.post(url, sent | {"files": [file]}).status_code == 403, role
        assert client.post(url, sent | {"item": "inspection", "reason": "设备故障"}).status_code == 403, role
        assert url not in text(client.get(reverse("work:dossier", args=[decided.uid])))
        given = {"case_urn": decided.urn, "case_label": decided.label, "step_urn": step.urn}
        stored = store_bytes(b"supplement", "补充.txt")
        with pytest.raises(NotAllowed):
            attach(actor=actor, stored=stored, kind="evidence_material", title="补充", **given)
        with pytest.raises(NotAllowed):
            explain_gap(actor=actor, item_code="inspection", reason="设备故障", **given)
    elsewhere = identity.make_staff("handler", agency=identity.make_agency(name="别的局", sign="别"))
    assert client_for(elsewhere).get(url).status_code == 404
    assert (Attachment.objects.count(), RecordingGap.objects.count()) == before
    file = SimpleUploadedFile("补充.txt", b"supplement")
    assert browser(people, "handler").post(url, sent | {"files": [file]}).status_code == 302
    second = browser(people, "second").post(url, sent | {"item": "inspection", "reason": "设备故障"})
    assert second.status_code == 302, "whoever was an officer of the step adds to it"
