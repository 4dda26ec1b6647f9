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
_LONGEST = 2480
"""Pixels of the longer side: A4 at 210 dots per inch."""
_INCHES = (8.27, 11.69)


class Unprintable(Exception):
    """The material has no picture on paper."""


def sheets_of(source: IO[bytes]) -> Iterator[IO[bytes]]:
    """Yield a PDF of one sheet, at most A4, for each picture in the file (TIFF may hold several)."""
    try:
        with Image.open(source, formats=_FORMATS) as picture:
            frames = ImageSequence.Iterator(picture) if picture.format == "TIFF" else [picture]
            for frame in frames:
                yield _sheet(frame)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unprintable from error


def _sheet(frame: Image.Image) -> IO[bytes]:
    frame.draft("RGB", (_LONGEST, _LONGEST))
    upright = ImageOps.exif_transpose(frame)
    upright.thumbnail((_LONGEST, _LONGEST))
    if "A" in upright.getbands() or upright.mode == "P":
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, "white")
        upright.paste(clear, mask=clear.getchannel("A"))
    out = io.BytesIO()
    density = max(upright.width / _INCHES[0], upright.height / _INCHES[1])
    upright.convert("RGB").save(out, "PDF", resolution=density, quality=85, creationDate=None, modDate=None)
    out.seek(0)
    return out
