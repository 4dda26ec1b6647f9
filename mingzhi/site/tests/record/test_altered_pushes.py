"""What became of a push cannot be written otherwise afterwards: its last act told it."""

import pytest

from mingzhi.disclosure.acts import confirm_push, give_up_push, retry_push
from mingzhi.disclosure.acts import test_outlet as try_outlet
from mingzhi.disclosure.models import Delivery
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests.test_acts_outlets import RECEIPT, claimed, file, job, opened
from mingzhi.site.checking.witnesses import pushes
from mingzhi.site.tests.record.test_altered_rows import undone

__all__ = ["file"]
pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c", "2.2.3a")]


def found() -> list[str]:
    return [problem for look in pushes.LOOKS for problem in look()]


def test_the_answer_of_a_channel_and_its_error_are_those_the_acts_told():
    outlet = opened()
    make.published_notice()
    done = confirm_push(actor=job(), delivery=claimed(), receipt=RECEIPT)
    tested = try_outlet(actor=make.publisher(), outlet=outlet)
    for said in ("第一次没有连上", "对方拒绝"):
        give_up_push(actor=job(), delivery=claimed(), code="http_500", said=said)
        if said != "对方拒绝":
            tested = retry_push(actor=make.publisher(), delivery=Delivery.objects.get(pk=tested.pk))
    assert found() == []
    for row, changed in (
        (done, {"remote_id": "x"}),
        (done, {"remote_url": "x"}),
        (done, {"receipt": "x"}),
        (tested, {"error": "第一次没有连上"}),
        (tested, {"error_code": "x"}),
        (tested, {"state": "confirmed", "receipt": "x"}),
    ):
        with undone():
            assert Delivery.objects.filter(pk=row.pk).update(**changed) == 1
            assert len(found()) == 1, f"{changed} passed unseen"
