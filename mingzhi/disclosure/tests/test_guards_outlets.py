"""What the database itself refuses about pushes."""

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from mingzhi.disclosure.acts import confirm_push
from mingzhi.disclosure.acts.outlets.carrying import Call, note
from mingzhi.disclosure.models import Delivery, DeliveryAttempt, Outlet
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests.test_acts_outlets import FILE, RECEIPT, claimed, job, opened
from mingzhi.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "channels.toml"
    path.touch(mode=0o600)
    path.write_text(FILE)
    settings.CHANNELS_FILE = str(path)


def test_the_database_keeps_what_is_settled() -> None:
    opened()
    make.published_notice()
    row = claimed()
    confirm_push(actor=job(), delivery=row, receipt=RECEIPT)
    call = Call(began_at=clock.now(), outcome="going")
    note(row, call, progress={})
    for change in (
        lambda: Delivery.objects.update(state="owed"),
        lambda: Delivery.objects.update(action="remove"),
        lambda: Delivery.objects.all().delete(),
        lambda: DeliveryAttempt.objects.update(outcome="done"),
        lambda: Outlet.objects.update(connection="theirs"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_confirmation_without_a_receipt_is_refused_by_the_database() -> None:
    opened()
    make.published_notice()
    with pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.update(state="confirmed")
