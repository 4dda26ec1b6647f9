"""All reading of records; takes a viewer, except for papers checked by the code printed on them."""

from mingzhi.records.queries.dossier import (
    Dossier,
    Thing,
    attachment,
    document,
    dossier,
    of_object,
    read_bytes,
    recording_states,
    thing,
)
from mingzhi.records.queries.numbers import NumberView, SeriesView, register, series
from mingzhi.records.queries.papers import PaperView, paper_by_code
from mingzhi.records.queries.views import AttachmentView, DocumentView, FileView

__all__ = [
    "AttachmentView",
    "DocumentView",
    "Dossier",
    "FileView",
    "NumberView",
    "PaperView",
    "SeriesView",
    "Thing",
    "attachment",
    "document",
    "dossier",
    "of_object",
    "paper_by_code",
    "read_bytes",
    "recording_states",
    "register",
    "series",
    "thing",
]
