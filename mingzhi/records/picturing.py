"""Pictures as sheets of a PDF: scaled to what paper shows, without their metadata, one at a time."""

import io
from collections.abc import Iterator
from typing import IO

from PIL import Image, ImageOps, ImageSequence

PICTURES = frozenset({"image/jpeg", "image/png", "image/tiff", "image/bmp", "image/webp"})
_FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")
MOST_PIXELS = 250_000_000
"""The largest picture anybody opens here: phones make 200 million pixels."""
Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow warns beyond it and refuses beyond twice as many
_A4 = (1754, 2480)
"""Pixels of a sheet of A4, upright."""
_DENSITY = 212
"""Dots per inch: 2480 of them are 297 mm."""


class Unprintable(Exception):
    """The material has no picture on paper."""


def sheets_of(source: IO[bytes]) -> Iterator[IO[bytes]]:
    """Yield a PDF of one sheet of A4 for each picture in the file (TIFF may hold several)."""
    try:
        with Image.open(source, formats=_FORMATS) as picture:
            frames = ImageSequence.Iterator(picture) if picture.format == "TIFF" else [picture]
            for frame in frames:
                yield _sheet(frame)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unprintable from error


def _sheet(frame: Image.Image) -> IO[bytes]:
    """Return the picture in the middle of a sheet of A4, which lies where the picture is wider than high."""
    frame.draft("RGB", (max(_A4), max(_A4)))
    upright = ImageOps.exif_transpose(frame)
    size = _A4 if upright.height >= upright.width else _A4[::-1]
    shown = ImageOps.contain(upright, size)
    sheet = Image.new("RGB", size, "white")
    clear = "A" in shown.getbands() or shown.mode == "P"
    mask = shown.convert("RGBA").getchannel("A") if clear else None
    sheet.paste(shown.convert("RGB"), ((size[0] - shown.width) // 2, (size[1] - shown.height) // 2), mask)
    out = io.BytesIO()
    sheet.save(out, "PDF", resolution=_DENSITY, quality=85, creationDate=None, modDate=None)
    out.seek(0)
    return out
