import pytest

from mingzhi.cases.models import Case
from mingzhi.cases.tests.factories import company
from mingzhi.site.walk import Walk, scenario

pytestmark = pytest.mark.django_db


def test_the_case_is_walked_from_inspection_to_archive_and_its_decision_falls():
    walk = Walk(script=scenario("expired-food"), cast=company().cast)
    walk.play()
    assert walk.the_case().state == "archived"
    walk.play("later")
    assert Case.objects.get().state == "revoked"
