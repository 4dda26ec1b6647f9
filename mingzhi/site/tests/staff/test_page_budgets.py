"""What the pages of the workbench ask the database: few questions, and none of them once per row."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingzhi.cases.acts import open_case, take_step
from mingzhi.cases.models import Case
from mingzhi.catalogue.queries import power_on
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.site.tests.pages import browser, play
from mingzhi.site.tests.stages import Standing
from mingzhi.workbench.tests.doors import client_for

pytestmark = pytest.mark.django_db
MOST = 24
NOON = datetime(2026, 6, 12, 12, 0, tzinfo=clock.CHINA)


def asked(client: Client, name: str, *args: object) -> list[str]:
    """Return what a page asks when it is opened again, so that what lasts has been read."""
    address = reverse(f"work:{name}", args=args)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query["sql"] for query in queries]


def opened(people: Standing, number: int) -> None:
    """Let the handler open cases."""
    handler = people.cast("handler", clock.today())
    power = power_on("MZ-CF-SP-001", clock.today())
    for nth in range(number):
        open_case(
            actor=handler,
            agency_code=handler.agency_code,
            power_uid=power.uid,
            procedure="ordinary",
            cause=f"经营超过保质期的食品案之{nth}",
            source="日常检查发现",
            party={"kind": "organisation", "name": f"清溪县第{nth}食品有限公司"},
        )


@pytest.mark.parametrize("role", ["handler", "head"])
@pytest.mark.parametrize("name", ["home", "cases"])
def test_a_list_asks_the_same_whether_it_is_short_or_long(people, role, name):
    with clock.fixed(NOON):
        client = browser(people, role)
        opened(people, 2)
        few = asked(client, name)
        opened(people, 9)
        many = asked(client, name)
    assert len(many) == len(few) <= MOST


@pytest.mark.parametrize("role", ["handler", "head", "reviewer"])
def test_the_page_of_the_fullest_case_stays_within_bounds(walk, people, role):
    walk.play().play("later")
    with clock.fixed(NOON):
        queries = asked(browser(people, role), "case", walk.the_case().uid)
    assert len(queries) <= MOST, "\n".join(query[:160] for query in queries)


def test_a_case_page_asks_the_same_however_much_happened(people):
    case = play(people, before="conclude")
    with clock.fixed(NOON):
        client = browser(people, "handler")
        few = asked(client, "case", case.uid)
        evidence(people, case, 5)
        many = asked(client, "case", case.uid)
    assert len(many) == len(few) <= MOST


@pytest.mark.parametrize(
    ("name", "args"),
    [("parameters", ()), ("parameter", ("hearing.fine.person",)), ("calendar", ()), ("people", ())],
)
def test_a_register_stays_within_bounds_for_its_keeper(people, name, args):
    with clock.fixed(NOON):
        agency = identity.make_agency(name="清溪县目录管理机关")
        keeper = client_for(identity.make_staff("admin", agency=agency))
        queries = asked(keeper, name, *args)
    assert len(queries) <= MOST, "\n".join(query[:160] for query in queries)


def test_all_about_one_enterprise_asks_the_same_for_one_case_and_for_two(people):
    case = play(people, before="conclude")
    with clock.fixed(NOON):
        client, code = browser(people, "handler"), case.parties.get(until=None).code
        few = asked(client, "object", code)
        play(people, before="conclude", shift=1)
        many = asked(client, "object", code)
    assert len(many) == len(few) <= MOST


def evidence(people: Standing, case: Case, number: int) -> None:
    """Let the handler take down evidence."""
    handler, second = (people.cast(role, clock.today()) for role in ("handler", "second"))
    for nth in range(number):
        take_step(
            actor=handler,
            case=case,
            step="collect_evidence",
            data={
                "id_shown": True,
                "rights_told": True,
                "evidence_items": [
                    {"name": f"进货凭证{nth}", "kind": "书证", "source": "当事人", "quantity": "1"}
                ],
                "form": "original",
            },
            officers=(handler.urn, second.urn),
        )
