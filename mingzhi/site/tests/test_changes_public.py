"""A change of the ground shows in the public registers."""

import pytest

from mingzhi.disclosure.models import RegisterRow
from mingzhi.site.registers import publish_changed
from mingzhi.supervision.tests.factories import County

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1c")]


def row(register, key):
    return RegisterRow.objects.filter(register=register, until_edition=None, key=key).latest("since", "pk")


def test_the_public_register_shows_what_became_of_the_article(at_noon):
    county = County()
    publish_changed()
    county.change()
    publish_changed()
    found = row("articles", "食品安全法-0124")
    assert found.values["state"] == "已废止" and found.values["reason"] == "主席令第×号"
