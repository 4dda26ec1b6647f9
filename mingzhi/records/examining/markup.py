"""The elements of an XML part, one after the other; a part with a document type is refused.

Office parts have none (ECMA-376 part 2, §6.2.5); entities that unfold without end need one.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from mingzhi.records.rules.harms import Harm


@dataclass(slots=True)
class Element:
    """One element: its name and attributes without their prefixes, and the text in it."""

    name: str
    attributes: dict[str, str]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly in the element."""
        return "".join(self.pieces)


_KEPT = frozenset({"Override", "Default", "Relationship", "ddeLink", "fldSimple", "instrText", "fldChar"})


def elements(content: bytes) -> list[Element]:
    """Return the elements that matter, in order; raises Harm for what is no XML or has a document type."""
    found: list[Element] = []
    open_now: list[Element | None] = []

    def begins(name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        kept = local in _KEPT
        element = Element(local, {_local(key): value for key, value in attributes.items()}) if kept else None
        open_now.append(element)
        if element:
            found.append(element)

    def ends(_name: str) -> None:
        open_now.pop()

    def says(text: str) -> None:
        if open_now and (inner := open_now[-1]):
            inner.pieces.append(text)

    def refuses(*_declaration: object) -> None:
        raise Harm("parts")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = says, refuses
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Harm("broken_office") from error
    return found


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
