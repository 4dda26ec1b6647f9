"""An application that is not accepted: no licence is decided, so nothing of it is owed to the public."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Clock
from mingzhi.cases.rules.publication import BESIDE_NOT_OWED
from mingzhi.disclosure.models import Duty
from mingzhi.kernel import clock
from mingzhi.records.models import Document
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged
from mingzhi.site.walk import scenario

NOT_OWED_BESIDE = BESIDE_NOT_OWED["order_to_correct"].words
pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.1.3b")]


def test_an_order_to_correct_owes_nothing_by_itself_and_the_penalty_what_it_owes(people):
    """浙政办发〔2019〕20号 一, 二(一)3; 行政处罚法 §9, §28-1: our reading, shown as to be confirmed."""
    walk = staged(people, scenario("expired-food")).play(before="publish")
    case = walk.the_case()
    assert "order_to_correct" in case.steps.values_list("code", flat=True)
    assert not Duty.objects.filter(source_label__contains="责令改正").exists()
    with clock.fixed(case.state_since):
        page = text(browser(people, "handler").get(reverse("work:case", args=[case.uid])))
    said = page.index(NOT_OWED_BESIDE)
    assert said > page.index("/work/publish/"), "beside the duties of the penalty"
    assert "待确认" in page[said : said + 200] and "第二十八条" in page[said : said + 400]


def test_it_creates_no_duty_and_says_by_which_article(people):
    """行政许可法 §32-1, §40; where it falls there is nothing to take down (浙政办发〔2019〕20号 二(一)3)."""
    walk = staged(people, scenario("road-licence")).play(before="receive_correction")
    moment = walk.the_case().state_since.astimezone(clock.CHINA) + timedelta(days=1)
    told = Document.objects.get(template_code="licence_correction_notice").fields
    assert told["received_on"] and told["licence_item"] == walk.the_case().power_name
    with clock.fixed(moment):
        reason = {"ground": "not_needed", "licence_item": "道路运输", "reason": "依法不需要取得行政许可。"}
        handler = people.cast("handler", clock.today())
        take_step(actor=handler, case=walk.the_case(), step="refuse_acceptance", data=reason)
        paper = Document.objects.get(template_code="licence_no_acceptance")
        assert paper.fields["basis"] == ["行政许可法 §32-1(1)"], "not the law of the licence"
        case = walk.the_case()
        page = text(browser(people, "handler").get(reverse("work:case", args=[case.uid])))
        assert case.state == "not_accepted" and not Duty.objects.exists()
        assert "不产生公示任务" in page and "第四十条" in page
        day = clock.today().isoformat()
        filed = {"kind": "reconsideration", "remedy_body": "清溪县人民政府", "filed_on": day}
        take_step(actor=handler, case=case, step="file_remedy", data=filed)
        fell = {"outcome": "revoked", "ended_on": day, "reason": "属于本机关职权范围。"}
        take_step(actor=handler, case=walk.the_case(), step="remedy_revoked", data=fell)
    assert walk.the_case().state == "revoked" and not Clock.objects.filter(code="withdraw").exists()
