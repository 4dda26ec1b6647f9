from mingzhi.records.models.attachment import Attachment, RecordingGap
from mingzhi.records.models.custody import Custody
from mingzhi.records.models.document import Document
from mingzhi.records.models.numbers import IssuedNumber, NumberSeries
from mingzhi.records.models.stored_file import StoredFile
from mingzhi.records.models.volume import Volume, VolumeItem

__all__ = [
    "Attachment",
    "Custody",
    "Document",
    "IssuedNumber",
    "NumberSeries",
    "RecordingGap",
    "StoredFile",
    "Volume",
    "VolumeItem",
]
