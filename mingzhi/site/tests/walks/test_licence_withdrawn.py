"""A licence is withdrawn for the public interest: proposed, reviewed, compensated (行政许可法 §8-2)."""

import pytest
from django.urls import reverse

from mingzhi.cases.models import Decision
from mingzhi.cases.notices import draft_for
from mingzhi.cases.queries import todo
from mingzhi.disclosure.models import Duty
from mingzhi.kernel import clock
from mingzhi.records.models import Document
from mingzhi.site.tests.enforcement import act, no, review
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at
from mingzhi.site.walk import scenario
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.3.2b", "2.1.3c")]
PAID = "退还已缴占道费1200元，于六月三十日前支付。"
SEEN = {"ground": "law", "compensation": "paid", "compensation_text": PAID}
TOLD = {"remedies_told": True}
NUMBER = "之交运管许可明字339921000123号"


@pytest.fixture
def valid(people):
    return staged(people, scenario("road-licence")).play()


def core_of(walk, outcome, **more):
    core = {**walk.core("core", clock.today()), "outcome": outcome, **more}
    core.pop("grant", None)
    return core


def withdrawing(walk):
    words = {"facts": "市政府公布道路改造规划。", "reasons": "道路已改为快速路，不得占用。"}
    return core_of(walk, "withdraw", basis=["行政许可法 §8-2"], **words)


def test_the_review_list_names_a_withdrawal_and_its_paper_the_compensation(valid):
    with at("2026-06-10T09:00"):
        core = withdrawing(valid)
        act(valid, "propose_withdrawal", {"core": core, "heard": True})
        data = {"core": core, **SEEN, **TOLD}
        no(valid, "cases.licence_cleared", "withdraw_licence", data, by="head")
        assert [item.step for item in todo(valid.actor("handler", clock.today())).mine] == ["submit_review"]
        assert not todo(valid.actor("head", clock.today())).mine
        act(valid, "submit_review", {})
        review(valid)
        no(valid, "cases.core_is_revocation", "revoke", {"core": core, **TOLD}, by="head")
        act(valid, "withdraw_licence", data, by="head")
    case = valid.the_case()
    grant, withdrawal = Decision.objects.order_by("id")
    with at("2026-06-10T10:00"):
        public = draft_for(withdrawal.urn, valid.actor("publisher", clock.today()))
    assert public.title.endswith("（撤回行政许可）") and dict(public.fields)["许可内容"].endswith(
        "（撤回行政许可）"
    )
    assert (case.state, grant.standing, withdrawal.outcome) == ("recalled", "revoked", "withdraw")
    assert withdrawal.clearance_uid and Duty.objects.filter(source_urn=withdrawal.urn, is_lead=True).exists()
    fields = Document.objects.get(case_urn=case.urn, template_code="licence_withdrawal").fields
    assert "1200元" in fields["compensation_told"] and "已经给予补偿" in fields["compensation_told"]
    assert fields["basis"] == ["行政许可法 §8-2"]
    assert fields["reason"] == core["facts"] + core["reasons"]
    assert f"{grant.number}准予的" in fields["decision_text"] and fields["licence_number"] == NUMBER


def test_the_paper_that_revokes_a_licence_names_it(valid):
    grant = Decision.objects.get()
    with at("2026-06-10T09:00"):
        core = core_of(valid, "revoke", basis=["行政许可法 §69-2"], reasons="以欺骗手段取得。")
        act(valid, "open_revocation", {"ground": "fraud", "facts": "证明系伪造。", "heard": True}, by="head")
        act(valid, "propose_revocation", {"core": core})
        act(valid, "submit_review", {})
        review(valid)
        act(valid, "revoke", {"core": core, **TOLD}, by="head")
    paper = Document.objects.get(case_urn=valid.the_case().urn, template_code="licence_revocation")
    assert paper.fields["licence_item"].startswith(f"{grant.number}准予的")
    assert paper.fields["licence_number"] == NUMBER


def test_the_head_may_leave_the_licence_as_it_is_at_any_point(valid):
    with at("2026-06-10T09:00"):
        act(valid, "propose_withdrawal", {"core": withdrawing(valid), "heard": True})
        act(valid, "drop_revocation", {"reason": "改造方案调整。"}, by="head")
    assert valid.the_case().state == "valid" and Decision.objects.get().standing == "standing"


def test_no_licence_that_was_not_granted_is_let_stand(people):
    walk = staged(people, scenario("road-licence")).play(before="grant")
    with at("2026-05-28T09:00"):
        no(walk, "cases.licence_granted", "drop_revocation", {"reason": "—"}, by="head")


def test_a_grant_of_public_weight_waits_for_the_handler_to_submit_it_not_for_the_head(people):
    walk = staged(people, scenario("road-licence")).play(before="grant")
    day = walk.the_case().state_since.astimezone(clock.CHINA).date()
    with at(f"{day.isoformat()}T23:00"):
        assert [item.step for item in todo(walk.actor("head", clock.today())).mine] == ["grant"]
        act(walk, "propose", {"core": walk.core("core", clock.today()), "public_interest": True})
        assert not todo(walk.actor("head", clock.today())).mine
        assert [item.step for item in todo(walk.actor("handler", clock.today())).mine] == ["submit_review"]
        page = text(browser(people, "handler").get(reverse("work:case", args=[walk.the_case().uid])))
        assert "送法制审核" in page.partition("btn btn-primary btn-wide")[2][:200]


def test_the_notice_of_a_longer_term_is_open_where_the_extension_of_a_penalty_is_not(valid, people):
    case = valid.the_case()
    publisher = browser(people, "publisher")
    with at("2026-06-10T09:00"):
        page = text(publisher.get(reverse("work:case", args=[case.uid])))
        assert "延长十个工作日" in page
        longer = Entry.objects.get(act="cases.extend_time")
        assert publisher.get(reverse("work:entry", args=[longer.uid])).status_code == 200
