"""`mingzhi setup`: from an empty database to logins, by acts, again without doing anything twice."""

import re
from argparse import Namespace
from pathlib import Path

import pytest
from django.test import Client

from mingzhi.catalogue.models import PowerHolder
from mingzhi.identity.models import Account, Agency, Appointment, Person, Region
from mingzhi.identity.queries import actor_for, reviewers
from mingzhi.kernel import clock
from mingzhi.site.commands import setup
from mingzhi.site.founding.reading import Fault, read_plan
from mingzhi.site.settings.environment import ROOT
from mingzhi.trail.models import Entry

EXAMPLE = ROOT / "docs" / "examples" / "county.toml"
MARKET = "11339921MB0W12342N"


def set_up(path: Path, capsys) -> tuple[int, str, str]:
    status = setup.run(Namespace(file=path))
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.django_db
@pytest.mark.serves("2.1.1a")
def test_the_example_is_entered_by_acts_and_its_people_log_in(capsys):
    status, out, err = set_up(EXAMPLE, capsys)
    assert (status, err) == (0, "")
    assert Region.objects.count() == 3 and Agency.objects.count() == 2
    assert PowerHolder.objects.filter(agency_code=MARKET).count() > 10
    assert {"identity.set_up_agency", "identity.take_on", "catalogue.load"} <= set(
        Entry.objects.values_list("act", flat=True)
    )
    login, password = re.search(r"管毅，登录名 (\w+)，初始密码 ([\w-]+)", out).groups()
    browser = Client()
    assert browser.post("/account/login/", {"username": login, "password": password}).status_code == 302
    assert browser.get("/work/")["Location"] == "/account/password/", "to be changed first"
    today = clock.today()
    handler = actor_for(Account.objects.get(username="chenli"), on=today)
    assert handler.can("cases.handle") and handler.agency_code == MARKET
    assert [one.qualified for one in reviewers(MARKET, today)] == [True]


@pytest.mark.django_db
def test_a_second_run_does_nothing_twice_and_finishes_what_was_cut_short(capsys, tmp_path):
    set_up(EXAMPLE, capsys)
    counts = [model.objects.count() for model in (Region, Agency, Person, Account, Appointment, PowerHolder)]
    text = EXAMPLE.read_text()
    ended = Appointment.objects.get(person__name="陈立", role__code="publisher")
    Appointment.objects.filter(pk=ended.pk).update(until=clock.today(), ended_because="轮岗")
    status, out, _err = set_up(EXAMPLE, capsys)
    assert status == 0 and "初始密码" not in out and out.count("已在") == 9
    assert counts == [
        model.objects.count() for model in (Region, Agency, Person, Account, Appointment, PowerHolder)
    ], "a post that was ended is not given again"
    more = tmp_path / "more.toml"
    more.write_text(text.replace('roles = ["reviewer"]', 'roles = ["reviewer", "review_head"]'))
    assert set_up(more, capsys)[0] == 0 and Appointment.objects.count() == counts[4] + 1


@pytest.mark.django_db
def test_without_a_file_roles_and_law_are_brought_to_this_release(capsys):
    status, out, _err = set_up(None, capsys)
    assert status == 0 and "个岗位" in out and "powers" in out
    assert "没有变化" in set_up(None, capsys)[1]


WRONG = [
    ('level = "省"', 'level = "国"', "level"),
    ('parent = "339900"', 'parent = "999999"', "parent"),
    ('code = "11339921MBJ1K6FM7X"', 'code = "11339921MBJ1K6FM7Y"', "code"),
    ('sign = "清司"', 'signs = "清司"', "signs"),
    ('powers = ["MZ-CF-SP-*"', 'powers = ["XX-*"', "powers"),
    ('powers = ["MZ-CF-SP-*", "MZ-XK-SP-*"]', "powers = [1]", "powers"),
    ('agency = "justice"', 'agency = "justices"', "agency"),
    ('roles = ["registrar"]', 'roles = ["king"]', "roles"),
    ('login = "guanyi"', 'login = "Guan Yi"', "login"),
    ('login = "qiancheng"', 'login = "guanyi"', "login"),
    ("until = 2031-01-01", "until = 2021-01-01", "certificate"),
    ("since = 2026-01-01", 'since = "soon"', "certificate"),
    ('ground = "法律职业资格"', 'ground = "经验"', "reviewer"),
]


@pytest.mark.django_db
def test_a_fault_names_its_line_and_its_field(capsys, tmp_path, monkeypatch):
    """In the order of the file: what came before a fault stays, and the next run goes on from there."""
    text, path = EXAMPLE.read_text(), tmp_path / "wrong.toml"
    set_up(None, capsys)
    monkeypatch.setattr(setup, "load_release", lambda: ())
    for right, wrong, field in WRONG:
        line = text[: text.index(right)].count("\n") + 1
        path.write_text(text.replace(right, wrong, 1))
        status, _out, err = set_up(path, capsys)
        assert status == 1 and re.search(rf"第{line}行 \[\[\w+\]\] {field}：", err), err


def test_a_field_that_is_missing_is_named_at_the_head_of_its_table():
    text = EXAMPLE.read_text()
    head = text[: text.index('code = "11339921MBJ1K6FM7X"')].count("\n")
    with pytest.raises(Fault, match=rf"第{head}行 \[\[agencies\]\] court：缺少"):
        read_plan(text.replace('court = "清溪县人民法院"', "", 1))


@pytest.mark.parametrize("text", ["[[regions]", "password = 'x'", "[regions]\ncode = '1'", "regions = [1]"])
def test_what_is_no_such_file_is_said(text):
    with pytest.raises(Fault):
        read_plan(text)
