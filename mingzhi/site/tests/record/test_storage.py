"""Where bytes lie: written whole or not at all, once, never deleted."""

import os
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from mingzhi.site.backup.write import walk
from mingzhi.site.storage import PARTIAL, FolderStore, ObjectStore


class Cut(ContentFile):
    """An upload that breaks off."""

    def chunks(self, chunk_size=None):
        yield b"half"
        raise ConnectionError("cut")


def leftovers(folder):
    return list((folder / PARTIAL).glob("*"))


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path):
    store = FolderStore(location=str(tmp_path))
    with pytest.raises(ConnectionError):
        store.save("ab/cd/abcd", Cut(b""))
    assert not store.exists("ab/cd/abcd") and leftovers(tmp_path) == []


def test_a_kill_leaves_only_a_partial_file_nobody_refers_to(tmp_path, monkeypatch):
    store = FolderStore(location=str(tmp_path))

    def killed(*_arguments):
        raise SystemExit

    monkeypatch.setattr("mingzhi.site.storage.os.replace", killed)
    monkeypatch.setattr("mingzhi.site.storage.Path.unlink", lambda *_a, **_k: None)
    with pytest.raises(SystemExit):
        store.save("ab/cd/abcd", ContentFile(b"whole"))
    monkeypatch.undo()
    assert not store.exists("ab/cd/abcd")
    (left,) = leftovers(tmp_path)
    assert store.save("ab/cd/abcd", ContentFile(b"whole")) == "ab/cd/abcd"
    assert walk(store) == ["ab/cd/abcd"], "what is being written is no part of a backup"
    assert store.clear_partials() == 0, "somebody may still be writing it"
    os.utime(left, (0, 0))
    assert store.clear_partials() == 1 and leftovers(tmp_path) == [] and store.exists("ab/cd/abcd")


def test_originals_are_written_once_and_never_deleted(tmp_path):
    store = FolderStore(location=str(tmp_path))
    name = store.save("ab/cd/abcd", ContentFile(b"first"))
    assert store.save("ab/cd/abcd", ContentFile(b"second")) == name
    assert store.open(name).read() == b"first"
    with pytest.raises(SuspiciousFileOperation):
        store.delete(name)


def test_the_store_of_the_tests_is_a_folder():
    assert isinstance(storages["originals"], FolderStore)


def test_an_object_store_says_what_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "storages", None)
    with pytest.raises(ImproperlyConfigured, match=r"mingzhi\[s3\]"):
        ObjectStore(bucket_name="records")
