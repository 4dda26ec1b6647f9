"""Read open-data files and believe nothing: every digest and every commitment is computed on the way."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from mingzhi.kernel import canonical

_PIECE = 1 << 20
_LONGEST = 1 << 24
"""No line is longer: what claims to be is a trap for whoever unpacks it."""
_PACKED = ".gz"
_CONTENT = ("key", "since", "until", "values")
Line = dict[str, Any]


class Unsound(Exception):
    """A file or a line is not what it says it is."""


def manifest_of(source: Path) -> Line:
    """Return the manifest of the files in ``source``; raises Unsound unless it names each as it lies."""
    manifest: Line = json.loads((source / "manifest.json").read_text("utf-8"))
    for name, entry in manifest["files"].items():
        if digest_of(source / name) != entry["sha256"]:
            raise Unsound(f"{name}: 与清单的摘要不符 not the file the manifest names")
    return manifest


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def held_in(manifest: Line, name: str) -> str:
    """Return the file a manifest names for what has this name: packed, or plain as in older sets."""
    packed = f"{name}{_PACKED}"
    return packed if packed in manifest["files"] else name


def plain_name(name: str) -> str:
    """Return what a file is called when it is not packed."""
    return name.removesuffix(_PACKED)


def lines(path: Path) -> Iterator[Line]:
    """Return the lines of a file as they are, unpacked where it is packed."""
    return map(json.loads, _read(path))


def _read(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path, "rb") if path.suffix == _PACKED else path.open("rb") as file:
            while line := file.readline(_LONGEST):
                if len(line) == _LONGEST:
                    raise Unsound(f"{path.name}: 有过长的行 a line is too long")
                yield line
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Unsound(f"{path.name}: {error}") from error


def telling_of(path: Path, label: str) -> Iterator[Line]:
    """Return the lines of notices that name a row so, where they hold what was committed to."""
    named = (label.encode(), label.encode("ascii", "backslashreplace"))
    for line in map(json.loads, (line for line in _read(path) if any(name in line for name in named))):
        if _committed(line):
            yield line


def sound_lines(path: Path) -> Iterator[Line]:
    """Return the lines of notices; raises Unsound at the first whose content is not the committed one."""
    for line in lines(path):
        if not _committed(line) or line["content"]["notice"] != line["notice"]:
            raise Unsound(f"{path.name}: {line['notice']}: 内容与承诺不符 not the committed content")
        yield line


def _committed(line: Line) -> bool:
    said = canonical.commitment(bytes.fromhex(line["salt"]), line["content"]).hex()
    return bool(said == line["commitment"])


def sound_editions(path: Path) -> Iterator[Line]:
    """Return the editions of registers, each committed to; raises Unsound where one is missing or touched."""
    for register, told in groupby(lines(path), key=lambda line: line["register"]):
        for number, line in enumerate(told, start=1):
            named = (line["content"]["register"], line["content"]["edition"])
            if not _committed(line) or named != (register, line["edition"]) or line["edition"] != number:
                raise Unsound(f"{path.name}: {register} {number}: 内容与承诺不符 not the committed content")
            yield line


def sound_entries(path: Path, newest: dict[str, Line]) -> Iterator[tuple[str, list[Line]]]:
    """Return each register with its entries; Unsound unless they are what its newest edition sealed."""
    left = dict(newest)
    for register, told in groupby(lines(path), key=lambda line: line["register"]):
        entries = list(told)
        sealed = left.pop(register, {"content": {}})["content"].get("rows_sha256")
        if sealed != _digest_of_entries(entries):
            raise Unsound(f"{path.name}: {register}: 条目与封存的摘要不符 not the sealed entries")
        yield register, entries
    for register, edition in left.items():
        if edition["content"]["rows"]:
            raise Unsound(f"{path.name}: {register}: 缺少条目 the entries are missing")


def _digest_of_entries(entries: list[Line]) -> str:
    return canonical.digest([{name: line[name] for name in _CONTENT} for line in entries])
