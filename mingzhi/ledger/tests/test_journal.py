"""What this machine committed is missed when it is gone before the log signed it."""

import hashlib
import os

import pytest
from django.db import connection, transaction

from mingzhi.ledger import journal
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.acts.queue import queue_leaf, queue_leaves
from mingzhi.ledger.queries import check

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.3b")]


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.LOG_KEY_FILE = str(tmp_path / "log-keys")
    settings.LOG_JOURNAL = str(tmp_path / "journal")


def commitment(number: int) -> bytes:
    return hashlib.sha256(f"leaf {number}".encode()).digest()


def take_out(one: bytes) -> None:
    """Do what the owner of the tables can do: without guards a leaf is gone as though it had never been."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_leaf DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER ledger_leaf_no_delete")
        cursor.execute("DELETE FROM ledger_leaf WHERE commitment = %s", [one])
        assert cursor.rowcount == 1


def test_a_leaf_taken_out_before_it_was_signed_is_missed(django_capture_on_commit_callbacks):
    integrate(log="acts")
    with django_capture_on_commit_callbacks(execute=True):
        queue_leaf(log="acts", commitment=commitment(1))
        queue_leaves(log="acts", commitments=[commitment(2), commitment(3)])
    assert list(journal.noted("acts")) == [commitment(n) for n in (1, 2, 3)]
    assert check("acts") == []
    take_out(commitment(2))
    integrate(log="acts")
    assert [commitment(2).hex() in problem for problem in check("acts")] == [True]


def test_what_was_not_committed_is_not_noted(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(LookupError), transaction.atomic():
            queue_leaf(log="acts", commitment=commitment(1))
            raise LookupError
        queue_leaf(log="acts", commitment=commitment(2))
    assert list(journal.noted("acts")) == [commitment(2)]


def test_the_file_stays_small_and_a_torn_line_is_passed_over(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(journal, "LARGEST", 10 * 65)
    path = tmp_path / "journal" / "acts"
    for number in range(40):
        journal._append(path, f"{commitment(number).hex()}\n".encode())
    with path.open("ab") as torn:
        torn.write(b"00ff")
    kept = list(journal.noted("acts"))
    assert 10 < len(kept) <= 22 and kept == [commitment(n) for n in range(40)][-len(kept) :]
    assert os.stat(path).st_mode & 0o077 == 0


def test_a_disk_that_takes_nothing_hinders_no_act(django_capture_on_commit_callbacks, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.LOG_JOURNAL = str(tmp_path / "file")
    with django_capture_on_commit_callbacks(execute=True):
        queue_leaf(log="acts", commitment=commitment(1))
    assert list(journal.noted("acts")) == []
