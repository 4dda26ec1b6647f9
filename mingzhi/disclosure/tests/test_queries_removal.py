"""How far a removal has come, who may know, and what an ending means elsewhere and may say."""

from datetime import date, datetime

import pytest

from mingzhi.disclosure.acts import confirm_delivery, confirm_removal, publish
from mingzhi.disclosure.models import Duty, DutyState
from mingzhi.disclosure.queries.removal import removal_of
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotKnown

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]


def outstanding(source: str) -> list[str]:
    return [place.title for place in removal_of(source, make.publisher()) if place.at is None]


def state(channel: str = "portal") -> str:
    return DutyState.objects.filter(until=None, duty__channel=channel).first().state


def test_a_channel_of_the_law_is_outstanding_until_it_is_confirmed() -> None:
    notice = make.published_notice()
    assert removal_of(notice.source_urn, make.publisher()) == []
    duty = Duty.objects.get(channel="gsxt")
    confirm_delivery(actor=make.publisher(), duty=duty, receipt="G-1")
    make.withdrawn(notice)
    assert "国家企业信用信息公示系统" in outstanding(notice.source_urn)
    confirm_removal(actor=make.publisher(), duty=duty, receipt="G-2")
    assert "国家企业信用信息公示系统" not in outstanding(notice.source_urn)
    assert len(removal_of(notice.source_urn, make.publisher())) == 4


def test_strangers_learn_nothing() -> None:
    notice = make.withdrawn(make.published_notice())
    stranger = make.person("邻居", "disclosure.prepare", agency="11339921MB0W99999X")
    with pytest.raises(NotKnown):
        removal_of(notice.source_urn, stranger)


def test_what_was_never_public_has_nothing_to_remove() -> None:
    version = make.draft_only()
    make.withdrawn(version.notice)
    assert removal_of(version.notice.source_urn, make.publisher()) == []


def test_an_early_end_reaches_the_channel_its_rule_is_made_for() -> None:
    notice = make.published_notice()
    shown = Duty.objects.get(channel="gsxt")
    confirm_delivery(actor=make.publisher(), duty=shown, receipt="G-1")
    with clock.fixed(datetime(2027, 4, 21, 9, tzinfo=clock.CHINA)):
        make.ended_early(notice)
        assert (state("gsxt"), state("credit")) == ("removal", "ended_early")
        confirm_removal(actor=make.publisher(), duty=shown, receipt="G-2")
    assert state("gsxt") == "withdrawn"


@pytest.mark.parametrize(("rule", "left"), [("", "removal"), ("plan.shortened", "published")])
def test_what_expires_here_comes_down_elsewhere_when_the_term_there_is_over_too(rule, left) -> None:
    decided = make.source()
    make.duties(decided)
    version = make.checked_version(decided)
    how = {"period_rule": rule, "period_reason": "情节轻微，已及时纠正"} if rule else {}
    publish(actor=make.publisher(), notice=version.notice, version=version, **how)
    confirm_delivery(actor=make.publisher(), duty=Duty.objects.get(channel="gsxt"), receipt="G-1")
    with clock.fixed(datetime(2027 if rule else 2031, 4, 21, 9, tzinfo=clock.CHINA)):
        assert make.expired() == 1
    assert (state(), state("gsxt"), state("credit")) == ("expired", left, "owed")


def test_a_correction_is_owed_where_the_old_text_is_shown() -> None:
    notice = make.published_notice()
    make.corrected(notice)
    assert not Duty.objects.filter(content__startswith="amended").exists()  # nothing is shown elsewhere
    shown = Duty.objects.get(channel="gsxt")
    confirm_delivery(actor=make.publisher(), duty=shown, receipt="G-1")
    make.corrected(notice, title="甲")
    make.corrected(notice, title="乙")  # one waits there already: it will be the newest text
    duty = Duty.objects.get(content="amended")
    assert (duty.channel_id, duty.due_on, duty.confirmed) == ("gsxt", date(2026, 4, 23), False)
    assert duty.basis == "市场监督管理行政处罚信息公示规定 §12"
    confirm_delivery(actor=make.publisher(), duty=duty, receipt="G-2")
    make.corrected(notice, title="丙")
    assert Duty.objects.get(content="amended.2").states.get().state == "owed"
    make.withdrawn(notice)
    now = DutyState.objects.filter(until=None, duty__channel="gsxt").order_by("duty_id")
    assert list(now.values_list("state", flat=True)) == ["removal", "published", "withdrawn"]


def test_what_is_said_to_the_public_beside_a_notice_gives_nobody_away() -> None:
    told = {"party_kind": "自然人", "party_name": "何志强", "names_checked": ("何志强", "王秀兰")}
    notice = make.published_notice(**told)
    for reason in ("误将王秀兰写入公示文本", "身份证件号码330106199003071239不应公开", "联系13900001234"):
        with pytest.raises(Invalid) as refused:
            make.corrected(notice, **told, reason=reason)
        assert (refused.value.code, refused.value.field) == ("disclosure.telling_leaks", "reason")
    with pytest.raises(Invalid):
        make.withdrawn(notice, "何志强系未成年人")  # the tombstone does not tell who it was
    with pytest.raises(Invalid), clock.fixed(datetime(2027, 4, 21, 9, tzinfo=clock.CHINA)):
        make.ended_early(notice, "王秀兰已经履行")
    make.withdrawn(notice, "因决定被复议机关撤销，撤回公示信息。")
    assert state() == "withdrawn"
