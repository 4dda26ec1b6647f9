"""What is decided on a licence after its grant becomes public like it (行政许可法 §40, §49, §50, §70)."""

from copy import deepcopy
from datetime import date

import pytest
from django.urls import reverse

from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Decision, LicenceChange
from mingzhi.cases.notices import draft_for
from mingzhi.cases.queries.counting import decisions_until
from mingzhi.cases.queries.party.page import party_actor, party_page
from mingzhi.disclosure.acts import check_notice, prepare_notice, publish
from mingzhi.disclosure.models import Duty, DutyState, Publication, Withdrawal
from mingzhi.disclosure.queries.notices import notice
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.site.checking import witnesses
from mingzhi.site.tests.enforcement import act, no
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at
from mingzhi.site.tests.unguarded import unguarded
from mingzhi.site.walk import scenario
from mingzhi.trail.queries import act_seals

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.1.3b")]
ASKED = {"requested_on": "2026-06-01", "materials": ["延续申请书"]}
LONGER = {"valid_until": "2034-05-24", "decision_text": "周一鸣提交的材料齐全，准予延续。"}


@pytest.fixture
def valid(people):
    return staged(people, scenario("road-licence")).play()


@pytest.fixture
def short(people):
    """A licence that runs out on the last day of August."""
    script = deepcopy(scenario("road-licence"))
    script["core"]["grant"]["valid_until"] = "2026-08-31"
    grant = next(event for event in script["events"] if event.get("step") == "grant")
    grant["data"]["valid_until"] = date(2026, 8, 31)
    return staged(people, script).play()


def renewed(walk):
    with at("2026-06-02T09:00"):
        act(walk, "apply_renewal", ASKED)
        act(walk, "renew", LONGER, by="head")
    return LicenceChange.objects.get()


def test_a_renewal_owes_its_notice_within_seven_working_days(valid):
    change = renewed(valid)
    duties = {duty.content: duty for duty in Duty.objects.filter(source_urn=change.urn, channel_id="portal")}
    assert duties["decision"].is_lead and duties["decision"].due_on == date(2026, 6, 11)
    assert duties["decision"].basis == "浙政办发〔2019〕20号 二(一)3" and duties["items"].due_on == date(
        2026, 7, 1
    )
    assert (change.outcome, change.decided_on) == ("renewed", date(2026, 6, 2)) and "延许" in change.number
    assert decisions_until(date(2026, 6, 30))[change.agency_code] == 2, "the grant and its renewal"


def test_its_notice_says_what_holds_now_of_which_grant_and_no_name(valid):
    change, grant = renewed(valid), Decision.objects.get()
    with at("2026-06-02T10:00"):
        public = draft_for(change.urn, valid.actor("publisher", clock.today()))
    said = dict(public.fields)
    assert public.title == "清溪县通达物流有限公司道路货物运输经营许可（准予延续行政许可）"
    assert said["执法结论"] == "准予延续行政许可，有效期至2034年5月24日"
    assert (said["所涉许可决定文书号"], said["有效期至"]) == (grant.number, "2034-05-24")
    assert said["许可内容"] == "道路普通货物运输" and said["许可编号"]
    assert "准予延续" in public.text and public.pdf and public.marks
    assert "周一鸣" not in public.text + str(said) and "周某" in said["决定内容和理由"]


