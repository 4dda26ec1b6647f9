"""Read what a page says: the lines of its main part, without the parts that are named."""

from collections.abc import Collection
from html.parser import HTMLParser
from typing import NamedTuple

_VOID = {"img", "input", "br", "meta", "link", "hr", "path", "rect", "wbr"}
_INLINE = {
    *("a", "span", "time", "b", "strong", "em", "cite", "code", "mark", "ins", "del", "br", "i", "small"),
    *("svg", "title", "path"),
}


class _Element(NamedTuple):
    tag: str
    block: bool
    inside: bool
    hidden: bool
    wanted: bool


class _Page(HTMLParser):
    def __init__(self, without: Collection[str], only: str) -> None:
        super().__init__()
        self.without, self.only = without, only
        self.open = [_Element("", True, False, False, not only)]
        self.lines: list[str] = [""]

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        name = given.get("data-part") or tag
        above = self.open[-1]
        block = tag not in _INLINE or given.get("class") == "door"
        if block:
            self.lines.append("")
        if tag not in _VOID:
            hidden = above.hidden or name in self.without
            wanted = above.wanted or name == self.only
            self.open.append(_Element(tag, block, above.inside or tag == "main", hidden, wanted))

    def handle_endtag(self, tag) -> None:
        if tag in _VOID:
            return
        closed = self.open.pop()
        while closed.tag != tag and len(self.open) > 1:
            closed = self.open.pop()
        if closed.block:
            self.lines.append("")

    def handle_data(self, data) -> None:
        here = self.open[-1]
        if here.inside and here.wanted and not here.hidden:
            self.lines[-1] += "".join(data.split())


def said(page: str, *, without: Collection[str] = (), only: str = "") -> list[str]:
    """Return the lines of ``<main>``, without white space, in their order.

    ``without`` and ``only`` name elements by their ``data-part``, or by their tag where they have none.
    """
    reader = _Page({*without, "svg", "script", "style"}, only)
    reader.feed(page)
    reader.close()
    return [line for line in reader.lines if line]
