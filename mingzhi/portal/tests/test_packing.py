"""Parts that are packed side by side are one gzip stream to whoever reads it."""

import zlib

import pytest

from mingzhi.portal.opendata import packing


@pytest.mark.serves("2.4.2a")
@pytest.mark.parametrize("number", [0, 1, 2, 40])
def test_many_parts_are_one_stream_in_their_order(monkeypatch, number) -> None:
    monkeypatch.setattr(packing, "_PART", 1000)
    parts = [f"第{nth}件".encode() * (nth * 37 % 400) for nth in range(number)]
    put: list[bytes] = []
    packer = packing.Packing(put.append)
    for part in parts:
        packer.add([part[:9], part[9:]])
    packer.end()
    reader = zlib.decompressobj(31)
    assert reader.decompress(b"".join(put)) == b"".join(parts)
    assert reader.eof and not reader.unused_data  # browsers do not read on behind the first stream


def test_a_part_that_cannot_be_put_down_stops_the_packing(monkeypatch) -> None:
    monkeypatch.setattr(packing, "_PART", 1)

    def full(_content: bytes) -> None:
        raise OSError("no space left")

    packer = packing.Packing(full)
    with pytest.raises(OSError, match="no space"):
        for _nth in range(9):
            packer.add([b"x"])
    packer.stop()
