"""Signed notes, verifier keys and checkpoints, with the examples the specifications publish."""

import pytest

from mingzhi.ledger.rules import notes

# The example of C2SP signed-note.
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE_NOTE = (
    "This is an example message.\n"
    "\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72"
    "IneyaQM=\n"
)
HEAD = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_the_published_note_is_signed_by_the_published_key():
    key = notes.parse_vkey(EXAMPLE_KEY)
    note = notes.parse_note(EXAMPLE_NOTE)
    assert note.signed_by(key)
    assert str(key) == EXAMPLE_KEY
    assert str(note) == EXAMPLE_NOTE


def test_any_changed_byte_of_the_note_fails():
    key = notes.parse_vkey(EXAMPLE_KEY)
    content = EXAMPLE_NOTE.encode()
    for at in range(len(content)):
        for bit in (1, 4, 32):
            altered = content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :]
            assert not _signed(altered, key), (at, bit)


def _signed(content: bytes, key: notes.Vkey) -> bool:
    try:
        return notes.parse_note(content.decode()).signed_by(key)
    except (notes.NoteError, UnicodeDecodeError):
        return False


def test_a_line_of_an_unknown_key_is_ignored_and_a_false_line_of_a_known_key_is_not():
    key = notes.parse_vkey(EXAMPLE_KEY)
    stranger = f"— example.com/foo {notes.encode64(b'abcd' + b'x' * 64)}\n"
    assert notes.parse_note(EXAMPLE_NOTE + stranger).signed_by(key)
    text = "This is an example message.\n\n"
    assert not notes.parse_note(text + stranger).signed_by(key)
    false = f"— example.com/foo {notes.encode64(key.key_id + b'x' * 64)}\n"
    with pytest.raises(notes.NoteError, match="not valid"):
        notes.parse_note(EXAMPLE_NOTE + false).signed_by(key)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— name\n",
        "text\n\n— na+me YWJjZGVm\n",
        "text\n\n—  YWJjZGVm\n",
        "text\n\n— name YWJjZGVm",
        "text\n\n- name YWJjZGVm\n",
        "text\n\n— name YWJjZA==\n",
        "text\n\n— name YWJjZGVn=\n",
        "te\rxt\n\n— name YWJjZGVm\n",
        "text\n\n" + "— name YWJjZGVm\n" * 65,
    ],
)
def test_malformed_notes_are_refused(content):
    with pytest.raises(notes.NoteError):
        notes.parse_note(content)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com/foo",
        "example.com/foo+530d903a",
        EXAMPLE_KEY.replace("530d903a", "530d903b"),
        EXAMPLE_KEY.replace("530d903a", "530D903A"),
        EXAMPLE_KEY.replace("example", "exemple"),
        EXAMPLE_KEY.replace("+Aeky", "+Beky"),
        EXAMPLE_KEY[:-4],
    ],
)
def test_malformed_keys_are_refused(text):
    with pytest.raises(notes.NoteError):
        notes.parse_vkey(text)


def test_a_published_checkpoint_is_read_and_written():
    head = notes.parse_tree_head(HEAD)
    assert (head.origin, head.size, len(head.root)) == ("example.com/behind-the-sofa", 20852163, 32)
    assert str(head) == HEAD
    assert notes.parse_tree_head(HEAD + "more\n").extensions == ("more",)


@pytest.mark.parametrize(
    "text",
    [
        HEAD[:-1],
        HEAD + "\n",
        HEAD.replace("20852163", "020852163"),
        HEAD.replace("20852163", "-1"),
        HEAD.replace("20852163", "２"),
        HEAD.replace("q2I=", "q2J="),
        HEAD.replace("q2I=", ""),
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    ],
)
def test_malformed_checkpoints_are_refused(text):
    with pytest.raises(notes.NoteError):
        notes.parse_tree_head(text)
