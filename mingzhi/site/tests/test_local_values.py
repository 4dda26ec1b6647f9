"""What law leaves to each level: it decides where it is read, and everybody sees it with its source."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mingzhi.cases.queries.rows import BUSINESS_AS_CITIZEN
from mingzhi.catalogue.acts import set_parameter
from mingzhi.catalogue.tests.factories import keeper
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.site.tests.pages import browser
from mingzhi.site.tests.stages import staged
from mingzhi.site.walk import scenario
from mingzhi.workbench.views.registers import RATIO

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
