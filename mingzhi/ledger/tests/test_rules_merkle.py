"""Hashing and proofs, against the published Certificate Transparency vectors and the definition."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.ledger.rules import merkle

# The reference leaves, roots and proofs published with Certificate Transparency (RFC 6962).
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
LEAVES = [merkle.leaf_hash(entry) for entry in INPUTS]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
_FIRST_OF_EIGHT = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]
INCLUSION = {
    (0, 8): _FIRST_OF_EIGHT,
    (3, 8): [
        "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): _FIRST_OF_EIGHT,
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
MANY = [merkle.leaf_hash(bytes([n])) for n in range(75)]


def definition(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962 §2.1 writes it."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + definition(leaves[:k]) + definition(leaves[k:])).digest()


def hashes(leaves: list[bytes], ranges: list[merkle.Range]) -> list[bytes]:
    def subtree(height: int, index: int) -> bytes:
        return definition(leaves[index << height : (index + 1) << height])

    return [merkle.range_hash(span, subtree) for span in ranges]


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size):
    assert merkle.root_of(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("place", "path"), INCLUSION.items())
def test_published_inclusion_proofs(place, path):
    index, size = place
    made = hashes(LEAVES[:size], merkle.inclusion_ranges(index, size))
    assert [step.hex() for step in made] == path
    merkle.verify_inclusion(LEAVES[index], index, size, made, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("sizes", "path"), CONSISTENCY.items())
def test_published_consistency_proofs(sizes, path):
    first, second = sizes
    made = hashes(LEAVES[:second], merkle.consistency_ranges(first, second))
    assert [step.hex() for step in made] == path
    roots = (bytes.fromhex(ROOTS[first]), bytes.fromhex(ROOTS[second]))
    merkle.verify_consistency(first, second, *roots, made)


@pytest.mark.parametrize("size", range(1, 76))
def test_every_leaf_of_every_size_is_proved(size):
    root = definition(MANY[:size])
    assert merkle.root_of(MANY[:size]) == root
    for index in range(size):
        path = hashes(MANY[:size], merkle.inclusion_ranges(index, size))
        merkle.verify_inclusion(MANY[index], index, size, path, root)
        assert merkle.inclusion_root(MANY[(index + 1) % 75], index, size, path) != root


@pytest.mark.parametrize("second", range(76))
def test_every_size_continues_every_smaller_one(second):
    new = definition(MANY[:second])
    for first in range(second + 1):
        old = definition(MANY[:first])
        path = hashes(MANY[:second], merkle.consistency_ranges(first, second))
        merkle.verify_consistency(first, second, old, new, path)


def test_a_rewritten_history_is_not_consistent():
    rewritten = [*MANY[:3], merkle.leaf_hash(b"another"), *MANY[4:20]]
    path = hashes(rewritten, merkle.consistency_ranges(10, 20))
    with pytest.raises(merkle.ProofError):
        merkle.verify_consistency(10, 20, definition(MANY[:10]), definition(rewritten), path)


@given(st.data())
def test_an_altered_proof_fails(data):
    size = data.draw(st.integers(2, 75))
    index = data.draw(st.integers(0, size - 1))
    path = hashes(MANY[:size], merkle.inclusion_ranges(index, size))
    step = data.draw(st.integers(0, len(path) - 1))
    byte = data.draw(st.integers(0, 31))
    path[step] = path[step][:byte] + bytes([path[step][byte] ^ 1]) + path[step][byte + 1 :]
    with pytest.raises(merkle.ProofError):
        merkle.verify_inclusion(MANY[index], index, size, path, definition(MANY[:size]))


@given(size=st.integers(1, 2**40), data=st.data())
def test_a_proof_of_another_length_or_place_is_refused(size, data):
    index = data.draw(st.integers(0, size - 1))
    length = len(merkle.inclusion_ranges(index, size))
    with pytest.raises(merkle.ProofError):
        merkle.inclusion_root(MANY[0], index, size, [MANY[1]] * (length + 1))
    if length:
        with pytest.raises(merkle.ProofError):
            merkle.inclusion_root(MANY[0], index, size, [MANY[1]] * (length - 1))
    with pytest.raises(merkle.ProofError):
        merkle.inclusion_root(MANY[0], size, size, [MANY[1]] * length)


@pytest.mark.parametrize(("first", "second"), [(3, 2), (-1, 2)])
def test_a_log_never_shrinks(first, second):
    with pytest.raises(merkle.ProofError):
        merkle.consistency_ranges(first, second)
    with pytest.raises(merkle.ProofError):
        merkle.verify_consistency(first, second, MANY[0], MANY[1], [])


@pytest.mark.parametrize("path", [[], [MANY[0]], [MANY[0]] * 9])
def test_consistency_proofs_of_a_wrong_form_are_refused(path):
    with pytest.raises(merkle.ProofError):
        merkle.verify_consistency(3, 7, definition(MANY[:3]), definition(MANY[:7]), path)
    with pytest.raises(merkle.ProofError):
        merkle.verify_consistency(7, 7, definition(MANY[:7]), definition(MANY[:6]), path)
