"""The background jobs."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from mingzhi.kernel import clock
from mingzhi.site.jobs.running import JOBS


@pytest.mark.django_db
def test_expired_sessions_are_cleared_and_living_ones_stay():
    now = clock.now()
    for key, expires in (("past", now - timedelta(minutes=1)), ("living", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    job = next(job for job in JOBS if job.name == "clear-sessions")
    job.call()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["living"]
