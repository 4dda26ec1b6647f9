"""A file that calls itself a backup and holds anything: refused by name, and nothing of it stays."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from mingzhi.calendars.models import HolidayNotice
from mingzhi.kernel.refusal import Invalid
from mingzhi.site.backup.read import look_into, read_backup
from mingzhi.site.backup.write import FORMAT

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.3a")]
TABLE = "tables/calendars.holidaynotice.jsonl"
ROW = {
    "id": 1,
    "uid": "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
    "year": 2031,
    "source": "x",
    "source_url": "",
    "jurisdiction": "",
    "whole_year": False,
    "entered_by": "x",
    "entered_by_label": "x",
    "entered_at": "2026-04-13T01:30:00Z",
}
LINES = {
    "no-json": "nonsense",
    "no-row": "[]",
    "no-key": "{}",
    "columns-missing": json.dumps({"id": 1}),
    "no-moment": json.dumps(ROW | {"entered_at": "yesterday"}),
    "key-of-words": json.dumps(ROW | {"id": "x"}),
    "far-too-great": json.dumps(ROW | {"id": 10**30}),
    "deep": "[" * 100_000,
}
MANIFESTS = {
    "no-tables": {"format": FORMAT, "files": {}},
    "tables-a-list": {"format": FORMAT, "tables": [], "files": {}},
    "no-digest": {"format": FORMAT, "tables": {"trail.entry": {}}, "files": {}},
    "files-a-list": {"format": FORMAT, "tables": {}, "files": []},
}


@pytest.fixture(autouse=True)
def keys(settings, tmp_path: Path) -> Path:
    settings.LOG_KEY_FILE = str(tmp_path / "keys")
    return tmp_path / "keys"


def packed(tmp_path: Path, manifest: object, **files: str) -> Path:
    file = tmp_path / "file.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        for name, text in {"manifest.json": json.dumps(manifest), **files}.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return file


@pytest.mark.parametrize("how", LINES)
def test_lines_that_are_no_rows_are_refused_and_leave_neither_rows_nor_keys(tmp_path, keys, how):
    manifest = {"format": FORMAT, "tables": {}, "files": {}}
    file = packed(tmp_path, manifest, **{TABLE: LINES[how], "keys/acts.key": "stranger"})
    look_into(file)
    with pytest.raises(Invalid) as refusal:
        read_backup(file)
    assert refusal.value.code == "backup.format"
    assert not keys.exists() and not HolidayNotice.objects.exists()


@pytest.mark.parametrize("how", MANIFESTS)
def test_a_manifest_that_lacks_something_is_refused_at_once(tmp_path, how):
    with pytest.raises(Invalid) as refusal:
        look_into(packed(tmp_path, MANIFESTS[how]))
    assert refusal.value.code == "backup.format"
