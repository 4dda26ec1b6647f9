"""The verifier: what it accepts, and that nothing altered passes."""

import functools
import hashlib
import os
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhi.kernel import canonical
from mingzhi.ledger.rules import merkle, notes, verdict, verifier
from mingzhi.ledger.rules.receipt import Receipt, parse_receipt

ORIGIN = "mingzhi.test.example/publications"
PDF = b"%PDF-1.7 a notice"
CONTENT = {"number": "甲市监罚〔2026〕1号", "pdf_sha256": hashlib.sha256(PDF).hexdigest(), "fine": 500_000}
SALT = bytes(range(32))


@functools.cache
def signer(seed: int = 1) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def vkey(seed: int = 1, name: str = ORIGIN) -> notes.Vkey:
    return notes.Vkey(name, signer(seed).public_key().public_bytes_raw())


def signature(text: str, seed: int = 1, name: str = ORIGIN) -> notes.Signature:
    return notes.Signature(name, vkey(seed, name).key_id, signer(seed).sign(text.encode()))


def receipt(*, size: int = 11, index: int = 6, extra: dict | None = None, **head: object) -> str:
    """A receipt for CONTENT at ``index`` of a log whose other leaves are numbers."""
    entries = [n.to_bytes(32, "big") for n in range(size)]
    entries[index] = canonical.commitment(SALT, CONTENT)
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    path = [merkle.root_of(leaves[low:high]) for low, high in merkle.inclusion_ranges(index, size)]
    tree_head = notes.TreeHead(str(head.get("origin", ORIGIN)), size, merkle.root_of(leaves))
    note = notes.Note(str(tree_head), (signature(str(tree_head)),))
    carried = canonical.canonical({"content": CONTENT, "salt": SALT.hex()} if extra is None else extra)
    return str(Receipt(index, tuple(path), str(note), carried if extra != {} else b""))


def test_a_good_receipt_tells_what_it_proves():
    verified = verifier.verify_receipt(receipt(), vkeys=[str(vkey())], document=PDF)
    assert verified.origin == ORIGIN
    assert (verified.index, verified.size) == (6, 11)
    assert verified.content == CONTENT
    assert verified.commitment == canonical.commitment(SALT, CONTENT).hex()
    assert verified.document_sha256 == CONTENT["pdf_sha256"]
    assert verified.unknown_signers == ()


@pytest.mark.parametrize("size", range(1, 75))
def test_receipts_of_all_sizes(size):
    for index in {0, size // 2, size - 1}:
        text = receipt(size=size, index=index)
        assert parse_receipt(text).index == index
        if size % 10 == 1:
            assert verifier.verify_receipt(text, vkeys=[vkey()]).index == index


def fails(content: bytes) -> bool:
    try:
        verifier.verify_receipt(content.decode(), vkeys=[vkey()])
    except (verdict.VerificationError, UnicodeDecodeError):
        return True
    return False


def test_any_changed_byte_fails():
    content = receipt().encode()
    for at in range(len(content)):
        altered = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        assert fails(altered), at


@settings(max_examples=300)
@given(st.data())
def test_any_replaced_inserted_or_removed_bytes_fail(data):
    content = receipt().encode()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 3)))
    replacement = data.draw(st.binary(max_size=3) | st.sampled_from([b"\n", b" ", b"=", b"A", b"\r\n"]))
    altered = content[:start] + replacement + content[end:]
    if altered != content:
        assert fails(altered)


def test_a_missing_key_is_an_error_and_never_ok():
    with pytest.raises(verdict.NoKey):
        verifier.verify_receipt(receipt(), vkeys=[])
    with pytest.raises(verdict.BadKey):
        verifier.verify_receipt(receipt(), vkeys=["not a key"])


@pytest.mark.parametrize("key", [vkey(2), vkey(1, "mingzhi.test.example/acts")])
def test_another_key_and_another_log_are_refused(key):
    with pytest.raises(verdict.UnknownLog):
        verifier.verify_receipt(receipt(), vkeys=[key])


def test_a_log_may_not_speak_for_another():
    """The key of one log signs a checkpoint that names another log as its origin."""
    with pytest.raises(verdict.UnknownLog):
        verifier.verify_receipt(receipt(origin="mingzhi.test.example/acts"), vkeys=[vkey()])


def test_a_rotated_key_and_a_witness_do_not_disturb():
    text = receipt()
    note = notes.parse_note(parse_receipt(text).checkpoint)
    witness = signature(note.text, 3, "witness.example")
    verified = verifier.verify_receipt(text + str(witness), vkeys=[vkey(2), vkey()])
    assert verified.unknown_signers == ("witness.example",)
    known = verifier.verify_receipt(text + str(witness), vkeys=[vkey(), vkey(3, "witness.example")])
    assert known.unknown_signers == ()


def test_a_forged_signature_in_the_name_of_the_log_is_named():
    parsed = parse_receipt(receipt())
    note = notes.parse_note(parsed.checkpoint)
    forged = notes.Note(note.text, (notes.Signature(ORIGIN, vkey().key_id, b"\x00" * 64),))
    with pytest.raises(verdict.BadSignature):
        verifier.verify_receipt(str(Receipt(6, parsed.path, str(forged), parsed.extra)), vkeys=[vkey()])


