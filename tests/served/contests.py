"""Contests: many at the same door at once; one may come in, the others are told why not.

``python -c "from tests.served.contests import run; run('publish', rounds=200)"`` in an empty world plays
two hundred rounds; the tests play a few. Every thread has a connection of its own. What is neither a win
nor a named refusal (a deadlock, a broken constraint, a lock that was never given) counts as broken.
"""

import json
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, public_actor, system_actor
from mingzhi.kernel.refusal import Refusal

THREADS = 8
Turn = Callable[[int], Any]


@dataclass
class Round:
    """One matter and what is tried on it at once: thread n tries ``turns[n % len(turns)]``."""

    turns: Sequence[Turn]
    at: datetime
    winners: Sequence[int] = (1,)
    check: Callable[[list[Any]], None] = lambda won: None


@dataclass
class Tally:
    """What came of the rounds of one contest."""

    rounds: int = 0
    wrong: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def run(name: str, *, rounds: int, threads: int = THREADS) -> None:
    """Play the rounds of a contest and print the tallies as JSON, by what was contested.

    Interrupted (Ctrl-C), it prints what was played until then.
    """
    tallies: dict[str, Tally] = {}
    with suppress(KeyboardInterrupt):
        for what, one in CONTESTS[name](rounds):
            play(one, tallies.setdefault(what, Tally()), threads)
    said = {
        what: {"rounds": t.rounds, "wrong": t.wrong, "refused": dict(t.refused), "broken": t.broken[:3]}
        for what, t in tallies.items()
    }
    sys.stdout.write(json.dumps(said, ensure_ascii=False))


