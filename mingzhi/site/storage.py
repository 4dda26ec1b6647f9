"""Where bytes lie: content-addressed, written once, never changed."""

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class FolderStore(FileSystemStorage):
    """A local folder. Saving a name that exists is a no-op: names are digests of the bytes."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Keep the name: equal names mean equal bytes."""
        return name

    def _save(self, name: str, content: File) -> str:
        if self.exists(name):
            return name
        return super()._save(name, content)
