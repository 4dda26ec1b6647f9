"""Forms from declarations: what a step asks for, read and shown again, nothing typed ever lost."""

from mingzhi.workbench.forms.entries import Context, Entry, entries, errors_of
from mingzhi.workbench.forms.reading import Typed, read

__all__ = ["Context", "Entry", "Typed", "entries", "errors_of", "read"]
