"""Tile arithmetic, checked against the words of C2SP tlog-tiles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhi.ledger.rules import merkle, tiles
from mingzhi.ledger.rules.tiles import FullTile, TileId


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(n.to_bytes(4, "big")) for n in range(count)]


@pytest.mark.parametrize(
    ("number", "path"),
    [(0, "000"), (5, "005"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")],
)
def test_tile_paths_of_the_specification(number, path):
    assert tiles.tile_path(number) == path
    assert tiles.tile_number(path) == number


@given(st.integers(0, 10**15))
def test_tile_paths_are_read_back(number):
    assert tiles.tile_number(tiles.tile_path(number)) == number


@pytest.mark.parametrize(
    "path", ["", "1", "0001", "x000/001", "001/002", "x1/002", "x001", "٠٠١", "000 ", "-01"]
)
def test_other_spellings_are_refused(path):
    with pytest.raises(ValueError, match=r"tile number|shortest"):
        tiles.tile_number(path)


def test_widths_of_the_specification():
    """A tree of 70,000 has 273 full level 0 tiles, a partial one of 112, and so on."""
    widths = [[tiles.width_in(TileId(level, n), 70_000) for n in range(300)] for level in range(4)]
    assert widths[0][:275] == [256] * 273 + [112, 0]
    assert widths[1][:3] == [256, 17, 0]
    assert widths[2][:2] == [1, 0]
    assert widths[3][0] == 0
    assert tiles.width_in(TileId(1, 0), 256) == 1


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_100])
def test_the_frontier_gives_the_root_of_the_definition(size):
    all_leaves = leaves(size)
    frontier = tiles.Frontier()
    filled = frontier.extend(all_leaves)
    assert frontier.root() == merkle.root_of(all_leaves)
    assert frontier.size == size
    expected = {TileId(level, n) for level in range(3) for n in range(size >> (8 * level + 8))}
    assert {tile.at for tile in filled} == expected


@settings(max_examples=30)
@given(st.lists(st.integers(0, 700), max_size=8))
def test_growing_in_batches_equals_growing_at_once(batches):
    all_leaves = leaves(sum(batches))
    at_once, in_batches = tiles.Frontier(), tiles.Frontier()
    filled: list[FullTile] = []
    at = 0
    for count in batches:
        filled += in_batches.extend(all_leaves[at : at + count])
        at += count
        assert in_batches.root() == merkle.root_of(all_leaves[:at])
    assert sorted(filled, key=lambda tile: tile.at) == sorted(
        at_once.extend(all_leaves), key=lambda tile: tile.at
    )
    for tile in filled:
        assert merkle.root_of(tiles.cut(tile.hashes)) == tile.root


@given(st.integers(0, 40), st.integers(0, 10**6))
def test_every_subtree_lives_in_one_tile(height, index):
    at, place = tiles.home(height, index)
    first = (at.number * 256 + place.start) << (8 * at.level)
    after = (at.number * 256 + place.stop) << (8 * at.level)
    assert (first, after) == (index << height, (index + 1) << height)
    assert 0 <= place.start < place.stop <= 256


def test_bundles_are_read_back_and_cut_ones_refused():
    entries = [b"", b"x" * 32, b"y" * 300]
    content = tiles.bundle(entries)
    assert tiles.unbundle(content) == entries
    assert content[:2] == b"\x00\x00"
    assert content[2:4] == b"\x00\x20"
    for broken in (content[:-1], content + b"\x00"):
        with pytest.raises(ValueError, match="cut short"):
            tiles.unbundle(broken)
