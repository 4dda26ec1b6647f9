"""Pictures: what they are, how large, how many; only headers are read."""

import struct
from typing import IO

from PIL import Image

from mingzhi.records.examining.heif import look_at_heif
from mingzhi.records.picturing import MOST_PIXELS
from mingzhi.records.rules.harms import Harm

_FORMATS = {
    "image/jpeg": ("JPEG",),
    "image/png": ("PNG",),
    "image/tiff": ("TIFF",),
    "image/bmp": ("BMP",),
    "image/webp": ("WEBP",),
}
_KEPT = "image/heic"
"""Kept as it is and not drawn here."""
_MOST_UNSCALED = 150_000_000
"""Pixels of what can only be decoded in full size; JPEG can be read smaller."""
_MOST_SHEETS = 2_000
_MOST_TOGETHER = 10_000_000_000


def look_at_picture(held: IO[bytes], media_type: str) -> int:
    """Return how many sheets the picture makes; raises Harm."""
    if media_type == _KEPT:
        return look_at_heif(held, most=MOST_PIXELS)
    formats = _FORMATS[media_type]
    sheets = _sheets(held) if media_type == "image/tiff" else 1
    held.seek(0)
    try:
        with Image.open(held, formats=formats) as picture:
            sizes = [_size(picture, number) for number in range(sheets)]
    except Image.DecompressionBombError as error:
        raise Harm("pixels") from error
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error) as error:
        raise Harm("broken_picture") from error
    largest = MOST_PIXELS if media_type == "image/jpeg" else _MOST_UNSCALED
    if max(sizes) > largest or sum(sizes) > _MOST_TOGETHER:
        raise Harm("pixels")
    return sheets


def _size(picture: Image.Image, number: int) -> int:
    if number:
        picture.seek(number)
    return picture.width * picture.height


def _sheets(held: IO[bytes]) -> int:
    """Count the directories of a TIFF, and no further than it may have (TIFF 6.0, section 2)."""
    held.seek(0)
    head = held.read(16)
    order = {b"II": "<", b"MM": ">"}.get(head[:2])
    if order is None or len(head) < 16:
        raise Harm("broken_picture")
    big = struct.unpack(f"{order}H", head[2:4])[0] == 43
    count, entry, link = ("Q", 20, "Q") if big else ("H", 12, "L")
    at = struct.unpack_from(f"{order}{link}", head, 8 if big else 4)[0]
    found = 0
    while at:
        found += 1
        if found > _MOST_SHEETS:
            raise Harm("pages")
        at = _next(held, at, f"{order}{count}", entry, f"{order}{link}")
    if not found:
        raise Harm("broken_picture")
    return found


def _next(held: IO[bytes], at: int, count: str, entry: int, link: str) -> int:
    try:
        held.seek(at)
        number = struct.unpack(count, held.read(struct.calcsize(count)))[0]
        held.seek(at + struct.calcsize(count) + number * entry)
        return int(struct.unpack(link, held.read(struct.calcsize(link)))[0])
    except (struct.error, OSError, OverflowError, ValueError) as error:
        raise Harm("broken_picture") from error
