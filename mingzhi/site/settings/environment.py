"""Settings read from the environment; each is documented in docs/settings.md."""

import os
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlparse

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("MINGZHI_VAR", ROOT / "var"))


def text(name: str, default: str = "") -> str:
    """Return a setting as text."""
    return os.environ.get(f"MINGZHI_{name}", default)


def flag(name: str, default: bool = False) -> bool:
    """Return a setting as yes or no (1/true/yes/on)."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def whole(name: str, default: int) -> int:
    """Return a setting as a whole number."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"MINGZHI_{name} is a whole number, not {value!r}")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated setting as a list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database() -> dict[str, object]:
    """Return Django's database settings for MINGZHI_DATABASE_URL (default: SQLite under var/)."""
    url = text("DATABASE_URL", f"sqlite:///{VAR / 'mingzhi.sqlite3'}")
    if not url.startswith(("postgres://", "postgresql://", "sqlite://")):
        raise ImproperlyConfigured("MINGZHI_DATABASE_URL begins with postgres:// or sqlite:///")
    settings: dict[str, object] = dict(dj_database_url.parse(url))
    if "sqlite" in str(settings["ENGINE"]):
        VAR.mkdir(parents=True, exist_ok=True)
        settings["CONN_MAX_AGE"] = None  # a connection opened for every page reads the schema anew every time
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                # of a new file only: two or three notices of some kilobytes share a page
                "PRAGMA page_size=8192; "
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                # so that INSERT OR REPLACE meets the triggers that refuse to delete a guarded row
                "PRAGMA recursive_triggers=ON; "
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY"
            ),
        }
    else:
        asked = cast(dict[str, object], settings.get("OPTIONS") or {})  # by the address: sslmode and the like
        settings["OPTIONS"] = {
            "pool": {"min_size": 1, "max_size": 8},
            "prepare_threshold": 3,
            # a page is answered sooner than the server compiles its question or calls further processes
            "options": "-c jit=off -c max_parallel_workers_per_gather=0",
            **asked,
        }
        settings["CONN_HEALTH_CHECKS"] = False
    return settings


def storages() -> dict[str, dict[str, object]]:
    """Return Django's STORAGES for MINGZHI_STORAGE_URL (file:///path or s3://bucket?endpoint=…)."""
    url = urlparse(text("STORAGE_URL", f"file://{VAR / 'files'}"))
    if url.scheme == "file":
        backend: dict[str, object] = {
            "BACKEND": "mingzhi.site.storage.FolderStore",
            "OPTIONS": {"location": url.path},
        }
    elif url.scheme == "s3":
        query = parse_qs(url.query)
        backend = {
            "BACKEND": "mingzhi.site.storage.ObjectStore",
            "OPTIONS": {
                "bucket_name": url.netloc,
                "location": url.path.strip("/"),
                "endpoint_url": query.get("endpoint", [""])[0] or None,
            },
        }
    else:
        raise ImproperlyConfigured("MINGZHI_STORAGE_URL begins with file:// or s3://")
    static: dict[str, object] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    return {"default": backend, "originals": backend, "staticfiles": static}
