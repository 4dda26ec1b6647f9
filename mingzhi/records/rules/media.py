"""Which files a record takes: by what the bytes are, not by what the name says.

The record keeps originals unchanged for decades and shows them to many people, so it takes formats that
stay readable and refuses what runs: programs, scripts, web pages, archives, documents with macros.
"""

from dataclasses import dataclass
from pathlib import PurePath

from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Medium:
    """One accepted media type: the endings its files may carry, and how large one may be."""

    media_type: str
    family: str  # document, picture, sound, film, office, text
    endings: tuple[str, ...]
    largest: int


_DOCUMENT, _PICTURE, _SOUND, _FILM = 100 * MEBIBYTE, 60 * MEBIBYTE, 500 * MEBIBYTE, 4096 * MEBIBYTE
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ALL = (
    Medium("application/pdf", "document", ("pdf",), _DOCUMENT),
    Medium("application/ofd", "document", ("ofd",), _DOCUMENT),
    Medium("image/jpeg", "picture", ("jpg", "jpeg"), _PICTURE),
    Medium("image/png", "picture", ("png",), _PICTURE),
    Medium("image/tiff", "picture", ("tif", "tiff"), _PICTURE),
    Medium("image/bmp", "picture", ("bmp",), _PICTURE),
    Medium("image/webp", "picture", ("webp",), _PICTURE),
    Medium("image/heic", "picture", ("heic", "heif"), _PICTURE),
    Medium("audio/mpeg", "sound", ("mp3",), _SOUND),
    Medium("audio/wav", "sound", ("wav",), _SOUND),
    Medium("audio/x-m4a", "sound", ("m4a",), _SOUND),
    Medium("audio/ogg", "sound", ("ogg", "oga", "opus"), _SOUND),
    Medium("audio/flac", "sound", ("flac",), _SOUND),
    Medium("video/mp4", "film", ("mp4", "m4v", "m4a"), _FILM),
    Medium("video/quicktime", "film", ("mov",), _FILM),
    Medium("video/x-msvideo", "film", ("avi",), _FILM),
    Medium("video/x-matroska", "film", ("mkv",), _FILM),
    Medium("video/webm", "film", ("webm",), _FILM),
    Medium("video/mpeg", "film", ("mpg", "mpeg", "ts"), _FILM),
    Medium("video/3gpp", "film", ("3gp",), _FILM),
    Medium(_WORD, "office", ("docx",), _DOCUMENT),
    Medium(_SHEET, "office", ("xlsx",), _DOCUMENT),
    Medium("application/msword", "office", ("doc", "wps"), _DOCUMENT),
    Medium("application/vnd.ms-excel", "office", ("xls", "et"), _DOCUMENT),
    Medium("text/plain", "text", ("txt", "csv", "log", "md"), 20 * MEBIBYTE),
    Medium("text/csv", "text", ("csv", "txt"), 20 * MEBIBYTE),
)

MEDIA = {medium.media_type: medium for medium in _ALL}
LARGEST = max(medium.largest for medium in _ALL)

_ALIASES = {
    "audio/x-wav": "audio/wav",
    "audio/vnd.wave": "audio/wav",
    "audio/mp4": "audio/x-m4a",
    "audio/x-flac": "audio/flac",
    "application/ogg": "audio/ogg",
    "image/x-ms-bmp": "image/bmp",
    "image/heif": "image/heic",
    "video/avi": "video/x-msvideo",
    "video/MP2T": "video/mpeg",
    "application/csv": "text/csv",
    "application/x-wine-extension-ini": "text/plain",
}

_ZIP = {"ofd": "application/ofd", "docx": _WORD, "xlsx": _SHEET}
_COMPOUND = {
    "doc": "application/msword",
    "wps": "application/msword",
    "xls": "application/vnd.ms-excel",
    "et": "application/vnd.ms-excel",
}
_CONTAINERS = {
    "application/zip": _ZIP,
    "application/x-ole-storage": _COMPOUND,
    "application/CDFV2": _COMPOUND,
}
"""Containers of many kinds of documents: which one it is, the name says, and the examination proves it."""


def plain_name(name: str) -> str:
    """Return the file's own name without folders and control characters, at most 200 characters."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(character for character in last if character.isprintable()).strip(". ")
    return kept[-200:] or "未命名"


def ending_of(name: str) -> str:
    """Return the ending of a name in lower case, without the dot."""
    return PurePath(plain_name(name)).suffix.removeprefix(".").lower()


def accept(*, media_type: str, name: str, size: int) -> Medium:
    """Return the medium of a file, or refuse it: empty, unknown, running, disguised or too large."""
    if size == 0:
        raise Invalid("records.empty", _("文件是空的。"), way_out=_("请选择有内容的文件。"), field="file")
    media_type = _CONTAINERS.get(media_type, {}).get(ending_of(name), media_type)
    known = MEDIA.get(_ALIASES.get(media_type, media_type))
    if known is None:
        raise Invalid(
            "records.type",
            _("不接收这种格式的文件：%(name)s。"),
            way_out=_("请提供PDF、图片、录音、录像或者常用办公文档；压缩包请解压后逐件上传。"),
            params={"name": plain_name(name)},
            field="file",
        )
    if ending_of(name) not in known.endings:
        raise Invalid(
            "records.disguised",
            _("文件名与内容不符：%(name)s 的内容是 %(type)s。"),
            way_out=_("请上传原始文件，不要改动扩展名。"),
            params={"type": media_type, "name": plain_name(name)},
            field="file",
        )
    if size > known.largest:
        raise too_large(size=size, largest=known.largest)
    return known


def too_large(*, size: int, largest: int = LARGEST) -> Invalid:
    """Return the refusal of a file beyond its limit."""
    return Invalid(
        "records.large",
        _("文件过大（%(size)s MB），此类文件不超过 %(largest)s MB。"),
        way_out=_("请分段上传，并在说明中写明各段的起止时间。"),
        params={"size": -(-size // MEBIBYTE), "largest": largest // MEBIBYTE},
        field="file",
    )


def hostile(name: str, *, why: str) -> Invalid:
    """Return the refusal of a file that could harm whoever opens it."""
    return Invalid(
        "records.hostile",
        _("文件 %(name)s 含有可执行或者无法核验的内容（%(why)s），不予接收。"),
        way_out=_("请另存为不含脚本、未加密的文件后上传；原始载体可以作为物证保存。"),
        params={"name": plain_name(name), "why": why},
        field="file",
    )
