"""Administrators keep people: within their agencies, never themselves, and nobody gains sight by it."""

from datetime import date

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.test import RequestFactory

from mingzhi.identity import acts
from mingzhi.identity.models import Account, Appointment, Person, Role
from mingzhi.identity.queries import actor_for, find_actor
from mingzhi.identity.rules.first_passwords import first_password
from mingzhi.identity.tests import factories as make
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon"), pytest.mark.serves("2.1.1c")]
DAY = date(2026, 4, 13)


@pytest.fixture
def agency():
    return make.make_agency()


@pytest.fixture
def admin(agency):
    return make.make_staff("admin", agency=agency, on=DAY)


def role(code: str) -> Role:
    return make.make_roles()[code]


def row(actor) -> Person:
    return Person.objects.get(uid=actor.urn.rpartition(":")[2])


def test_somebody_new_is_entered_with_post_and_login_or_not_at_all(agency, admin):
    new = {
        "actor": admin,
        "agency": agency,
        "role": role("handler"),
        "since": DAY,
        "password": first_password(),
    }
    person = acts.take_on(name=" 钱多多 ", username="qianduoduo", **new)
    actor = actor_for(person.account, on=DAY)
    assert (actor.label, actor.role, actor.agency_code) == ("钱多多", "handler", agency.code)
    assert person.account.must_change_password
    entries = Entry.objects.order_by("-id")[:4]
    assert {entry.act for entry in entries} == {
        "identity.register_person",
        "identity.appoint",
        "identity.open_account",
        "identity.take_on",
    }
    assert len({entry.group for entry in entries}) == 1
    before = Person.objects.count()
    with pytest.raises(Conflict):
        acts.take_on(name="另一人", username="qianduoduo", **new)
    for name, username in (
        ("", "a1"),
        ("名" * 61, "a2"),
        ("某人", "Upper"),
        ("某人", "a b"),
        ("某人", "x" * 61),
    ):
        with pytest.raises(Invalid):
            acts.take_on(name=name, username=username, **new)
    assert Person.objects.count() == before, "nobody stays half entered"


def test_nobody_gives_themselves_anything(agency, admin):
    me = row(admin)
    account = make.make_account(me, username="admin1")
    certificate = make.certify(me, agency)
    ground = make.qualify(me)
    post = Appointment.objects.get(person=me)
    own = {"actor": admin, "agency": agency}
    for forbidden in (
        lambda: acts.appoint(person=me, role=role("head"), since=DAY, **own),
        lambda: acts.end_appointment(actor=admin, appointment=post, until=DAY, reason="调离"),
        lambda: acts.issue_certificate(
            person=me, number="1", kind="officer", issued_by="省", since=DAY, until=date(2027, 1, 1), **own
        ),
        lambda: acts.suspend_certificate(actor=admin, certificate=certificate, on=DAY, reason="查"),
        lambda: acts.correct_person(person=me, name="别人", title="", phone="", reason="换", **own),
        lambda: acts.register_reviewer(person=me, ground="法律职业资格", number="1", since=DAY, **own),
        lambda: acts.end_reviewer(qualification=ground, until=DAY, reason="退", **own),
        lambda: acts.reset_password(account=account, password=first_password(), **own),
        lambda: acts.close_account(account=account, reason="不用", **own),
    ):
        with pytest.raises(NotAllowed) as refusal:
            forbidden()
        assert refusal.value.code == "identity.oneself"


def test_sight_of_a_region_is_given_only_by_who_has_it(agency, admin):
    person = make.make_person()
    make.appoint(person, agency, "officer")
    for code in ("supervisor", "registrar"):
        with pytest.raises(NotAllowed) as refusal:
            acts.appoint(actor=admin, agency=agency, person=person, role=role(code), since=DAY)
        assert refusal.value.params == {"capability": "identity.oversee"}
        with pytest.raises(NotAllowed):
            acts.take_on(actor=admin, agency=agency, name="新人", role=role(code), since=DAY)
    registrar = make.make_staff("registrar", agency=agency, on=DAY)
    assert acts.appoint(actor=registrar, agency=agency, person=person, role=role("supervisor"), since=DAY).pk
    with pytest.raises(NotAllowed):
        acts.end_appointment(
            actor=admin,
            appointment=Appointment.objects.get(person=person, role__code="supervisor"),
            until=DAY,
            reason="不给",
        )


def test_a_login_is_managed_by_who_could_have_given_every_post_behind_it(agency, admin):
    """Whoever sets a password could act as its holder: in another agency, over a whole region."""
    person = make.make_person()
    make.appoint(person, agency, "officer")
    account = make.make_account(person, username="both")
    reset = {"actor": admin, "agency": agency, "account": account, "password": first_password()}
    assert acts.reset_password(**reset).must_change_password
    watching = make.appoint(person, agency, "supervisor")
    with pytest.raises(NotAllowed):
        acts.reset_password(**reset)
    Appointment.objects.filter(pk=watching.pk).update(until=DAY, ended_because="调离")
    assert acts.reset_password(**reset)
    make.appoint(person, make.make_agency(), "head")
    with pytest.raises(NotAllowed) as refusal:
        acts.reset_password(**reset)
    assert refusal.value.code == "identity.login_elsewhere"
    with pytest.raises(NotAllowed):
        acts.close_account(actor=admin, agency=agency, account=account, reason="停")


