"""The registrar's pages of bodies and delegations."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingzhi.identity.models import Agency, Delegation, Region
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.codes import with_check_digit
from mingzhi.identity.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.trail.models import Entry
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1a", "2.1.1c")]
BODIES, GIVEN = reverse("work:bodies"), reverse("work:delegations")
CODE = with_check_digit("11339921MB7654321")
MOST = 24


@pytest.fixture
def agency():
    return make.make_agency()


@pytest.fixture
def registrar(agency):
    return client_for(make.make_staff("registrar", agency=agency))


def do(what):
    return reverse("work:bodies_do", args=[what])


def body(**changes):
    return {
        "code": CODE,
        "name": "清溪县林业局",
        "sign": "清林",
        "kind": "行政机关",
        "region": "339921",
        "government": "清溪县人民政府",
        "reconsideration_body": "清溪县人民政府",
        "court": "清溪县人民法院",
        "since": clock.today().isoformat(),
    } | changes


def shown(answer):
    return answer.content.decode()


def test_a_registrar_sets_up_a_body_and_is_led_to_its_people(agency, registrar):
    for wrong in ({"code": CODE[:-1] + "0"}, {"superior": "11339921MB0000000X"}, {"name": "名" * 101}):
        answer = registrar.post(do("agency"), body(**wrong))
        assert answer.status_code == 422 and 'value="清林"' in shown(answer), wrong
    answer = registrar.post(do("agency"), body(superior=agency.code))
    assert answer["Location"] == f"{reverse('work:members')}?agency={CODE}"
    version = Agency.objects.get(code=CODE).versions.get()
    assert (version.level, version.superior) == ("县", agency)
    assert "清溪县林业局" in shown(registrar.get(answer["Location"]))
    assert registrar.post(do("agency"), body()).status_code == 409, "the code is taken"
    assert Entry.objects.filter(act="identity.set_up_agency").count() == 1


def test_bodies_and_regions_are_set_up_inside_the_own_region_only(agency, registrar):
    make.make_region("339922")
    assert 'value="339922"' not in shown(registrar.get(BODIES))
    assert registrar.post(do("agency"), body(region="339922")).status_code == 422
    assert "设立行政区划" not in shown(registrar.get(BODIES)), "a county is not divided"
    region = {"code": "339923", "name": "云和县", "level": "县", "parent": "339900"}
    assert registrar.post(do("region"), region).status_code == 404
    city = make.make_agency(name="明州市司法局", region=Region.objects.get(code="339900"))
    wider = client_for(make.make_staff("registrar", agency=city))
    assert wider.post(do("region"), region | {"code": "33992"}).status_code == 422
    assert wider.post(do("region"), region | {"level": "市"}).status_code == 422
    assert wider.post(do("region"), region)["Location"] == BODIES
    assert Region.objects.get(code="339923").path == "330000/339900/339923"
    assert wider.post(do("agency"), body(region="339922")).status_code == 302


def test_an_administrator_sees_the_own_body_and_sets_up_none(agency):
    make.make_agency(name="别的机关")
    admin = client_for(make.make_staff("admin", agency=agency))
    text = shown(admin.get(BODIES))
    assert agency.code in text and "别的机关" not in text and do("agency") not in text
    assert admin.post(do("agency"), body()).status_code == 403 and not Agency.objects.filter(code=CODE)


def test_a_delegation_is_given_published_and_ended(agency):
    admin, today = client_for(make.make_staff("admin", agency=agency)), clock.today()
    given = {
        "delegate_name": "清溪县市场监管服务队",
        "matters": "食品经营日常检查",
        "powers": "现场检查、警告",
        "since": today.isoformat(),
        "until": (today + timedelta(days=365)).isoformat(),
    }
    wrong = admin.post(GIVEN, given | {"powers": " "})
    assert wrong.status_code == 422 and "食品经营日常检查" in shown(wrong) and "第二十条" in shown(wrong)
    assert admin.post(GIVEN, given | {"delegate": "1"}).status_code == 422
    assert admin.post(GIVEN, given | {"until": today.isoformat()}).status_code == 422
    row_page = admin.post(GIVEN, given)["Location"]
    assert "未公布" in shown(admin.get(GIVEN))
    paper = {"published_on": today.isoformat(), "address": "https://qingxi.example/wt/1"}
    assert admin.post(f"{row_page}publish/", paper | {"address": ""}).status_code == 422
    assert admin.post(f"{row_page}publish/", paper).status_code == 302
    assert "未公布" not in shown(admin.get(GIVEN)) and "wt/1" in shown(admin.get(row_page))
    late = (today + timedelta(days=400)).isoformat()
    assert admin.post(f"{row_page}end/", {"on": late, "reason": "职能收回"}).status_code == 409
    assert admin.post(f"{row_page}end/", {"on": today.isoformat(), "reason": "职能收回"}).status_code == 302
    assert "已终止" in shown(admin.get(GIVEN)) and "职能收回" in shown(admin.get(row_page))
    assert admin.post(f"{row_page}end/", {"on": today.isoformat(), "reason": "再"}).status_code == 404
    other = client_for(make.make_staff("admin", agency=make.make_agency()))
    assert other.get(row_page).status_code == other.post(f"{row_page}end/").status_code == 404
    assert other.get(f"{GIVEN}?agency={agency.code}").status_code == 404
    assert other.post(f"{GIVEN}?agency={agency.code}", given).status_code == 404
    assert Delegation.objects.count() == 1


def test_the_pages_ask_the_same_however_much_there_is(agency, registrar):
    def asked(address):
        registrar.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert registrar.get(address).status_code == 200
        return len(queries)

    few = asked(BODIES), asked(GIVEN)
    for number in range(55):
        make.make_agency(name=f"清溪县第{number:02}局")
    for number in range(9):
        Delegation.objects.create(
            agency=agency,
            delegate_name=f"第{number}队",
            matters="检查",
            powers="检查",
            since=clock.today(),
            until=clock.today() + timedelta(days=9),
        )
    assert (asked(BODIES), asked(GIVEN)) == few and max(few) <= MOST
    first = shown(registrar.get(BODIES))
    assert 'rel="next"' in first and "清溪县第03局" in shown(registrar.get(f"{BODIES}?q=第03"))


def test_a_registrar_changes_what_is_registered_of_a_body_from_today_on(agency, registrar):
    """浙政办发〔2019〕20号 二(一)1: as dated versions, so the register answers for every day."""
    today, where = clock.today(), reverse("work:body_do", args=[agency.code, "revise"])
    before = agency.versions.get()
    assert before.court in shown(registrar.get(reverse("work:body", args=[agency.code])))
    kept = {name: getattr(before, name) for name in ("government", "reconsideration_body", "payment")}
    changed = kept | {
        "court": "望溪县人民法院",
        "address": "清溪县法治路8号",
        "superior": "",
        "since": today.isoformat(),
        "reason": "行政案件集中管辖",
    }
    yesterday = (today - timedelta(days=1)).isoformat()
    for wrong in ({"since": yesterday}, {"superior": agency.code}, {"court": ""}, {"reason": ""}):
        assert registrar.post(where, changed | wrong).status_code == 422, wrong
    assert registrar.post(where, changed).status_code == 302
    said = shown(registrar.get(reverse("work:body", args=[agency.code])))
    assert said.count("望溪县人民法院") == 2 and before.court in said, "the form, and both versions"
    assert agency_on(agency.code, today).address == "清溪县法治路8号"
    assert agency_on(agency.code, today - timedelta(days=1)).court == before.court
    assert agency_on(agency.code, today).name == before.name
    own = client_for(make.make_staff("admin", agency=agency))
    assert "变更登记事项" not in shown(own.get(reverse("work:body", args=[agency.code])))
    assert own.post(where, changed).status_code == 403
    other = make.make_agency()
    assert own.get(reverse("work:body", args=[other.code])).status_code == 404
