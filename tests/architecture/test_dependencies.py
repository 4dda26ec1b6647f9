"""What others made is known by name, version, licence and hash."""

import hashlib
import re

import pytest

from tests.architecture.source import PACKAGE, ROOT

LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+) ", re.MULTILINE)
VENDORED = re.compile(r"^\| `([^`]+)` \| [^|]+ \| [\d.]+ \| [^|]+ \| `([0-9a-f]{64})` \|$", re.MULTILINE)
DEPENDENCIES = ROOT / "docs" / "handbook" / "dependencies.md"


def locked(name: str) -> dict[str, str]:
    return dict(LOCKED.findall((ROOT / name).read_text()))


@pytest.mark.parametrize(
    ("heading", "lock", "besides"),
    [
        ("What is installed with the product:", "requirements.lock", None),
        ("For tests and checks alone:", "requirements-dev.lock", "requirements.lock"),
    ],
)
def test_the_licence_of_everything_locked_is_noted(heading, lock, besides):
    table = DEPENDENCIES.read_text().split(heading)[1].split("\n\n")[1]
    noted = re.findall(r"`([a-z0-9-]+)`", table)
    assert sorted(noted) == sorted(set(locked(lock)) - set(locked(besides) if besides else ()))


def test_both_locks_name_the_same_versions():
    product, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert product.items() <= development.items() and len(product) > 20


def test_files_of_others_are_unchanged_and_all_noted():
    noted = dict(VENDORED.findall((ROOT / "docs" / "vendored.md").read_text()))
    held = [*(PACKAGE / "site/static/vendor").rglob("*.*"), *(PACKAGE / "records/fonts").glob("*.?tf")]
    assert {path.relative_to(ROOT).as_posix() for path in held} == set(noted)
    for name, digest in noted.items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest, name


def test_the_licence_stands_beside_what_it_is_for():
    for name in (
        "site/static/vendor/htmx/LICENSE",
        "records/fonts/OFL.txt",
        "redaction/naming/LICENSE-jieba.txt",
    ):
        assert (PACKAGE / name).stat().st_size > 500, name
