"""Documents that are ZIP files (office documents, OFD): how much they unfold to, and what is in them."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import IO

from mingzhi.records.examining.compound import look_at_names
from mingzhi.records.examining.markup import Element, elements
from mingzhi.records.rules.harms import Harm

_MOST_PARTS = 20_000
_MOST_UNFOLDED = 2 * 1024**3
_MOST_TIMES = 150
_SMALL = 100 * 1024**2
_MOST_READ = 96 * 1024**2
_DEEPEST = 3
_PROGRAMS = frozenset(
    (
        *("exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh"),
        *("hta", "jar", "lnk", "reg", "cpl", "sct", "swf", "sh", "py"),
    )
)
_OFFICE = {"docx", "xlsx", "pptx", "docm", "xlsm", "pptm", "xlsb", "dotm"}
_CONTENT_TYPES = (
    ("macroenabled", "macro"),
    ("vbaproject", "macro"),
    ("macrosheet", "macro"),
    ("activex", "control"),
)
_RELATIONS = {
    "vbaproject": "macro",
    "wordvbadata": "macro",
    "xlmacrosheet": "macro",
    "xlintlmacrosheet": "macro",
    "control": "control",
    "activexcontrolbinary": "control",
    "afchunk": "chunk",
}
_REMOTE = re.compile(
    r"\s*(?:(?!file:)[a-z][a-z0-9+.-]+:|//|\\\\|file:/{0,2}(?!/)[^/]|file:/{4,})", re.IGNORECASE
)
"""Another machine: any scheme but ``file``, a share, ``file`` with a host."""
_FIELDS = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_FETCHING = re.compile(
    r"\b(?:INCLUDETEXT|IMPORT|LINK)\b[^\n]{0,200}://"
    r"|\bINCLUDE(?:PICTURE|TEXT)\b[^\n]{0,20}[\"\s]\\{2,}\w",
    re.IGNORECASE,
)
"""Fields that fetch text, or log on to a stranger's file server when the document is opened."""


def look(held: IO[bytes], parts: Sequence[str]) -> int:
    """Return 1 (such a document counts as one page); raises Harm, also without any of the ``parts``."""
    if not _look_into(held, deep=1).intersection(parts):
        raise Harm("parts")
    return 1


def _look_into(held: IO[bytes], *, deep: int) -> set[str]:
    """Look at every part; return their names in lower case."""
    if deep > _DEEPEST:
        raise Harm("slow")
    with zipfile.ZipFile(held) as box:
        parts = box.infolist()
        _look_at_shape(parts)
        for part in parts:
            _look_at_part(box, part, deep)
    return {part.filename.lower() for part in parts}


def _look_at_shape(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(names) > _MOST_PARTS or len({name.lower() for name in names}) < len(names):
        raise Harm("parts")
    if any(name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts for name in names):
        raise Harm("parts")
    if any(part.flag_bits & 1 for part in parts):
        raise Harm("encrypted")
    unfolded = sum(part.file_size for part in parts)
    folded = sum(part.compress_size for part in parts)
    if unfolded > _MOST_UNFOLDED or (unfolded > _SMALL and unfolded > folded * _MOST_TIMES):
        raise Harm("bomb")


def _look_at_part(box: zipfile.ZipFile, part: zipfile.ZipInfo, deep: int) -> None:
    name = part.filename.lower()
    ending = PurePosixPath(name).suffix.removeprefix(".")
    if ending in _PROGRAMS:
        raise Harm("attached")
    if ending in _OFFICE:
        _look_into(io.BytesIO(_read(box, part)), deep=deep + 1)
        return
    look = next((look for matches, look in _LOOKS if re.search(matches, name)), None)
    if look is not None:
        look(_read(box, part))


def _read(box: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return a part; what it says of its size is not believed."""
    with box.open(part) as source:
        content = source.read(_MOST_READ + 1)
    if len(content) > _MOST_READ:
        raise Harm("slow")
    return content


def _look_at_types(content: bytes) -> None:
    for element in elements(content):
        said = element.attributes.get("ContentType", "").lower()
        for sign, code in _CONTENT_TYPES:
            if sign in said:
                raise Harm(code)


def _look_at_relations(content: bytes) -> None:
    for element in elements(content):
        _look_at_relation(element)


def _look_at_relation(element: Element) -> None:
    kind = element.attributes.get("Type", "").rstrip("/").rpartition("/")[2].lower()
    if code := _RELATIONS.get(kind):
        raise Harm(code)
    outside = element.attributes.get("TargetMode", "").lower() == "external"
    if outside and kind != "hyperlink" and _REMOTE.match(element.attributes.get("Target", "")):
        raise Harm("template")


def _look_at_fields(content: bytes) -> None:
    """The words of a field may be spread over many runs: they are read together."""
    words = []
    for element in elements(content):
        if element.name == "ddeLink":
            raise Harm("dde")
        if element.name == "fldSimple":
            words += [element.attributes.get("instr", ""), "\n"]
        elif element.name == "instrText":
            words.append(element.text)
        elif element.name == "fldChar" and element.attributes.get("fldCharType") == "begin":
            words.append("\n")
    said = "".join(words)
    if _FIELDS.search(said):
        raise Harm("dde")
    if _FETCHING.search(said):
        raise Harm("template")


def _look_at_embedded(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        look_at_names(content)


_LOOKS: tuple[tuple[str, Callable[[bytes], None]], ...] = (
    (r"^\[content_types\]\.xml$", _look_at_types),
    (r"\.rels$", _look_at_relations),
    (r"^(?:word|xl/externallinks)/.*\.xml$", _look_at_fields),
    (r"embeddings/.*\.bin$", _look_at_embedded),
)
