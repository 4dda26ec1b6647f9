"""Templates with everything constant in them settled once: words per language, addresses, styles.

A page of the workbench holds a hundred and more ``{% trans %}`` of fixed words; each would be looked up anew
on every page. Here a template is kept once per language, and what cannot differ from page to page is text.
"""

from collections.abc import Iterator
from typing import Any

from django.template import Context, Origin, Template
from django.template.base import Node, NodeList, TextNode
from django.template.defaulttags import URLNode
from django.template.loaders import base, cached
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language


class Folded(base.Loader):
    """Folds a template when it has been read."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """Return the template with its constants folded into its text."""
        template = super().get_template(template_name, skip)
        fold(template.nodelist)
        return template


class Loader(cached.Loader, Folded):
    """Keeps one folded copy of every template per language."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """Return under what a template is kept."""
        return f"{get_language()}:{super().cache_key(template_name, skip)}"


def fold(nodes: NodeList) -> None:
    """Turn constant nodes into text, here and in everything inside, and join texts that meet."""
    found: list[Node] = []
    for node in nodes:
        for inner in _inside(node):
            fold(inner)
        text = _constant(node)
        if text is None:
            found.append(node)
        elif found and isinstance(found[-1], TextNode):
            found[-1] = TextNode(found[-1].s + text)
        else:
            found.append(TextNode(text))
    nodes[:] = found


def _inside(node: Node) -> Iterator[NodeList]:
    """Return the lists of nodes in a tag, also those of its branches."""
    for part in vars(node).values():
        if isinstance(part, NodeList):
            yield part
        elif isinstance(part, list):
            yield from (one[1] for one in part if isinstance(one, tuple) and isinstance(one[1], NodeList))


def _constant(node: Node) -> str | None:
    """Return what a node will always say in the present language; None when it may differ."""
    if isinstance(node, TextNode):
        return node.s
    if isinstance(node, TranslateNode):
        plain = not (node.asvar or node.message_context or node.noop)
        return _said(node, plain and _fixed(node.filter_expression))
    if isinstance(node, URLNode):
        return _said(node, not (node.args or node.kwargs or node.asvar) and _fixed(node.view_name))
    if isinstance(node, StaticNode):
        return _said(node, not node.varname and _fixed(node.path))
    return None


def _said(node: Node, fixed: bool) -> str | None:
    return str(node.render(Context())) if fixed else None


def _fixed(expression: Any) -> bool:
    """Tell whether an expression is a text written out, without filters."""
    written = isinstance(expression.var, str) or expression.var.lookups is None
    return written and not expression.filters
