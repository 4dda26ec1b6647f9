"""PDF: every object is looked at, wherever it hangs and however its names are written.

Actions are in ISO 32000-2 §12.6: a chain (``/Next``), a field, an annotation, a page, the document may
carry them. So not the places are looked at but the objects themselves, those in object streams too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import IO, Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from mingzhi.records.rules.harms import Harm

_MOST_PAGES = 5_000
_MOST_OBJECTS = 2_000_000
_ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/ImportData": "sends",
    "/SubmitForm": "sends",
    "/RichMediaExecute": "media",
    "/GoToE": "attached",
}
_MARKS = {"/RichMedia": "media", "/3D": "media"}
_KEYS = {"/XFA": "xfa", "/EmbeddedFiles": "attached"}
_LEADS_OUT = {"/URI", "/GoToR"}
_MOST_IN_CHAIN = 100


def _spelled(name: str) -> bytes:
    """Return the expression for a name in which any letter may be written as its number (§7.3.5)."""
    return b"".join(b"(?:%c|#(?i:%02x))" % (letter, letter) for letter in name.encode())


# Readers mend broken tables in ways of their own: what this reader did not find is searched as text.
_AS_TEXT = {
    code: re.compile(rb"/S\s*/%s\b" % _spelled(name[1:]))
    for name, code in _ACTIONS.items()
    if code in ("script", "launch")
}


def look(held: IO[bytes], _parts: Sequence[str] = ()) -> int:
    """Return the pages; raises Harm."""
    reader = PdfReader(held)
    if reader.is_encrypted:
        raise Harm("encrypted")
    pages = len(reader.pages)
    if not 0 < pages <= _MOST_PAGES:
        raise Harm("pages")
    for thing in _dictionaries(reader):
        _look_at(thing)
    held.seek(0)
    content = held.read()
    for code, pattern in _AS_TEXT.items():
        if pattern.search(content):
            raise Harm(code)
    return pages


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every dictionary of the file, nested ones too, each once."""
    waiting: list[Any] = [reader.trailer]
    for reference in _references(reader):
        try:
            waiting.append(reference.get_object())
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, AssertionError, RecursionError):
            continue  # nobody else can read it either; what can be read as text is searched below
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, DictionaryObject):
                yield thing
                waiting += dict.values(thing)
            elif isinstance(thing, ArrayObject):
                waiting += list.__iter__(thing)


def _references(reader: PdfReader) -> Iterator[IndirectObject]:
    seen = 0
    tables = [(generation, list(table)) for generation, table in reader.xref.items()]
    tables.append((0, list(reader.xref_objStm)))  # lists: the reader mends its tables while it reads
    for generation, table in tables:
        for number in table:
            seen += 1
            if seen > _MOST_OBJECTS:
                raise Harm("slow")
            yield IndirectObject(number, generation, reader)


def _look_at(thing: DictionaryObject) -> None:
    for key, code in _KEYS.items():
        if key in thing:
            raise Harm(code)
    if "/EF" in thing and ("/F" in thing or "/UF" in thing):
        raise Harm("attached")
    kind, mark = _name(thing, "/S"), _name(thing, "/Subtype")
    if found := _ACTIONS.get(kind) or _MARKS.get(mark):
        raise Harm(found)
    if kind == "/Rendition" and "/JS" in thing:
        raise Harm("script")
    if any(_name(step, "/S") in _LEADS_OUT for step in _by_itself(thing)):
        raise Harm("outside")


def _by_itself(thing: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield the actions that start without a click: on opening, and on the events of ``/AA``."""
    started = [_value(thing, "/OpenAction")]
    events = _value(thing, "/AA")
    if isinstance(events, DictionaryObject):
        started += [_value(events, event) for event in events]
    for action in started:
        yield from _chain(action)


def _chain(action: Any) -> Iterator[DictionaryObject]:
    waiting = [action]
    for _step in range(_MOST_IN_CHAIN):
        if not waiting:
            return
        step = waiting.pop()
        step = step.get_object() if isinstance(step, IndirectObject) else step
        if not isinstance(step, DictionaryObject):
            continue
        yield step
        following = _value(step, "/Next")
        waiting += list.__iter__(following) if isinstance(following, ArrayObject) else [following]
    raise Harm("slow")


def _name(thing: DictionaryObject, key: str) -> str:
    found = _value(thing, key)
    return found if isinstance(found, str) else ""


def _value(thing: DictionaryObject, key: str) -> Any:
    found = dict.get(thing, key)
    return found.get_object() if isinstance(found, IndirectObject) else found
