"""What the public sees at an outlet: asked of the stand-in in the same words for every kind."""

from datetime import timedelta
from typing import Any

from mingzhi.disclosure.models import Delivery
from mingzhi.exchange.carrying import carry_out
from mingzhi.kernel import clock


def versions(stand_in: Any, notice: Any) -> list[int]:
    """Return which versions of the notice stand at the outlet (short messages: the last word)."""
    name = type(stand_in).__name__
    if name == "WechatStandIn":
        rows = [row["content_source_url"] for row in stand_in.articles.values()]
        return sorted(int(row.rpartition("?v=")[2]) for row in rows if str(notice.uid) in row)
    if name == "WeiboStandIn":
        sign = f"{str(notice.uid)[:8]}-"
        return sorted(int(text.rpartition(sign)[2]) for text in stand_in.statuses.values() if sign in text)
    if name == "SmsStandIn":
        told = [row["TemplateCode"] for row in stand_in.sent]
        last = told[-1] if told else ""
        return {"SMS_1": [1], "SMS_2": [2]}.get(last, [])
    return [stand_in.shown[str(notice.uid)]] if str(notice.uid) in stand_in.shown else []


def work(rounds: int = 6, *, seconds: float = 40) -> None:
    """Let the worker run, time passing between its rounds."""
    for number in range(rounds):
        with clock.fixed(clock.now() + timedelta(seconds=seconds * number)):
            carry_out()


def states() -> list[tuple[str, str]]:
    return [(row.action, row.state) for row in Delivery.objects.order_by("pk")]
