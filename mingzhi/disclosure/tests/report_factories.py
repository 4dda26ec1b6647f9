"""People who report, object, answer and supervise, and reports of one notice."""

from typing import Any

from mingzhi.disclosure import acts
from mingzhi.disclosure.models import Notice, Report
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, party_right, public_actor

WORDS = {
    "passage": "罚款4000元",
    "reason": "决定书上写的是三千元。",
    "evidence": "《行政处罚决定书》",
    "contact": "李先生 13700000000",
}
OTHER = "11339921MB0W99999X"


def public() -> Actor:
    return public_actor(on=clock.today())


def party(key: str = "27") -> Actor:
    matter = f"urn:mingzhi:cases:case:{key}"
    return Actor(
        kind=ActorKind.PARTY,
        urn=f"urn:mingzhi:cases:party:{key}",
        label="清溪县好味食品店",
        on=clock.today(),
        capabilities=frozenset({party_right(matter)}),
    )


def supervisor() -> Actor:
    return make.person("监督员", "supervision.view", agency=OTHER, seen=frozenset({OTHER, make.AGENCY}))


def stranger() -> Actor:
    return make.person("别机关", "disclosure.answer", agency=OTHER, seen=frozenset({OTHER}))


def handler() -> Actor:
    return make.person("陈立", "cases.view", "disclosure.prepare")


def reported(notice: Notice | None = None, matter: str = "wrong", **more: str) -> tuple[Report, str]:
    """Report as somebody; return the report and its code."""
    about = notice or make.published_notice()
    return acts.report_error(actor=public(), notice=about, matter=matter, words={**WORDS, **more})


def objected(notice: Notice | None = None, **more: Any) -> Report:
    """Object as the party."""
    about = notice or make.published_notice()
    return acts.raise_objection(actor=party(), notice=about, matter="wrong", words={**WORDS, **more})
