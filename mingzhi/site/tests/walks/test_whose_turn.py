"""The to-do list and the case page name the same next step, on the side roads too, and whose it is."""

from copy import deepcopy
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Clock, ContentCore
from mingzhi.cases.queries import todo
from mingzhi.cases.queries.lists.marks import marks_of
from mingzhi.cases.queries.party.page import party_actor, party_page
from mingzhi.cases.rules.core import read_core
from mingzhi.cases.rules.following import following
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.disclosure.models import Duty
from mingzhi.kernel import clock
from mingzhi.site.demo.matters import script_of
from mingzhi.site.templatetags.look import china_date, china_moment
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import event
from mingzhi.site.walk import scenario
from mingzhi.workbench.waiting import waiting_for

pytestmark = pytest.mark.django_db
LATER, DAY = timedelta(minutes=5), timedelta(days=1)


@pytest.fixture
def after(people):
    """Return what waits for a role five minutes after the last event, and that role's case page."""

    def ask(walk, role):
        case = walk.the_case()
        with clock.fixed(case.state_since.astimezone(clock.CHINA) + LATER):
            found = todo(people.cast(role, clock.today()))
            page = text(browser(people, role).get(reverse("work:case", args=[case.uid])))
        return [item.step for item in found.mine], [item.step for item in found.others], page

    return ask


def noticed(people):
    return staged(people, script_of("ordinary", "snacks")).play(before="decide_penalty")


def primary(page):
    """Return the words of the one button that leads on."""
    return page.partition("btn btn-primary btn-wide")[2].partition(">")[2].partition("<")[0]


def test_a_hearing_goes_from_notice_to_report_and_back_to_review(people, after):
    walk = noticed(people)
    events = walk.script["hearing"]
    for number, (step, words) in enumerate(
        (("notify_hearing", "通知听证"), ("hold_hearing", "举行听证"), ("report_hearing", "听证报告"))
    ):
        walk.perform(events[number])
        with clock.fixed(events[number]["at"] + walk.shift + LATER):
            mine = todo(people.cast("handler", clock.today())).mine
            url = reverse("work:case", args=[walk.the_case().uid])
            page = text(browser(people, "handler").get(url))
            home = text(browser(people, "handler").get(reverse("work:home")))
        assert [item.step for item in mine] == [step]
        called = mine[0].hearing
        place = events[0]["data"].get("place") or events[1]["data"].get("place")
        assert place and (called and called.place) == (place if step == "hold_hearing" else None)
        assert not called or f"听证：{china_moment(called.at)}，{place}" in home
        if step != "hold_hearing":  # not before the day the hearing was set for
            assert primary(page) == words
    walk.perform(events[3])
    with clock.fixed(events[3]["at"] + walk.shift + LATER):
        assert [item.step for item in todo(people.cast("handler", clock.today())).mine] == ["submit_review"]


def test_the_party_reads_whose_time_it_is_and_that_a_waiting_time_is_over_not_missed(people):
    walk = noticed(people)
    for told in walk.script["hearing"][:2]:
        walk.perform(told)
    case = walk.the_case()
    due = Clock.objects.get(case=case, code="hearing_notice").due
    over = {}
    for moved in (-1, 1):
        with clock.fixed(datetime.combine(due + moved * DAY, time(9), clock.CHINA)):
            clocks = party_page(str(case.uid), party_actor(case, on=clock.today())).clocks
        (waits,) = [one for one in clocks if one.title == "通知听证至举行听证"]
        over[moved] = waits.lapsed
        assert waits.whose == "机关的期限" and {one.whose for one in clocks if one.mine} == {"您的期限"}
    assert over == {-1: False, 1: True}
    shown = render_to_string("parts/clock.html", {"clock": waits})
    assert "机关的期限" in shown and "已届满" in shown and "overdue" not in shown