def test_people_of_other_agencies_are_not_known(agency, admin):
    other = make.make_agency()
    stranger = make.make_person()
    post = make.appoint(stranger, other, "handler")
    account, certificate = make.make_account(stranger), make.certify(stranger, other)

    def forbidden(where):
        own = {"actor": admin, "agency": where}
        yield lambda: acts.appoint(person=stranger, role=role("head"), since=DAY, **own)
        yield lambda: acts.close_account(account=account, reason="停", **own)
        yield lambda: acts.register_reviewer(
            person=stranger, ground="法律职业资格", number="1", since=DAY, **own
        )
        yield lambda: acts.withdraw_certificate(actor=admin, certificate=certificate, on=DAY, reason="收")
        yield lambda: acts.end_appointment(actor=admin, appointment=post, until=DAY, reason="免")

    for attempt in (*forbidden(agency), *forbidden(other)):
        with pytest.raises(NotKnown):
            attempt()


def test_a_reset_password_opens_a_locked_name_in_every_browser(agency, admin):
    person = make.make_person()
    make.appoint(person, agency, "officer")
    account = make.make_account(person, username="locked")
    AccessAttempt.objects.create(username="locked2", failures_since_start=5)
    for name in ("locked", "locked\nmark"):
        AccessAttempt.objects.create(username=name, failures_since_start=5)
    password = first_password()
    acts.reset_password(actor=admin, agency=agency, account=account, password=password)
    assert list(AccessAttempt.objects.values_list("username", flat=True)) == ["locked2"]
    request = RequestFactory().post("/account/login/")
    assert authenticate(request, username="locked", password=password) == account


def test_a_closed_login_is_opened_again_with_a_new_password(agency, admin):
    person = make.make_person()
    make.appoint(person, agency, "officer")
    account = make.make_account(person, username="back", password="QingXi-2026-demo")
    where = {"actor": admin, "agency": agency, "account": account}
    with pytest.raises(NotNow):
        acts.reopen_account(reason="返岗", password=first_password(), **where)
    acts.close_account(reason="借调", **where)
    with pytest.raises(NotNow):
        acts.close_account(reason="再停", **where)
    with pytest.raises(NotNow):
        acts.reset_password(password=first_password(), **where)
    assert find_actor(Account.objects.get(), on=DAY) is None
    with pytest.raises(Invalid):
        acts.reopen_account(reason=" ", password=first_password(), **where)
    opened = acts.reopen_account(reason="返岗", password=first_password(), **where)
    assert opened.is_active and opened.must_change_password and not opened.check_password("QingXi-2026-demo")
    assert Entry.objects.latest("id").payload.content == {"must_change": True, "reason": "返岗"}


def test_what_does_not_fit_its_column_is_said_before_the_database_refuses(agency, admin):
    person = make.make_person()
    post = make.appoint(person, agency, "officer")
    with pytest.raises(Invalid) as refusal:
        acts.end_appointment(actor=admin, appointment=post, until=DAY, reason="长" * 201)
    assert refusal.value.field == "reason"
    with pytest.raises(Invalid) as refusal:
        acts.issue_certificate(
            actor=make.make_staff("registrar", agency=agency, on=DAY),
            agency=agency,
            person=person,
            number="9" * 41,
            kind="officer",
            issued_by="省",
            since=DAY,
            until=date(2027, 1, 1),
        )
    assert refusal.value.field == "number"


def test_an_agency_enters_and_restores_no_certificate_of_its_own_officers(agency, admin):
    """浙江省综合行政执法条例 §28-1, §30-3: the department of justice examines officers."""
    person = make.make_person()
    make.appoint(person, agency, "officer")
    issue = {"agency": agency, "person": person, "issued_by": "省", "since": DAY, "until": date(2027, 1, 1)}
    assert acts.issue_certificate(actor=admin, number="F1", kind="auxiliary", **issue).pk
    with pytest.raises(NotAllowed) as refusal:
        acts.issue_certificate(actor=admin, number="1", kind="officer", **issue)
    assert refusal.value.code == "identity.certificate_of_justice"
    registrar = make.make_staff("registrar", agency=agency, on=DAY)
    certificate = acts.issue_certificate(actor=registrar, number="1", kind="officer", **issue)
    acts.suspend_certificate(actor=admin, certificate=certificate, on=DAY, reason="涉嫌违纪调查")
    with pytest.raises(NotAllowed):
        acts.restore_certificate(actor=admin, certificate=certificate, on=DAY, reason="查否")
    assert acts.restore_certificate(actor=registrar, certificate=certificate, on=DAY, reason="查否").pk
