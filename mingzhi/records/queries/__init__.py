"""All reading of records; takes a viewer, except for papers checked by the code printed on them."""

from mingzhi.records.queries.checking import reread
from mingzhi.records.queries.dossier import (
    Dossier,
    Thing,
    attached_with,
    attachment,
    document,
    dossier,
    of_object,
    read_bytes,
    recording_states,
    thing,
)
from mingzhi.records.queries.numbers import NumberView, SeriesView, register, series
from mingzhi.records.queries.papers import PaperView, document_of_code, paper_by_code
from mingzhi.records.queries.views import AttachmentView, DocumentView, FileView
from mingzhi.records.queries.volumes import (
    LastTaking,
    VolumeItemView,
    VolumeView,
    last_taking,
    looking,
    volume,
)

__all__ = [
    "AttachmentView",
    "DocumentView",
    "Dossier",
    "FileView",
    "LastTaking",
    "NumberView",
    "PaperView",
    "SeriesView",
    "Thing",
    "VolumeItemView",
    "VolumeView",
    "attached_with",
    "attachment",
    "document",
    "document_of_code",
    "dossier",
    "last_taking",
    "looking",
    "of_object",
    "paper_by_code",
    "read_bytes",
    "recording_states",
    "register",
    "reread",
    "series",
    "thing",
    "volume",
]
