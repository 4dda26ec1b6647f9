"""The columns of a register's tables in open data, in both languages, out of what the register declares."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from mingzhi.disclosure.rules import register as declared
from mingzhi.portal.opendata.columns import Column

_ENTRY = (
    Column("key", "标识", "条目的长期标识", "lasting name of the entry"),
    Column("since", "自", "自该日起有效（含）", "holds from this day on"),
    Column("until", "至", "至该日前有效；空为未定", "holds until the day before; empty: not known"),
)
_ADDRESS = Column("url", "网址", "永久网址", "permanent address")
_FORMS: Mapping[str, tuple[str, str]] = {
    "citations": ("（各条以；隔开）", " (articles, divided by ；)"),
    "lines": ("（每行一项，以制表符隔开）", " (one a line, its parts divided by tabs)"),
    "chart": ("（JSON）", " (JSON)"),
}


def of_register(register: declared.Register) -> tuple[Column, ...]:
    """Return the columns of a register's tables: its own between those that every entry has."""
    return (*_ENTRY, *map(_of_register, register.columns), _ADDRESS)


def _of_register(column: declared.Column) -> Column:
    chinese, english = _FORMS.get(column.form, ("", ""))
    with override("en"):
        meaning_en = _(column.title)
    return Column(column.code, column.title, f"{column.title}{chinese}", f"{meaning_en}{english}")
