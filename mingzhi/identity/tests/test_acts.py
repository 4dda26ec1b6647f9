from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from mingzhi.identity import acts
from mingzhi.identity.models import Appointment, CertificateEvent, Role
from mingzhi.identity.queries import (
    actor_for,
    agency_history,
    agency_on,
    find_actor,
    reviewers,
)
from mingzhi.identity.rules.cards import AgencyCard
from mingzhi.identity.tests import factories as make
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
DAY = date(2026, 4, 13)
NEXT = DAY + timedelta(days=1)
CARD = AgencyCard(
    name="清溪县市场监督管理局",
    sign="清市监",
    level="县",
    region_code="339921",
    government="清溪县人民政府",
    reconsideration_body="清溪县人民政府",
    court="清溪县人民法院",
)


def installer():
    return system_actor("安装初始化", on=DAY)


def admin(agency, *more: str):
    return make.make_actor({"identity.manage", *more}, agency_code=agency.code, role="admin")


def last() -> Entry:
    return Entry.objects.latest("id")


def test_a_county_is_set_up_by_acts_from_nothing():
    actor = installer()
    acts.load_roles(actor=actor)
    acts.set_up_region(actor=actor, code="330000", name="之江省", level="省")
    acts.set_up_region(actor=actor, code="339900", name="明州市", level="市", parent_code="330000")
    acts.set_up_region(actor=actor, code="339921", name="清溪县", level="县", parent_code="339900")
    agency = acts.set_up_agency(actor=actor, code=make.MARKET_CODE, since=DAY, card=CARD)
    person = acts.register_person(actor=actor, agency=agency, name="陈立")
    acts.appoint(actor=actor, agency=agency, person=person, role=Role.objects.get(code="handler"), since=DAY)
    acts.issue_certificate(
        actor=actor,
        agency=agency,
        person=person,
        number="33992100117",
        kind="officer",
        issued_by="之江省人民政府",
        since=DAY,
        until=date(2031, 1, 1),
    )
    account = acts.open_account(
        actor=actor, agency=agency, person=person, username="chenli", password="QingXi-2026-demo"
    )
    found = actor_for(account, on=DAY)
    assert found.can("cases.handle") and found.agency_label == "清溪县市场监督管理局"
    assert agency_on(agency.code, DAY).region_name == "之江省明州市清溪县"
    assert Entry.objects.count() == 9
    assert account.must_change_password
    with pytest.raises(NotKnown):
        agency_on(agency.code, DAY - timedelta(days=1))


def test_a_wrong_check_digit_or_an_empty_card_is_refused():
    make.make_region()
    with pytest.raises(Invalid):
        acts.set_up_agency(actor=installer(), code="11339921MB0W12343N", since=DAY, card=CARD)
    with pytest.raises(Invalid) as refusal:
        acts.set_up_agency(
            actor=installer(),
            code=make.MARKET_CODE,
            since=DAY,
            card=AgencyCard(**{**CARD.content(), "court": " "}),
        )
    assert refusal.value.field == "court"
    assert Entry.objects.count() == 0


def test_the_same_agency_twice_is_a_conflict():
    make.make_agency()
    with pytest.raises(Conflict):
        acts.set_up_agency(actor=installer(), code=make.MARKET_CODE, since=DAY, card=CARD)


def test_renaming_keeps_history_by_date():
    agency = make.make_agency()
    renamed = AgencyCard(**{**CARD.content(), "name": "清溪县市场监督管理和知识产权局"})
    acts.revise_agency(actor=installer(), agency=agency, since=DAY, card=renamed, reason="机构改革")
    assert agency_on(agency.code, DAY).name == "清溪县市场监督管理和知识产权局"
    assert agency_on(agency.code, DAY - timedelta(days=1)).name == "清溪县市场监督管理局"
    assert [view.name for view in agency_history(agency.code)] == [renamed.name, CARD.name]
    with pytest.raises(NotNow):
        acts.revise_agency(actor=installer(), agency=agency, since=DAY, card=CARD, reason="再改")


def test_a_closed_agency_has_no_actors_from_that_day():
    agency = make.make_agency()
    person = make.make_person()
    make.appoint(person, agency, "head")
    with pytest.raises(Invalid) as past:  # whoever acted for it yesterday acted for a body that stood
        acts.close_agency(actor=installer(), agency=agency, on=DAY - timedelta(days=1), reason="并入他局")
    assert (past.value.code, past.value.field) == ("identity.agency_past", "on")
    acts.close_agency(actor=installer(), agency=agency, on=NEXT, reason="并入他局")
    assert find_actor(person, on=DAY) is not None and find_actor(person, on=NEXT) is None
    with pytest.raises(NotNow):
        acts.close_agency(actor=installer(), agency=agency, on=NEXT, reason="并入他局")


