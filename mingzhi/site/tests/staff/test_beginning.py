"""Forms start with what the file already says, and assume nothing that must be seen or done on the day."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from mingzhi.cases.models import Case
from mingzhi.cases.queries import case_page
from mingzhi.cases.rules.gate import demanded
from mingzhi.cases.rules.guards import GUARDS
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.ways_out import OUT
from mingzhi.identity.models import Agency
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.records.models import Document
from mingzhi.site.demo.matters import script_of
from mingzhi.site.tests.pages import browser, play, text
from mingzhi.site.tests.staff.test_workbench_cases import open_case
from mingzhi.site.tests.stages import staged
from mingzhi.site.walk import scenario
from mingzhi.workbench.casework.beginning import AFTER, CARRIED, OF_STEP, ON_THE_DAY, begun
from mingzhi.workbench.casework.enclosing import evidence
from mingzhi.workbench.casework.suggesting import SUGGESTED
from mingzhi.workbench.tests.doors import person_of

pytestmark = pytest.mark.django_db
STEPS = {step.code: step for procedure in PROCEDURES.values() for step in procedure.steps}


def started(people, case, step, role="handler", day="2026-04-20"):
    with clock.fixed(datetime.fromisoformat(f"{day}T09:00:00+08:00")):
        actor = people.cast(role, clock.today())
        page = case_page(str(case.uid), actor)
        return begun(page.procedure.by_step[step], page, actor)


def test_every_field_and_step_named_is_declared():
    fields = {item.code for step in STEPS.values() for item in step.fields}
    assert fields >= CARRIED | ON_THE_DAY
    assert STEPS.keys() >= {*AFTER, *(code for before in AFTER.values() for code in before)}
    assert fields >= SUGGESTED.keys()
    assert STEPS.keys() >= {code for steps in OUT.values() for code in steps}
    assert {code.removeprefix("cases.") for code in OUT} <= GUARDS.keys()
    for step, code in OF_STEP:
        named = [one for procedure in PROCEDURES.values() for one in procedure.steps if one.code == step]
        assert code in {item.code for one in named for item in one.fields}, (step, code)


def test_who_discusses_reads_the_proposal_beside_the_form(people):
    """行政处罚法 §57-2."""
    case = play(people, before="discuss")
    with clock.fixed(datetime.fromisoformat("2026-04-10T09:00:00+08:00")):
        head = browser(people, "head")
        page = text(head.get(reverse("work:step", args=[case.uid, "discuss"])))
        report = text(head.get(reverse("work:step", args=[case.uid, "record_defence"])))
    for words in ("<h2>处理意见</h2>", "罚款 4000.00 元"):
        assert words in page and words not in report


def test_goods_and_reasons_are_carried_from_the_approval_to_the_measure(people):
    case = play(people, before="preserve")
    found = started(people, case, "preserve", day="2026-03-03")
    assert found["items"][0] == {"name": "火腿肠", "specification": "400克/包", "quantity": 12, "unit": "包"}
    assert found["reason"].startswith("涉案火腿肠") and found["present_name"] == "王秀兰"
    assert found["place"] == "清溪县溪滨路18号"
    assert not {"id_shown", "rights_told", "counted", "handed_over", "signed", "present"} & set(found)
    order = started(people, case, "order_to_correct", day="2026-03-03")
    assert order["breached"] == ["食品安全法 §34(10)"] and order["basis"] == ["行政处罚法 §28-1"]
    assert order["facts"].startswith("两名执法人员出示证件")
    assert "食品安全法 §110(4)" in started(people, case, "approve_seizure", "head", "2026-03-03")["basis"]
    with clock.fixed(datetime.fromisoformat("2026-03-03T11:00:00+08:00")):
        handler = browser(people, "handler")
        page = text(handler.get(reverse("work:case", args=[case.uid])))
        assert page.index(reverse("work:step", args=[case.uid, "inspect"])) < page.index("随时可以办理")
        inquiry = text(handler.get(reverse("work:step", args=[case.uid, "inquire"])))
        assert (
            '<option value="经营者">' in inquiry and '<textarea rows="2" name="questions.answer">' in inquiry
        )
        short = handler.post(reverse("work:step", args=[case.uid, "seize"]), {})
        assert "去办理" not in text(short), "the handler does not approve what it carries out"


def test_the_nearest_step_before_wins(people):
    case = play(people, before="seize")
    found = started(people, case, "seize", day="2026-03-12")
    assert found["reason"] == "登记保存期限即将届满，涉案食品须继续控制。", "of the approval of this measure"
    assert found["storage_place"] == "本机关物证室" and found["basis"] == ["食品安全法 §110(4)"]


def test_the_report_starts_with_party_course_and_evidence(people):
    case = play(people, before="conclude")
    found = started(people, case, "conclude", day="2026-03-20")
    assert found["party_account"].startswith("清溪县好味食品店，统一社会信用代码92339921MA7K9XY03N")
    assert (
        "2026年3月3日登记案件、现场检查、责令改正、批准先行登记保存、先行登记保存；2026年3月4日立案"
        in found["course"]
    )
    assert "现场检查笔录（2026年3月3日）" in found["evidence"]
    assert [one for one in found["evidence"] if one.startswith("询问笔录（2026年")]


def test_a_report_after_a_hearing_names_its_record(people):
    walk = staged(people, script_of("ordinary", "snacks")).play(before="decide_penalty")
    for told in walk.script["hearing"][:3]:
        walk.perform(told)
    case = walk.the_case()
    held = case.state_since.astimezone(clock.CHINA)
    with clock.fixed(held + timedelta(hours=1)):
        page = case_page(case.uid, people.cast("handler", clock.today()))
        named = evidence(page, people.cast("handler", clock.today()))
    assert f"听证笔录（{held.year}年{held.month}月{held.day}日）" in named
    assert len(named) == len(set(named)), "each is told from the others"


def test_the_paper_made_on_the_spot_is_opened_from_the_form_that_hands_it_over(people):
    walk = staged(people, scenario("price-tags")).play(before="hand_over")
    case = walk.the_case()
    with clock.fixed(case.state_since.astimezone(clock.CHINA) + timedelta(minutes=5)):
        page = text(browser(people, "handler").get(reverse("work:step", args=[case.uid, "hand_over"])))
    paper = Document.objects.get(case_urn=case.urn, template_code="summary_decision")
    assert f'href="{reverse("work:material", args=[paper.uid])}"' in page and paper.number in page


def test_handlers_are_suggested_from_those_who_acted(people):
    case = play(people, before="file")
    found = started(people, case, "file", role="head", day="2026-03-04")
    assert found["handler_1"] == people.cast("handler", clock.today()).urn
    assert found["handler_2"] == people.cast("second", clock.today()).urn
    assert found["act_ended_on"] == "2026-03-03" and "火腿肠" in found["facts"]


def test_the_decision_accounts_for_the_defence_and_the_payment_for_what_is_owed(people):
    case = play(people, before="decide_penalty")
    found = started(people, case, "decide_penalty", role="head", day="2026-04-14")
    assert "当事人书面表示" in found["defence_account"] and "没有提出新的事实" in found["defence_account"]
    case = play(people, before="pay")
    assert started(people, case, "pay")["amount"] == 403200


def test_officers_at_work_are_ticked_and_everything_can_be_changed(people):
    case = play(people, before="inquire")
    with clock.fixed(datetime(2026, 3, 6, 9, tzinfo=clock.CHINA)):
        page = text(browser(people, "handler").get(reverse("work:step", args=[case.uid, "inquire"])))
    assert len(re.findall(r"name=\"officers\" value=\"[^\"]+\" checked", page)) == 2
    assert 'name="asked_name"' in page and 'value="王秀兰"' in page


def test_the_page_names_the_next_step_and_whose_it_is(people):
    case = play(people, before="file")
    with clock.fixed(datetime(2026, 3, 4, 9, tzinfo=clock.CHINA)):
        url = reverse("work:case", args=[case.uid])
        page = text(browser(people, "handler").get(url))
        assert "下一步：立案" in page and "需要权限 审批案件" in page
        assert "下一步：" not in text(browser(people, "head").get(url)), "the head has the button itself"


def test_a_case_found_yesterday_is_opened_with_its_time_and_the_reason_for_being_late(people):
    with clock.fixed(datetime(2026, 4, 13, 9, 30, tzinfo=clock.CHINA)):
        _client, answer = open_case(people, occurred_at="2026-04-11T09:00")
        assert answer.status_code == 422 and "属于补录，须写明理由" in text(answer)
        _client, answer = open_case(people, occurred_at="2026-04-14T09:00")
        assert answer.status_code == 422 and "发生时间不能晚于现在" in text(answer)
        _client, answer = open_case(people, occurred_at="2026-04-11T09:00", late_reason="周末值班发现")
        assert answer.status_code == 302
    case = Case.objects.get()
    assert case.opened_at == datetime(2026, 4, 11, 9, tzinfo=clock.CHINA)


def test_whoever_holds_two_posts_is_told_where_work_may_wait(people):
    with clock.fixed(datetime(2026, 4, 13, 9, 30, tzinfo=clock.CHINA)):
        actor = people.cast("handler", clock.today())
        client = browser(people, "handler")
        assert "您还有其他岗位" not in text(client.get(reverse("work:home")))
        agency = Agency.objects.get(code=actor.agency_code)
        identity.appoint(person_of(actor), agency, "archivist")
        page = text(client.get(reverse("work:home")))
        assert "您还有其他岗位" in page and "档案员" in page


def marked(page, code):
    """Return what stands in the label of a tick box or text of the form."""
    field = re.search(rf'<(?:input|textarea)[^>]*id="f-{code}"', page)
    assert field is not None, code
    before, after = page[: field.start()], page[field.start() :]
    return before.rpartition("<label")[2] + after.partition("</div>")[0]


def test_a_field_that_this_case_demands_is_not_marked_as_one_that_may_stay_empty(people):
    """市场监督管理行政处罚信息公示规定 §8, 行政处罚法 §28-1: the mark asks the guards that check."""
    case = play(people, before="serve_decision")
    with clock.fixed(datetime.fromisoformat("2026-04-14T09:00:00+08:00")):
        page = text(browser(people, "handler").get(reverse("work:step", args=[case.uid, "serve_decision"])))
        actor = people.cast("handler", clock.today())
    assert "已书面告知当事人处罚信息将向社会公示" in marked(page, "told_publication")
    assert "选填" not in marked(page, "told_publication")
    facts = case_page(str(case.uid), actor).facts
    deciding = STEPS["decide_penalty"]
    ordered = demanded(facts, deciding, actor, actor.on, data={})
    alone = demanded(replace(facts, order_to_correct=False), deciding, actor, actor.on, data={})
    assert "order" in alone and "order" not in ordered, "ordered by a paper of its own it may stay empty"
