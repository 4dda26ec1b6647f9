"""The acts on records: numbers, documents, material, views, volumes, bundles."""

from mingzhi.records.acts.documents import add_document
from mingzhi.records.acts.material import attach, explain_gap
from mingzhi.records.acts.numbering import reserve_number, use_number, void_number

__all__ = [
    "add_document",
    "attach",
    "explain_gap",
    "reserve_number",
    "use_number",
    "void_number",
]
