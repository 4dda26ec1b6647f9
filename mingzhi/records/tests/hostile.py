"""Makes the files an attacker would send, small and harmless themselves."""

import io
import struct
import zipfile

from PIL import Image
from PIL.PngImagePlugin import PngInfo

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def png(size=(8, 8), *, comment=""):
    out, said = io.BytesIO(), PngInfo()
    if comment:
        said.add_text("Comment", comment)
    Image.new("RGB", size, "white").save(out, "PNG", pnginfo=said)
    return out.getvalue()


def tiff(sheets=1, size=(4, 4)):
    """Return a TIFF whose sheets share one strip of bytes."""
    entries = [
        (256, 4, 1, size[0]), (257, 4, 1, size[1]), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
        (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, size[1]), (279, 4, 1, size[0] * size[1]),
    ]  # fmt: skip
    strip = b"\xff" * 16
    directory = 2 + 12 * len(entries) + 4
    out = struct.pack("<2sHL", b"II", 42, 8 + len(strip)) + strip
    for number in range(sheets):
        following = 8 + len(strip) + directory * (number + 1) if number + 1 < sheets else 0
        out += struct.pack("<H", len(entries))
        out += b"".join(struct.pack("<HHLL", *entry) for entry in entries) + struct.pack("<L", following)
    return out


def pdf(*objects, catalog="", page="", trailer=""):
    """Return a PDF of one page written by hand; ``objects`` get the numbers from 4 on."""
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] {page} >>",
        *objects,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        content = body if isinstance(body, bytes) else body.encode()
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    at = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{at}\n%%EOF\n".encode()
    return out


def compound(streams, *, storages=()):
    """Return an OLE file with these streams (MS-CFB): a path may name one storage before the stream."""
    streams = {path: content.ljust(4096, b"\x00") for path, content in streams.items()}
    sectors, starts = [], {}
    for path, bare in streams.items():
        content = bare + b"\x00" * (-len(bare) % _SECTOR)
        starts[path] = len(sectors)
        sectors += [content[at : at + _SECTOR] for at in range(0, len(content), _SECTOR)]
    chains = [number + 1 for number in range(len(sectors))]
    for path, content in streams.items():
        chains[starts[path] + -(-len(content) // _SECTOR) - 1] = _END
    entries = [_entry("Root Entry", kind=5, child=1)]
    names = [*((name, 1) for name in storages), *((path, 2) for path in streams)]
    for number, (name, kind) in enumerate(names, start=1):
        right = number + 1 if number < len(names) else _FREE
        start, size = (starts[name], len(streams[name])) if kind == 2 else (0, 0)
        entries.append(_entry(name, kind=kind, right=right, start=start, size=size))
    directory = b"".join(entries)
    directory += b"\x00" * (-len(directory) % _SECTOR)
    first = len(sectors)
    count = len(directory) // _SECTOR
    sectors += [directory[at : at + _SECTOR] for at in range(0, len(directory), _SECTOR)]
    chains += [*range(first + 1, first + count), _END, _FAT]
    fat = struct.pack(f"<{len(chains)}L", *chains).ljust(_SECTOR, b"\xff")
    head = struct.pack(
        "<8s16sHHHHH6xLLLLLLLLL",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, first, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    head += struct.pack("<L", len(sectors)).ljust(436, b"\xff")
    return head + b"".join(sectors) + fat


def _entry(name, *, kind, child=_FREE, right=_FREE, start=0, size=0):
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBLLL16sL16xLLL", text, len(text) + 2, kind, 1, _FREE, right, child, b"", 0, start, size, 0
    )


def box(parts, *, folded=True):
    """Return a ZIP with these parts in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if folded else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def document(*, types="", relations="", body="", **more):
    """Return a small Word document."""
    main = f"{WORD}.document.main+xml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": "<Relationships "
        f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
    }
    return box(parts | {name.replace("__", "/"): content for name, content in more.items()})


def relation(kind, target, *, outside=True):
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="x" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'
