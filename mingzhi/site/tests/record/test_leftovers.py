"""Stored files that no row names go after three days; what a row names, or a form still waits for, stays."""

import hashlib
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from mingzhi.disclosure.acts.preparing import store_pdf
from mingzhi.disclosure.queries.files import pdf_key
from mingzhi.disclosure.tests import factories as notices
from mingzhi.ledger.acts.integrate import integrate_all, remember_head
from mingzhi.ledger.models import Checkpoint
from mingzhi.records.acts.leftovers import KEEP
from mingzhi.records.models import StoredFile
from mingzhi.records.storing import store_bytes
from mingzhi.site.jobs import leftovers
from mingzhi.site.storage import PARTIAL, FolderStore
from mingzhi.site.tests.unguarded import execute, unguarded
from mingzhi.site.walk import Walk, scenario
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.4b")]
OLD = KEEP.total_seconds() + 60


@pytest.fixture(autouse=True)
def store(tmp_path, settings) -> FolderStore:
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {"BACKEND": "mingzhi.site.storage.FolderStore", "OPTIONS": {"location": str(tmp_path)}},
    }
    return storages["originals"]


def aged(key: str, seconds: float = OLD) -> Path:
    path = Path(storages["originals"].path(key))
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def everywhere() -> tuple[str, ...]:
    return (*(f"{n:02x}" for n in range(256)), *(f"public/{n:02x}" for n in range(256)))


def test_what_no_row_names_goes_and_is_entered_first(store):
    gone = aged(store_bytes("没有归入的材料\n".encode(), "说明.txt").key)
    draft = aged(pdf_key(store_pdf(b"%PDF-1.4 unused").sha256))
    young = aged(store_bytes("还在填写的表单\n".encode(), "说明.txt").key, OLD - 120)
    assert leftovers.clear(everywhere()) == 2
    assert not gone.exists() and not draft.exists() and young.exists()
    assert list((Path(store.path("")) / PARTIAL).iterdir()) == []
    entry = Entry.objects.get(act="records.clear_leftovers")
    said = {one["key"].rpartition("/")[2] for one in entry.payload.content["files"]}
    assert said == {gone.name, draft.name} and entry.actor_label == "clear-leftovers"
    assert leftovers.clear(everywhere()) == 0
    assert Entry.objects.filter(act="records.clear_leftovers").count() == 1, "nothing to do is no entry"


def test_what_rows_name_stays_however_old(people):
    Walk(script=scenario("expired-food"), cast=people.cast).play(before="inquire")
    files = [path for path in Path(storages["originals"].path("")).rglob("*") if path.is_file()]
    assert 3 < len(files) == StoredFile.objects.count()
    for path in files:
        os.utime(path, (0, 0))
    assert leftovers.clear(everywhere()) == 0
    assert all(path.exists() for path in files)


def test_a_public_paper_that_a_version_names_stays():
    source = notices.source("paper")
    notices.duties(source)
    pdf = b"%PDF-1.4 named"
    version = notices.checked_version(source, pdf=pdf)
    assert version.pdf_sha256 == hashlib.sha256(pdf).hexdigest()
    path = aged(pdf_key(version.pdf_sha256))
    assert leftovers.clear(everywhere()) == 0 and path.exists()


def test_what_somebody_else_put_there_is_not_touched(store):
    store.save("ab/readme.txt", ContentFile(b"x"))
    path = aged("ab/readme.txt")
    assert leftovers.clear(everywhere()) == 0 and path.exists()


def test_the_same_bytes_brought_in_again_are_young_again(store):
    content = "再次上传的材料\n".encode()
    stored = store_bytes(content, "说明.txt")
    path = aged(stored.key)
    assert store_bytes(content, "说明.txt").key == stored.key
    assert leftovers.clear(everywhere()) == 0 and path.exists()


def test_saved_between_the_look_and_the_taking_away(store):
    """Whoever saves the bytes after the look makes them young: put aside, they are looked at once more."""
    stored = store_bytes("正在上传的材料\n".encode(), "说明.txt")
    path = aged(stored.key)
    before = time.time() - KEEP.total_seconds()
    assert [name for name, *_more in store.saved_before(before, stored.key[:2])] == [stored.key]
    store_bytes("正在上传的材料\n".encode(), "说明.txt")
    assert store.forget(stored.key, before=before) is False and path.exists()
    aged(stored.key)
    assert store.forget(stored.key, before=before) is True and not path.exists()
    assert store.forget(stored.key, before=before) is False, "somebody else was faster"


def test_nothing_goes_while_the_database_is_behind_the_log():
    notices.published_notice("behind")
    integrate_all()
    remember_head(log="acts")
    path = aged(store_bytes("没有归入的材料\n".encode(), "说明.txt").key)
    last = Checkpoint.objects.filter(log="acts").order_by("-size").first()
    with unguarded("ledger_checkpoint"):
        execute("DELETE FROM ledger_checkpoint WHERE id = %s", last.pk)
        assert leftovers.clear(everywhere()) == 0 and path.exists()
    assert leftovers.clear(everywhere()) == 1 and not path.exists()


def test_each_turn_takes_a_part_and_all_turns_everything(monkeypatch):
    asked = set()
    monkeypatch.setattr(leftovers, "clear", lambda folders: asked.update(folders) or 0)
    for turn in range(leftovers.FOLDERS):
        monkeypatch.setattr(leftovers.time, "time", lambda at=turn: at * leftovers.EVERY)
        leftovers.clear_leftovers()
    assert asked == set(everywhere())
