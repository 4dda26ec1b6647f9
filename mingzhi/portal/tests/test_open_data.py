"""The open-data files: equal to the pages, whole, verifiable, without what has come down."""

import csv
import gzip
import io
import json
import sqlite3

import pytest

from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import canonical
from mingzhi.portal.opendata import columns
from mingzhi.portal.opendata.building import build
from mingzhi.portal.opendata.writing import digest_of
from mingzhi.portal.views.notices import link

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a", "2.1.3c")]


PACKED = ("notices.jsonl", "notices.csv", "versions.jsonl", "notices.sqlite")


@pytest.fixture
def folder(tmp_path, settings):
    return tmp_path / "open-data"


def made(folder):
    build(folder, link)
    return folder


def unpacked(path):
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def lines(folder, name):
    return [json.loads(line) for line in unpacked(folder / name).decode().splitlines()]


def test_each_line_is_the_notice_and_verifies_by_itself(client, settle, folder) -> None:
    notice = make.published_notice()
    make.corrected(notice, text=make.TEXT + "（更正）")
    settle()
    (line,) = lines(made(folder), "notices.jsonl.gz")
    shown = client.get(f"/notices/{notice.uid}/notice.json").json()
    said = line["content"]
    assert line["notice"] == str(notice.uid) and line["url"] == shown["url"]
    assert (said["title"], said["number"]) == (shown["content"]["title"], shown["content"]["number"])
    assert said["text"] == shown["content"]["text"] and line["version"] == 2
    assert [list(pair) for pair in said["fields"]] == [
        [f["label"], f["value"]] for f in shown["content"]["fields"]
    ]
    assert line["commitment"] == shown["commitment"]
    assert canonical.commitment(bytes.fromhex(line["salt"]), said).hex() == line["commitment"]
    (before,) = lines(folder, "versions.jsonl.gz")
    assert before["version"] == 1 and "（更正）" not in before["content"]["text"]


def test_tables_hold_the_same_rows_and_the_manifest_their_digests(settle, folder) -> None:
    notice = make.published_notice()
    other = make.published_notice("28", title="=HYPERLINK(1)", party_name="@好味")
    make.withdrawn(notice)
    settle()
    made(folder)
    rows = list(csv.DictReader(io.StringIO(unpacked(folder / "notices.csv.gz").decode("utf-8-sig"))))
    assert [row["标识"] for row in rows] == [str(other.uid)]
    assert rows[0]["标题"] == "'=HYPERLINK(1)" and rows[0]["执法对象"] == "'@好味"
    lying = folder / "notices.sqlite"
    assert not lying.exists() and not [*folder.glob(".*")]
    lying.write_bytes(unpacked(folder / "notices.sqlite.gz"))
    with sqlite3.connect(lying) as database:
        assert database.execute("SELECT notice, title FROM notices").fetchall() == [
            (str(other.uid), "=HYPERLINK(1)")
        ]
        assert database.execute("SELECT notice, ended FROM tombstones").fetchall() == [
            (str(notice.uid), "withdraw")
        ]
    manifest = json.loads((folder / "manifest.json").read_text())
    for name, entry in manifest["files"].items():
        assert entry["sha256"] == digest_of(folder / name) and entry["size"] == (folder / name).stat().st_size
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_what_came_down_is_in_no_file_and_neither_are_marks(settle, folder) -> None:
    notice = make.published_notice()
    settle()
    made(folder)
    (folder / "notices.jsonl").write_bytes(unpacked(folder / "notices.jsonl.gz"))  # of an earlier version
    make.withdrawn(notice, "因决定被撤销，撤回公示信息。")
    make.published_notice("29", party_name="清溪县别家店", text="正文")
    settle()
    made(folder)
    assert not (folder / "notices.jsonl").exists()
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        content = unpacked(path).decode("utf-8", "replace")
        assert not [
            word for word in ("好味食品店。", "溪滨路", "王秀兰", "names_checked") if word in content
        ], path
    (stone,) = lines(folder, "tombstones.jsonl.gz")
    assert stone["content"]["reason"] == "因决定被撤销，撤回公示信息。" and "好味" not in json.dumps(stone)
    events = lines(folder, "changes/2026-04-20.jsonl")
    assert [event["action"] for event in events] == ["publish", "withdraw", "publish"]


def test_a_decision_that_fell_before_publication_has_no_tombstone(settle, folder) -> None:
    version = make.draft_only()
    make.withdrawn(version.notice)
    settle()
    assert lines(made(folder), "tombstones.jsonl.gz") == []


