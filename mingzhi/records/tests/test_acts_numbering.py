"""Numbers: gapless, final, explained when voided."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.records.acts import reserve_number, use_number, void_number
from mingzhi.records.models import IssuedNumber, NumberSeries
from mingzhi.records.queries import register, series
from mingzhi.records.tests.factories import CASE, CODE, person
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def reserve(actor=None, **more):
    given = {"agency_code": CODE, "sign": "清市监", "document_kind": "处罚", "year": 2026, **more}
    return reserve_number(actor=actor or person(), **given)


def refused_by_database(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_numbers_run_from_one_per_kind_and_year():
    assert [reserve().text for _ in range(3)] == [f"清市监处罚〔2026〕{n}号" for n in (1, 2, 3)]
    assert reserve(document_kind="强制").text == "清市监强制〔2026〕1号"
    assert reserve(year=2027).text == "清市监处罚〔2027〕1号"
    assert Entry.objects.filter(act="records.reserve_number").count() == 5


def test_a_used_number_is_final():
    number = use_number(actor=person(), issued=reserve(), subject_urn=CASE)
    assert (number.state, number.used_for) == ("used", CASE)
    with pytest.raises(NotNow):
        void_number(actor=person(), issued=number, reason="误用")
    with pytest.raises(NotNow):
        use_number(actor=person(), issued=number, subject_urn=CASE)
    stored = IssuedNumber.objects.filter(pk=number.pk)
    refused_by_database(lambda: stored.update(state="voided", void_reason="x", used_for=""))
    refused_by_database(stored.delete)


def test_a_voided_number_stays_in_the_register_with_its_reason():
    first, second = reserve(), reserve()
    void_number(actor=person(), issued=first, reason=" 制作失败 ")
    use_number(actor=person(), issued=second, subject_urn=CASE)
    voided = register(agency_code=CODE, document_kind="处罚", year=2026, viewer=person(), state="voided")
    assert [(one.text, one.void_reason) for one in voided] == [("清市监处罚〔2026〕1号", "制作失败")]
    (whole,) = series(agency_code=CODE, year=2026, viewer=person())
    assert (whole.last, whole.used, whole.voided, whole.reserved, whole.missing) == (2, 1, 1, 0, ())


def test_voiding_needs_a_reason():
    with pytest.raises(Invalid) as caught:
        void_number(actor=person(), issued=reserve(), reason="  ")
    assert caught.value.field == "reason"


def test_nobody_outside_takes_numbers():
    with pytest.raises(NotAllowed):
        reserve(person("路人", "cases.view"))
    with pytest.raises(NotKnown):
        reserve(person("外人", "cases.handle", agency="11339921MB0W00000X"))
    assert NumberSeries.objects.count() == 0


def test_a_sign_that_belongs_to_another_agency_is_refused():
    other = "11339921MB0W00000X"
    reserve(person("外人", "cases.handle", agency=other), agency_code=other)
    with pytest.raises(Conflict):
        reserve()
    assert IssuedNumber.objects.count() == 1
    assert not NumberSeries.objects.filter(agency_code=CODE).exists()


def test_parts_that_make_no_number_leave_nothing_behind():
    with pytest.raises(Invalid):
        reserve(sign="清 市监")
    assert NumberSeries.objects.count() == 0


def test_the_database_keeps_series_and_states_whole():
    number = reserve()
    stored = NumberSeries.objects.filter(pk=number.series_id)
    refused_by_database(lambda: stored.update(last=3))
    refused_by_database(lambda: stored.update(last=0))
    twin = IssuedNumber(
        series=number.series, number=1, text="x", reserved_at=number.reserved_at, reserved_by="x"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    twin.number, twin.text = 3, "一个跳过的文号"
    with pytest.raises(IntegrityError, match="without a gap"), transaction.atomic():
        twin.save(force_insert=True)
    half = IssuedNumber.objects.filter(pk=number.pk)
    refused_by_database(lambda: half.update(state="used"))


def test_the_register_is_closed_to_strangers():
    reserve()
    stranger = person("外人", "cases.handle", agency="11339921MB0W00000X")
    with pytest.raises(NotKnown):
        register(agency_code=CODE, document_kind="处罚", year=2026, viewer=stranger)
