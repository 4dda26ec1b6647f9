"""The registers in the open data: every entry, under the sealed digest, in lines, sheets and tables."""

import csv
import io
import json
import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests.register_factories import published_register
from mingzhi.kernel import canonical
from mingzhi.portal.opendata.building import build, read_manifest
from mingzhi.portal.opendata.register_columns import of_register
from mingzhi.portal.stranger import monitor, notices
from mingzhi.portal.stranger.asking import Unanswered
from mingzhi.portal.stranger.auditing import _taken
from mingzhi.portal.stranger.state import ALARM, FINE, UNSURE, State, keep, load
from mingzhi.portal.tests.stranger import Here, below_the_guards
from mingzhi.portal.views.notices import link

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1a", "2.4.2a")]
SINCE = date(2026, 1, 1)


def window(key: str, name: str, **more) -> RegisterLine:
    return RegisterLine(
        key=key, since=SINCE, values={"name": name, "agency": "清溪县市场监督管理局", "phone": "=1+1"}, **more
    )


@pytest.fixture
def folder(tmp_path):
    """Windows in two editions (one entry left), statutes in one; the files are built."""
    published_register("windows", window("w/1", "一号"), window("é", "二号"))
    published_register("windows", window("w/1", "一号", until=date(2027, 1, 1)), window("w-0", "三号"))
    published_register("statutes", RegisterLine(key="广告法", since=SINCE, values={"name": "广告法"}))
    build(tmp_path / "open-data", link)
    return tmp_path / "open-data"


def lines(folder, name):
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def test_lines_are_what_the_newest_editions_sealed(client, settings, folder) -> None:
    told = lines(folder, "registers.jsonl")
    assert [(line["register"], line["key"]) for line in told] == [
        ("statutes", "广告法"),
        ("windows", "w-0"),
        ("windows", "w/1"),
    ]
    for line in told:
        assert client.get(line["url"].removeprefix(settings.PUBLIC_URL)).status_code == 200
    editions = lines(folder, "editions.jsonl")
    assert [(line["register"], line["edition"], line["added"], line["removed"]) for line in editions] == [
        ("statutes", 1, 1, 0),
        ("windows", 1, 2, 0),
        ("windows", 2, 2, 2),
    ]
    for line in editions:
        sealed = canonical.commitment(bytes.fromhex(line["salt"]), line["content"])
        assert sealed.hex() == line["commitment"]
    for code, edition in (("statutes", editions[0]), ("windows", editions[2])):
        content = [
            {name: line[name] for name in ("key", "since", "until", "values")}
            for line in told
            if line["register"] == code
        ]
        assert canonical.digest(content) == edition["content"]["rows_sha256"]
    assert read_manifest(folder)["registers"] == {"statutes": 1, "windows": 2}


def test_sheets_and_tables_hold_every_register(folder) -> None:
    with sqlite3.connect(folder / "registers.sqlite") as database:
        for code, register in REGISTERS.items():
            sheet = list(csv.reader(io.StringIO((folder / f"registers/{code}.csv").read_text("utf-8-sig"))))
            assert sheet[0] == ["标识", "自", "至", *(column.title for column in register.columns), "网址"]
            rows = database.execute(f'SELECT * FROM "{code}"').fetchall()
            assert len(sheet) == len(rows) + 1
        kept = database.execute('SELECT key, since, until, phone, canonical FROM "windows"').fetchall()
    assert [row[:4] for row in kept] == [
        ("w-0", "2026-01-01", "", "=1+1"),
        ("w/1", "2026-01-01", "2027-01-01", "=1+1"),
    ]
    assert [json.loads(row[4])["key"] for row in kept] == ["w-0", "w/1"]
    assert "'=1+1" in (folder / "registers/windows.csv").read_text("utf-8")


def test_no_column_of_a_register_takes_the_name_of_another() -> None:
    for register in REGISTERS.values():
        named = [column.name for column in of_register(register)] + ["canonical"]
        assert len(set(named)) == len(named), register.code


def test_dictionary_and_schema_describe_every_register(folder) -> None:
    rows = list(csv.reader(io.StringIO((folder / "dictionary.csv").read_text("utf-8-sig"))))
    described = {(row[0], row[1]) for row in rows}
    schema = json.loads((folder / "schema.json").read_text("utf-8"))["$defs"]
    for code, register in REGISTERS.items():
        names = {column.name for column in of_register(register)}
        assert {(f"registers/{code}", name) for name in names} <= described
        own = {column.code for column in register.columns}
        assert set(schema[f"register_{code}"]["properties"]["values"]["properties"]) == own
    english = {row[4] for row in rows[1:]}
    assert not [text for text in english if any("一" <= sign <= "鿿" for sign in text)]
    for line in lines(folder, "registers.jsonl"):
        kind = schema[f"register_{line['register']}"]
        assert set(line) == set(kind["required"]) and kind["properties"]["register"]["const"]
    for line in lines(folder, "editions.jsonl"):
        assert set(line) == set(schema["edition"]["required"])


