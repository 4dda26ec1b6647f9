"""Posts and certificates: given, ended, changed by the day."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from mingzhi.identity import acts
from mingzhi.identity.models import Appointment
from mingzhi.identity.queries import certificates_on, find_actor
from mingzhi.identity.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
DAY = date(2026, 4, 13)
NEXT = DAY + timedelta(days=1)


def admin(agency, *more: str):
    return make.make_actor({"identity.manage", *more}, agency_code=agency.code, role="admin")


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), clock.CHINA)


def test_an_appointment_ends_once_with_a_reason():
    agency = make.make_agency()
    post = make.appoint(make.make_person(), agency, "publisher")
    with pytest.raises(Invalid):
        acts.end_appointment(actor=admin(agency), appointment=post, until=DAY, reason="")
    acts.end_appointment(actor=admin(agency), appointment=post, until=DAY, reason="调离")
    assert find_actor(post.person, on=DAY) is None
    with pytest.raises(NotNow):
        acts.end_appointment(actor=admin(agency), appointment=post, until=DAY, reason="调离")


def test_an_end_that_is_ahead_may_be_moved_and_one_that_has_come_may_not():
    agency, later = make.make_agency(), date(2099, 12, 31)
    manager = make.make_staff("registrar", agency=agency, on=DAY)
    post = make.appoint(make.make_person(), agency, "publisher")
    dismiss = {"actor": manager, "appointment": post}
    acts.end_appointment(until=later, reason="年底退休", **dismiss)
    with pytest.raises(NotNow):
        acts.end_appointment(until=DAY - timedelta(days=1), reason="倒签", **dismiss)
    acts.end_appointment(until=date(2099, 6, 1), reason="提前调离", **dismiss)
    assert find_actor(post.person, on=date(2099, 5, 31)) and not find_actor(post.person, on=date(2099, 6, 1))
    post.refresh_from_db()
    assert post.ended_because == "提前调离"
    with clock.fixed(_noon(date(2099, 6, 1))), pytest.raises(NotNow):
        acts.end_appointment(until=later, reason="又要留下", **dismiss)


def test_the_database_too_lets_an_end_move_only_while_it_is_ahead():
    post = make.appoint(make.make_person(), make.make_agency(), "publisher")
    rows = Appointment.objects.filter(pk=post.pk)
    rows.update(until=date(2099, 12, 31))
    rows.update(until=date(2099, 6, 1))
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(until=DAY)


def test_a_certificate_does_not_change_on_a_day_to_come():
    agency = make.make_agency()
    certificate = make.certify(make.make_person("陈立"), agency)
    manager = make.make_staff("registrar", agency=agency, on=DAY)
    with pytest.raises(Invalid) as refusal:
        acts.suspend_certificate(actor=manager, certificate=certificate, on=NEXT, reason="下周起暂扣")
    assert refusal.value.field == "on"
    acts.withdraw_certificate(actor=manager, certificate=certificate, on=DAY, reason="今天收回")


def test_a_certificate_is_suspended_restored_and_withdrawn_by_the_day():
    agency = make.make_agency()
    person = make.make_person("陈立")
    certificate = make.certify(person, agency)
    manager = make.make_staff("registrar", agency=agency, on=DAY)

    def states() -> list[tuple[str, bool]]:
        views = [certificates_on([person.urn], DAY + timedelta(days=n))[person.urn] for n in range(3)]
        return [(view.state, view.valid) for view in views]

    acts.suspend_certificate(actor=manager, certificate=certificate, on=DAY, reason="涉嫌违纪调查")
    assert states() == [("suspended", False)] * 3
    with pytest.raises(NotNow):
        acts.suspend_certificate(actor=manager, certificate=certificate, on=DAY, reason="再次")
    with pytest.raises(NotNow):
        acts.restore_certificate(
            actor=manager, certificate=certificate, on=DAY - timedelta(days=5), reason="倒签"
        )
    with clock.fixed(_noon(NEXT)):
        acts.restore_certificate(actor=manager, certificate=certificate, on=NEXT, reason="查否")
    assert states() == [("suspended", False), ("restored", True), ("restored", True)]
    third = DAY + timedelta(days=2)
    with clock.fixed(_noon(third)):
        acts.withdraw_certificate(actor=manager, certificate=certificate, on=third, reason="调离执法岗位")
        assert states()[2] == ("withdrawn", False)
        with pytest.raises(NotNow):
            acts.restore_certificate(actor=manager, certificate=certificate, on=third, reason="误收")
    with pytest.raises(Invalid):
        acts.suspend_certificate(actor=manager, certificate=make.certify(person, agency), on=DAY, reason=" ")


def test_certificate_numbers_are_unique_and_periods_run_forward():
    agency, person = make.make_agency(), make.make_person()
    issue = {
        "actor": make.make_staff("registrar", agency=agency, on=DAY),
        "agency": agency,
        "person": person,
        "kind": "officer",
        "issued_by": "之江省人民政府",
        "since": DAY,
    }
    acts.issue_certificate(number="33992100117", until=date(2031, 1, 1), **issue)
    with pytest.raises(Conflict):
        acts.issue_certificate(number="33992100117", until=date(2031, 1, 1), **issue)
    with pytest.raises(Invalid):
        acts.issue_certificate(number="33992100118", until=DAY, **issue)
