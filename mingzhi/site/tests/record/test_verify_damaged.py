"""``mingzhi verify`` on what disks, mail programs and enemies make of a file: a sentence, no traceback."""

import json
import zipfile
from pathlib import Path
from random import Random

import pytest

from mingzhi.ledger.rules import telling
from mingzhi.ledger.rules.verdict import VerificationError
from mingzhi.ledger.tests.test_rules_verifier import receipt, vkey
from mingzhi.records.rules import bundle_check
from mingzhi.records.rules.bundles import LISTING, LISTING_RECEIPT
from mingzhi.site.command import main

DAMAGED = 120
KINDS = {VerificationError, *VerificationError.__subclasses__(), bundle_check.NotABundle}
SENTENCES = {(kind.zh, kind.en) for kind in KINDS}


def sentence(err: str) -> tuple[str, str]:
    head, zh, en, *named = err.splitlines()
    assert head == "✗ 未通过 NOT VERIFIED" and len(named) <= 1 and "Traceback" not in err
    return zh, en


def refused(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[str, str]:
    words = ["verify", str(path), *(more or ("--key", str(vkey())))]
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    found = sentence(said.err)
    assert found in SENTENCES
    assert "codec" not in said.err and "Error" not in said.err and "Errno" not in said.err
    return found


def damaged(content: bytes, random: Random) -> bytes:
    """Return the bytes with something that happens to files done to them."""
    at, end = sorted(random.randrange(len(content) + 1) for _two in range(2))
    noise = random.randbytes(random.choice((1, 3, 200)))
    return random.choice(
        (
            content[:at],
            content[at:],
            content[:at] + content[end:],
            content[:at] + noise + content[at:],
            content[:at] + noise + content[at + len(noise) :],
            content[:at] + b"\x00" * (end - at) + content[end:],
            content.replace(b"\n", b"\r\n"),
            b"\xef\xbb\xbf" + content,
            content.decode("latin-1").encode("utf-16"),
            content + noise,
        )
    )


def bundle(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("正卷/001 决定.pdf", b"%PDF-1.4" * 40)
        box.writestr(LISTING, json.dumps({"items": [], "label": "x", "purpose": "y", "case": "z"}))
        box.writestr(LISTING_RECEIPT, receipt())
    return path.read_bytes()


@pytest.mark.parametrize("of", ["receipt", "bundle"])
def test_damaged_files_get_one_sentence(tmp_path, capsys, of):
    random = Random(11)
    path = tmp_path / "file"
    whole = receipt().encode() if of == "receipt" else bundle(path)
    seen = set()
    for _nth in range(DAMAGED):
        content = damaged(whole, random)
        if content != whole:
            path.write_bytes(content)
            seen.add(refused(path, capsys))
    assert len(seen) > 1


def test_what_cannot_be_read_is_named(tmp_path, capsys):
    for path in (tmp_path / "没有", tmp_path, tmp_path / ("x" * 300)):
        assert refused(path, capsys) == ("无法读取文件：", "The file cannot be read:")


def test_odd_words_beside_the_file(tmp_path, capsys):
    path = tmp_path / "notice.tlog-proof"
    path.write_text(receipt())
    binary = tmp_path / "key"
    binary.write_bytes(b"\xff\xfe")
    for key in (str(binary), "x" * 5000, "a\x00b", str(tmp_path), ""):
        assert "key" in refused(path, capsys, "--key", key)[1]
    good = ("--key", str(vkey()))
    for commitment in ("zz", "00", "0" * 63, "０" * 64):
        assert "承诺值" in refused(path, capsys, *good, "--commitment", commitment)[0]
    assert "无法读取" in refused(path, capsys, *good, "--document", str(tmp_path))[0]
    path.write_bytes(b"\xff\xfe")
    assert refused(path, capsys)[0].startswith("文件不是完整的回执")
    path.write_bytes(b"PK\x03\x04cut off")
    assert refused(path, capsys)[0].startswith("文件不是案卷材料包")


def test_signs_that_move_the_cursor_are_spelt_out(capsys):
    telling.say("甲\u202e乙\x1b[2J\u009b丙\n")
    assert capsys.readouterr().out == "甲\\u202e乙\\u001b[2J\\u009b丙\n"
