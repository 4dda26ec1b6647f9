"""Settings of the test suite; the database is still chosen by MINGZHI_DATABASE_URL."""

import tempfile
from pathlib import Path

from mingzhi.site.settings.base import *  # noqa: F403

MODE = "test"
_FILES = tempfile.mkdtemp(prefix="mingzhi-test-")
STATIC_ROOT = Path(_FILES) / "static"
STATIC_ROOT.mkdir()
_FOLDER: dict[str, object] = {
    "BACKEND": "mingzhi.site.storage.FolderStore",
    "OPTIONS": {"location": _FILES},
}
STORAGES = {
    "default": _FOLDER,
    "originals": _FOLDER,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PUBLIC_CACHE_SECONDS = 0  # one request must not answer for another test
LOG_KEY_FILE = f"{_FILES}/log-keys"
LOG_JOURNAL = f"{_FILES}/log-journal"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
