"""The examination of one file: which look its medium needs, and what every file must pass."""

import os
from typing import IO

from mingzhi.records.examining.apart import look_apart
from mingzhi.records.examining.double import must_be_one_thing
from mingzhi.records.examining.pictures import look_at_picture
from mingzhi.records.rules.harms import HARMS, Harm
from mingzhi.records.rules.media import Medium, hostile

_APART = {
    "application/pdf": "pdf",
    "application/ofd": "ofd",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
_BOXES = {"ofd", "docx", "xlsx"}


def examine(held: IO[bytes], medium: Medium, name: str) -> int:
    """Return the pages a file counts in a volume; refuse (Invalid) what could harm its readers."""
    try:
        look = _APART.get(medium.media_type, "")
        must_be_one_thing(held, medium.family, is_box=look in _BOXES)
        if look:
            held.seek(0, os.SEEK_SET)
            return look_apart(held, look)
        if medium.family == "picture":
            return look_at_picture(held, medium.media_type)
    except Harm as harm:
        raise hostile(name, why=HARMS[harm.code]) from harm
    return 1 if medium.family == "text" else 0
