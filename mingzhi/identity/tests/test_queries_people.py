from datetime import date, timedelta

import pytest

from mingzhi.identity.models import Counsel
from mingzhi.identity.queries import (
    agencies_on,
    agencies_seen,
    agency_on,
    certificates_on,
    counsel_on,
    former_holders,
    names_of,
    officers,
    people_with,
    reviewer_ratio,
    reviewers,
)
from mingzhi.identity.tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 13)


def test_officers_come_with_the_certificate_that_counts_today(django_assert_num_queries):
    agency = make.make_agency()
    holder, lapsed, none = make.make_person("甲"), make.make_person("乙"), make.make_person("丙")
    for person in (holder, lapsed, none):
        make.appoint(person, agency, "officer")
    make.certify(holder, agency, number="33992100001", until=DAY - timedelta(days=400))
    make.certify(holder, agency, number="33992100117", since=DAY - timedelta(days=400))
    make.certify(lapsed, agency, number="33992100118", until=DAY)
    with django_assert_num_queries(2):
        views = {view.name: view for view in officers(agency.code, DAY)}
    assert (views["甲"].valid, views["甲"].certificate_number) == (True, "33992100117")
    assert (views["乙"].valid, views["乙"].state) == (False, "expired")
    assert (views["丙"].valid, views["丙"].certificate_number) == (False, "")


def test_a_later_certificate_does_not_change_the_answer_for_a_past_day():
    agency, person = make.make_agency(), make.make_person()
    make.certify(person, agency, number="old", since=date(2020, 1, 1), until=date(2025, 1, 1))
    make.certify(person, agency, number="new", since=date(2026, 1, 1))

    def held(day):
        return certificates_on([person.urn], day).get(person.urn)

    assert held(date(2024, 6, 1)).number == "old"
    gap = held(date(2025, 6, 1))
    assert (gap.number, gap.state, gap.valid) == ("old", "expired", False)
    assert held(DAY).number == "new"
    assert held(date(2019, 1, 1)) is None


def test_many_certificates_cost_one_query(django_assert_num_queries):
    agency = make.make_agency()
    people = [make.make_person() for _ in range(6)]
    for person in people:
        make.certify(person, agency)
    with django_assert_num_queries(1):
        found = certificates_on([person.urn for person in people], DAY)
    assert len(found) == 6 and all(view.valid for view in found.values())
    assert certificates_on(["urn:mingzhi:identity:account:x", "nonsense"], DAY) == {}


def test_people_with_a_capability_are_those_who_have_it_today(django_assert_num_queries):
    agency = make.make_agency()
    other = make.make_agency(name="清溪县司法局")
    with_card, without, head, elsewhere = (make.make_person(name) for name in "甲乙丙丁")
    for person in (with_card, without):
        make.appoint(person, agency, "handler")
    make.certify(with_card, agency)
    make.appoint(head, agency, "head")
    make.appoint(elsewhere, other, "head")
    with django_assert_num_queries(2):
        handlers = people_with("cases.handle", agency.code, DAY)
    assert [view.name for view in handlers] == ["甲"]
    assert [view.name for view in people_with("cases.approve", agency.code, DAY)] == ["丙"]
    assert {view.name for view in people_with("cases.view", agency.code, DAY)} == {"甲", "乙", "丙"}
    assert people_with("cases.fly", agency.code, DAY) == []


def test_who_left_had_a_post_that_gave_the_capability_and_has_none_any_more(django_assert_num_queries):
    agency, other = make.make_agency(), make.make_agency(name="清溪县司法局")
    left, moved, stays, ahead, head = (make.make_person(name) for name in "甲乙丙丁戊")
    make.appoint(left, agency, "handler", until=DAY)
    make.appoint(moved, agency, "handler", until=DAY - timedelta(days=1))
    make.appoint(moved, other, "handler")
    make.appoint(stays, agency, "handler", until=DAY)
    make.appoint(stays, agency, "officer", since=DAY)
    make.appoint(ahead, agency, "handler", until=DAY + timedelta(days=1))
    make.appoint(head, agency, "head", until=DAY)
    with django_assert_num_queries(2):
        gone = former_holders("cases.handle", agency.code, DAY)
    assert gone == [left.urn, moved.urn]
    assert former_holders("cases.handle", other.code, DAY) == []


@pytest.mark.serves("2.3.1a")
def test_the_ratio_of_reviewers_counts_who_is_able():
    agency = make.make_agency()
    for _ in range(4):
        make.make_staff("officer", agency=agency)
    make.make_staff("reviewer", agency=agency)
    make.appoint(make.make_person("新人"), agency, "reviewer")
    assert reviewer_ratio(agency.code, DAY) == (1, 4)
    assert [view.qualified for view in reviewers(agency.code, DAY) if view.name == "新人"] == [False]


def test_names_by_urn():
    person = make.make_person("陈立")
    assert names_of([person.urn, "urn:mingzhi:identity:agency:x"]) == {person.urn: "陈立"}


def test_agencies_of_a_day_with_superiors_in_one_query(django_assert_num_queries):
    city = make.make_agency(name="明州市市场监督管理局", region=make.make_region("339900"))
    county = make.make_agency(superior=city)
    view = agency_on(county.code, DAY)
    assert (view.superior_code, view.superior_name) == (city.code, "明州市市场监督管理局")
    assert (view.level, view.region_code, view.court) == ("县", "339921", "清溪县人民法院")
    with django_assert_num_queries(1):
        assert {found.code for found in agencies_on(DAY)} == {city.code, county.code}
    assert [found.code for found in agencies_on(DAY, region_code="339921")] == [county.code]
    viewer = make.make_actor(agency_code=county.code, on=DAY)
    assert [found.code for found in agencies_seen(viewer)] == [county.code]


@pytest.mark.serves("2.3.1c")
def test_shared_counsel_of_others_follow_ones_own():
    agency = make.make_agency()
    other = make.make_agency(name="明州市司法局", region=make.make_region("339900"))
    term = {"since": DAY, "until": DAY + timedelta(days=365), "scope": "法制审核", "licence_number": "1"}
    Counsel.objects.create(agency=other, name="甲律师", kind="公职律师", shared=True, **term)
    Counsel.objects.create(agency=other, name="乙律师", kind="公职律师", **term)
    Counsel.objects.create(agency=agency, name="丙律师", kind="外聘法律顾问", **term)
    assert [view.name for view in counsel_on(agency.code, DAY)] == ["丙律师", "甲律师"]
    assert counsel_on(agency.code, DAY + timedelta(days=365)) == []
