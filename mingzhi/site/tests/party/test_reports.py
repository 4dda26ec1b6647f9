"""An error reported and an objection raised through the pages: from the notice to the corrected notice."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhi.cases.queries.party.page import party_actor
from mingzhi.disclosure.models import Duty, Notice, NoticeVersion, Publication, Report, ReportWords
from mingzhi.disclosure.tests import factories as disclosure
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.records.models import Attachment, Document
from mingzhi.site.templatetags.look import china_date
from mingzhi.site.tests.pages import browser, play, text
from mingzhi.trail.models import Entry
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c", "2.1.2b")]
TYPED = {
    "matter": "wrong",
    "passage": "罚款4000元",
    "reason": "决定书上是三千元。",
    "evidence": "决定书第二页",
    "contact": "13700000000",
}


@pytest.fixture
def published(people):
    case = play(people)
    latest = Publication.objects.filter(notice__subject_urn=case.urn).latest("since").since
    with clock.fixed(latest + timedelta(days=2)):
        yield case, Notice.objects.filter(subject_urn=case.urn, kind="penalty").earliest("pk")


def code_in(page):
    return re.search(r'query-code num">([0-9a-z-]{23})<', page)[1]


def sent(client, notice, **more):
    return client.post(reverse("desk:report", args=[notice.uid]), {**TYPED, **more})


def enter(client, case):
    code = Document.objects.filter(case_urn=case.urn, template_code="penalty_decision").earliest("id").code
    return client.post(reverse("desk:home"), {"code": code, "digits": "070027"})


def test_the_notice_leads_to_the_form_and_the_code_to_the_answer(client, published):
    _case, notice = published
    address = reverse("desk:report", args=[notice.uid])
    assert f'href="{address}"' in text(client.get(reverse("portal:notice", args=[notice.uid])))
    answer = sent(client, notice)
    assert answer.status_code == 200
    assert "/language/" not in text(answer), "a link away from a code that is shown once"
    code = code_in(text(answer))
    follow = reverse("desk:report_follow")
    seen = text(client.post(follow, {"code": code.upper().replace("-", " ")}))
    assert "正在核实" in seen and "待确认" in seen and "13700000000" not in seen
    wrong = client.post(follow, {"code": "0" * 20})
    assert wrong.status_code == 404 and "没有找到这个查询码的报告" in text(wrong)
    again = client.post(reverse("desk:report_forget"), {"code": code})
    assert again.status_code == 200 and ReportWords.objects.get().contact == ""
    assert client.post(reverse("desk:report_forget"), {"code": code}).status_code == 409
    assert client.post(reverse("desk:report_forget"), {"code": "x"}).status_code == 404
    opened = client.get(reverse("desk:report_forget"))
    assert opened.status_code == 405 and "从页面上的按钮进入" in text(opened)
    for public in ("portal:notice", "portal:data"):
        shown = text(client.get(reverse(public, args=[notice.uid])))
        assert "三千元" not in shown and str(Report.objects.get().uid) not in shown


def test_nothing_typed_is_lost_and_nothing_hostile_runs(client, published):
    _case, notice = published
    answer = sent(client, notice, reason="", evidence="<script>alert(1)</script>", contact="甲")
    page = text(answer)
    assert answer.status_code == 422 and "请写明哪里有误" in page
    assert "&lt;script&gt;" in page and "<script>alert" not in page and 'value="甲"' in page
    assert not Report.objects.exists()
    made_up = "00000000-0000-4000-8000-000000000000"
    assert client.get(reverse("desk:report", args=[made_up])).status_code == 404
    assert client.post(reverse("desk:report", args=[made_up]), TYPED).status_code == 404


def test_a_form_sent_twice_is_one_report(client, published):
    _case, notice = published
    form = text(client.get(reverse("desk:report", args=[notice.uid])))
    once = re.search(r'name="once" value="([^"]+)"', form)[1]
    assert sent(client, notice, once=once).status_code == 200
    second = sent(client, notice, once=once)
    assert second.status_code == 409 and "刚才已经提交过，没有重复登记" in text(second)
    assert Report.objects.count() == 1


def test_one_address_is_stopped_after_five(client, published):
    _case, notice = published
    answers = [sent(client, notice).status_code for _time in range(6)]
    assert answers == [200] * 5 + [409]


def test_the_party_objects_on_its_page_and_reads_the_answer_there(client, people, published):
    case, notice = published
    address = reverse("desk:objection", args=[notice.uid])
    assert client.get(address)["Location"] == reverse("desk:home")
    enter(client, case)
    assert address in text(client.get(reverse("desk:matter")))
    refused = client.post(address, {**TYPED, "evidence": ""})
    assert refused.status_code == 422 and "请说明证明信息不准确的证据" in text(refused)
    assert client.post(address, TYPED)["Location"].startswith(reverse("desk:matter"))
    assert client.post(address, TYPED).status_code == 409
    row = Report.objects.get()
    assert row.party_urn == party_actor(case, on=clock.today()).urn
    desk = browser(people, "publisher")
    said = "经核对，与送达的决定书一致。"
    do = reverse("work:report_do", args=[row.uid, "refuse"])
    assert desk.post(do, {"text": said}).status_code == 302
    page = text(client.get(reverse("desk:matter")))
    assert said in page and "不予更正" in page and "政府信息公开条例" in page
    assert TYPED["evidence"] in page, "the party reads what it gave as evidence"
    foreign = disclosure.published_notice("77", about={"subject_urn": "urn:mingzhi:cases:case:77"})
    assert client.post(reverse("desk:objection", args=[foreign.uid]), TYPED).status_code == 404


def test_evidence_comes_as_files_too_and_stays_inside(client, people, published):
    """政府信息公开条例 §41: words or files; limits, hostile files, a refusal that loses nothing, no leak."""
    case, notice = published
    address = reverse("desk:objection", args=[notice.uid])
    enter(client, case)
    words = {**TYPED, "evidence": ""}
    paper = SimpleUploadedFile("收据.txt", "实收三千元整".encode(), "text/plain")
    many = [SimpleUploadedFile(f"{n}.txt", b"x%d" % n) for n in range(6)]
    assert client.post(address, {**words, "files": many}).status_code == 422
    hostile = SimpleUploadedFile("sheet.pdf", b"MZ\x90\x00 no paper", "application/pdf")
    refused = client.post(address, {**words, "files": [paper, hostile]})
    assert refused.status_code == 422 and "收据.txt" in text(refused), "what was good waits on the form"
    held = re.search(r'name="held" value="([^"]+)"', text(refused))[1]
    assert not Report.objects.exists() and not Attachment.objects.filter(name="收据.txt").exists()
    assert client.post(address, {**words, "held": held})["Location"].startswith(reverse("desk:matter"))
    row, file = Report.objects.get(), Attachment.objects.get(name="收据.txt")
    assert (file.case_urn, file.step_urn) == (case.urn, row.urn) and file.part == "正卷"
    assert "收据.txt" in text(client.get(reverse("desk:matter")))
    desk = browser(people, "publisher")
    link = reverse("work:material", args=[file.uid])
    assert link in text(desk.get(reverse("work:report", args=[row.uid])))
    assert desk.get(link).status_code == 200
    for public in ("portal:notice", "portal:data"):
        assert "收据" not in text(client.get(reverse(public, args=[notice.uid])))


def test_the_publisher_answers_beside_the_notice_and_closes_only_after_the_remedy(client, people, published):
    _case, notice = published
    code = code_in(text(sent(client, notice)))
    row = Report.objects.get()
    desk, checker = browser(people, "publisher"), browser(people, "checker")
    page = reverse("work:report", args=[row.uid])

    def do(doing, **typed):
        return desk.post(reverse("work:report_do", args=[row.uid, doing]), typed)

    assert str(row.uid) in text(desk.get(reverse("work:reports")))
    assert "答复错误报告" in text(desk.get("/work/"))
    assert "三千元" in text(desk.get(page)) and "13700000000" not in text(desk.get(page))
    assert china_date(notice.decided_on) in text(desk.get(page)), "the day as people read it"
    assert "13700000000" in text(do("contact"))
    assert Entry.objects.filter(act="disclosure.read_report_contact").count() == 1
    assert do("close", remedy="corrected", text="已更正").status_code == 409
    assert do("find", text="").status_code == 422
    assert do("find", text="属实，公示表误录。").status_code == 302
    early = do("close", remedy="corrected", text="已更正，谢谢。")
    assert early.status_code == 409 and "已更正，谢谢。" in text(early)
    assert do("nothing").status_code == 404
    correct(desk, checker, notice, row)
    assert do("close", remedy="corrected", text="已更正，谢谢。").status_code == 302
    assert "因收到错误报告或者更正申请而更正" in text(client.get(reverse("portal:notice", args=[notice.uid])))
    data = client.get(reverse("portal:data", args=[notice.uid])).json()
    assert data["content"]["after_report"] is True
    assert "已更正，谢谢。" in text(client.post(reverse("desk:report_follow"), {"code": code}))
    assert str(row.uid) in text(desk.get(reverse("work:reports") + "?show=closed"))


def correct(desk, checker, notice, report):
    """Make a new version, have it checked and correct the notice with it, choosing the report."""
    duty = Duty.objects.filter(source_urn=notice.source_urn, is_lead=True).get()

    def do(client, doing, **typed):
        answer = client.post(reverse("work:duty_do", args=[duty.uid, doing]), typed)
        assert answer.status_code == 302, text(answer)

    do(desk, "prepare")
    version = NoticeVersion.objects.filter(notice=notice).latest("number")
    ticked = {"secrecy": "1", "privacy": "1", "same_text": "1"}
    do(checker, "check", version=version.uid, passed="yes", **ticked)
    shown = text(desk.get(reverse("work:duty", args=[duty.uid])))
    assert f'value="{report.uid}" selected' in shown
    seen = Publication.objects.get(notice=notice, until=None, channel_id="portal").uid
    do(desk, "correct", version=version.uid, seen=seen, reason="金额误录", report=report.uid)


def test_others_do_not_see_answer_or_overtake(client, people, published):
    _case, notice = published
    sent(client, notice)
    row = Report.objects.get()
    page = reverse("work:report", args=[row.uid])
    for role, status in (("handler", 403), ("checker", 200)):
        assert browser(people, role).get(page).status_code == status, role
    justice = identity.make_agency(name="清溪县司法局", sign="清司")
    duanmei = identity.make_staff("supervisor", agency=justice)
    supervisor = client_for(duanmei)
    assert str(row.uid) in text(supervisor.get(reverse("work:reports")))
    assert supervisor.get(page).status_code == 200
    shown = text(supervisor.get(page))
    assert "13700000000" not in shown and reverse("work:report_do", args=[row.uid, "find"]) not in shown
    assert (
        supervisor.post(reverse("work:report_do", args=[row.uid, "find"]), {"text": "x"}).status_code == 403
    )
    assert str(row.uid) not in text(supervisor.get(reverse("work:reports") + "?show=overdue"))
    with clock.fixed(clock.now() + timedelta(days=40)):
        supervisor = client_for(duanmei)
        assert str(row.uid) in text(supervisor.get(reverse("work:reports") + "?show=overdue"))
        assert "督促答复错误报告" in text(supervisor.get("/work/"))
    elsewhere = client_for(identity.make_staff("publisher", agency=justice))
    assert elsewhere.get(page).status_code == 404
    assert str(row.uid) not in text(elsewhere.get(reverse("work:reports")))
    strange = browser(people, "publisher").get(reverse("work:reports") + "?agency=11330000000000000X")
    assert strange.status_code == 404
    assert browser(people, "publisher").get(reverse("work:reports") + "?after=x").status_code == 422
