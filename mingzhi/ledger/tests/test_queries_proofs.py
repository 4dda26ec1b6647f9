"""What outsiders read: tiles, bundles, proofs, receipts."""

import pytest

from mingzhi.kernel import canonical
from mingzhi.ledger import queries
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.acts.queue import queue_leaf
from mingzhi.ledger.rules import merkle, tiles, verdict
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.ledger.tests.factories import commitment, commitments, fill

pytestmark = pytest.mark.django_db


def test_a_client_can_rebuild_the_signed_tree_from_tiles_alone():
    fill("acts", 10, 700)
    size = queries.latest_checkpoint("acts").size
    hashes = []
    for number in range(3):
        width = min(256, size - number * 256)
        content = queries.tile("acts", 0, number, width)
        entries = tiles.unbundle(queries.entry_bundle("acts", number, width))
        assert tiles.cut(content) == [merkle.leaf_hash(entry) for entry in entries]
        hashes += tiles.cut(content)
    assert merkle.root_of(hashes).hex() == queries.latest_checkpoint("acts").root
    upper = tiles.cut(queries.tile("acts", 1, 0, 2))
    assert upper == [merkle.root_of(hashes[:256]), merkle.root_of(hashes[256:512])]


@pytest.mark.parametrize(
    ("level", "number", "width"),
    [
        (0, 0, 0),
        (0, 0, 257),
        (0, 1, 256),
        (0, 1, 45),
        (0, 2, 1),
        (1, 0, 2),
        (2, 0, 1),
        (64, 0, 1),
        (-1, 0, 1),
    ],
)
def test_tiles_beyond_the_signed_tree_are_not_served(level, number, width):
    fill("acts", 300)
    assert queries.tile("acts", level, number, width) is None


def test_partial_tiles_of_older_checkpoints_stay():
    leaves = [merkle.leaf_hash(item) for item in fill("acts", 100, 300)]
    assert queries.tile("acts", 0, 0, 100) == b"".join(leaves[:100])
    assert queries.tile("acts", 0, 0) == b"".join(leaves[:256])
    assert queries.entry_bundle("acts", 1, 256) is None
    assert queries.entry_bundle("acts", 0, 0) is None


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 513, 800])
def test_every_proof_from_tiles_holds(size):
    items = fill("acts", size)
    root = bytes.fromhex(queries.latest_checkpoint("acts").root)
    for index in {0, size // 3, size // 2, size - 1}:
        path = queries.inclusion_proof("acts", index, size)
        merkle.verify_inclusion(merkle.leaf_hash(items[index]), index, size, path, root)
    for first in {1, size // 2, size}:
        old = merkle.root_of([merkle.leaf_hash(item) for item in items[:first]])
        path = queries.consistency_proof("acts", first, size)
        merkle.verify_consistency(first, size, old, root, path)


def test_a_proof_takes_few_queries_however_large_the_tree(django_assert_max_num_queries):
    items = fill("acts", 1000)
    with django_assert_max_num_queries(6):
        queries.receipt_text(log="acts", commitment_hex=items[3].hex())


def test_a_receipt_with_its_content_verifies_and_without_integration_there_is_none():
    salt, content = bytes(32), {"number": "甲市监罚〔2026〕1号"}
    leaf = canonical.commitment(salt, content)
    extra = canonical.canonical({"content": content, "salt": salt.hex()})
    assert queries.receipt_text(log="publications", commitment_hex=leaf.hex()) is None
    queue_leaf(log="publications", commitment=leaf)
    integrate(log="acts")
    assert queries.receipt_text(log="publications", commitment_hex=leaf.hex(), extra=extra) is None
    fill("publications", 20)
    text = queries.receipt_text(log="publications", commitment_hex=leaf.hex(), extra=extra)
    verified = verify_receipt(text, vkeys=[queries.vkey("publications")])
    assert verified.content == content
    with pytest.raises(verdict.UnknownLog):
        verify_receipt(text, vkeys=[queries.vkey("acts")])


@pytest.mark.parametrize(
    "text", ["", "zz", "00", commitment(77).hex(), commitment(1).hex().upper(), commitment(1).hex() + "\n"]
)
def test_unknown_commitments_have_no_position(text):
    fill("acts", 3)
    assert queries.position("acts", text) is None
    assert queries.receipt_text(log="acts", commitment_hex=text) is None


def test_missing_names_what_escaped_the_log():
    fill("acts", 600)
    queue_leaf(log="acts", commitment=commitment(600))
    assert queries.missing("acts", commitments(601)) == []
    wanted = [*commitments(600), commitment(900), commitment(901).hex()]
    assert queries.missing("acts", wanted) == [commitment(900).hex(), commitment(901).hex()]
    assert queries.missing("publications", [commitment(1)]) == [commitment(1).hex()]


def test_a_log_that_was_never_opened_has_nothing_to_show():
    assert queries.latest_checkpoint("acts") is None
    assert queries.vkey("acts") is None
    assert queries.tile("acts", 0, 0, 1) is None
