"""Review and publication worked through the pages."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from mingzhi.disclosure.models import Duty, DutyState, NoticeVersion, Publication
from mingzhi.kernel import clock
from mingzhi.records.models import Document
from mingzhi.review.models import Finding, Submission
from mingzhi.site.tests.pages import browser, play, text

pytestmark = pytest.mark.django_db


@pytest.mark.serves("2.3.3a", "2.3.4c")
def test_a_reviewer_finds_and_opines_and_the_case_follows(people):
    case = play(people, before="findings")
    with clock.fixed(datetime(2026, 3, 26, 10, 0, tzinfo=clock.CHINA)):
        round_ = Submission.objects.get(case_urn=case.urn)
        client = browser(people, "reviewer")
        page = text(client.get(reverse("work:review", args=[round_.uid])))
        assert "机器预检" in page and "现场检查笔录" in page and "出具审核意见" in page
        url = reverse("work:review_do", args=[round_.uid, "finding"])
        for point in ("subject", "procedure", "facts", "law", "powers", "crime"):
            assert client.post(url, {"point": point, "verdict": "符合"}).status_code == 302
        early = client.post(
            reverse("work:review_do", args=[round_.uid, "opinion"]), {"kind": "同意", "text": "已审核。"}
        )
        page = text(client.get(reverse("work:review", args=[round_.uid])))
        assert "还有 1 项没有结论" in page and 'href="#point-documents"' in page
        assert early.status_code == 409 and "还缺：执法文书" in text(early) and "已审核。" in text(early)
        uid = next(item["uid"] for item in round_.dossier if item["title"] == "询问笔录")
        problem = {
            "point": "documents",
            "verdict": "有问题",
            "text": "末页缺签名",
            "document_uid": uid,
            "place": "1",
        }
        wrong = client.post(url, problem | {"place": "二"})
        assert wrong.status_code == 422 and "末页缺签名" in text(wrong)
        beyond = client.post(url, problem | {"place": "9"})
        assert beyond.status_code == 422 and "没有第9页" in text(beyond) and "末页缺签名" in text(beyond)
        done = client.post(f"{url}?show={uid}", problem)
        assert done.status_code == 302 and done["Location"].endswith(f"?show={uid}#point-documents")
        assert Finding.objects.latest("id").pin == "询问笔录 第1页"
        page = text(client.get(reverse("work:review", args=[round_.uid]), {"show": uid}))
        assert re.search(r'value="建议纠正" checked', page), "what was found leans to an opinion"
        assert 'rel="next"' in page and 'rel="prev"' in page
        assert client.post(url, {"point": "facts", "verdict": "符合", "document_uid": uid}).status_code == 302
        assert Finding.objects.latest("id").pin == "", "what is only open is not pinned"
        opinion = {"kind": "建议纠正", "text": "请补签。"}
        done = client.post(reverse("work:review_do", args=[round_.uid, "opinion"]), opinion)
        assert done.status_code == 302
    case.refresh_from_db()
    assert case.state == "returned"
    assert Document.objects.filter(case_urn=case.urn, template_code="review_opinion", part="副卷").exists()


def test_a_handler_never_reviews_the_own_case(people):
    case = play(people, before="findings")
    with clock.fixed(datetime(2026, 3, 26, 10, 0, tzinfo=clock.CHINA)):
        round_ = Submission.objects.get(case_urn=case.urn)
        url = reverse("work:review_do", args=[round_.uid, "finding"])
        answer = browser(people, "handler").post(url, {"point": "facts", "verdict": "符合"})
        assert answer.status_code == 403 and not Finding.objects.exists()


@pytest.mark.serves("2.1.3c")
def test_a_notice_is_drafted_checked_by_another_and_published(people):
    case = play(people, before="publish")
    with clock.fixed(datetime(2026, 4, 17, 10, 0, tzinfo=clock.CHINA)):
        duty = Duty.objects.filter(subject_urn=case.urn, is_lead=True).latest("id")
        publisher, checker = browser(people, "publisher"), browser(people, "checker")

        def do(client, doing, **data):
            return client.post(reverse("work:duty_do", args=[duty.uid, doing]), data)

        owed = publisher.get(reverse("work:duties"), {"counted": "1", "agency": case.agency_code})
        counted = [line.uid for line in owed.context["lines"]]
        states = DutyState.objects.filter(until=None, is_lead=True, state="owed")
        assert counted == [str(row.duty.uid) for row in states] and str(duty.uid) in counted
        assert publisher.get(reverse("work:duties"), {"agency": "11339921MB0000000X"}).status_code == 404
        assert do(publisher, "prepare").status_code == 302
        version = NoticeVersion.objects.get(notice__source_urn=duty.source_urn)
        early = do(publisher, "publish", version=str(version.uid))
        assert early.status_code == 409 and "disclosure.unchecked" in text(early)
        page = text(checker.get(reverse("work:version", args=[version.uid]), follow=True))
        assert "原文与公示文本对照" in page and "blackened" in page and "王秀兰" in page
        half = do(checker, "check", version=str(version.uid), passed="yes", secrecy="yes")
        asked = "必须完成并确认：不涉及个人隐私", "必须完成并确认：与送达当事人的文书一致"
        assert half.status_code == 422 and all(words in text(half) for words in asked)
        all_yes = {"passed": "yes", "secrecy": "yes", "privacy": "yes", "same_text": "yes"}
        assert do(checker, "check", version=str(version.uid), **all_yes).status_code == 302
        assert do(publisher, "publish", version=str(version.uid)).status_code == 302
        publication = Publication.objects.get(version=version)
        assert "王秀兰" not in publication.version.text
        assert do(publisher, "prepare").status_code == 302
        second = NoticeVersion.objects.latest("id")
        do(checker, "check", version=str(second.uid), **all_yes)
        correct = do(
            publisher, "correct", version=str(second.uid), reason="更正笔误", seen=str(publication.uid)
        )
        assert correct.status_code == 302
        taken = {"version": str(second.uid), "reason": "误公开了未成年人的姓名"}
        alone = do(publisher, "withdraw", ground="revoked", seen=str(publication.uid), **taken)
        assert alone.status_code == 403, "who publishes does not undo it on a word of his own"
        head = browser(people, "head")
        stale = do(head, "withdraw", seen="", **taken)
        assert stale.status_code == 409 and taken["reason"] in text(stale)
        standing = Publication.objects.filter(version__notice=version.notice, until=None)
        gone = do(head, "withdraw", seen=str(standing.get().uid), **taken)
        assert gone.status_code == 302 and not standing.exists()
