"""Who gives himself rights in the database, past every act, is found."""

from datetime import date

import pytest
from django.db import transaction

from mingzhi.identity import acts
from mingzhi.identity.models import Agency, Delegation, Person, Role
from mingzhi.identity.tests import factories as make
from mingzhi.identity.tests.test_acts import CARD
from mingzhi.kernel.actor import system_actor
from mingzhi.site.checking import witnesses
from mingzhi.site.tests.behind_doors import an_outlet
from mingzhi.site.tests.unguarded import execute, unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon"), pytest.mark.serves("2.2.3a")]
DAY = date(2026, 4, 13)
HEAD = "(SELECT id FROM identity_role WHERE code = 'head')"
ALTERED = {
    "other role": f"UPDATE identity_appointment SET role_id = {HEAD}",
    "earlier": "UPDATE identity_appointment SET since = '2020-01-01'",
    "other person": "UPDATE identity_appointment SET person_id = (SELECT MAX(id) FROM identity_person)",
    "renamed": "UPDATE identity_person SET name = 'x'",
    "relieved": "UPDATE identity_appointment SET until = '2026-05-01', ended_because = 'x'",
    "certified longer": "UPDATE identity_certificate SET until = '2099-01-01'",
    "certified elsewhere": "UPDATE identity_certificate SET issued_by = 'x'",
    "qualified": "UPDATE identity_reviewerqualification SET ground = 'x'",
    "unqualified": "UPDATE identity_reviewerqualification SET until = '2026-05-01', ended_because = 'x'",
    "delegated for more": "UPDATE identity_delegation SET matters = 'x'",
    "announced": "UPDATE identity_delegation SET published_on = '2026-04-14', published_at_address = 'x'",
    "delegation ended": "UPDATE identity_delegation SET ended_on = '2026-05-01', ended_because = 'x'",
    "outlet closed": "UPDATE disclosure_outlet SET closed_at = opened_at, close_reason = 'x'",
    "rights of a role": "UPDATE identity_role SET capabilities = '[]' WHERE code = 'head'",
    "appointed": "INSERT INTO identity_appointment "
    "(uid, person_id, agency_id, role_id, since, ended_because) "
    "SELECT 'aaaaaaaaaaaa4aaa8aaaaaaaaaaaaaaa', person_id, agency_id, "
    f"{HEAD}, '2026-04-13', '' FROM identity_appointment",
}


TABLES = (
    *("identity_appointment", "identity_certificate", "identity_reviewerqualification"),
    *("identity_delegation", "disclosure_outlet"),
)


@pytest.fixture
def staff() -> Agency:
    actor = system_actor("安装初始化", on=DAY)
    acts.load_roles(actor=actor)
    make.make_region()
    agency = acts.set_up_agency(actor=actor, code=make.MARKET_CODE, since=DAY, card=CARD)
    person = acts.register_person(actor=actor, agency=agency, name="陈立")
    acts.register_person(actor=actor, agency=agency, name="旁人")
    acts.appoint(actor=actor, agency=agency, person=person, role=Role.objects.get(code="handler"), since=DAY)
    acts.issue_certificate(
        actor=actor,
        agency=agency,
        person=person,
        number="33992100001",
        kind="officer",
        issued_by="之江省人民政府",
        since=DAY,
        until=date(2030, 1, 1),
    )
    acts.register_reviewer(
        actor=actor, agency=agency, person=person, ground="法律职业资格", number="A1", since=DAY
    )
    acts.delegate(
        actor=actor,
        agency=agency,
        delegate_name="清溪镇综合服务中心",
        matters="市容环境卫生",
        powers="二百元以下罚款",
        since=DAY,
        until=date(2029, 4, 13),
    )
    an_outlet(agency.code)
    return agency


def test_rights_that_no_act_gave_or_took_are_found(staff):
    assert witnesses.check() == []
    with unguarded(*TABLES):
        for name, sql in ALTERED.items():
            with transaction.atomic():
                assert execute(sql) > 0, f"{name} altered nothing"
                assert witnesses.check(), f"{name} passed unseen"
                transaction.set_rollback(True)
    assert witnesses.check() == []


def test_a_name_that_was_put_right_is_in_order_and_the_old_one_put_back_is_found(staff):
    person = Person.objects.get(name="旁人")
    acts.correct_person(
        actor=system_actor("安装初始化", on=DAY),
        agency=staff,
        person=person,
        name="旁边人",
        title="",
        phone="",
        reason="登记时写错",
    )
    assert witnesses.check() == []
    Person.objects.filter(pk=person.pk).update(name="旁人")
    assert witnesses.check()


def test_what_acts_end_is_in_order(staff):
    actor, person = system_actor("安装初始化", on=DAY), Person.objects.get(name="陈立")
    acts.end_appointment(
        actor=actor, appointment=person.appointments.get(), until=date(2026, 5, 1), reason="调离"
    )
    acts.end_reviewer(
        actor=actor,
        agency=staff,
        qualification=person.reviewer_qualifications.get(),
        until=date(2026, 5, 1),
        reason="调离",
    )
    delegation = Delegation.objects.get()
    acts.publish_delegation(actor=actor, delegation=delegation, published_on=DAY, address="县政府公报")
    acts.end_delegation(actor=actor, delegation=delegation, on=date(2026, 5, 1), reason="职能收回")
    assert witnesses.check() == []


def test_an_end_that_was_moved_is_in_order_and_the_first_one_put_back_is_found(staff):
    actor, person = system_actor("安装初始化", on=DAY), Person.objects.get(name="陈立")
    post = person.appointments.get()
    for until, reason in ((date(2099, 12, 31), "年底退休"), (date(2099, 6, 1), "提前调离")):
        acts.end_appointment(actor=actor, appointment=post, until=until, reason=reason)
    assert witnesses.check() == []
    type(post).objects.filter(pk=post.pk).update(until=date(2099, 12, 31), ended_because="年底退休")
    assert witnesses.check()
