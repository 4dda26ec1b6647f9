"""A case outlives the post of its handler: the head names another, colleagues see what nobody handles
(市场监督管理行政处罚程序规定 第十九条第二款)."""

import pytest
from django.urls import reverse

from mingzhi.cases.queries import todo
from mingzhi.cases.queries.lists.besides import HANDED_ON
from mingzhi.identity.models import Agency, Appointment, Person
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at, take
from mingzhi.site.walk import scenario

pytestmark = pytest.mark.django_db


def leaves(person):
    """Let a person's posts be over from today on."""
    Appointment.objects.filter(person=person).update(until=clock.today(), ended_because="调离")


def waiting(walk, role):
    found = todo(walk.people.cast(role, clock.today())).mine
    return [(item.step, item.title, item.due, item.since) for item in found if item.beside]


def numbers(viewer):
    return [item.row.number for item in todo(viewer).mine]


@pytest.mark.parametrize(("before", "on"), [("conclude", "2026-03-20"), ("pay", "2026-04-27")])
def test_the_head_names_another_for_who_left(walk, before, on):
    """While it is investigated, and when the penalty is decided and still to be performed."""
    walk.play(before=before)
    named = ("appoint_handlers", HANDED_ON, None, None)
    with at(f"{on}T10:00"):
        assert waiting(walk, "head") == []
        leaver = walk.people.people["handler"]
        leaves(leaver)
        assert waiting(walk, "head") == [named]
        page = text(browser(walk.people, "head").get("/work/"))
        assert HANDED_ON in page
        agency = Agency.objects.get(code=walk.people.agency_code)
        new = identity.make_person("郑新")
        identity.appoint(new, agency, "handler")
        identity.certify(new, agency, kind="officer")
        data = {
            "handler_1": walk.people.people["second"].urn,
            "handler_2": new.urn,
            "reason": "原承办人调离。",
        }
        take(walk, "appoint_handlers", by="head", officers=(), data=data)
        assert waiting(walk, "head") == []


def test_what_who_left_had_registered_and_nobody_handles_is_seen_by_colleagues(people):
    """An application for a licence has no handlers of its own: it must not be lost with who took it in."""
    walk = staged(people, scenario("road-licence")).play(before="accept")
    with at("2026-03-10T10:00"):
        second = walk.people.cast("second", clock.today())
        assert walk.the_case().number not in numbers(second)
        leaves(Person.objects.get(pk=walk.people.people["handler"].pk))
        assert numbers(second) == [walk.the_case().number]


def test_in_the_place_of_a_handler_who_withdraws_another_is_owed(walk):
    """行政处罚法 §42-1, §43."""
    walk.play(before="conclude")
    with at("2026-03-20T10:00"):
        whom, day = walk.people.people["second"].urn, "2026-03-20"
        asked = {"whom": whom, "asked_by": "self", "requested_on": day, "reason": "与当事人有亲属关系。"}
        take(walk, "ask_recusal", officers=(), data=asked)
        answer = {"whom": whom, "position": "staff", "result": "yes", "reason": "理由成立。"}
        take(walk, "decide_recusal", by="head", officers=(), data=answer)
        page = text(browser(walk.people, "head").get(reverse("work:case", args=[walk.the_case().uid])))
    owed = page.partition("现在可以办理")[2].partition("下一步")[0]
    assert "更换（增派）办案人员" in owed
