"""Lines of lists and choices of facets, written without a template (``{% load listed %}``).

A first page of a search holds twenty lines and a hundred choices. As templates they took two thirds of its
time: each of their few hundred small pieces was looked up, asked for its kind and escaped by itself.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, NamedTuple

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mingzhi.disclosure.queries.searching import Facet, Hit
from mingzhi.disclosure.queries.views import Row
from mingzhi.site.templatetags.look import china_date, citation, iso, lit, said, yuan

register = template.Library()
_NOBODY = "00000000-0000-0000-0000-000000000000"


class _Words(NamedTuple):
    """What all lines of a list say alike: where notices are, and the words of the reader's language."""

    before: str
    after: str
    corrected: str
    decided: str
    published: str
    as_written: bool


def _words() -> _Words:
    before, _uid, after = reverse("portal:notice", args=[_NOBODY]).partition(_NOBODY)
    return _Words(before, after, _("已更正"), _("决定"), _("首次公示"), get_language() == "zh-hans")


@register.filter
def found(hits: Iterable[Hit]) -> SafeString:
    """Write the lines of results with their hits marked."""
    words = _words()
    return SafeString("".join(_line(words, hit.row, lit(hit.title), lit(hit.excerpt)) for hit in hits))


@register.filter
def listed(rows: Iterable[Row]) -> SafeString:
    """Write the lines of a list of notices."""
    words = _words()
    return SafeString("".join(_line(words, row, escape(row.title), "") for row in rows))


def _line(words: _Words, row: Row, title: str, excerpt: str) -> str:
    chip = f'<span class="chip">{words.corrected}</span>' if row.version > 1 else ""
    about = " · ".join(escape(part) for part in (said(row.kind_title), row.number, row.party_name) if part)
    conclusion = _conclusion(row, as_written=words.as_written)
    decided = f'<span class="small">{conclusion}</span><br>' if conclusion else ""
    around = f'<br><span class="small">{excerpt}</span>' if excerpt else ""
    return (
        f'<li><a class="whole" href="{words.before}{row.uid}{words.after}">'
        f'<span class="row between"><strong class="doc-title">{title}</strong>{chip}</span>'
        f'<span class="small quiet">{about}</span><br>'
        f'{decided}<span class="small quiet">{escape(row.agency_name)} · '
        f"{words.decided} {_time(row.decided_on)} · "
        f"{words.published} {_time(row.published_at)}</span>{around}</a></li>\n"
    )


def _time(moment: object) -> str:
    return f'<time datetime="{iso(moment)}">{china_date(moment)}</time>'


def _conclusion(row: Row, *, as_written: bool) -> str:
    """Return what was decided: as it was written, or what was read from it in the reader's language."""
    conclusion, outcome = row.conclusion, row.outcome
    if as_written or not (conclusion and outcome.kinds):
        return escape(conclusion)
    told = ", ".join(map(said, outcome.titles))
    return escape(f"{told} · {yuan(outcome.fine)}" if outcome.fine else told)


@register.filter
def choices(facet: Mapping[str, Any]) -> SafeString:
    """Write the values a search can be narrowed to, each with its number."""
    return SafeString(
        "".join(
            f'<li><a class="whole" href="?{escape(address)}"><span class="row between">'
            f"<span>{escape(_label(facet['name'], value))}</span>"
            f'<span class="num quiet">{value.count}</span></span></a></li>'
            for value, address in facet["values"]
        )
    )


def _label(name: str, value: Facet) -> str:
    if name == "corrected":
        return _("已更正") if value.value == "1" else _("未更正")
    return citation(value.value) if name in ("basis", "article") else said(value.label)
