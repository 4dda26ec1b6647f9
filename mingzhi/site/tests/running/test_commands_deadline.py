import pytest

from mingzhi.identity.models import Region
from mingzhi.identity.tests import factories
from mingzhi.site.command import main

pytestmark = pytest.mark.django_db


def lines(capsys, *words: str) -> list[str]:
    assert main(["deadline", *words]) == 0
    return capsys.readouterr().out.splitlines()


def test_the_iso_date_stands_on_the_first_line(capsys):
    assert lines(capsys, "2026-04-13", "7wd") == ["2026-04-22"]
    explained = lines(capsys, "2026-04-28", "7wd", "--explain")
    assert explained[0] == "2026-05-11" and any("劳动节调休上班日" in line for line in explained[1:])


def test_pauses_extensions_hours_and_backward_counting(capsys):
    assert lines(capsys, "2026-03-04", "10d", "--pause", "2026-03-05", "2026-03-10") == ["2026-03-19"]
    assert lines(capsys, "2026-03-12", "30d", "--extend", "30d") == ["2026-05-11"]
    assert lines(capsys, "2026-04-16T10:20", "24h") == ["2026-04-17T11:00:00+08:00"]
    assert lines(capsys, "2026-05-12", "7wd", "--before") == ["2026-04-28"]
    assert lines(capsys, "2026-04-16", "15d", "--roll", "none") == ["2026-05-01"]


def test_a_region_there_is_none_of_is_named_with_those_there_are(capsys):
    factories.make_region()
    code = Region.objects.latest("path").code
    assert lines(capsys, "2026-04-13", "7wd", "--jurisdiction", code) == ["2026-04-22"]
    assert main(["deadline", "2026-04-13", "7wd", "--jurisdiction", "xx"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and "xx" in printed.err and code in printed.err


def test_what_makes_no_limit_is_said_and_prints_no_date(capsys):
    for start, length, named in (("2026-04-13", "seven", "7wd"), ("9999-12-30", "7wd", "9999-12-31")):
        assert main(["deadline", start, length]) == 2
        printed = capsys.readouterr()
        assert printed.out == "" and named in printed.err
