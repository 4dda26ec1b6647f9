"""The registers kept by hand: who may, what is needed, what stays, what becomes public."""

from datetime import date, timedelta

import pytest

from mingzhi.identity.acts import (
    add_public_item,
    change_public_item,
    end_public_item,
    suspend_certificate,
    withdraw_certificate,
)
from mingzhi.identity.models import Certificate, PublicItem
from mingzhi.identity.notices import register_lines
from mingzhi.identity.queries import public_item, public_items, registers_kept_by
from mingzhi.identity.tests import factories
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotKnown, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1a", "2.1.1c")]
PLACE = {
    "name": "东门",
    "device": "固定视频监控设备",
    "purpose": "占道",
    "legal_check": "已审核",
    "technical_check": "已审核",
}
SINCE = date(2024, 1, 1)


@pytest.fixture
def agency():
    return factories.make_agency()


def keeper(agency, *capabilities, seen=True):
    return factories.make_actor(
        capabilities=capabilities or ("identity.manage",), agency_code=agency.code if seen else "other"
    )


def entered(agency, **more):
    return add_public_item(
        actor=keeper(agency), agency=agency, register="monitoring", values={**PLACE, **more}, since=SINCE
    )


def test_an_entry_changes_and_ends_and_its_history_stays(agency):
    row = entered(agency)
    today = clock.today()
    moved = change_public_item(
        actor=keeper(agency),
        item=row,
        values={**PLACE, "name": "西门"},
        since=today - timedelta(days=9),
        reason="改建",
    )
    end_public_item(actor=keeper(agency), item=moved, until=today, reason="拆除")
    lines = register_lines()["monitoring"]
    assert [(line.values["name"], line.until is None) for line in lines] == [("东门", False), ("西门", False)]
    assert len({line.key for line in lines}) == 1 and not any(line.holds(today) for line in lines)
    with pytest.raises(NotNow):
        end_public_item(actor=keeper(agency), item=moved, until=today, reason="再次")


@pytest.mark.parametrize("missing", ["name", "legal_check"])
def test_needed_columns_are_needed(agency, missing):
    with pytest.raises(Invalid) as refusal:
        entered(agency, **{missing: " "})
    assert refusal.value.field == missing and "行政处罚法" in str(refusal.value.citation)


def test_undeclared_columns_are_dropped(agency):
    assert "identity_number" not in entered(agency, identity_number="330102199001011234").values


def test_a_reason_and_a_day_are_needed(agency):
    row = entered(agency)
    for until, reason in ((clock.today(), " "), (SINCE, "理由"), (clock.today() + timedelta(days=1), "理由")):
        with pytest.raises(Invalid):
            end_public_item(actor=keeper(agency), item=row, until=until, reason=reason)


def test_rights_at_the_door(agency):
    with pytest.raises(NotAllowed):
        add_public_item(
            actor=keeper(agency, "cases.handle"),
            agency=agency,
            register="monitoring",
            values=PLACE,
            since=SINCE,
        )
    with pytest.raises(NotKnown):
        add_public_item(
            actor=keeper(agency, seen=False), agency=agency, register="monitoring", values=PLACE, since=SINCE
        )
    for register in ("officers", "nothing"):
        with pytest.raises(NotKnown):
            add_public_item(actor=keeper(agency), agency=agency, register=register, values=PLACE, since=SINCE)
    row = entered(agency)
    with pytest.raises(NotKnown):
        public_item(str(row.uid), viewer=keeper(agency, seen=False))
    assert public_items("monitoring", viewer=keeper(agency), agency_code=agency.code) == [row]
    kept = {register.code for register in registers_kept_by(keeper(agency, "catalogue.manage"))}
    assert kept == {"inspection-items"}


def test_a_certificate_shows_its_state_on_every_day(agency):
    factories.make_staff("officer", agency=agency)
    row = Certificate.objects.get()
    today = clock.today()
    manager = keeper(agency)
    suspend_certificate(actor=manager, certificate=row, on=today - timedelta(days=5), reason="复核")
    withdraw_certificate(actor=manager, certificate=row, on=today, reason="调离")
    lines = register_lines()["officers"]
    states = [
        next(line.values["state"] for line in lines if line.holds(day))
        for day in (today - timedelta(days=9), today - timedelta(days=5), today)
    ]
    assert states == ["有效", "暂扣", "收回"]
    assert set(lines[0].values) == {
        "name",
        "number",
        "kind",
        "state",
        "agency",
        "region",
        "issued_by",
        "valid_until",
    }


def test_no_row_is_overwritten(agency):
    entered(agency)
    with pytest.raises(Exception, match="append-only"):
        PublicItem.objects.update(values={})
