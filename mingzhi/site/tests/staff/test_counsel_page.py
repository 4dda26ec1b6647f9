"""Counsel of an agency are entered and read on the page of its people."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mingzhi.identity.models import Counsel
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.site.tests.pages import text
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.3.1b", "2.3.1c")]


def test_counsel_is_entered_by_who_keeps_the_people_and_seen_by_all(client):
    agency, today = identity.make_agency(), clock.today()
    where = f"{reverse('work:people')}?agency={agency.code}"
    admin = client_for(identity.make_staff("admin", agency=agency))
    words = {
        "name": "丁律师",
        "kind": "外聘法律顾问",
        "licence_number": "13301201010000001",
        "firm": "明州某律师事务所",
        "scope": "重大执法决定法制审核的法律意见",
        "since": today.isoformat(),
        "until": (today + timedelta(days=365)).isoformat(),
        "shared": "1",
    }
    assert admin.post(where, words | {"scope": " "}).status_code == 422 and not Counsel.objects.exists()
    assert admin.post(where, words)["Location"] == where
    handler = client_for(identity.make_staff("handler", agency=agency))
    page = text(handler.get(where))
    assert "丁律师" in page and "可统筹调用" in page and 'name="licence_number"' not in page
    assert handler.post(where, words).status_code == 403 and Counsel.objects.count() == 1
    other = client_for(identity.make_staff("handler", agency=identity.make_agency()))
    assert "丁律师" in text(other.get(reverse("work:people")))
