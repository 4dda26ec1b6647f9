"""Each row of the open data says what the stored copies say, none is lost, and half a set is never left."""

import csv
import gzip
import io
import json
import sqlite3
from datetime import timedelta

import pytest

from mingzhi.disclosure.models import Leaf, Publication
from mingzhi.disclosure.queries import bulk
from mingzhi.disclosure.rules import stated
from mingzhi.disclosure.rules.content import ENDINGS
from mingzhi.disclosure.rules.legal_bases import bases_of
from mingzhi.disclosure.rules.outcomes import outcome_of
from mingzhi.disclosure.rules.stated import head_of
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.portal.opendata import cells, writer, writing
from mingzhi.portal.opendata.building import IncompleteError, build, read_manifest
from mingzhi.portal.opendata.days import Days, Moved
from mingzhi.portal.views.notices import link
from tests.kept import begun

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a", "2.1.3c")]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "open-data"


def published() -> None:
    """Notices of every kind: standing, corrected (once and twice), withdrawn, expired, ended early."""
    make.published_notice("1")
    for key in ("2", "3"):
        make.corrected(make.published_notice(key), key, text=f"更正{key}")
    gone, early = make.published_notice("4"), make.published_notice("5")
    make.withdrawn(gone, "撤\\回\t“因”\x7f")
    with clock.fixed(clock.now() + timedelta(days=400)):
        make.ended_early(early)
    with clock.fixed(clock.now() + timedelta(days=3000)):
        assert make.expired() == 3
        make.published_notice("6", title="=1+1", party_name='好"味",店')
        for key in ("7", "8", "9", "10"):
            make.published_notice(key)
        make.corrected(Publication.objects.latest("pk").notice, "10", text="更正10")


@pytest.fixture
def county(settle):
    begun(published)
    with clock.fixed(clock.now() + timedelta(days=3000)):
        settle()


def china(moment):
    return moment.astimezone(clock.CHINA).isoformat(timespec="seconds")


def plain_version(row):
    """Describe a public version by its objects, as slowly as one likes."""
    change = getattr(row, "corrects", None)
    return {
        "notice": str(row.notice.uid),
        "url": link(str(row.notice.uid)),
        "version": row.version.number,
        "first_published_at": china(row.first_published_at),
        "since": china(row.since),
        **({"until": china(row.until)} if row.until else {}),
        "expires_on": row.expires_on.isoformat() if row.expires_on else "",
        "period_basis": row.period_basis,
        "nature": change.nature if change else "",
        "reason": change.reason if change else "",
        **({"after_report": True} if change and change.report_id else {}),
        **plain_outcome(row.version),
        **plain_seal(row.leaf),
    }


def plain_outcome(version):
    outcome = outcome_of(version.notice.kind, version.fields)
    bases = [basis.code for basis in bases_of(version.notice.kind, version.fields)]
    told = {"penalties": list(outcome.kinds), "fine_yuan": outcome.number, "legal_basis": bases}
    return {name: value for name, value in told.items() if value}


def plain_seal(leaf):
    return {"commitment": leaf.commitment, "salt": leaf.salt, "content": leaf.content}


def plain_stone(leaf):
    """Describe a tombstone by its objects."""
    return {
        "notice": str(leaf.notice.uid),
        "url": link(str(leaf.notice.uid)),
        "kind": leaf.notice.kind,
        "agency_name": leaf.notice.agency_name,
        "region_name": leaf.notice.region_name,
        "decided_on": leaf.notice.decided_on.isoformat(),
        "ground_document": leaf.withdrawal.ground_document if hasattr(leaf, "withdrawal") else "",
        **plain_seal(leaf),
    }


def plain_change(leaf):
    """Describe an event by its leaf."""
    return {
        "at": china(leaf.queued_at),
        "action": leaf.action,
        "notice": str(leaf.notice.uid),
        "commitment": leaf.commitment,
    }


