"""A case keeps the version of the procedure it was opened under, whatever is in force meanwhile."""

from datetime import datetime

import pytest
from django.urls import reverse

from mingzhi.cases.acts import opening
from mingzhi.cases.queries import procedures
from mingzhi.cases.rules.procedure import earlier
from mingzhi.cases.rules.procedures import EARLIER, INSTALLED, PROCEDURES
from mingzhi.cases.rules.procedures.ordinary import ORDINARY
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.site.tests.pages import browser, text

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 4, 13, 12, 0, tzinfo=clock.CHINA)
BEFORE = earlier(ORDINARY, "2025.9", without=("sample",), otherwise=(ORDINARY.by_step["inspect"],))


def test_the_version_before_lacks_what_came_since_and_is_another_declaration():
    assert set(ORDINARY.by_step) - set(BEFORE.by_step) == {"sample"}
    assert BEFORE.hash != ORDINARY.hash and BEFORE.by_limit == ORDINARY.by_limit


def test_a_limit_that_came_since_is_no_part_of_the_version_before():
    since = ORDINARY.limits[0]
    other = earlier(
        ORDINARY, "2025.9", without=("sample", since.code), otherwise=(ORDINARY.by_step["inspect"],)
    )
    assert set(BEFORE.by_limit) - set(other.by_limit) == {since.code} and other.hash != BEFORE.hash


AS_PUBLISHED = {
    ("ordinary", "2026.3"): "60a08c7630250a250d5f17e2004041e9479b9e24b4537586fb22eef296239c13",
    ("summary", "2026.3"): "a781af4af7874c0c324e9c56c7d6181ae11e87efeb7eee3269971a238477519e",
    ("licence", "2026.3"): "02941345434398b3df9c7d03e000d5c2945c6409dec8c0c91937cd2172b1714e",
    ("ordinary", "2026.2"): "11f67903061d33f9961dc2d083af49dd6ef0ec0daf8673d724578ca11df394bf",
    ("summary", "2026.2"): "d77e1545ab01177369242009335ca206a77dfd95d87f6990d1238a6d7a8fddfd",
    ("licence", "2026.2"): "b4263b6b46fa71f1b2d07b1fbb0f5c86dcd9b3cdff84d2c6f81c3b628629400b",
    ("summary", "2026.1"): "364346f486a559df482c59bd2a1945a222e6790f8de457deca4fb0b1114e9221",
    ("licence", "2026.1"): "c5c988ede6656efaa736984133388b41efb582ded5f32aeaa51d1bbb7b548d93",
    ("ordinary", "2026.1"): "9914059f723d1ebcd984a477c09d49bc553d24e9c60f75bf96a2dec5a248f683",
}
"""The hashes that stood on the charts while these versions were in force."""


def test_an_earlier_version_is_still_what_was_published():
    assert {(one.code, one.version): one.hash for one in EARLIER} == AS_PUBLISHED


@pytest.fixture
def old_case(walk, monkeypatch):
    walk.people.untouched = False  # no stage kept of other tests, and none for them
    with monkeypatch.context() as then:
        then.setattr(opening, "PROCEDURES", {**PROCEDURES, "ordinary": BEFORE})
        walk.play(before=next(event["step"] for event in walk.script["events"] if "step" in event))
    assert walk.the_case().procedure_version == "2025.9"
    return walk


def test_a_case_goes_on_under_its_own_version(old_case, people, monkeypatch):
    monkeypatch.setattr(procedures, "INSTALLED", {**INSTALLED, ("ordinary", "2025.9"): BEFORE})
    first = next(event["step"] for event in old_case.script["events"] if "step" in event)
    old_case.play(start=first, before="seize")
    case = old_case.the_case()
    with clock.fixed(NOON):
        client = browser(people, "handler")
        page = text(client.get(reverse("work:case", args=[case.uid])))
        assert "2025.9版" in page
        assert client.get(reverse("work:step", args=[case.uid, "sample"])).status_code == 404
        assert client.get(reverse("work:step", args=[case.uid, "inquire"])).status_code == 200


def test_without_its_version_a_case_waits_and_the_others_go_on(old_case, people):
    case = old_case.the_case()
    with pytest.raises(NotNow) as refusal:
        old_case.perform({**old_case.script["events"][1]})
    assert refusal.value.code == "cases.version"
    with clock.fixed(NOON):
        client = browser(people, "handler")
        assert case.number in text(client.get(reverse("work:home")))
        assert client.get(reverse("work:cases")).status_code == 200
