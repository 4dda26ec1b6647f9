"""What is no bundle is said to be none, whatever zip and JSON make of it."""

import zipfile

import pytest

from mingzhi.records.rules.bundle_check import BundleAltered, NotABundle, check_bundle
from mingzhi.records.rules.bundles import LISTING

LIST = b'{"items": [], "label": "", "purpose": ""}'


def box(path, content=LIST, *more):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(LISTING, content)
        for name in more:
            written.writestr(name, b"")
    return path


def touched(path, change):
    path.write_bytes(change(bytearray(path.read_bytes())))
    return path


def packed_data(content):
    """Spoil what is packed: the first bytes behind the local head of the only entry."""
    start = 30 + content[26] + 256 * content[27]
    content[start : start + 4] = b"\xff\xff\xff\xff"
    return content


def locked(content):
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    return content


@pytest.mark.parametrize("change", [packed_data, locked, lambda content: content[:-30]])
def test_a_damaged_or_locked_file_is_no_bundle(tmp_path, change):
    with pytest.raises(NotABundle):
        check_bundle(touched(box(tmp_path / "one.zip"), change), [])


@pytest.mark.parametrize("content", [b"[" * 200_000, b"\xff", b"{}", b'{"items": [1]}', b'{"items": 1}'])
def test_a_list_that_cannot_be_read_is_no_bundle(tmp_path, content):
    with pytest.raises(NotABundle):
        check_bundle(box(tmp_path / "one.zip", content), [])


def test_many_strange_entries_are_found_as_fast_as_few(tmp_path):
    with pytest.raises(BundleAltered):
        check_bundle(box(tmp_path / "one.zip", LIST, *(f"{number}.txt" for number in range(20_000))), [])