def unpacked(folder, name):
    content = (folder / name).read_bytes()
    return (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8-sig")


def told(folder, name):
    """Return what the lines say; all but the content must be written as a plain encoder writes it."""
    found = []
    for line in unpacked(folder, name).splitlines():
        said = json.loads(line)
        before = {key: value for key, value in said.items() if key != "content"}
        head = json.dumps(before, ensure_ascii=False, separators=(",", ":"))
        assert line.startswith(head[:-1])
        found.append(said)
    return found


@pytest.mark.usefixtures("county")
def test_every_kind_of_line_says_what_the_objects_say(folder) -> None:
    build(folder, link)
    public = Publication.objects.filter(channel="portal").order_by("pk")
    standing = public.filter(until=None)
    notices = set(standing.values_list("notice_id", flat=True))
    assert told(folder, "notices.jsonl.gz") == [plain_version(row) for row in standing]
    earlier = public.filter(until__isnull=False, notice_id__in=notices)
    assert told(folder, "versions.jsonl.gz") == [plain_version(row) for row in earlier] != []
    endings = Leaf.objects.filter(action__in=ENDINGS).order_by("pk")
    assert told(folder, "tombstones.jsonl.gz") == [plain_stone(leaf) for leaf in endings]
    assert {leaf.action for leaf in endings} == set(ENDINGS)
    leaves = Leaf.objects.filter(notice__isnull=False).order_by("queued_at", "pk")
    days = sorted((folder / "changes").iterdir())
    changes = [line for day in days for line in told(folder, f"changes/{day.name}")]
    assert changes == [plain_change(leaf) for leaf in leaves]
    assert all(line["at"][:10] == day.stem for day in days for line in told(folder, f"changes/{day.name}"))


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("at_once", [1, 2, 5, 6, 500])
def test_nothing_is_cut_where_batches_meet(folder, monkeypatch, at_once) -> None:
    monkeypatch.setattr(writing, "_AT_ONCE", at_once)
    monkeypatch.setattr(bulk, "_BATCH", at_once)
    built = build(folder, link)
    lines = [json.loads(line) for line in unpacked(folder, "notices.jsonl.gz").splitlines()]
    public = [str(uid) for uid in _standing().values_list("notice__uid", flat=True)]
    assert [line["notice"] for line in lines] == public and len(public) == built.notices == 5
    assert read_manifest(folder)["notices"] == 5
    rows = csv.DictReader(io.StringIO(unpacked(folder, "notices.csv.gz"), newline=""))
    assert [row["标识"] for row in rows] == public
    lying = folder.parent / "unpacked.sqlite"
    lying.write_bytes(gzip.decompress((folder / "notices.sqlite.gz").read_bytes()))
    with sqlite3.connect(lying) as database:
        kept = database.execute("SELECT notice, salt, content FROM notices ORDER BY rowid").fetchall()
        stones = database.execute("SELECT notice, typeof(content) FROM tombstones").fetchall()
        indexed = {
            name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")
        }
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    columns = ("notice", "agency_code", "decided_on", "number")
    assert indexed == {*(f"notices_{column}" for column in columns), "tombstones_notice"}
    assert [(uid, salt, json.loads(text)) for uid, salt, text in kept] == [
        (line["notice"], line["salt"], line["content"]) for line in lines
    ]
    assert len(stones) == 5 and {kind for _uid, kind in stones} == {"text"}


def _standing():
    return Publication.objects.filter(channel="portal", until=None).order_by("pk")


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("kept", [slice(0, -1), slice(1, None), slice(0, 0)])
def test_rows_that_were_not_read_stop_everything(folder, monkeypatch, kept) -> None:
    build(folder, link)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    whole = list(bulk.standing())[kept]
    monkeypatch.setattr(bulk, "standing", lambda: iter(whole))
    with pytest.raises(IncompleteError):
        build(folder, link)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("held", [b"{}", b"[]", b'{"schema":1,"fields":[]}', b"not JSON"])
def test_a_leaf_that_holds_no_notice_stops_everything(folder, monkeypatch, held) -> None:
    rows = [row._replace(content=held) for row in bulk.standing()]
    monkeypatch.setattr(bulk, "standing", lambda: iter(rows))
    with pytest.raises(IncompleteError, match="ledger check"):
        build(folder, link)
    assert read_manifest(folder) is None and not [*folder.glob(".*")]


@pytest.mark.usefixtures("county")
def test_what_is_said_is_read_alike_however_a_database_orders_it(monkeypatch) -> None:
    address = cells.quick_in_bytes(link)
    for row in bulk.standing():
        whole = json.loads(row.content)
        if "\\" not in row.content.decode().partition(',"fields":')[0]:
            with monkeypatch.context() as patched:  # as it is written here, its form is enough
                patched.setattr(stated, "_read", None)
                assert head_of(row.content).title.decode() == whole["title"]
        for order in (sorted(whole), sorted(whole, reverse=True), [*whole]):
            for apart in ((",", ":"), (", ", ": ")):
                content = json.dumps({name: whole[name] for name in order}, separators=apart).encode()
                assert (
                    cells.published_cells([row._replace(content=content)], address)[4:14]
                    == cells.published_cells([row], address)[4:14]
                )
                assert head_of(content).pdf_sha256.decode() == whole.get("pdf_sha256", "")


@pytest.mark.usefixtures("county")
def test_tables_that_cannot_be_written_leave_no_manifest(folder) -> None:
    (folder / "notices.csv.gz" / "in the way").mkdir(parents=True)
    with pytest.raises(ChildProcessError):
        build(folder, link)
    assert read_manifest(folder) is None


@pytest.mark.parametrize("length", [0, 3, 8, 40])
def test_an_input_that_ends_too_early_leaves_no_table(tmp_path, length) -> None:
    with pytest.raises(EOFError):
        writer.write(tmp_path, io.BytesIO(b"\x30\0\0\0\0\0\0\0".ljust(60, b"N")[:length]))
    assert list(tmp_path.iterdir()) == []


def moved(stored, leaf, at):
    return Moved(stored.encode(), leaf, at.encode(), b"publish", f"n{leaf}".encode(), b"c")


def test_days_are_written_in_the_order_of_time_and_those_that_are_over_stay(tmp_path) -> None:
    tenth, half = ("2026-01-31 16:30:00", "2026-02-01T00:30:00+08:00"), "2026-01-31 16:30:00.500000"
    with Days(tmp_path) as days:
        days.add([moved(half, 8, tenth[1]), moved(tenth[0], 10, tenth[1])])
        days.add(
            [moved(tenth[0], 9, tenth[1]), moved("2026-01-31 15:59:59", 11, "2026-01-31T23:59:59+08:00")]
        )
        first = days.write({})
    found = [line["notice"] for day in first for line in told(tmp_path, f"changes/{day}.jsonl")]
    assert [(day, entry["rows"]) for day, entry in first.items()] == [("2026-01-31", 1), ("2026-02-01", 3)]
    assert found == ["n11", "n9", "n10", "n8"]
    with Days(tmp_path) as days:
        days.add(
            [moved("2026-01-31 01:00:00", 12, "2026-01-31T09:00:00+08:00"), moved(*tenth[:1], 13, tenth[1])]
        )
        again = days.write(first)
    assert again["2026-01-31"] == first["2026-01-31"]
    assert [line["notice"] for line in told(tmp_path, "changes/2026-02-01.jsonl")] == ["n13"]
    assert not [*tmp_path.glob(".*"), *tmp_path.glob("changes/.*")]