def test_the_page_offers_each_register_and_the_door_gives_it(client, folder) -> None:
    page = client.get("/open-data/").content.decode()
    assert "各登记簿的 CSV" in page
    for name in (
        "registers.jsonl",
        "editions.jsonl",
        "registers.sqlite",
        "registers/windows.csv",
        "declared.json",
    ):
        assert f"/open-data/{name}" in page
        answer = client.get(f"/open-data/{name}")
        assert b"".join(answer.streaming_content) == (folder / name).read_bytes()
    assert client.get("/open-data/registers/nothing.csv").status_code == 404


def sealed(folder, settle) -> None:
    """Build the files and seal them."""
    made = build(folder, link)
    make.sealed_data(made.manifest.sha256, made.notices)
    settle()


@pytest.fixture
def seen(client, folder, settle):
    """Return the portal as a place, and what a monitor knows that has looked at its registers."""
    sealed(folder, settle)
    place, known = Here(client), State()
    report = monitor.watch(place, known)
    assert (report.status, report.registers) == (FINE, 2), report
    assert {code: row.number for code, row in known.registers.items()} == {"statutes": 1, "windows": 2}
    return place, known


def alarms(seen, **more) -> str:
    report = monitor.watch(*seen, **more)
    assert report.status == ALARM, report
    return " ".join(en for _zh, en in report.alarms)


def test_a_monitor_looks_at_new_editions_and_in_turn_at_the_others(seen, folder, settle, tmp_path) -> None:
    place, known = seen
    published_register("statutes", RegisterLine(key="广告法", since=SINCE, values={"name": "《广告法》"}))
    sealed(folder, settle)
    keep(tmp_path / "kept.json", known)
    assert load(tmp_path / "kept.json") == known
    report = monitor.watch(place, known)
    assert (report.status, report.registers) == (FINE, 2)
    assert known.registers["statutes"].number == 2
    assert monitor.watch(place, known).registers == 1
    report = monitor.watch(place, known, whole=True)
    assert (report.status, report.lines) == (FINE, 3 + 4)


def test_an_altered_and_a_deleted_entry_are_noticed(seen) -> None:
    _place, known = seen
    known.registers["windows"] = replace(known.registers["windows"], checked="")
    below_the_guards("UPDATE disclosure_registerrow SET since = '2025-01-01' WHERE key = 'w-0'")
    assert "Register windows, edition 2" in alarms(seen)
    below_the_guards("DELETE FROM disclosure_registerrow WHERE key = 'w-0'")
    assert "Register windows, edition 2" in alarms((seen[0], State()))


def test_a_register_that_went_back_or_is_gone_is_noticed(seen, settle) -> None:
    _place, known = seen
    edition = known.registers["windows"]
    known.registers["windows"] = replace(edition, number=3)
    known.registers["nothing"] = edition
    told = alarms(seen)
    assert "windows went back to edition 2" in told and "Register nothing is gone" in told
    assert "leaves out edition 3 of register windows" in alarms(seen, whole=True)


def test_another_edition_under_the_same_number_is_noticed(seen) -> None:
    _place, known = seen
    edition = known.registers["windows"]
    known.registers["windows"] = replace(edition, commitment="00" * 32, checked="")
    assert "edition 2 was replaced" in alarms(seen)


def test_an_edition_without_receipt_is_no_alarm_within_the_hour(seen, monkeypatch) -> None:
    place, _known = seen
    unknown = State()
    whole = place.text
    monkeypatch.setattr(place, "text", lambda path: None if "/editions/" in path else whole(path))
    assert monitor.watch(place, unknown).status == UNSURE
    monkeypatch.setattr(notices, "_PATIENCE", timedelta(0))
    assert "no rows or no receipt" in alarms((place, unknown))
    assert "no rows or no receipt" in alarms(seen)


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "a/../../b", ".hidden"], ids=["up", "root", "down and up", "hidden"]
)
def test_a_file_that_would_be_written_elsewhere_is_not_taken(seen, tmp_path, name) -> None:
    with pytest.raises(Unanswered):
        _taken(seen[0], tmp_path, name)
