"""The pages of filed exemptions: the agency files, the supervisor looks, the agency answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mingzhi.disclosure.models import Duty, Exemption
from mingzhi.identity.models import Agency
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.site.tests.pages import browser, play, text
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a")]


@pytest.fixture
def decided(people):
    case = play(people, before="publish")
    with clock.fixed(case.state_since + timedelta(days=1)):
        yield case


def supervisor(case):
    own = Agency.objects.get(code=case.agency_code)
    justice = identity.make_agency(name="清溪县司法局", sign="清司", region=own.versions.last().region)
    return client_for(identity.make_staff("supervisor", agency=justice))


def test_whom_to_file_with_is_begun_from_the_register_of_bodies(people, decided):
    supervisor(decided)
    duty = Duty.objects.get(is_lead=True, source_urn=decided.decisions.get().urn)
    page = reverse("work:duty", args=[duty.uid])
    assert 'value="清溪县司法局"' in text(browser(people, "head").get(page))
    typed = browser(people, "head").post(
        reverse("work:duty_do", args=[duty.uid, "exempt"]), {"filed_with": "省厅"}
    )
    assert 'value="省厅"' in text(typed) and 'value="清溪县司法局"' not in text(typed)


def filed(people, case):
    duty = Duty.objects.get(is_lead=True, source_urn=case.decisions.get().urn)
    answer = browser(people, "head").post(
        reverse("work:duty_do", args=[duty.uid, "exempt"]),
        {
            "ground": "privacy",
            "reason": "主要事实涉及隐私",
            "filed_with": "清溪县司法局",
            "filed_on": clock.today().isoformat(),
            "receipt": "清司备〔2026〕3号",
        },
    )
    assert answer.status_code == 302
    return duty, Exemption.objects.get()


def test_from_the_filing_to_the_duty_that_stands_again(people, decided):
    watcher, head = supervisor(decided), browser(people, "head")
    duty, row = filed(people, decided)
    page = reverse("work:filing", args=[row.uid])
    listed = text(watcher.get(reverse("work:filings")))
    assert page in listed and decided.agency_name in listed and "待核查" in listed
    assert page in text(watcher.get("/work/"))
    assert "主要事实涉及隐私" in text(watcher.get(page)) and "看备案" in text(
        watcher.get(f"/work/publish/{duty.uid}/")
    )
    check, end = (reverse("work:filing_do", args=[row.uid, doing]) for doing in ("check", "end"))
    refused = watcher.post(check, {"outcome": "asked", "remark": ""})
    assert refused.status_code == 422 and "请写明理由" in text(refused)
    assert head.post(check, {"outcome": "accepted"}).status_code == 403
    assert watcher.post(check, {"outcome": "asked", "remark": "隐去姓名后可以公开"}).status_code == 302
    again = watcher.post(check, {"outcome": "accepted"})
    assert again.status_code == 409 and "已经核查" in text(again)
    assert page in text(head.get("/work/")) and "隐去姓名后可以公开" in text(head.get(page))
    assert watcher.post(end, {"remark": "公开"}).status_code == 403
    assert head.post(end, {"remark": "按意见公开"}).status_code == 302
    assert "已恢复公示义务" in text(head.get(page))
    publisher = browser(people, "publisher")
    assert "制作公示文本" in text(publisher.get(f"/work/publish/{duty.uid}/"))


def test_lists_counts_and_strange_addresses(people, decided):
    watcher = supervisor(decided)
    assert "没有这样的备案" in text(watcher.get(reverse("work:filings")))
    _duty, row = filed(people, decided)
    base = reverse("work:filings")
    for show, found in (("waiting", True), ("all", True), ("late", False), ("asked", False), ("x", True)):
        shown = text(watcher.get(f"{base}?show={show}"))
        assert (str(row.uid) in shown) is found, show
    assert watcher.get(f"{base}?agency=none").status_code == 404
    assert watcher.get(f"{base}?after=x").status_code == 422
    assert watcher.get(reverse("work:filing_do", args=[row.uid, "nothing"])).status_code == 302
    assert watcher.post(reverse("work:filing_do", args=[row.uid, "nothing"])).status_code == 404
    client = watcher
    client.cookies["django_language"] = "en"
    assert "Filed exemptions" in text(client.get(base))
