from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzhi.identity.models import CertificateEvent
from mingzhi.identity.queries import actor_for, appointments_of, find_actor
from mingzhi.identity.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotAllowed

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 13)


def test_an_actor_carries_the_labels_of_the_day():
    agency = make.make_agency()
    person = make.make_person("陈立")
    account = make.make_account(person)
    make.appoint(person, agency, "handler")
    make.certify(person, agency)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        actor = actor_for(account, on=DAY)
    assert len(queries) == 1
    assert (actor.label, actor.agency_label, actor.region_code) == ("陈立", "清溪县市场监督管理局", "339921")
    assert actor.can("cases.handle") and actor.sees(agency.code) and actor.urn == person.urn


@pytest.mark.parametrize("kind", ["suspended", "withdrawn"])
def test_a_certificate_that_fell_today_stops_its_holder_today(kind):
    agency = make.make_agency()
    person = make.make_person()
    make.appoint(person, agency, "handler")
    certificate = make.certify(person, agency)
    CertificateEvent.objects.create(certificate=certificate, kind=kind, on=DAY, recorded_at=clock.now())
    assert actor_for(person, on=DAY - timedelta(days=1)).can("cases.handle")
    today = actor_for(person, on=DAY)
    assert not today.can("cases.handle") and today.can("cases.view")


def test_an_expired_certificate_stops_its_holder_on_the_day_it_lapses():
    agency = make.make_agency()
    person = make.make_person()
    make.appoint(person, agency, "officer")
    make.certify(person, agency, until=DAY)
    assert actor_for(person, on=DAY - timedelta(days=1)).can("cases.handle")
    assert not actor_for(person, on=DAY).can("cases.handle")


def test_an_auxiliary_certificate_does_not_make_an_officer():
    agency = make.make_agency()
    person = make.make_person()
    make.appoint(person, agency, "officer")
    make.certify(person, agency, kind="auxiliary")
    assert not actor_for(person, on=DAY).can("cases.handle")


def test_without_an_appointment_of_the_day_there_is_no_actor():
    agency = make.make_agency()
    person = make.make_person()
    make.appoint(person, agency, "head", until=DAY)
    assert find_actor(person, on=DAY - timedelta(days=1)) is not None
    assert find_actor(person, on=DAY) is None
    with pytest.raises(NotAllowed):
        actor_for(person, on=DAY)


def test_a_closed_account_is_no_actor():
    agency = make.make_agency()
    person = make.make_person()
    make.appoint(person, agency, "head")
    account = make.make_account(person)
    assert find_actor(account, on=DAY) is not None
    account.is_active = False
    assert find_actor(account, on=DAY) is None


def test_one_of_several_appointments_is_chosen_and_gives_only_its_own_rights():
    agency = make.make_agency()
    person = make.make_person()
    publisher = make.appoint(person, agency, "publisher")
    make.appoint(person, agency, "archivist")
    other = make.make_agency(name="清溪县司法局", sign="清司")
    make.appoint(person, other, "supervisor")
    first = actor_for(person, on=DAY)
    assert first.role == "publisher" and not first.can("records.archive")
    views = appointments_of(person, on=DAY, acting=str(publisher.uid))
    assert [view.role for view in views] == ["publisher", "archivist", "supervisor"]
    assert [view.acting for view in views] == [True, False, False]
    second = actor_for(person, on=DAY, appointment=views[1].uid)
    assert second.can("records.archive") and not second.can("disclosure.prepare")
    assert actor_for(person, on=DAY, agency_code=other.code).role == "supervisor"
    assert find_actor(person, on=DAY, agency_code="11339921MB0000000X") is None


def test_a_foreign_appointment_in_the_session_gives_nothing():
    agency = make.make_agency()
    person, other = make.make_person(), make.make_person()
    make.appoint(person, agency, "publisher")
    foreign = make.appoint(other, agency, "head")
    assert actor_for(person, on=DAY, appointment=str(foreign.uid)).role == "publisher"


def test_a_superior_head_sees_the_agencies_below_and_no_others():
    province = make.make_agency(name="之江省市场监督管理局", sign="之市监", region=make.make_region("330000"))
    city = make.make_agency(
        name="明州市市场监督管理局", sign="明市监", region=make.make_region("339900"), superior=province
    )
    county = make.make_agency(superior=city)
    justice = make.make_agency(name="清溪县司法局", sign="清司")
    head = make.make_staff("head", agency=province)
    with CaptureQueriesContext(connection) as queries:
        head = make.actor_for(make.Person.objects.get(name=head.label), on=DAY)
    assert len(queries) - 1 <= 2
    assert head.agency_codes_seen == {province.code, city.code, county.code}
    assert make.make_staff("head", agency=city).agency_codes_seen == {city.code, county.code}
    assert make.make_staff("handler", agency=city).agency_codes_seen == {city.code}
    assert not make.make_staff("head", agency=county).sees(justice.code)


def test_the_supervisor_of_a_region_sees_every_agency_inside_it():
    county = make.make_agency()
    justice = make.make_agency(name="清溪县司法局", sign="清司")
    neighbour = make.make_agency(name="兰渚县市场监督管理局", region=make.make_region("339922"))
    city_justice = make.make_agency(name="明州市司法局", region=make.make_region("339900"))
    assert make.make_staff("supervisor", agency=justice).agency_codes_seen == {county.code, justice.code}
    assert make.make_staff("supervisor", agency=city_justice).agency_codes_seen == {
        county.code,
        justice.code,
        neighbour.code,
        city_justice.code,
    }


def test_a_renamed_agency_lends_the_name_of_the_day_and_makes_no_doubles():
    agency = make.make_agency()
    person = make.make_person()
    make.appoint(person, agency, "head")
    old = agency.versions.get()
    old.until = DAY
    old.save(update_fields=["until"])
    make.AgencyVersion.objects.create(
        agency=agency,
        since=DAY,
        name="清溪县市场监督管理和知识产权局",
        sign="清市监",
        level="县",
        region=old.region,
        government="清溪县人民政府",
        reconsideration_body="清溪县人民政府",
        court="清溪县人民法院",
    )
    assert actor_for(person, on=DAY - timedelta(days=1)).agency_label == "清溪县市场监督管理局"
    assert actor_for(person, on=DAY).agency_label == "清溪县市场监督管理和知识产权局"
    assert len(appointments_of(person, on=DAY)) == len(appointments_of(person, on=date(2026, 1, 1))) == 1
