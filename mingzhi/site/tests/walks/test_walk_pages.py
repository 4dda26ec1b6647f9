"""What people see of a case on its way: lists, the page, what waits for whom."""

from datetime import datetime, timedelta

import pytest

from mingzhi.cases.queries import CaseFilter, case_page, count, todo, visible_to
from mingzhi.identity.tests.factories import make_actor
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.site.walk import Walk, scenario
from mingzhi.workbench.tests.doors import client_for
from mingzhi.workbench.waiting import waiting_for

pytestmark = pytest.mark.django_db


def at(text):
    return clock.fixed(datetime.fromisoformat(text).replace(tzinfo=clock.CHINA))


def seen(walk, role):
    return walk.actor(role, clock.today())


def test_the_page_tells_what_can_be_done_and_why_not_in_few_queries(walk, django_assert_max_num_queries):
    walk.play(before="discuss")
    uid = walk.the_case().uid
    with at("2026-04-10T09:00"):
        head = seen(walk, "head")
        with django_assert_max_num_queries(20):
            page = case_page(uid, head)
        possible = {offer.step.code for offer in page.possible}
        assert "discuss" in possible and "decide_penalty" not in possible
        why = next(offer.refusal for offer in page.refused if offer.step.code == "decide_penalty")
        assert why.code == "cases.waiting_over" and why.way_out
        running = {item.code: item for item in page.clocks if item.running}
        assert running["decide"].days_left == 53 and running["decide"].sentences
        seizure = running["seizure"]
        assert seizure.due.isoformat() == "2026-05-11" and seizure.changes[0].kind == "extend"
        assert page.missing_documents == ()
        titles = [entry.title for entry in page.timeline.entries]
        assert titles.index("现场检查") < titles.index("立案") < titles.index("送达行政处罚告知书")
        handler = case_page(uid, seen(walk, "handler"))
        assert "discuss" not in {offer.step.code for offer in handler.possible}
        assert any(thing.part == "副卷" for thing in handler.dossier.things)
        archivist = case_page(uid, seen(walk, "archivist"))
        assert archivist.mine is False


def test_the_page_of_a_case_with_everything_in_it_stays_within_bounds(walk, django_assert_max_num_queries):
    walk.play().play("later")
    uid = walk.the_case().uid
    with at("2026-06-12T09:00"):
        head = seen(walk, "head")
        with django_assert_max_num_queries(20):
            page = case_page(uid, head)
    assert page.state.code == "revoked" and page.decision.standing == "revoked"
    assert page.facts.publication_withdrawn and "archived" in page.passed


def test_the_page_says_which_recordings_are_missing(walk):
    walk.play(before="conclude")
    with at("2026-03-16T09:00"):
        page = case_page(walk.the_case().uid, seen(walk, "handler"))
    assert {item.standing.value for item in page.recordings} == {"met"}
    silent = Walk(script=scenario("expired-food"), cast=walk.cast)
    events = [
        {name: part for name, part in event.items() if name != "recording"}
        for event in silent.script["events"]
    ]
    silent.script = {**silent.script, "events": events}
    silent.play(before="conclude")
    with at("2026-03-16T09:00"):
        page = case_page(silent.the_case().uid, seen(walk, "handler"))
    assert len(page.missing_recordings) == 4


@pytest.mark.parametrize(
    "viewer",
    [
        {"capabilities": {"cases.view"}, "agency_code": "11339922MB0000000X"},
        {"capabilities": {"identity.manage"}},
        {"capabilities": ()},
    ],
)
def test_who_may_not_know_gets_not_known(walk, viewer):
    walk.play(before="inspect")
    with at("2026-03-03T10:00"):
        stranger = make_actor(**viewer)
        with pytest.raises(NotKnown):
            case_page(walk.the_case().uid, stranger)
        assert visible_to(stranger).rows == ()
        with pytest.raises(NotKnown):
            case_page("no-uid", seen(walk, "handler"))


def test_lists_are_ordered_filtered_and_paged_by_key(walk, people, django_assert_num_queries):
    for day in range(5):
        other = Walk(script=walk.script, cast=people.cast, shift=timedelta(days=day))
        other.play(before="inspect")
    with at("2026-03-10T09:00"):
        handler = seen(walk, "handler")
        with django_assert_num_queries(2):
            first = visible_to(handler, size=2)
        assert len(first.rows) == 2 and first.next
        second = visible_to(handler, size=2, after=first.next)
        third = visible_to(handler, size=2, after=second.next)
        dues = [row.nearest_due for page in (first, second, third) for row in page.rows]
        assert dues == sorted(dues) and len(dues) == 5 and third.next == ""
        newest = visible_to(handler, order="opened", size=3)
        again = visible_to(handler, order="opened", size=3, after=newest.next)
        opened = [row.opened_at for page in (newest, again) for row in page.rows]
        assert opened == sorted(opened, reverse=True) and len(opened) == 5
        assert count(handler) == (5, False)
        assert count(handler, CaseFilter(text="好味")) == (5, False)
        assert count(handler, CaseFilter(states=("investigating",))) == (0, False)
        assert count(handler, CaseFilter(overdue=True)) == (0, False)
        with pytest.raises(Invalid):
            visible_to(handler, after="2026|x")
    with at("2026-06-10T09:00"):
        assert count(seen(walk, "handler"), CaseFilter(overdue=True)) == (5, False)
        assert visible_to(seen(walk, "handler")).rows[0].overdue


def waits(walk, role):
    found = todo(seen(walk, role))
    return [item.step for item in found.mine], [item.step for item in found.others]


def test_what_waits_for_whom_follows_the_case(walk, django_assert_max_num_queries):
    walk.play(before="inspect")
    with at("2026-03-03T09:39"):
        assert waits(walk, "head") == (["file"], [])
        assert waits(walk, "handler") == ([], ["file"])
    walk.play(start="inspect", before="conclude")
    with at("2026-03-19T09:00"), django_assert_max_num_queries(20):
        assert waits(walk, "handler") == (["conclude"], [])
        assert waits(walk, "second") == (["conclude"], [])
        assert waits(walk, "head") == ([], [])
    walk.play(start="conclude", before="approve_proposal")
    with at("2026-04-01T11:00"):
        assert waits(walk, "head") == (["approve_proposal"], [])
        assert waits(walk, "handler") == ([], ["approve_proposal"])
    walk.play(start="approve_proposal", before="record_defence")
    with at("2026-04-03T09:00"):
        assert waits(walk, "handler") == ([], ["waiting"])
        assert waits(walk, "head") == ([], [])
    walk.play(start="record_defence", before="decide_penalty")
    with at("2026-04-14T09:00"):
        assert waits(walk, "head") == (["decide_penalty"], [])
    walk.play(start="decide_penalty", before="archive")
    with at("2026-05-12T09:00"):
        assert waits(walk, "archivist") == (["archive"], [])


def test_a_full_desk_shows_what_is_nearest_first_and_the_rest_on_demand(walk, monkeypatch):
    monkeypatch.setattr("mingzhi.workbench.waiting.SHOWN", 2)
    for _nth in range(3):
        walk.play(before="inspect")
    with at("2026-03-03T09:39"):
        head = seen(walk, "head")
        short, entire = waiting_for(head), waiting_for(head, entire=True)
        browser = client_for(head)
        first, second = (browser.get(address).content.decode() for address in ("/work/", "/work/?all=1"))
    assert short.more and not entire.more
    assert short.mine == entire.mine[:2] and len(entire.mine) == 3
    assert "显示更多" in first and "显示更多" not in second
