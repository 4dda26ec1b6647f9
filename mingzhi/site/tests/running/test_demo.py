"""The whole demo county loads on the day of the run: no holiday and no limit stands in a case's way."""

import argparse
import itertools
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from mingzhi.cases.models import Case, CoerciveDecision
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.disclosure.models import Exemption, NoticeVersion
from mingzhi.kernel import clock
from mingzhi.records import render
from mingzhi.review.models import Assignment, Submission
from mingzhi.site.commands import demo
from mingzhi.site.demo.loading import load
from mingzhi.site.demo.plan import PLAN
from mingzhi.supervision.models import AnnualSnapshot


@pytest.fixture
def each_paper_drawn_once(monkeypatch):
    """Draw the first paper of every template; the next ones are told apart by a remark at the end."""
    drawn, real = dict[tuple[str, ...], bytes](), render.draw
    numbers = itertools.count()

    def draw(sheet, *, on):
        template = (*sheet["keywords"][-2:], "closer" if sheet.get("dense") else "")
        if template not in drawn or not sheet["qr"]:  # public texts bear none: their words are read again
            drawn[template] = real(sheet, on=on)
            return drawn[template]
        return drawn[template] + b"%% %d\n" % next(numbers)

    monkeypatch.setattr(render, "draw", draw)
    return drawn


@pytest.mark.embedded
@pytest.mark.django_db
def test_the_whole_county_loads_through_acts(each_paper_drawn_once):
    loaded = list(load(cases=len(PLAN), now=clock.now()))
    assert len(loaded) == Case.objects.count() == len(PLAN) >= 60
    substitutes = CoerciveDecision.objects.filter(kind="decide_substitute")
    assert sorted(row.case.state for row in substitutes) == [
        "agreed",
        "closed",
        "enforcement_ended",
        "enforcement_paused",
        "enforcing",
    ]
    assert Submission.objects.get(closed_at=None, core__method="demolish").case_label
    assert Exemption.objects.get().filing_check
    assert Assignment.objects.filter(until=None, person_label="方圆", submission__closed_at=None).count() == 2
    waiting = NoticeVersion.objects.filter(check_row=None)
    assert {version.notice.agency_name for version in waiting} == {"清溪县市场监督管理局"}
    standing = set(Case.objects.values_list("procedure", "state"))
    states = {(one.code, state.code) for one in PROCEDURES.values() for state in one.states}
    assert states == standing, "every state has a case to look at"
    assert len(each_paper_drawn_once) > 60
    published = AnnualSnapshot.objects.get(report__agency_code=Case.objects.earliest("id").agency_code)
    assert any(published.content["figures"]["penalty"].values()), "there are cases behind the published year"


@pytest.mark.django_db
def test_the_process_that_serves_has_loaded_nothing(monkeypatch, tmp_path, settings):
    """A server forked from a process that drew papers stands still at its first paper."""
    settings.VAR, started, served = tmp_path, [], []
    free = [True]
    monkeypatch.setattr(demo.serve, "port_is_free", lambda arguments: free[0])
    monkeypatch.setattr(demo.serve, "run", lambda arguments: served.append(arguments) or 0)
    monkeypatch.setattr(demo, "call_command", lambda *words, **more: None)
    monkeypatch.setattr(demo, "connections", SimpleNamespace(all=lambda **more: []))
    monkeypatch.setattr(demo, "load", lambda **more: pytest.fail("loaded in the process that serves"))
    code = [0]
    monkeypatch.setattr(
        demo.subprocess,
        "run",
        lambda words, **more: started.append(words) or SimpleNamespace(returncode=code[0]),
    )
    told = argparse.Namespace(cases=3, load_only=False, host="127.0.0.1", port=8000)
    assert demo.run(told) == 0 and len(served) == 1
    assert started[0][-3:] == ["--load-only", "--cases=3", f"--while={os.getpid()}"]
    code[0] = 1
    assert demo.run(told) == 1 and len(served) == 1, "a county cut short is not served"
    free[0] = False
    assert demo.run(told) == 1 and len(started) == 2, "nobody waits for the county to hear of the port"


def test_the_loader_watches_who_started_it(monkeypatch, tmp_path, settings):
    settings.VAR, watched = tmp_path, []
    monkeypatch.setattr(demo, "call_command", lambda *words, **more: None)
    monkeypatch.setattr(demo, "Agency", SimpleNamespace(objects=SimpleNamespace(exists=lambda: False)))
    monkeypatch.setattr(demo, "end_with", watched.append)
    monkeypatch.setattr(demo, "_load", watched.append)
    for parent in (7, None):
        assert demo.run(argparse.Namespace(cases=3, load_only=True, parent=parent)) == 0
    assert watched == [7, 3, None, 3]


def test_what_works_for_a_killed_process_ends_too():
    watching = (
        "import os, sys, time; from mingzhi.site.commands.ending import end_with; end_with(os.getppid())"
    )
    child = f"{watching}; print(os.getpid(), flush=True); time.sleep(60)"
    starter = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    parent = subprocess.Popen([sys.executable, "-c", starter], stdout=subprocess.PIPE)
    started = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    for _tenth in range(100):
        time.sleep(0.1)
        try:
            os.kill(started, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{started}/stat").is_file() and " Z " in Path(f"/proc/{started}/stat").read_text():
            return  # ended; whoever inherited it has not looked yet
    os.kill(started, 9)
    pytest.fail("the loader goes on without its parent")
