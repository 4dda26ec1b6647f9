"""What is peculiar to official accounts: tokens, asynchronous publishing, verdicts, quota."""

from datetime import timedelta
from typing import Any

import pytest

from mingzhi.disclosure.acts import retry_push
from mingzhi.disclosure.models import Delivery, DeliveryAttempt, Outlet
from mingzhi.disclosure.tests import factories as make
from mingzhi.exchange.carrying import carry_out
from mingzhi.exchange.connectors.wechat import article_html
from mingzhi.exchange.rules.parcel import Parcel
from mingzhi.exchange.tests.shown import states, versions, work
from mingzhi.exchange.tests.standing import Fault
from mingzhi.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a")]


@pytest.fixture
def kind() -> str:
    return "wechat"


def test_an_expired_token_is_fetched_anew_at_once(stand_in: Any, outlet: Outlet) -> None:
    make.published_notice()
    work()
    stand_in.expire_token()
    notice = make.published_notice("28")
    work()
    assert states() == [("publish", "confirmed")] * 2
    assert versions(stand_in, notice) == [1]
    assert stand_in.paths().count("/cgi-bin/stable_token") == 2


def test_a_token_that_is_never_taken_is_no_endless_loop(stand_in: Any, outlet: Outlet) -> None:
    bad = Fault(status=200, value={"errcode": 42001, "errmsg": "access_token expired"})
    stand_in.fail("/cgi-bin/draft/add", bad, bad)
    make.published_notice()
    carry_out()
    assert (Delivery.objects.get().state, Delivery.objects.get().error_code) == ("owed", "42001")


def test_publishing_takes_its_time(stand_in: Any, outlet: Outlet) -> None:
    stand_in.polls = 4
    make.published_notice()
    carry_out()
    row = Delivery.objects.get()
    assert (row.state, row.tries, row.error) == ("owed", 0, "")
    work(rounds=7)
    row.refresh_from_db()
    assert row.state == "confirmed"
    assert row.remote_id.startswith("ARTICLE") and row.remote_url.startswith("https://mp.weixin.qq.com/")
    assert stand_in.paths().count("/cgi-bin/freepublish/submit") == 1


def test_publishing_that_never_ends_is_given_up(stand_in: Any, outlet: Outlet) -> None:
    stand_in.polls = 10_000
    make.published_notice()
    for hours in range(0, 60, 6):
        with clock.fixed(clock.now() + timedelta(hours=hours)):
            carry_out()
    assert (Delivery.objects.get().state, Delivery.objects.get().error_code) == ("failed", "endless")


@pytest.mark.parametrize("verdict", [2, 3, 4])
def test_a_verdict_of_the_platform_is_shown(stand_in: Any, outlet: Outlet, verdict: int) -> None:
    stand_in.verdict = verdict
    notice = make.published_notice()
    work()
    row = Delivery.objects.get()
    assert (row.state, row.error_code) == ("failed", f"publish_{verdict}")
    stand_in.verdict = 0
    retry_push(actor=make.publisher(), delivery=row)
    work()
    assert states() == [("publish", "confirmed")] and versions(stand_in, notice) == [1]


def test_the_quota_leaves_the_account_alone_for_an_hour(stand_in: Any, outlet: Outlet) -> None:
    full = {"errcode": 45009, "errmsg": "reach max api daily quota limit"}
    stand_in.fail("/cgi-bin/draft/add", Fault(status=200, value=full))
    make.published_notice()
    make.published_notice("28")
    carry_out()
    assert stand_in.paths().count("/cgi-bin/draft/add") == 1
    assert Delivery.objects.order_by("pk").first().next_try_at == clock.now() + timedelta(hours=1)


def test_a_wrong_secret_is_a_lasting_failure(stand_in: Any, outlet: Outlet, settings: Any) -> None:
    from pathlib import Path

    file = Path(settings.CHANNELS_FILE)
    file.write_text(file.read_text().replace("s3cret", "wrong"))
    make.published_notice()
    carry_out()
    row = Delivery.objects.get()
    assert (row.state, row.error_code) == ("failed", "40125")
    assert "wrong" not in row.error


def test_a_correction_deletes_the_old_article_even_after_a_crash_between(
    stand_in: Any, outlet: Outlet
) -> None:
    notice = make.published_notice()
    work()
    stand_in.fail("/cgi-bin/freepublish/delete", Fault(status=500, value=b""))
    make.corrected(notice)
    work(rounds=3)
    assert states()[-1] == ("correct", "owed")
    assert versions(stand_in, notice) == [1, 2]
    with clock.fixed(clock.now() + timedelta(hours=2)):
        work()
    assert states()[-1] == ("correct", "confirmed") and versions(stand_in, notice) == [2]
    assert stand_in.paths().count("/cgi-bin/freepublish/submit") == 2


def test_an_article_deleted_by_hand_counts_as_removed(stand_in: Any, outlet: Outlet) -> None:
    notice = make.published_notice()
    work()
    stand_in.articles.clear()
    make.withdrawn(notice)
    work()
    assert states()[-1] == ("remove", "confirmed")


def test_the_article_is_escaped_and_chinese_stays_chinese(stand_in: Any, outlet: Outlet) -> None:
    make.published_notice(text="<script>alert(1)</script>当事人")
    work()
    article = next(iter(stand_in.articles.values()))
    assert "<script" not in article["content"] and "&lt;script&gt;" in article["content"]
    raw = next(call.body for call in stand_in.calls if call.path.endswith("draft/add")).decode()
    assert "当事人" in raw
    assert article_html(_parcel(number="<b>")).count("<b>") == 0


def test_every_call_is_noted(stand_in: Any, outlet: Outlet) -> None:
    make.published_notice()
    work()
    outcomes = list(DeliveryAttempt.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes == ["going", "going", "going", "done"]
    assert all(row.answer_sha256 for row in DeliveryAttempt.objects.all())


def _parcel(**given: Any) -> Parcel:
    values = {
        "key": "k",
        "action": "publish",
        "notice": "n",
        "version": 1,
        "url": "https://x/notices/n/",
        "title": "t",
        "kind": "k",
        "number": "",
        "agency": "a",
        "at": "",
        "sent_on": "20260420",
    }
    return Parcel(**{**values, **given})
