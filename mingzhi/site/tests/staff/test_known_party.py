"""A party the agency knows is not typed again; nothing typed is lost, nobody else learns of it."""

from dataclasses import replace

import pytest
from django.urls import reverse

from mingzhi.cases.models import Case, Party
from mingzhi.cases.queries.party.known import known_party
from mingzhi.catalogue.queries import power_on
from mingzhi.kernel import clock
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.staff.test_workbench_cases import MORNING, open_case

pytestmark = pytest.mark.django_db
NUMBER = "110101199003070097"


@pytest.fixture
def look(people):
    """Return what the opening form says once the party is looked up."""

    def asked(**typed):
        address = reverse("work:open_fill", args=[power_on("MZ-CF-SP-001", clock.today()).uid])
        sent = {f"party.{name}": value for name, value in typed.items()}
        return text(browser(people, "handler").post(address, {**sent, "look": "yes"}))

    with clock.fixed(MORNING):
        yield asked


def test_empty_fields_are_filled_and_what_was_typed_stays(people, look):
    open_case(people, **{"party.phone": "13800000000", "party.id_number": NUMBER})
    party = Party.objects.get()
    page = look(code=party.code, name="另写的名称")
    assert 'value="另写的名称"' in page and f'value="{party.name}"' not in page
    assert f'value="{party.address}"' in page and 'value="13800000000"' in page and "请核对。" in page
    assert NUMBER not in page, "a number is read off the card"
    assert f'value="{party.name}"' in look(id_number=NUMBER)
    assert Case.objects.count() == 1, "looking opens nothing"


def test_what_finds_nobody_says_so(people, look):
    open_case(people, **{"party.kind": "organisation", "party.id_number": NUMBER})
    assert "请先填写统一社会信用代码" in look()
    assert "没有这个代码或者号码的当事人" in look(code="91330100MA00000000")
    assert "没有这个代码或者号码的当事人" in look(id_number=NUMBER), "it is the representative's"


def test_another_agency_learns_nothing(people, look):
    open_case(people)
    party, own = Party.objects.get(), people.cast("handler", clock.today())
    other = replace(own, agency_code="11330000000000000X", agency_codes_seen=frozenset())
    assert known_party(own, code=party.code, id_number="")["address"] == party.address
    assert known_party(other, code=party.code, id_number="") == {}


def test_enter_looks_up_while_only_the_number_is_typed_and_opens_otherwise(people, look):
    client, _opened = open_case(people, **{"party.phone": "13800000000"})
    party = Party.objects.get()
    enter = {"enter": "yes", "party.code": party.code}
    page = text(open_case(people, **enter, **{"party.name": " "})[1])
    assert f'value="{party.name}"' in page and "请核对。" in page and Case.objects.count() == 1
    address = reverse("work:open_fill", args=[power_on("MZ-CF-SP-001", clock.today()).uid])
    first = client.get(address).content.decode().partition(f'action="{address}"')[2].partition("<button")[2]
    assert first.startswith(' hidden name="enter" value="yes">'), "the first button is what Enter presses"
    for also in ({}, {"party.name": "", "party.unknown": "on"}):
        assert open_case(people, **enter, **also)[1].status_code == 302
    assert Case.objects.count() == 3
