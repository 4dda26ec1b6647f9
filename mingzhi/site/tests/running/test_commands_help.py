"""What the command says of itself."""

import os
import subprocess
import sys
from importlib.metadata import version

import pytest
from django.db import OperationalError, connection, transaction

from mingzhi.site import command
from mingzhi.site.command import COMMANDS, main


def test_help_says_in_a_line_what_every_command_does_and_loads_none(monkeypatch, capsys):
    for module, _django in COMMANDS.values():
        monkeypatch.delitem(sys.modules, f"mingzhi.site.commands.{module}", raising=False)
    for words in ([], ["--help"], ["help"]):
        assert main(words) == 0
        told = capsys.readouterr().out.splitlines()
        lines = {line.split()[0]: line.split(maxsplit=1)[1:] for line in told if line.startswith("  ")}
        assert set(lines) == set(COMMANDS) and all(lines.values())
    assert not [name for name, _django in COMMANDS.values() if f"mingzhi.site.commands.{name}" in sys.modules]


def test_the_version_is_ours(capsys):
    for word in ("--version", "version"):
        assert main([word]) == 0
        assert capsys.readouterr().out == f"mingzhi {version('mingzhi')}\n"


@pytest.mark.parametrize("line", ["generate --cases 1", "generate --notices 1", "demo --load-only"])
def test_nothing_fictional_enters_production(line, settings, capsys):
    settings.MODE = "production"
    assert main(line.split()) == 1
    assert "never enters production" in capsys.readouterr().err


WRONG = [
    ("deadline 2026-13-01 7wd", "2026-13-01"),
    ("deadline 2026-04-13T9 24h", "2026-04-13T9"),
    ("deadline 2026-04-13 7wd --pause 2026-04-14 soon", "soon"),
    ("statement 2026-99-99", "2026-99-99"),
    ("statistics last", "last"),
    ("generate --cases 0", "0"),
    ("demo --cases many", "many"),
    ("serve --port 70000", "70000"),
    ("ledger burn", "burn"),
]


@pytest.mark.parametrize(("line", "named"), WRONG)
def test_what_cannot_be_read_is_named_before_anything_is_done(line, named, capsys):
    with pytest.raises(SystemExit) as end:
        main(line.split())
    told = capsys.readouterr().err
    assert end.value.code == 2 and named in told and "usage: mingzhi" in told


def test_a_port_of_the_environment_is_read_like_one_that_is_typed(monkeypatch, capsys):
    monkeypatch.setenv("MINGZHI_PORT", "http")
    with pytest.raises(SystemExit) as end:
        main(["serve"])
    assert end.value.code == 2 and "'http'" in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize("line", ["restore {}/none", "backup {}/none/file", "opendata {}/file/data"])
def test_a_file_that_cannot_be_used_is_told_in_a_line(line, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(line.format(tmp_path).split()) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1 and str(tmp_path) in told[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MINGZHI_SESSION_HOURS", "long"),
        ("MINGZHI_DATABASE_URL", "mysql://localhost/x"),
        ("MINGZHI_STORAGE_URL", "ftp://x"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_a_line(name, value, tmp_path):
    environment = os.environ | {"MINGZHI_MODE": "test", "MINGZHI_VAR": str(tmp_path), name: value}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    words = [sys.executable, "-m", "mingzhi.site.command", "migrate", "--check"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert name in done.stderr


@pytest.mark.django_db
def test_a_database_that_was_never_set_up_is_told_what_is_missing(monkeypatch, capsys):
    def ask(words):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM ledger_absent")

    monkeypatch.setattr(command, "_handled", ask)
    assert main(["ledger", "check"]) == 1
    told = capsys.readouterr().err
    assert "mingzhi migrate" in told and told.count("\n") == 1


def test_a_silent_database_is_told_and_a_fault_of_ours_shows_where(monkeypatch, capsys):
    def fail(words):
        raise errors.pop()

    errors = [KeyError("ours"), OperationalError("couldn't get a connection")]
    monkeypatch.setattr(command, "_handled", fail)
    assert main(["worker"]) == 1
    assert capsys.readouterr().err == "mingzhi worker: couldn't get a connection\n"
    with pytest.raises(KeyError):
        main(["worker"])
