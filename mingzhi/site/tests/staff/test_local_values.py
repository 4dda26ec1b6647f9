"""What law leaves to each level: it decides where it is read, and everybody sees it with its source."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mingzhi.cases.queries.rows import BUSINESS_AS_CITIZEN
from mingzhi.catalogue.acts import set_parameter
from mingzhi.catalogue.models import Parameter
from mingzhi.catalogue.tests.factories import keeper
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged
from mingzhi.site.walk import scenario
from mingzhi.workbench.tests.doors import client_for
from mingzhi.workbench.views.registers.overview import RATIO

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 13)
NOON = datetime(2026, 4, 13, 12, 0, tzinfo=clock.CHINA)


def set_here(people, code, value):
    place = people.cast("handler", DAY).region_code
    with clock.fixed(NOON):
        set_parameter(
            actor=keeper(), code=code, jurisdiction=place, value=value, citation="行政处罚法 §51", since=DAY
        )


@pytest.mark.parametrize("as_citizen", [True, False])
def test_a_business_is_fined_on_the_spot_as_the_place_counts_it(people, as_citizen):
    set_here(people, BUSINESS_AS_CITIZEN, as_citizen)
    walk = staged(people, scenario("price-tags"))
    walk.changes = {"core": {"penalties": [{"kind": "fine", "amount": 30_000}]}}
    walk.play(before="tell_on_site")
    if as_citizen:
        with pytest.raises(NotNow) as refusal:
            walk.play(start="tell_on_site")
        assert refusal.value.code == "cases.small_enough"
    else:
        walk.play(start="tell_on_site", before="hand_over")
        assert walk.the_case().state == "decided"


def page(client: Client, name: str) -> str:
    answer = client.get(reverse(f"work:{name}"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_local_value_is_shown_with_its_source_and_how_sure_it_is(people):
    set_here(people, "hearing.fine.person", 300_000)
    with clock.fixed(NOON):
        shown = page(browser(people, "handler"), "parameters")
    assert "听证：较大数额罚款（自然人、个体工商户，含本数）" in shown and "3,000.00 元" in shown
    assert "随软件提供" in shown and "清溪县" in shown
    assert "《行政处罚法》第六十三条第一款第一项" in shown and "待确认" in shown
    assert "可以开启，不得关闭" in shown and "5%" in shown


def test_the_least_number_of_reviewers_is_the_one_of_the_place(people):
    client = browser(people, "handler")
    with clock.fixed(NOON):
        assert "原则上不少于执法人员的 5%" in page(client, "people")
        before = page(client, "people").count('class="overdue"')
    set_here(people, RATIO, 900)
    with clock.fixed(NOON):
        after = page(client, "people")
    assert "原则上不少于执法人员的 900%" in after and after.count('class="overdue"') == before + 1


def keeper_of(people, role="standards"):
    agency = identity.make_agency(name="清溪县司法局", sign="清目", region=identity.make_region("339921"))
    return client_for(identity.make_staff(role, agency=agency))


def given(**changed):
    return {
        "value": "3000",
        "citation": "《行政处罚法》第六十三条第一款第一项",
        "note": "清政发〔2026〕3号",
        "since": DAY.isoformat(),
        "confirmed": "on",
        **changed,
    }


def test_the_keeper_of_a_place_sets_a_value_and_its_history_is_shown(people):
    where = reverse("work:parameter", args=["hearing.fine.person"])
    with clock.fixed(NOON):
        keeps = keeper_of(people)
        offered = text(keeps.get(where))
        assert "清溪县设定取值" in offered and "5000.00" in offered.replace(",", "")
        assert keeps.post(where, given()).status_code == 302
        shown = text(keeps.get(where))
    assert "3,000.00 元" in shown and "5,000.00 元" in shown and "清政发〔2026〕3号" in shown
    row = Parameter.objects.get(code="hearing.fine.person", jurisdiction="339921")
    assert (row.value, row.citation, row.confirmed) == (300_000, "行政处罚法 §63-1(1)", True)
    ended = {"line": str(row.uid), "since": "2026-04-20", "reason": "清政发〔2026〕9号"}
    with clock.fixed(NOON):
        assert keeps.post(f"{where}stop/", ended | {"reason": ""}).status_code == 422
        assert keeps.post(f"{where}stop/", ended).status_code == 302
        assert keeps.post(f"{where}cancel/", ended).status_code == 404, "nothing is lined up"
    row.refresh_from_db()
    assert row.valid_until == date(2026, 4, 20)


@pytest.mark.parametrize(
    ("code", "changed", "refused"),
    [
        ("hearing.fine.person", {"value": "5000.01"}, "catalogue.parameter.departure"),
        ("hearing.fine.person", {"value": "三千"}, "cases.field_form"),
        ("hearing.fine.person", {"citation": "《行政处罚法》第九百九十九条"}, "catalogue.citation"),
        ("hearing.fine.person", {"since": ""}, "cases.field_missing"),
        ("execution.night", {"value": "夜里"}, "catalogue.parameter.form"),
        ("review.general.行政处罚", {"value": "off"}, "catalogue.parameter.departure"),
        ("review.ratio_percent", {"value": "4"}, "catalogue.parameter.departure"),
    ],
)
def test_what_may_not_be_set_is_refused_and_what_was_typed_stays(people, code, changed, refused):
    with clock.fixed(NOON):
        answer = keeper_of(people).post(reverse("work:parameter", args=[code]), given(**changed))
    page = text(answer)
    assert answer.status_code == 422 and refused in page and "清政发〔2026〕3号" in page
    assert all(value in page for value in changed.values())
    assert not Parameter.objects.filter(jurisdiction="339921").exists()


def test_others_see_a_value_and_its_history_but_set_nothing(people):
    where = reverse("work:parameter", args=["hearing.fine.person"])
    with clock.fixed(NOON):
        officer = browser(people, "handler")
        assert "<form" not in text(officer.get(where)).split("<main", 1)[1].split("</main>")[0]
        assert officer.post(where, given()).status_code == 403
        admin = keeper_of(people, "admin")
        assert "设定取值" not in text(admin.get(where))
        refused = admin.post(where, given())
        assert refused.status_code == 403 and "不由其中一个机关设定" in text(refused)
        assert officer.get(reverse("work:parameter", args=["no.such"])).status_code == 404
    assert not Parameter.objects.filter(jurisdiction="339921").exists()


def test_a_value_overruled_by_a_level_above_is_said(people):
    where = reverse("work:parameter", args=["hearing.fine.person"])
    set_here(people, "hearing.fine.person", 400_000)
    with clock.fixed(NOON):
        said = "已超出上级现在允许的范围"
        assert said not in text(browser(people, "handler").get(where))
        set_parameter(
            actor=keeper(), code="hearing.fine.person", jurisdiction="330000", value=200_000,
            citation="行政处罚法 §63-1(1)", since=DAY,
        )  # fmt: skip
        shown = text(browser(people, "handler").get(where))
    assert said in shown and "2,000.00 元" in shown
