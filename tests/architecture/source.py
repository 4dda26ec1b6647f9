"""The project's own source, read as data."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "mingzhi"


@cache
def layers() -> dict[str, int]:
    """Return room → floor number (0 is the kernel), from the floors contract in pyproject.toml."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["id"] == "floors")["layers"]
    return {
        room.strip(): height for height, layer in enumerate(reversed(floors)) for room in layer.split("|")
    }


def sources_of_the_house() -> Iterator[Path]:
    """Yield every Python file that is ours: the package, its tests, those of the house, the benchmarks."""
    yield ROOT / "conftest.py"
    for folder in ("mingzhi", "tests", "bench"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def modules(*, tests: bool = False) -> Iterator[tuple[Path, ast.Module]]:
    """Yield every module of the package with its syntax tree, without migrations."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if "migrations" in parts or ("tests" in parts and not tests):
            continue
        yield path, ast.parse(path.read_text())
