"""``mingzhi ledger`` and ``mingzhi verify`` as their users type them."""

import subprocess
import sys

import pytest
from django.db import connection

from mingzhi.ledger import queries
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.rules.notes import parse_note, parse_vkey
from mingzhi.ledger.tests.factories import commitment, fill
from mingzhi.site.command import main
from mingzhi.trail.queries import entry_receipt
from mingzhi.trail.tests.factories import officer, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key_folder(settings, tmp_path, monkeypatch):
    settings.LOG_KEY_FILE = str(tmp_path / "log-keys")
    monkeypatch.delenv("MINGZHI_LOG_KEY_FILE", raising=False)
    monkeypatch.setenv("MINGZHI_VAR", str(tmp_path))
    return tmp_path / "log-keys"


def test_checkpoint_prints_the_note_as_it_was_signed(capsys):
    assert main(["ledger", "checkpoint", "acts"]) == 1
    assert "no checkpoint yet: acts" in capsys.readouterr().out
    fill("acts", 3)
    assert main(["ledger", "checkpoint", "acts"]) == 0
    note = parse_note(capsys.readouterr().out)
    assert note.signed_by(parse_vkey(queries.vkey("acts")))
    assert main(["ledger", "checkpoint"]) == 1
    assert "publications" in capsys.readouterr().out


def test_integrate_signs_what_waits(capsys):
    record(actor=officer())
    assert main(["ledger", "integrate"]) == 0
    assert capsys.readouterr().out.splitlines() == ["acts: +1, 1", "publications: +0, 0"]
    assert main(["ledger", "integrate", "acts"]) == 0
    assert capsys.readouterr().out.splitlines() == ["acts: +0, 1"]


def test_check_says_clean_or_names_the_problem(capsys):
    record(actor=officer())
    integrate(log="acts")
    assert main(["ledger", "check"]) == 0
    said = capsys.readouterr().out
    assert "signed 1" in said
    assert "CLEAN" in said
    on = " ON trail_payload" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER trail_payload_no_delete{on}")
        cursor.execute("DELETE FROM trail_payload")
    assert main(["ledger", "check"]) == 1
    assert "✗ trail: " in capsys.readouterr().out
    assert main(["ledger", "check", "--logs-only"]) == 0


@pytest.mark.parametrize(
    "words", [["ledger"], ["ledger", "destroy"], ["ledger", "check", "others"], ["verify"]]
)
def test_other_words_are_refused(words):
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2


@pytest.fixture
def receipt(tmp_path, key_folder):
    entry = record(actor=officer())
    integrate(log="acts")
    file = tmp_path / "entry.tlog-proof"
    file.write_text(entry_receipt(entry))
    return file


def test_verify_takes_the_keys_of_this_installation(receipt, key_folder, capsys):
    assert main(["verify", str(receipt)]) == 0
    assert "核验通过 VERIFIED" in capsys.readouterr().out
    (key_folder / "acts.vkey").unlink()
    assert main(["verify", str(receipt)]) == 1
    assert "no log key" in capsys.readouterr().err
    assert main(["verify", str(receipt), "--key", queries.vkey("acts")]) == 0


def test_verify_fails_on_a_changed_byte(receipt, capsys):
    content = receipt.read_bytes()
    receipt.write_bytes(content[:-20] + bytes([content[-20] ^ 1]) + content[-19:])
    assert main(["verify", str(receipt)]) == 1
    assert "NOT VERIFIED" in capsys.readouterr().err


def test_verify_needs_neither_django_nor_the_database(receipt, key_folder):
    program = (
        "import sys\n"
        "from mingzhi.site.command import main\n"
        "status = main(sys.argv[1:])\n"
        "assert not {'django', 'cryptography', 'psycopg'} & set(sys.modules)\n"
        "raise SystemExit(status)"
    )
    words = ["verify", str(receipt), "--key", str(key_folder / "acts.vkey")]
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_bare_proof_needs_its_commitment(tmp_path, capsys):
    fill("publications", 5)
    file = tmp_path / "bare.tlog-proof"
    file.write_text(queries.receipt_text(log="publications", commitment_hex=commitment(2).hex()))
    assert main(["verify", str(file)]) == 1
    assert main(["verify", str(file), "--commitment", commitment(2).hex()]) == 0
    assert "Not checked: the receipt carries no content." in capsys.readouterr().out