@pytest.mark.parametrize(("fine", "next_"), [(1, "decide_penalty"), (-1, "approve_proposal")])
def test_what_is_no_heavier_than_told_is_decided_without_another_notice(people, after, fine, next_):
    walk = noticed(people)
    for number in range(4):
        walk.perform(walk.script["hearing"][number])
    case = walk.the_case()
    lighter = ContentCore.objects.filter(case=case).order_by("id").last()
    core = deepcopy(lighter.core)
    for penalty in core["penalties"]:
        penalty["amount"] -= fine if penalty["kind"] == "fine" else 0
    ContentCore.objects.create(
        case=case, step=lighter.step, hash=read_core(core).hash, core=core, proposed_at=case.opened_at
    )
    case.state = "reviewed"
    assert (
        following(PROCEDURES["ordinary"], "reviewed", outcome=marks_of([case])[case.pk].outcome).step.code
        == next_
    )


def test_a_case_at_rest_waits_for_its_resumption_not_for_its_end(people, after):
    walk = staged(people, script_of("ordinary", "snacks")).play(before="conclude").play("suspended")
    mine, _others, page = after(walk, "head")
    assert mine == ["resume"] and primary(page) == "恢复调查"
    mine, others, page = after(walk, "handler")
    assert (mine, others) == ([], ["resume"]) and "由机关负责人办理" in page
    paused = page.partition("中止中")[2].partition("</div>")[0]
    assert "恢复计算时重新推算届满日" in paused and "<time" not in paused


def test_without_penalty_the_decision_is_served_before_the_case_is_closed(people, after):
    script = script_of("ordinary", "snacks", outcome="first")
    walk = staged(people, script).play(before="serve_notice")
    assert after(walk, "head")[0] == ["decide_no_penalty"], "what was reviewed is no penalty"
    walk.perform(script["no_penalty"][0])
    assert after(walk, "handler")[0] == ["serve_no_penalty"]
    walk.perform(script["no_penalty"][1])
    with clock.fixed(script["no_penalty"][1]["at"] + walk.shift + LATER):
        assert [item.step for item in todo(people.cast("head", clock.today())).mine] == ["close"]


def test_while_the_party_may_pay_its_days_are_shown_and_the_last_payment_ends_them(people, after):
    walk = staged(people, script_of("ordinary", "snacks")).play(before="pay")
    case = walk.the_case()
    with clock.fixed(case.state_since.astimezone(clock.CHINA) + LATER):
        (waiting,) = todo(people.cast("handler", clock.today())).others
        page = text(browser(people, "handler").get(reverse("work:case", args=[case.uid])))
    pay = Clock.objects.get(case=case, code="pay")
    assert (waiting.step, waiting.due) == ("pay", pay.due) and "当事人缴款期限内" in page
    assert primary(page) == "登记缴款"
    walk.play(start="pay", before="complete")
    pay.refresh_from_db()
    assert pay.ended_at is not None
    with clock.fixed(pay.ended_at + LATER):
        assert [item.step for item in todo(people.cast("handler", clock.today())).mine] == ["complete"]


def test_the_time_of_another_that_stands_still_has_no_last_day(people, after):
    walk = staged(people, script_of("ordinary", "snacks")).play(before="pay")
    case = walk.the_case()
    Clock.objects.filter(case=case, code="pay").update(paused_at=case.state_since, due=case.state_since)
    with clock.fixed(case.state_since.astimezone(clock.CHINA) + 5 * DAY):
        (waiting,) = todo(people.cast("handler", clock.today())).others
        page = text(browser(people, "handler").get(reverse("work:case", args=[case.uid])))
    assert (waiting.step, waiting.due, waiting.paused) == ("pay", None, True)
    offered = page.partition("当事人缴款期限内")[2].partition("</div>")[0]
    assert "中止中，恢复计算时重新推算届满日。" in offered and "届满 " not in offered