def play(one: Round, tally: Tally, threads: int) -> None:
    """Let the threads run one round, and count."""
    gate, won = threading.Barrier(threads), []

    def turn(number: int) -> None:
        try:
            with clock.fixed(one.at):
                gate.wait(timeout=60)
                won.append(one.turns[number % len(one.turns)](number))
        except Refusal as refusal:
            tally.refused[refusal.code if refusal.sentence else "says nothing"] += 1
        except Exception:
            tally.broken.append(traceback.format_exc()[-1500:])
        finally:
            connection.close()

    connection.close()
    running = [threading.Thread(target=turn, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    tally.rounds += 1
    tally.wrong += len(won) not in one.winners
    try:
        one.check(won)
    except AssertionError:
        tally.broken.append(traceback.format_exc()[-1500:])


def _person(name: str) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        urn=f"urn:mingzhi:identity:person:{name}",
        label=name,
        on=date(2026, 4, 13),
        agency_code="A",
        capabilities=frozenset({"cases.handle"}),
    )


def numbers(rounds: int) -> Iterator[tuple[str, Round]]:
    """Eight take the next number: eight different ones; then all use the same one: one does."""
    from mingzhi.records.acts import reserve_number, use_number
    from mingzhi.records.models import IssuedNumber

    at = datetime(2026, 4, 13, 10, tzinfo=clock.CHINA)

    def reserve(number: int) -> Any:
        return reserve_number(
            actor=_person(f"p{number}"), agency_code="A", sign="清市监", document_kind="处罚", year=2026
        )

    def distinct(won: list[Any]) -> None:
        everyone = list(IssuedNumber.objects.order_by("number").values_list("number", flat=True))
        assert everyone == list(range(1, len(everyone) + 1)), everyone
        assert len({issued.number for issued in won}) == len(won)

    for _round in range(rounds):
        yield "reserve", Round(turns=[reserve], at=at, winners=(THREADS,), check=distinct)
        issued = IssuedNumber.objects.filter(state="reserved").earliest("number")

        def use(number: int, issued: Any = issued) -> Any:
            return use_number(
                actor=_person(f"p{number}"), issued=issued, subject_urn=f"urn:mingzhi:cases:case:{number}"
            )

        yield "use", Round(turns=[use], at=at)


def notices(rounds: int) -> Iterator[tuple[str, Round]]:
    """Publish against withdraw, correct against withdraw, against expire, against another correction."""
    from mingzhi.disclosure.acts import correct, publish, withdraw
    from mingzhi.disclosure.acts.ending import expire
    from mingzhi.disclosure.models import Notice, Withdrawal
    from mingzhi.disclosure.tests import factories as make

    def sound(_won: list[Any]) -> None:
        for notice in Notice.objects.order_by("-id")[:4]:
            public = notice.publications.filter(until=None).count()
            fallen = Withdrawal.objects.filter(notice=notice).count()
            assert public + fallen == 1 or (notice.closed_at and public + fallen == 0), (public, fallen)

    def mends(notice: Notice, version: Any, seen: str) -> Turn:
        return lambda _n: correct(
            actor=make.publisher(), notice=notice, version=version, reason="更正错字", seen=seen
        )

    def falls(notice: Notice, seen: str = "") -> Turn:
        return lambda _n: withdraw(
            actor=make.publisher(), notice=notice, ground="void", reason="撤销", seen=seen, **make.FELL
        )

    at = clock.now()
    for number in range(rounds):
        with clock.fixed(at):
            fresh = make.source(f"w{number}")
            make.duties(fresh)
            version = make.checked_version(fresh)
        put: Turn = lambda _n, v=version: publish(actor=make.publisher(), notice=v.notice, version=v)  # noqa: E731
        yield "publish/withdraw", Round(turns=[put, falls(version.notice)], at=at, check=sound)
        public = {}
        for key in ("withdraw", "correct", "expire"):
            with clock.fixed(at):
                notice = make.published_notice(f"{key}{number}")
                newer = make.checked_version(make.source(f"{key}{number}"), text="更正后的文本")
            public[key] = (notice, newer, str(notice.publications.get(until=None).uid))
        notice, newer, seen = public["withdraw"]
        yield (
            "correct/withdraw",
            Round(turns=[mends(notice, newer, seen), falls(notice, seen)], at=at, check=sound),
        )
        notice, newer, seen = public["correct"]
        yield "correct/correct", Round(turns=[mends(notice, newer, seen)], at=at, check=sound)
        notice, newer, seen = public["expire"]
        over = at + (notice.publications.get(until=None).expires_on - at.date()) + timedelta(days=1)
        ends: Turn = lambda _n, one=notice: expire(  # noqa: E731
            actor=system_actor("disclosure-expiry", on=clock.today()), notice=one
        )
        # what has been corrected on its last day still expires
        yield (
            "correct/expire",
            Round(turns=[mends(notice, newer, seen), ends], at=over, winners=(1, 2), check=sound),
        )


def case(rounds: int) -> Iterator[tuple[str, Round]]:
    """One case a round: its reviewer, opinion, decision, service and payment, each contested by all."""
    from mingzhi.cases.models import Decision, Step
    from mingzhi.cases.tests.factories import company
    from mingzhi.review.models import Assignment, Opinion
    from mingzhi.site.walk import Walk, scenario

    script = scenario("expired-food")
    start = script["events"][0]["at"]
    with clock.fixed(start):
        people = company()
    contested = {
        "assign",
        "opinion",
        "approve_proposal",
        "serve_notice",
        "decide_penalty",
        "serve_decision",
        "pay",
    }

    def only(walk: Walk) -> Callable[[list[Any]], None]:
        def check(_won: list[Any]) -> None:
            here = walk.the_case()
            assert Decision.objects.filter(case=here).count() <= 1
            assert Step.objects.filter(case=here, code="pay").count() <= 1
            rounds_of = Opinion.objects.filter(submission__case_urn=here.urn)
            assert rounds_of.count() == rounds_of.values("submission").distinct().count()
            taken = Assignment.objects.filter(submission__case_urn=here.urn, until=None)
            assert taken.count() == taken.values("submission").distinct().count()

        return check

    for _round in range(rounds):
        walk = Walk(script=script, cast=people.cast)
        for event in script["events"]:
            name = event.get("step", event["do"])
            if name not in contested:
                walk.perform(event)
            else:

                def turn(_n: int, event: Any = event, walk: Walk = walk) -> Any:
                    return Walk(script=script, cast=people.cast, case=walk.case).perform(event)

                yield name, Round(turns=[turn], at=event["at"], check=only(walk))
            if name == "pay":
                break


def desk(rounds: int) -> Iterator[tuple[str, Round]]:
    """One act is rated once; one one-time code opens once; so many requests may be open and no more."""
    from mingzhi.cases.acts.access import open_desk, send_one_time_code
    from mingzhi.cases.acts.checking_requests import MOST_OPEN
    from mingzhi.cases.acts.requesting import ask_right
    from mingzhi.cases.models import OneTimeCode, PartyRequest
    from mingzhi.cases.queries.party.page import party_actor
    from mingzhi.cases.tests.factories import company
    from mingzhi.records.models import Document
    from mingzhi.site.tests.acting import make, mine
    from mingzhi.site.walk import Walk, scenario
    from mingzhi.supervision.acts.rating import rate
    from mingzhi.supervision.models import BoxedRating

    script = scenario("expired-food")
    with clock.fixed(script["events"][0]["at"]):
        people = company()
    early, late = (Walk(script=script, cast=people.cast) for _n in range(2))
    early.play(before="inspect")
    late.play(before="answer_defence")
    morning = datetime(2026, 4, 8, 10, 0, 5, tzinfo=clock.CHINA)
    paper = Document.objects.get(case_urn=late.the_case().urn, template_code="penalty_notice")
    for number in range(rounds):
        at = morning + timedelta(days=number)  # all codes of a task on one day are one act
        with clock.fixed(at):
            code = make(early)
            secret, _hint = send_one_time_code(
                actor=public_actor(on=clock.today()), code=paper.code, on_screen=True
            )

        def slip(_n: int, code: Any = code) -> Any:
            return rate(
                actor=public_actor(on=clock.today()), key=code.key, token=mine(code), score="good",
                complaint=False, text="",
            )  # fmt: skip

        def enter(_n: int, secret: str = secret) -> Any:
            return open_desk(actor=public_actor(on=clock.today()), code=paper.code, one_time=secret)

        def one_slip(_won: list[Any], code: Any = code) -> None:
            assert BoxedRating.objects.filter(code=code).count() == 1

        yield "rating token", Round(turns=[slip], at=at, check=one_slip)
        yield "one-time code", Round(turns=[enter], at=at + timedelta(seconds=1))
        assert OneTimeCode.objects.filter(used_at=None).count() == 0

    def ask(_n: int) -> Any:
        case = late.the_case()
        actor = party_actor(case, on=clock.today())
        return ask_right(actor=actor, case=case, right="defence", data={"defence": "请求减轻处罚。"})

    yield "request", Round(turns=[ask], at=morning, winners=(MOST_OPEN,))
    assert PartyRequest.objects.count() == MOST_OPEN


CONTESTS: dict[str, Callable[[int], Iterator[tuple[str, Round]]]] = {
    "numbers": numbers,
    "notices": notices,
    "case": case,
    "desk": desk,
}
