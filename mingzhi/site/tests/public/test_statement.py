"""The statement of completeness: decisions of cases against duties of disclosure."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.core.cache import cache

from mingzhi.disclosure.models import Statement
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.site.commands import statement
from mingzhi.site.jobs.completeness import lines_of, seal_past

pytestmark = pytest.mark.django_db


def at(day: int):
    return clock.fixed(datetime(2026, 4, day, 9, 30, tzinfo=clock.CHINA))


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    cache.clear()
    with at(20):
        yield


def run(*words: str) -> int:
    import argparse

    parser = argparse.ArgumentParser()
    statement.add_arguments(parser)
    return statement.run(parser.parse_args(words))


def test_a_duty_without_a_decision_in_the_cases_is_told(capsys) -> None:
    make.published_notice()
    assert [line.missing for line in lines_of(date(2026, 4, 20))] == [-1]
    assert run() == 1
    told = capsys.readouterr().out
    assert "差额 -1" in told and make.AGENCY_NAME in told


def test_an_empty_house_adds_up(capsys) -> None:
    assert run("2026-04-20") == 0
    assert capsys.readouterr().out.startswith("2026-04-20")


def test_a_day_is_sealed_once_by_the_command(capsys) -> None:
    assert run("2026-04-19", "--seal") == 0
    assert "已封存" in capsys.readouterr().out
    assert run("2026-04-19", "--seal") == 1
    assert run("2026-04-20", "--seal") == run("--seal") == 1  # the afternoon is still to come
    assert list(Statement.objects.values_list("day", flat=True).distinct()) == [date(2026, 4, 19)]


def test_of_a_day_to_come_nothing_is_told(capsys) -> None:
    """What is not due yet would be counted as overdue."""
    assert run("2026-04-21") == run("2026-04-21", "--seal") == 2
    told = capsys.readouterr()
    assert (told.out, bool(told.err)) == ("", True)


def test_the_job_seals_every_day_that_has_ended() -> None:
    assert seal_past() == 1
    assert seal_past() == 0
    with at(23):
        assert seal_past() == 3
    assert set(Statement.objects.values_list("day", flat=True)) == {
        date(2026, 4, day) for day in range(19, 23)
    }
