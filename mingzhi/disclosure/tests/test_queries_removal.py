"""How far a removal has come, and who may know."""

import pytest

from mingzhi.disclosure.acts import confirm_delivery, confirm_removal
from mingzhi.disclosure.models import Duty
from mingzhi.disclosure.queries.removal import removal_of
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel.refusal import NotKnown

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]


def outstanding(source: str) -> list[str]:
    return [place.title for place in removal_of(source, make.publisher()) if place.at is None]


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
