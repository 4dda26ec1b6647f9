"""Jumping: places by name within one's rights, cases one may see."""

import pytest
from django.urls import reverse

from mingzhi.identity.tests import factories
from mingzhi.workbench.navigation import FURTHER, PLACES
from mingzhi.workbench.tests.doors import client_for, routes, staff


@pytest.mark.parametrize("place", [*PLACES, *FURTHER], ids=lambda place: place.name)
def test_a_place_is_shown_to_whom_its_door_opens(place):
    assert set(place.capabilities) == set(routes()[f"work:{place.name}"].callback.door)


@pytest.mark.django_db
def test_a_place_is_found_by_part_of_its_name():
    _actor, browser = staff("handler")
    page = browser.get(reverse("work:jump"), {"q": "文号"}).content.decode()
    assert reverse("work:numbers") in page and f'href="{reverse("work:powers")}"' not in page
    assert "没有找到" in browser.get(reverse("work:jump"), {"q": "没有这种东西"}).content.decode()


@pytest.mark.django_db
def test_places_beyond_ones_rights_are_not_named():
    _actor, browser = staff("handler")
    page = browser.get(reverse("work:jump")).content.decode()
    assert reverse("work:open") in page and reverse("work:ratings") not in page


@pytest.mark.django_db
def test_the_dialog_gets_the_list_alone():
    actor = factories.make_staff("handler")
    answer = client_for(actor).get(reverse("work:jump"), headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode() and reverse("work:open") in answer.content.decode()