def test_setting_up_agencies_takes_the_registrar_of_the_region():
    make.make_region()
    local = make.make_actor({"identity.manage"})
    with pytest.raises(NotAllowed):
        acts.set_up_agency(actor=local, code=make.MARKET_CODE, since=DAY, card=CARD)
    registrar = make.make_actor({"identity.manage", "identity.oversee"}, role="registrar")
    assert acts.set_up_agency(actor=registrar, code=make.MARKET_CODE, since=DAY, card=CARD).pk
    assert last().act == "identity.set_up_agency" and last().actor_urn == registrar.urn


def test_managers_act_at_home_only_and_others_do_not_learn_that_it_exists():
    agency = make.make_agency()
    other = make.make_agency(name="兰渚县市场监督管理局", region=make.make_region("339922"))
    role, person = make.make_roles()["publisher"], make.make_person()
    with pytest.raises(NotKnown):
        acts.appoint(actor=admin(agency), agency=other, person=person, role=role, since=DAY)
    with pytest.raises(NotAllowed):
        acts.appoint(actor=make.make_actor(), agency=agency, person=person, role=role, since=DAY)
    assert acts.appoint(actor=admin(agency), agency=agency, person=person, role=role, since=DAY).pk
    with pytest.raises(Conflict):
        acts.appoint(actor=admin(agency), agency=agency, person=person, role=role, since=DAY)


def test_history_cannot_be_rewritten_in_the_database():
    agency = make.make_agency()
    person = make.make_person()
    post = make.appoint(person, agency, "handler")
    certificate = make.certify(person, agency)
    for change in (
        lambda: CertificateEvent.objects.filter(certificate=certificate).update(kind="restored"),
        lambda: CertificateEvent.objects.all()._raw_delete("default"),
        lambda: Appointment.objects.filter(pk=post.pk).update(since=DAY),
        lambda: agency.versions.update(name="别的机关"),
        lambda: type(certificate).objects.update(until=date(2099, 1, 1)),
        lambda: make.appoint(person, agency, "handler"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_newcomer_reviews_only_with_the_legal_professions_qualification():
    agency = make.make_agency()
    person = make.make_person("方圆")
    make.appoint(person, agency, "reviewer")
    assert [view.qualified for view in reviewers(agency.code, DAY)] == [False]
    register = {"actor": admin(agency), "agency": agency, "person": person, "since": DAY}
    with pytest.raises(Invalid) as refusal:
        acts.register_reviewer(ground="法律职业资格", **register)
    assert refusal.value.citation.compact == "行政处罚法 §58-2"
    with pytest.raises(Invalid):
        acts.register_reviewer(ground="经验丰富", **register)
    row = acts.register_reviewer(ground="法律职业资格", number="A20203399210001", **register)
    view = reviewers(agency.code, DAY)[0]
    assert view.qualified and view.qualification == "法律职业资格"
    acts.end_reviewer(actor=admin(agency), agency=agency, qualification=row, until=NEXT, reason="吊销")
    assert not reviewers(agency.code, NEXT)[0].qualified


def test_a_delegation_names_matters_powers_and_term_and_goes_no_further():
    agency = make.make_agency()
    team = make.make_agency(name="清溪县市场监管执法服务队", kind="受委托组织")
    arguments = {
        "delegate_name": "清溪县市场监管执法服务队",
        "matters": "食品经营日常检查",
        "powers": "现场检查、警告",
        "since": DAY,
        "until": date(2027, 4, 13),
    }
    delegation = acts.delegate(actor=admin(agency), agency=agency, delegate=team, **arguments)
    assert delegation.published_on is None
    acts.publish_delegation(
        actor=admin(agency), delegation=delegation, published_on=DAY, address="https://qingxi.example/wt/1"
    )
    delegation.refresh_from_db()
    assert delegation.published_on == DAY
    with pytest.raises(NotAllowed) as refusal:
        acts.delegate(actor=admin(team), agency=team, **arguments)
    assert refusal.value.citation.compact == "行政处罚法 §20-4"
    with pytest.raises(Invalid):
        acts.delegate(actor=admin(agency), agency=agency, **{**arguments, "matters": " "})
    acts.end_delegation(actor=admin(agency), delegation=delegation, on=NEXT, reason="职能收回")
    delegation.refresh_from_db()
    assert (delegation.ended_on, delegation.ended_because) == (NEXT, "职能收回")


@pytest.mark.serves("2.3.1b")
def test_counsel_need_scope_and_term():
    agency = make.make_agency()
    arguments = {
        "actor": admin(agency),
        "agency": agency,
        "name": "俞律师",
        "kind": "外聘法律顾问",
        "licence_number": "13399202010000001",
        "since": DAY,
        "until": date(2027, 4, 13),
    }
    assert acts.engage_counsel(scope="重大执法决定法制审核辅助", **arguments).pk
    with pytest.raises(Invalid):
        acts.engage_counsel(scope="", **arguments)