@pytest.mark.parametrize(
    "extra",
    [
        {"content": CONTENT},
        {"content": CONTENT, "salt": SALT.hex(), "note": "free words"},
        {"content": {**CONTENT, "fine": 1}, "salt": SALT.hex()},
        {"content": CONTENT, "salt": (b"\x01" * 32).hex()},
        {"content": CONTENT, "salt": SALT.hex().upper()},
        {"content": CONTENT, "salt": " ".join([SALT.hex()])[:-2]},
        {"content": CONTENT, "salt": SALT.hex() + " "},
        {"content": "text", "salt": SALT.hex()},
        {"content": CONTENT, "salt": 7},
    ],
)
def test_other_content_is_refused(extra):
    with pytest.raises((verdict.WrongContent, verdict.NotInLog)):
        verifier.verify_receipt(receipt(extra=extra), vkeys=[vkey()])


def test_content_that_is_not_canonical_is_refused():
    parsed = parse_receipt(receipt())
    for raw in (parsed.extra + b" ", b"[" * 100_000, b'{"content":{"a":1.0},"salt":"00"}', b"\xff"):
        text = str(Receipt(parsed.index, parsed.path, parsed.checkpoint, raw))
        with pytest.raises(verdict.WrongContent):
            verifier.verify_receipt(text, vkeys=[vkey()])


def test_a_receipt_without_content_needs_the_commitment():
    bare = receipt(extra={})
    with pytest.raises(verdict.WrongContent):
        verifier.verify_receipt(bare, vkeys=[vkey()])
    leaf = canonical.commitment(SALT, CONTENT)
    verified = verifier.verify_receipt(bare, vkeys=[vkey()], commitment=leaf)
    assert verified.content is None
    with pytest.raises(verdict.NotInLog):
        verifier.verify_receipt(bare, vkeys=[vkey()], commitment=bytes(32))
    with pytest.raises(verdict.WrongContent):
        verifier.verify_receipt(receipt(), vkeys=[vkey()], commitment=bytes(32))
    with pytest.raises(verdict.WrongDocument):
        verifier.verify_receipt(bare, vkeys=[vkey()], commitment=leaf, document=PDF)


def test_another_document_is_refused():
    with pytest.raises(verdict.WrongDocument):
        verifier.verify_receipt(receipt(), vkeys=[vkey()], document=PDF + b"\n")


def test_another_leaf_is_not_in_the_log():
    parsed = parse_receipt(receipt())
    for index, path in (
        (5, parsed.path),
        (6, parsed.path[:-1]),
        (6, (*parsed.path, bytes(32))),
        (99, parsed.path),
    ):
        with pytest.raises(verdict.NotInLog):
            text = str(Receipt(index, path, parsed.checkpoint, parsed.extra))
            verifier.verify_receipt(text, vkeys=[vkey()])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ("index 6", "index 06"),
        ("index 6", "index  6"),
        ("index 6\n", ""),
        ("extra ", "extra  "),
        ("\n\n", "\n\n\n"),
        ("\n", "\r\n"),
    ],
)
def test_other_spellings_are_refused(old, new):
    altered = receipt().replace(old, new, 1 if old != "\n" else -1)
    with pytest.raises(verdict.NotAReceipt):
        verifier.verify_receipt(altered, vkeys=[vkey()])


@pytest.fixture
def files(tmp_path):
    (tmp_path / "notice.tlog-proof").write_bytes(receipt().encode())
    (tmp_path / "notice.pdf").write_bytes(PDF)
    (tmp_path / "log.vkey").write_text(f"{vkey()}\n")
    return tmp_path


@pytest.mark.parametrize("key", ["text", "file"])
def test_the_command_says_what_was_verified_in_both_languages(files, key, capsys):
    given_key = str(vkey()) if key == "text" else str(files / "log.vkey")
    words = [str(files / "notice.tlog-proof"), "--key", given_key]
    assert verifier.main([*words, "--document", str(files / "notice.pdf"), "--content"]) == 0
    said = capsys.readouterr().out
    assert "核验通过 VERIFIED" in said
    assert "Checked: the document is the recorded one." in said
    assert "甲市监罚〔2026〕1号" in said
    assert verifier.main(words) == 0
    assert "Not checked: no document was given" in capsys.readouterr().out


def test_the_command_fails_loudly(files, capsys):
    proof = str(files / "notice.tlog-proof")
    (files / "altered.tlog-proof").write_bytes(receipt().replace("index 6", "index 5").encode())
    (files / "binary").write_bytes(b"\xff\xfe")
    for words in (
        [proof],
        [proof, "--key", str(vkey(2))],
        [proof, "--key", str(vkey()), "--document", proof],
        [str(files / "altered.tlog-proof"), "--key", str(vkey())],
        [str(files / "missing"), "--key", str(vkey())],
        [str(files / "binary"), "--key", str(vkey())],
        [proof, "--key", str(vkey()), "--commitment", "zz"],
    ):
        assert verifier.main(words) == 1
        said = capsys.readouterr()
        assert "NOT VERIFIED" in said.err
        assert not said.out


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_it_runs_alone_without_third_party_packages(files, encoding):
    """``-S`` keeps site-packages away: only the standard library and this package are there."""
    root = verifier.__file__.rsplit("/mingzhi/", 1)[0]
    program = (
        f"import sys; sys.path.insert(0, {root!r})\n"
        "from mingzhi.ledger.rules import verifier\n"
        "status = verifier.main(sys.argv[1:])\n"
        "assert not any(name.split('.')[0] in ('django', 'cryptography') for name in sys.modules)\n"
        "raise SystemExit(status)"
    )
    words = [str(files / "notice.tlog-proof"), "--key", str(files / "log.vkey")]
    done = subprocess.run(
        [sys.executable, "-S", "-c", program, *words],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "VERIFIED" in done.stdout
