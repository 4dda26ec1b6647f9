"""The acts on records: numbers, documents, material, views, volumes, bundles."""

from mingzhi.records.acts.archiving import make_volume
from mingzhi.records.acts.custody import export_case, hand_over, view_file
from mingzhi.records.acts.documents import add_document
from mingzhi.records.acts.leftovers import record_leftovers
from mingzhi.records.acts.material import attach, explain_gap
from mingzhi.records.acts.numbering import reserve_number, use_number, void_number

__all__ = [
    "add_document",
    "attach",
    "explain_gap",
    "export_case",
    "hand_over",
    "make_volume",
    "record_leftovers",
    "reserve_number",
    "use_number",
    "view_file",
    "void_number",
]