CHANGES = {
    "change=granted": (
        "change",
        {"result": "granted", "decision_text": "车辆由2辆变更为3辆。"},
        "准予变更行政许可",
    ),
    "change=refused": (
        "change",
        {"result": "refused", "decision_text": "车辆未经检测。"},
        "不予变更行政许可",
    ),
    "refuse_renewal": ("refuse_renewal", {"decision_text": "车辆不再合格。"}, "不予延续行政许可"),
    "cancel": (
        "cancel",
        {"ground": "dissolved", "note": "被许可人已经终止。"},
        "注销行政许可（法人或者其他组织依法终止）",
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_every_other_decision_is_owed_and_published_alike(valid, kind):
    step, data, conclusion = CHANGES[kind]
    with at("2026-06-02T09:00"):
        if step == "refuse_renewal":
            act(valid, "apply_renewal", ASKED)
        if step == "change":
            data = {**data, "requested_on": "2026-06-01"}
        act(valid, step, data, by="head")
        change = LicenceChange.objects.get()
        public = draft_for(change.urn, valid.actor("publisher", clock.today()))
    said = dict(public.fields)
    assert said["执法结论"] == conclusion
    assert said["决定内容和理由"] == data.get("decision_text", data.get("note"))
    duties = set(Duty.objects.filter(source_urn=change.urn).values_list("channel_id", flat=True))
    assert ("credit" in duties) == ("不予" not in conclusion), "双公示 asks for what was granted"
    assert "portal" in duties


def test_what_the_law_renews_has_no_paper_and_is_published_all_the_same(short):
    ended = date(2026, 9, 1)
    with at("2026-06-02T09:00"):
        act(short, "apply_renewal", ASKED)
    with at(f"{ended}T09:00"):
        job = system_actor("deem_renewed", on=clock.today())
        take_step(actor=job, case=short.the_case(), step="deem_renewed", data={})
        change = LicenceChange.objects.get()
        public = draft_for(change.urn, short.actor("publisher", clock.today()))
        party = party_actor(short.the_case(), on=ended)
        told = party_page(str(short.the_case().uid), party).events
    assert (change.number, change.document_uid, change.decided_on) == ("", "", ended)
    assert told[-1].title == "逾期未作决定，视为准予延续", "the party reads it without a paper"
    assert not public.pdf and "执法结论：视为准予延续行政许可" in public.text


def published(walk, change):
    publisher, checker = (walk.actor(role, clock.today()) for role in ("publisher", "checker"))
    draft = draft_for(change.urn, publisher)
    version = prepare_notice(actor=publisher, source_urn=change.urn, draft=draft)
    seen = {"passed": True, "secrecy": True, "privacy": True, "same_text": True}
    check_notice(actor=checker, version=version, **seen)
    return publish(actor=publisher, notice=version.notice, version=version)


def test_the_second_person_sees_paper_and_public_text_beside_each_other(valid, people):
    change = renewed(valid)
    duty = Duty.objects.get(source_urn=change.urn, is_lead=True)
    with at("2026-06-03T09:00"):
        publisher = valid.actor("publisher", clock.today())
        prepare_notice(actor=publisher, source_urn=change.urn, draft=draft_for(change.urn, publisher))
        page = text(browser(people, "checker").get(reverse("work:duty", args=[duty.uid])))
    assert "送达的决定书" in page and "延续行政许可决定书" in page
    assert "周一鸣</span>" in page and "周某" in page


def test_it_is_public_counted_and_the_day_is_kept(valid):
    change = renewed(valid)
    with at("2026-06-03T09:00"):
        shown = published(valid, change)
        page = notice(shown.notice.uid)
    assert dict(page.current.fields)["执法结论"].startswith("准予延续")
    assert not page.duty.late and page.expires_on is None, "a licence stays public until something ends it"
    assert (
        DutyState.objects.filter(duty__source_urn=change.urn, is_lead=True).latest("id").state == "published"
    )


def test_who_may_not_decide_and_what_is_out_of_order_leaves_no_duty(valid):
    with at("2026-06-02T09:00"):
        no(valid, "cases.state", "renew", LONGER, by="head")
        no(valid, "cases.duty", "cancel", {"ground": "dissolved"}, kind=NotAllowed)
    assert not LicenceChange.objects.exists()
    assert Duty.objects.values("source_urn").distinct().count() == 1


def told():
    """What the check finds in the rows against the steps they came of."""
    return [line for line in witnesses.check() if "许可变动决定" in line]


def test_the_check_of_the_record_finds_an_altered_one(valid):
    renewed(valid)
    assert not [*act_seals.check(), *told()]
    for column, value in {"outcome": "cancelled", "number": "1号", "decided_on": date(2026, 6, 9)}.items():
        with unguarded("cases_licencechange"):
            assert LicenceChange.objects.update(**{column: value})
            assert [*act_seals.check()] and told()


def test_the_notice_of_the_grant_says_that_it_was_cancelled(valid):
    granted = Publication.objects.get(notice__source_urn=Decision.objects.get().urn)
    assert dict(granted.version.fields)["有效期至"] == "2030-05-24"
    renewal = renewed(valid)
    with at("2026-06-03T09:00"):
        published(valid, renewal)
        assert notice(granted.notice.uid).standing is None
        act(valid, "cancel", {"ground": "dissolved"}, by="head")
        published(valid, LicenceChange.objects.latest("id"))
        view = notice(granted.notice.uid)
    assert (view.standing.code, view.standing.since) == ("cancelled", date(2026, 6, 3))
    assert [other.said[:4] for other in view.same_licence] == ["准予延续", "注销行政"]
    assert not Withdrawal.objects.exists(), "what was rightly granted stays public, with what became of it"