def test_an_applicant_who_has_to_complete_the_papers_is_waited_for(people, after):
    walk = staged(people, scenario("road-licence")).play(before="receive_correction")
    mine, others, page = after(walk, "handler")
    assert (mine, others) == ([], [""]) and primary(page) == "收到补正材料"
    assert "等待申请人补正" in page


def test_what_somebody_waits_for_beside_the_main_line_is_named_until_it_is_answered(people, after):
    walk = staged(people, script_of("ordinary", "snacks")).play(before="pay")
    assert "有待办理" not in after(walk, "head")[2]
    walk.perform(walk.script["plan"][0])
    for role, asked in (("head", ["grant_plan"]), ("handler", [])):
        mine, _others, page = after(walk, role)
        assert "有待办理：批准延期或者分期缴纳" in page and mine == asked
    case = walk.the_case()
    with clock.fixed(case.state_since.astimezone(clock.CHINA) + LATER):
        (item,) = todo(people.cast("head", clock.today())).mine
        page = text(browser(people, "head").get(reverse("work:home")))
    assert (item.due, item.limit, item.since, item.paused) == (None, "", case.asked_on, False)
    assert "没有法定期限" in page and f"{china_date(case.asked_on)}起等待" in page
    walk.perform(walk.script["plan"][1])
    mine, _others, page = after(walk, "head")
    assert "有待办理" not in page and mine == []


def test_a_recusal_stands_on_the_heads_list_until_the_last_is_decided(people):
    walk = staged(people, script_of("ordinary", "snacks")).play(before="conclude")
    case, day = walk.the_case(), walk.the_case().state_since.astimezone(clock.CHINA) + timedelta(days=2)
    asked = {"asked_by": "party", "requested_on": day.date().isoformat(), "reason": "与本案有利害关系。"}
    given = {"position": "staff", "result": "no", "reason": "没有利害关系。"}
    with clock.fixed(day):
        handler, head = (people.cast(role, clock.today()) for role in ("handler", "head"))
        whom = [people.cast(role, clock.today()).urn for role in ("handler", "second")]
        for urn in whom:
            take_step(actor=handler, case=case, step="ask_recusal", data={**asked, "whom": urn})
        lines = todo(head).mine
        assert [item.given for item in lines] == [("whom", urn) for urn in whom], "a line for each person"
        names = [people.cast(role, clock.today()).label for role in ("handler", "second")]
        assert [item.subject for item in lines] == names
        page = text(browser(people, "head").get(reverse("work:home")))
        for urn in whom:
            form = reverse("work:step", args=[case.uid, "decide_recusal"]) + "?" + urlencode([("whom", urn)])
            assert f'href="{form}"' in page
            assert f'<option value="{urn}" selected' in text(browser(people, "head").get(form))
    with clock.fixed(day + timedelta(days=3)):
        assert {item.since for item in todo(head).mine} == {day.date()}
        for urn in whom:
            take_step(actor=head, case=case, step="decide_recusal", data={**given, "whom": urn})
        assert todo(head).mine == ()


def seized(people, *, urgent=False):
    """Return a case in which things are seized, with the head's approval before or afterwards."""
    walk = staged(people, scenario("expired-food")).play(before="approve_seizure")
    steps = (
        ("handle_preservation", "seize") if urgent else ("approve_seizure", "handle_preservation", "seize")
    )
    for name in steps:
        told = event(walk, name)
        more = {"data": {**told["data"], "urgent": True}} if urgent and name == "seize" else {}
        walk.perform({**told, **more})
    return walk, event(walk, "seize")["at"] + walk.shift


