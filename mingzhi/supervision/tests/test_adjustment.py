"""Dynamic adjustment: a changed article makes tasks; they are answered, passed on, escalated."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from mingzhi.cases.tests.factories import bare_case
from mingzhi.catalogue.acts import publish_power_version
from mingzhi.catalogue.models import Article
from mingzhi.catalogue.tests.factories import DAY, FOOD
from mingzhi.identity.models import PublicItem
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.supervision.acts.adjusting import answer_adjustment, escalate_adjustment
from mingzhi.supervision.acts.changes import change_article
from mingzhi.supervision.models import AdjustmentTask, Change, Escalation
from mingzhi.supervision.queries import adjustments
from mingzhi.supervision.tasks import JOB, escalate_overdue
from mingzhi.supervision.tests.factories import GONE, County
from mingzhi.trail.models import Entry
from tests.kept import begun

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1c")]


@pytest.fixture
def county(at_noon: datetime) -> County:
    return begun(County)


def task(change, kind):
    return AdjustmentTask.objects.filter(change=change, kind=kind).first()


def answer(actor, change, *tasks, outcome="stays", text="处罚幅度没有变化", **more):
    uids = [str(row.uid) for row in tasks]
    return answer_adjustment(actor=actor, change=change, tasks=uids, outcome=outcome, text=text, **more)


def test_a_repealed_article_makes_a_task_for_each_thing_that_rests_on_it(county):
    change = county.change()
    rows = {row.kind: row for row in change.tasks.all()}
    assert {"power", "guide", "case"} <= set(rows)
    assert rows["power"].agency_code == county.top.code and rows["power"].right == "catalogue.manage"
    assert rows["guide"].agency_code == rows["case"].agency_code == county.agency.code
    assert rows["case"].urn == county.case.urn
    assert rows["power"].due_on > clock.today() and "政府信息公开条例 §26" in str(rows["power"].derivation)
    entry = Entry.objects.get(act="supervision.change_article")
    inner = Entry.objects.get(act="catalogue.repeal_article")
    assert entry.group == inner.group and entry.payload.content["tasks"]["case"] == 1
    assert Entry.objects.filter(act__startswith="supervision.").count() == 1


def test_a_closed_case_and_a_case_of_another_power_are_not_touched(county):
    bare_case(power_uid="other")
    type(county.case).objects.filter(pk=county.case.pk).update(closed_at=clock.now())
    assert not county.change().tasks.filter(kind="case").exists()


def test_a_register_entry_that_cites_the_article_is_touched_by_its_agency(county):
    PublicItem.objects.create(
        register="inspection-items",
        agency=county.agency,
        since=date(2025, 1, 1),
        values={"name": "食品抽查", "basis": "食品安全法 §124-1；行政处罚法 §55-2"},
    )
    found = task(county.change(), "register")
    assert found.agency_code == county.agency.code and found.label == "食品抽查"


@pytest.mark.parametrize(
    ("statute", "number", "relation"),
    [
        ("政府信息公开条例", 15, "政府信息公开条例 §15"),
        ("市场监督管理行政处罚信息公示规定", 13, "market"),
    ],
)
def test_rules_of_publication_that_cite_the_article_are_listed(county, statute, number, relation):
    change = county.change(statute=statute, number=number)
    rows = list(change.tasks.filter(kind="rule"))
    assert rows and any(relation in row.relation for row in rows)
    assert {row.agency_code for row in rows} == {county.keeper.agency_code}


def test_the_rights_of_the_party_are_named_with_their_procedure(county):
    change = county.change(statute="行政处罚法", number=66)
    (row,) = change.tasks.filter(kind="procedure", urn="urn:mingzhi:cases:procedure:summary")
    assert "申请延期或者分期缴纳罚款" in row.relation


def test_procedures_that_cite_the_article_are_listed_once_each(county):
    change = county.change(statute="行政处罚法", number=63)
    rows = change.tasks.filter(kind="procedure")
    assert [row.urn for row in rows] == ["urn:mingzhi:cases:procedure:ordinary"]
    assert rows[0].agency_code == county.top.code and rows[0].relation


@pytest.mark.parametrize("role", ["handler", "head", "publisher", "supervisor"])
def test_others_note_no_change(county, role):
    with pytest.raises(NotAllowed):
        change_article(actor=getattr(county, role), **GONE)
    assert not Change.objects.exists()


def test_a_county_keeper_notes_no_change_of_law(county):
    with pytest.raises(NotAllowed, match="省级"):
        change_article(actor=identity.make_staff("admin", agency=county.agency), **GONE)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"statute": "不存在法"}, NotKnown),
        ({"number": 9000}, NotKnown),
        ({"reason": " "}, Invalid),
        ({"fate": "gone"}, Invalid),
        ({"until": date(1990, 1, 1)}, Conflict),
    ],
)
def test_what_cannot_be_noted_leaves_nothing_behind(county, wrong, refusal):
    with pytest.raises(refusal):
        county.change(**wrong)
    assert not Change.objects.exists() and not Article.objects.exclude(fate="").exists()


def test_a_repealed_article_is_not_repealed_twice_but_a_changed_one_may_change_again(county):
    county.change()
    with pytest.raises(NotKnown):
        county.change()
    county.change(number=34, fate="changed")
    later = county.change(number=34, fate="repealed", until=DAY + timedelta(days=30))
    assert Change.objects.count() == 3 and later.tasks.exists()


def test_a_change_from_a_later_day_gives_the_term_from_that_day(county):
    later = clock.today() + timedelta(days=100)
    assert task(county.change(until=later), "power").due_on > later


def test_still_valid_needs_a_reason_and_closes_the_task(county):
    change = county.change()
    found = task(change, "case")
    with pytest.raises(Invalid):
        answer(county.handler, change, found, text=" ")
    answer(county.handler, change, found, text="违法行为发生在废止之前")
    found.refresh_from_db()
    assert found.state == "answered" and found.answers.get().made_by_label == county.handler.label
    entry = Entry.objects.get(act="supervision.answer_adjustment")
    assert county.case.urn in set(entry.mentions.values_list("urn", flat=True))
    with pytest.raises(Conflict):
        answer(county.handler, change, found)


def test_adjusted_is_believed_only_with_a_new_version(county):
    change = county.change()
    found = change.tasks.get(kind="power", label="对经营超过保质期的食品的处罚")
    with pytest.raises(NotNow, match="新版本"):
        answer(county.keeper, change, found, outcome="adjusted")
    new = publish_power_version(
        actor=county.keeper,
        code=FOOD,
        since=DAY,
        version="2",
        name="对经营超过保质期的食品的处罚（新）",
        kind="行政处罚",
        field="市场监管",
        procedures=["ordinary"],
        basis=["食品安全法 §122-1"],
    )
    answer(county.keeper, change, found, outcome="adjusted", text="改依第一百二十二条")
    assert found.answers.get().new_urn.endswith(str(new.uid))


def test_passing_on_moves_the_task_with_its_day(county):
    change = county.change()
    found = task(change, "power")
    before = found.due_on
    with pytest.raises(Invalid):
        answer(county.keeper, change, found, outcome="passed")
    with pytest.raises(NotKnown):
        answer(county.keeper, change, found, outcome="passed", to_agency="nobody")
    answer(county.keeper, change, found, outcome="passed", to_agency=county.city.code)
    found.refresh_from_db()
    assert (found.agency_code, found.state, found.due_on) == (county.city.code, "open", before)
    with pytest.raises(NotAllowed):
        answer(county.keeper, change, found)
    answer(county.city_head, change, found)
    assert found.answers.count() == 2


def test_a_case_is_not_passed_on(county):
    change = county.change()
    with pytest.raises(Invalid, match="不能转交"):
        answer(county.head, change, task(change, "case"), outcome="passed", to_agency=county.city.code)


def test_who_may_answer(county):
    change = county.change()
    case, guide = task(change, "case"), task(change, "guide")
    for actor, row in [(county.publisher, case), (county.handler, task(change, "power"))]:
        with pytest.raises(NotAllowed):
            answer(actor, change, row)
    with pytest.raises(NotKnown):  # the keeper of the law learns of no case
        answer(county.keeper, change, case)
    answer(county.publisher, change, guide)
    answer(county.head, change, case)


@pytest.mark.parametrize("tasks", [[], ["x"], ["00000000-0000-4000-8000-000000000000"], ["'; --"]])
def test_made_up_tasks_are_refused(county, tasks):
    change = county.change()
    with pytest.raises((Invalid, NotKnown)):
        answer_adjustment(actor=county.head, change=change, tasks=tasks, outcome="stays", text="x")


def test_cases_show_only_to_who_knows_them(county):
    change = county.change()

    def cases(viewer):
        group = next(row for row in adjustments.tasks_of(change, viewer) if row.kind.code == "case")
        return len(group.tasks), group.hidden

    assert cases(county.handler) == cases(county.city_head) == cases(county.supervisor) == (1, 0)
    assert cases(county.keeper) == (0, 1)
    stranger = identity.make_staff("handler", agency=identity.make_agency(name="别的机关", sign="别"))
    assert cases(stranger) == (0, 1)


def test_silence_goes_up_once_per_level(county):
    change = county.change()
    found = task(change, "case")
    assert escalate_overdue() == 0
    with clock.fixed(datetime.combine(found.due_on + timedelta(days=1), datetime.min.time(), clock.CHINA)):
        escalate_overdue()
        assert escalate_overdue() == 0
        row = Escalation.objects.get(task=found)
        assert (row.level, row.agency_code) == (1, county.city.code)
        assert found in [view.task for view in adjustments.escalated(county.city_head).tasks]
    with clock.fixed(datetime.combine(found.due_on + timedelta(days=40), datetime.min.time(), clock.CHINA)):
        escalate_overdue()
        assert escalate_overdue() == 0
    assert Escalation.objects.get(task=found, level=2).agency_code == county.justice.code
    assert found in [view.task for view in adjustments.escalated(county.supervisor).tasks]
    entries = Entry.objects.filter(act="supervision.escalate_adjustment")
    assert entries.count() == Escalation.objects.count()
    assert set(entries.values_list("actor_urn", flat=True)) == {f"urn:mingzhi:site:job:{JOB}"}


def test_an_answered_task_does_not_go_up_and_people_do_not_send_it_up(county):
    change = county.change()
    found = task(change, "case")
    with pytest.raises(NotAllowed):
        escalate_adjustment(actor=county.supervisor, task=found)
    answer(county.handler, change, found)
    with clock.fixed(datetime.combine(found.due_on + timedelta(days=1), datetime.min.time(), clock.CHINA)):
        with pytest.raises(Conflict):
            escalate_adjustment(actor=system_actor(JOB, on=clock.today()), task=found)
        escalate_overdue()
    assert not found.escalations.exists()


def test_the_database_keeps_what_was_said(county):
    change = county.change()
    found = task(change, "case")
    answer(county.handler, change, found)
    for rows, new in [
        (Change.objects.all(), {"reason": "x"}),
        (AdjustmentTask.objects.filter(pk=found.pk), {"due_on": DAY}),
        (found.answers.all(), {"text": "x"}),
    ]:
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**new)


def test_mine_is_what_i_may_answer_by_time_left(county):
    county.change()
    county.change(number=34)
    kinds = {view.task.kind for view in adjustments.mine(county.publisher).tasks}
    assert kinds == {"guide"}
    assert {view.task.kind for view in adjustments.mine(county.handler).tasks} == {"case", "guide"}
    page = adjustments.mine(county.head, size=1)
    after = adjustments.mine(county.head, after=page.next)
    assert page.tasks[0].task.pk not in {view.task.pk for view in after.tasks}
    assert [count for _change, count, _due, _label in adjustments.waiting(county.handler)] == [2, 2]


def test_reading_takes_a_fixed_number_of_queries(county, django_assert_max_num_queries):
    change = county.change(statute="行政处罚法", number=59)
    assert change.tasks.count() > 10
    with django_assert_max_num_queries(5):
        adjustments.tasks_of(change, county.head)
