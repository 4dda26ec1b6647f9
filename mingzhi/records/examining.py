"""Look inside a file before it is taken: what runs, what is locked, how many pages it has.

Only the families in which harm hides are opened; the file is read, never changed.
"""

from typing import IO, Any

from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.rules.media import Medium, hostile

_MOST_PIXELS = 250_000_000
_MOST_PAGES = 5_000
_RUNNING = {"/JavaScript", "/Launch", "/ImportData", "/RichMedia"}
_PDF = "application/pdf"


def examine(held: IO[bytes], medium: Medium, name: str) -> int:
    """Return the pages a file counts in a volume; refuse (Invalid) what could harm its readers."""
    held.seek(0)
    if medium.media_type == _PDF:
        return _pdf(held, name)
    if medium.family == "picture":
        return _picture(held, medium.media_type, name)
    if medium.family == "office" and b"vbaProject" in held.read():
        raise hostile(name, why=_("含有宏"))
    return 1 if medium.family in {"office", "text", "document"} else 0


def _pdf(held: IO[bytes], name: str) -> int:
    try:
        reader = PdfReader(held)
        if reader.is_encrypted:
            raise hostile(name, why=_("已加密"))
        pages = len(reader.pages)
        running = _running(reader) if pages <= _MOST_PAGES else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise hostile(name, why=_("PDF已损坏")) from error
    if running:
        raise hostile(name, why=running)
    if not 0 < pages <= _MOST_PAGES:
        raise hostile(name, why=_("页数异常"))
    return pages


def _running(reader: PdfReader) -> str:
    """Return the name of an action that runs something by itself, or the empty text."""
    root = _value(reader.trailer.get("/Root"))
    names = _value(root.get("/Names"))
    form = _value(root.get("/AcroForm"))
    if "/JavaScript" in names:
        return "JavaScript"
    if "/EmbeddedFiles" in names:
        return _("内嵌文件")
    if "/XFA" in form:
        return "XFA"
    actions = [root.get("/OpenAction"), *_value(root.get("/AA")).values()]
    for page in reader.pages:
        actions += _value(page.get("/AA")).values()
        actions += [_value(mark).get("/A") for mark in page.get("/Annots") or ()]
    kinds = {str(_value(action).get("/S", "")) for action in actions}
    return next((kind.removeprefix("/") for kind in sorted(kinds & _RUNNING)), "")


def _value(thing: Any) -> Any:
    """Return the dictionary behind a reference, an empty one for anything else."""
    found = thing.get_object() if hasattr(thing, "get_object") else thing
    return found if hasattr(found, "get") else {}


def _picture(held: IO[bytes], media_type: str, name: str) -> int:
    if media_type == "image/heic":
        return 1
    try:
        with Image.open(held) as picture:
            width, height = picture.size
            pages = int(getattr(picture, "n_frames", 1)) if media_type == "image/tiff" else 1
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise hostile(name, why=_("图片已损坏")) from error
    if width * height > _MOST_PIXELS:
        raise hostile(name, why=_("图片尺寸异常"))
    return pages
