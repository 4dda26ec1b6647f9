"""Contests over answers: a duty is filed as exempt once, a filing is checked once, a report closed once."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from mingzhi.kernel import clock
from tests.served import contests
from tests.served.contests import Round, Turn

AT = datetime(2026, 4, 20, 10, tzinfo=clock.CHINA)
run = contests.run


def answers(rounds: int) -> Iterator[tuple[str, Round]]:
    """Play what can be answered once, round after round."""
    for number in range(rounds):
        yield from _filings(number)
        yield from _reports(number)


def _filings(number: int) -> Iterator[tuple[str, Round]]:
    """File a duty twice, file it against publication, accept the filing against asking for publication."""
    from mingzhi.disclosure.acts import check_filing, exempt, publish
    from mingzhi.disclosure.models import Duty, Exemption, FilingCheck, Publication
    from mingzhi.disclosure.tests import factories as make
    from mingzhi.disclosure.tests.test_filings import FILING, supervisor

    def filing(duty: Duty) -> Turn:
        return lambda _n: exempt(actor=make.publisher(), duty=duty, filed_on=AT.date(), **FILING)

    with clock.fixed(AT):
        one, other = make.source(f"a{number}"), make.source(f"b{number}")
        make.duties(one)
        make.duties(other)
        version = make.checked_version(other)
    owed = {
        duty.source_urn: duty
        for duty in Duty.objects.filter(is_lead=True, source_urn__in=(one.urn, other.urn))
    }

    def once(_won: list[Any]) -> None:
        assert Exemption.objects.filter(source_urn=one.urn).count() == 1

    yield "filing", Round(turns=[filing(owed[one.urn])], at=AT, check=once)
    shown: Turn = lambda _n: publish(actor=make.publisher(), notice=version.notice, version=version)  # noqa: E731

    def either(_won: list[Any]) -> None:
        public = Publication.objects.filter(notice=version.notice).count()
        assert public + Exemption.objects.filter(source_urn=other.urn).count() == 1

    yield "filing/publish", Round(turns=[shown, filing(owed[other.urn])], at=AT, check=either)
    row = Exemption.objects.get(source_urn=one.urn)

    def checking(outcome: str) -> Turn:
        return lambda _n: check_filing(actor=supervisor(), exemption=row, outcome=outcome, remark="应当公开")

    def checked(_won: list[Any]) -> None:
        assert FilingCheck.objects.filter(exemption=row).count() == 1

    yield "filing check", Round(turns=[checking("accepted"), checking("asked")], at=AT, check=checked)


def _reports(number: int) -> Iterator[tuple[str, Round]]:
    """Refuse a report of an error against passing it on."""
    from mingzhi.disclosure.acts import forward_report, refuse_report
    from mingzhi.disclosure.models import ReportAnswer
    from mingzhi.disclosure.tests import factories as make
    from mingzhi.disclosure.tests.report_factories import reported

    with clock.fixed(AT):
        report, _code = reported(make.published_notice(f"c{number}"))

    def refuse(_n: int) -> Any:
        return refuse_report(actor=make.publisher(), report=report, text="经核对与决定书一致。")

    def forward(_n: int) -> Any:
        given = {"recipient": "清溪县公安局", "text": "由作出决定的机关更正。"}
        return forward_report(actor=make.publisher(), report=report, **given)

    def answered(_won: list[Any]) -> None:
        assert ReportAnswer.objects.filter(report=report).count() == 1

    yield "report", Round(turns=[refuse, forward], at=AT, check=answered)


contests.CONTESTS["answers"] = answers