def test_an_urgent_measure_waits_on_the_heads_list_with_its_hours_until_it_is_approved(people):
    walk, at = seized(people, urgent=True)
    case = walk.the_case()
    step = reverse("work:step", args=[case.uid, "confirm_seizure"])
    with clock.fixed(at + LATER):
        head, handler = (people.cast(role, clock.today()) for role in ("head", "handler"))
        (item,) = todo(head).mine
        assert (item.step, item.limit) == ("confirm_seizure", "向负责人报告并补办批准手续")
        assert item.due_at == Clock.objects.get(case=case, code="urgent_approval").due_at
        page = text(browser(people, "head").get(reverse("work:home")))
        assert step in page and "补办查封、扣押批准手续" in page and "还剩 24 小时" in page
        assert "有待办理：补办查封、扣押批准手续" in text(
            browser(people, "head").get(reverse("work:case", args=[case.uid]))
        )
        found = todo(handler)
        assert [one.step for one in found.others] == ["confirm_seizure"]
        ((main, limit),) = [(one.step, one.limit) for one in found.mine]
        assert main == "conclude" and limit != item.limit, "the main step keeps the limit that is its own"
        given = {"result": "approved", "reason": "情况紧急属实。"}
        take_step(actor=head, case=case, step="confirm_seizure", data=given)
        assert todo(head).mine == () and todo(handler).others == ()


def test_what_is_lifted_or_given_to_the_police_is_approved_by_nobody_afterwards(people):
    walk, at = seized(people, urgent=True)
    case = walk.the_case()
    with clock.fixed(at + LATER):
        head = people.cast("head", clock.today())
        given = {"ground": "no_breach", "reason": "没有违法行为。", "returned": True}
        take_step(actor=head, case=case, step="lift_seizure", data=given)
        assert todo(head).mine == ()
    assert not Clock.objects.filter(case=case, code="urgent_approval", ended_at__isnull=True).exists()


def test_a_seizure_beyond_its_days_is_named_as_itself_and_leads_to_its_own_step(people):
    walk, at = seized(people)
    case = walk.the_case()
    step = reverse("work:step", args=[case.uid, "lift_seizure"])
    with clock.fixed(at + timedelta(days=10)):
        assert todo(people.cast("head", clock.today())).mine == (), "not before its time is nearly over"
    with clock.fixed(at + timedelta(days=40)):
        head, handler = (people.cast(role, clock.today()) for role in ("head", "handler"))
        (item,) = todo(head).mine
        assert (item.step, item.limit) == ("lift_seizure", "查封、扣押期限") and item.due < clock.today()
        assert step in text(browser(people, "head").get(reverse("work:home")))
        found = todo(handler)
        assert [(one.step, one.limit) for one in found.others] == [("lift_seizure", "查封、扣押期限")]
        assert [one.step for one in found.mine] == ["conclude"] and found.mine[0].due >= clock.today()


def test_a_fallen_decision_leads_the_publisher_to_the_one_act_that_settles_it(people):
    walk = staged(people, script_of("ordinary", "snacks")).play(before="close")
    walk.perform(walk.script["revoked"][0])
    walk.perform(walk.script["revoked"][1])
    case = walk.the_case()
    with clock.fixed(case.state_since.astimezone(clock.CHINA) + LATER):
        publisher = people.cast("publisher", clock.today())
        step = reverse("work:step", args=[case.uid, "withdraw_publication"])
        (item,) = [one for one in waiting_for(publisher).mine if one.url == step]
        assert item.due == Clock.objects.get(case=case, code="withdraw").due
        duty = Duty.objects.filter(subject_urn=case.urn).first()
        page = text(browser(people, "publisher").get(reverse("work:duty", args=[duty.uid])))
        assert "决定已失效，应当撤回公示并公开说明理由" in page and step in page
        assert f'action="{reverse("work:duty_do", args=[duty.uid, "withdraw"])}"' not in page
    walk.perform(walk.script["revoked"][2])
    with clock.fixed(case.state_since.astimezone(clock.CHINA) + timedelta(days=2)):
        publisher = people.cast("publisher", clock.today())
        assert step not in [one.url for one in waiting_for(publisher).mine]
        page = text(browser(people, "publisher").get(reverse("work:duty", args=[duty.uid])))
        assert "决定已失效" not in page
