"""A change of the ground shows in the public registers."""

from datetime import timedelta

import pytest

from mingzhi.disclosure.models import RegisterRow
from mingzhi.identity.notices import register_lines
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.site.jobs.registers import publish_changed
from mingzhi.supervision.acts.bodies import rename_agency
from mingzhi.supervision.tests.factories import County

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1c")]


def row(register, key):
    return RegisterRow.objects.filter(
        register=register, until_edition=None, key=key, since__lte=clock.today()
    ).latest("since")


def test_the_public_register_shows_what_became_of_the_article(at_noon):
    county = County()
    publish_changed()
    county.change()
    publish_changed()
    found = row("articles", "食品安全法-0124")
    assert found.values["state"] == "已废止" and found.values["reason"] == "主席令第×号"


def test_a_renaming_rewrites_nothing_that_was_public(at_noon):
    county = County()
    publish_changed()
    before = row("officers", _officer_key(county))
    new = "清溪县市场监管综合执法局"
    registrar = identity.make_staff("registrar", agency=county.justice)
    rename_agency(
        actor=registrar, agency=county.agency, since=clock.today(), name=new, sign="", reason="机构改革"
    )
    publish_changed()
    yesterday = clock.today() - timedelta(days=1)
    for register in ("officers", "bodies"):
        lines = [
            line
            for line in register_lines()[register]
            if county.agency.code in line.key and line.holds(yesterday)
        ]
        column = "name" if register == "bodies" else "agency"
        assert lines and {line.values[column] for line in lines} == {"清溪县市场监督管理局"}
    after = row("officers", before.key)
    assert after.values["agency"] == new and after.since == clock.today()
    body = row("bodies", f"339921-{county.agency.code}")
    assert body.values["name"] == new and body.values["former"] == "清溪县市场监督管理局"
    power = row("powers", f"MZ-CF-SP-001-{county.agency.code}")
    assert power.values["agency"] == new
    said = RegisterRow.objects.get(register="announcements", until_edition=None)
    assert "更名" in said.values["title"]


def _officer_key(county):
    return next(line.key for line in register_lines()["officers"] if line.key.startswith(county.agency.code))