def test_lines_keep_the_schema(settle, folder) -> None:
    make.withdrawn(make.published_notice())
    make.corrected(make.published_notice("30"), "30", text="改")
    settle()
    made(folder)
    schema = json.loads((folder / "schema.json").read_text())["$defs"]
    for name, kind in (
        ("notices.jsonl.gz", "notice"),
        ("versions.jsonl.gz", "notice"),
        ("tombstones.jsonl.gz", "tombstone"),
        ("changes/2026-04-20.jsonl", "change"),
    ):
        found = lines(folder, name)
        assert found
        for line in found:
            assert set(schema[kind]["required"]) <= set(line) <= set(schema[kind]["properties"]), name


def test_the_dictionary_explains_every_column(settle, folder) -> None:
    made(folder)
    rows = list(csv.reader(io.StringIO((folder / "dictionary.csv").read_text("utf-8-sig"))))[1:]
    every = columns.NOTICES + columns.TOMBSTONES + columns.CHANGES + columns.EDITIONS
    assert [tuple(row[1:]) for row in rows[: len(every)]] == [tuple(column) for column in every]


def test_the_door_gives_files_whole_in_ranges_and_conditionally(client, settle, folder) -> None:
    make.published_notice()
    settle()
    assert client.get("/open-data/").status_code == 200
    assert client.get("/open-data/notices.jsonl.gz").status_code == 404
    whole = (made(folder) / "notices.jsonl.gz").read_bytes()
    page = client.get("/open-data/").content.decode()
    assert "notices.jsonl.gz" in page and digest_of(folder / "notices.jsonl.gz") in page
    answer = client.get("/open-data/notices.jsonl.gz")
    assert b"".join(answer.streaming_content) == whole
    etag = answer["ETag"]
    assert client.get("/open-data/notices.jsonl.gz", headers={"If-None-Match": etag}).status_code == 304
    for asked, expected in (("bytes=5-9", whole[5:10]), ("bytes=-7", whole[-7:]), ("bytes=9-", whole[9:])):
        part = client.get("/open-data/notices.jsonl.gz", headers={"Range": asked})
        assert (part.status_code, b"".join(part.streaming_content)) == (206, expected), asked
    other = client.get("/open-data/notices.jsonl.gz", headers={"Range": "bytes=1-2", "If-Range": '"x"'})
    assert other.status_code == 200
    beyond = client.get("/open-data/notices.jsonl.gz", headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416
    assert client.get("/open-data/changes/2026-04-20.jsonl").status_code == 200
    for name in (
        "../mingzhi.sqlite3",
        "changes/../manifest.json",
        ".notices.jsonl.gz.1",
        "changes/x.jsonl",
        "",
    ):
        assert client.get(f"/open-data/x/../{name}").status_code == 404, name


def test_files_with_something_that_came_down_are_not_handed_out(client, settle, folder) -> None:
    notice = make.published_notice()
    settle()
    made(folder)
    make.withdrawn(notice)
    for name in ("notices.jsonl.gz", "notices.csv", "versions.jsonl", "notices.sqlite"):
        answer = client.get(f"/open-data/{name}")
        assert (answer.status_code, answer["Retry-After"]) == (503, "60"), name
        assert "no-store" in answer["Cache-Control"]
    settle()
    made(folder)
    answer = client.get("/open-data/notices.jsonl.gz")
    assert (answer.status_code, gzip.decompress(b"".join(answer.streaming_content))) == (200, b"")


@pytest.mark.parametrize("name", ["notices.jsonl", "notices.csv"])
def test_a_packed_file_is_there_under_its_plain_name_as_well(client, settle, folder, name) -> None:
    make.published_notice()
    settle()
    packed = (made(folder) / f"{name}.gz").read_bytes()
    plain, ready = client.get(f"/open-data/{name}"), None
    assert b"".join(plain.streaming_content) == gzip.decompress(packed) != b""
    assert "Content-Encoding" not in plain and "Accept-Encoding" in plain["Vary"]
    for takes in ("gzip, deflate, br", "br;q=1.0, gzip;q=0.8", "GZIP"):
        ready = client.get(f"/open-data/{name}", headers={"Accept-Encoding": takes})
        assert (ready["Content-Encoding"], ready["Content-Type"]) == ("gzip", plain["Content-Type"]), takes
        assert b"".join(ready.streaming_content) == packed
        assert ready["Content-Length"] == str(len(packed)) and ready["ETag"] != plain["ETag"]
    for takes in ("identity", "gzip;q=0", "gzip; q=0.0, br", "xgzip"):
        other = client.get(f"/open-data/{name}", headers={"Accept-Encoding": takes})
        assert other["ETag"] == plain["ETag"], takes
    kept = {"If-None-Match": ready["ETag"], "Accept-Encoding": "gzip"}
    assert client.get(f"/open-data/{name}", headers=kept).status_code == 304
    assert client.get(f"/open-data/{name}.gz")["Content-Type"] == "application/gzip"
    assert f'href="/open-data/{name}"' in client.get("/open-data/").content.decode()
