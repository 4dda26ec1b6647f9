"""Rows are written only in acts."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import PACKAGE, modules

MANAGER_WORDS = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}
QUERYSET_WORDS = {"update", "delete"}
# The named exceptions: the bulk generator writes sets of rows through the builders of the acts, and a
# restore writes back what a backup holds, then proves that both are the same.
EXEMPT = {"site/generator", "site/backup"}


def _chain(node: ast.AST) -> Iterator[str]:
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        else:
            node = node.func


def writes(tree: ast.Module) -> list[int]:
    """Return the lines on which rows seem to be written."""
    lines = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        word = node.func.attr
        chain = set(_chain(node.func.value))
        managed = bool(chain & {"objects", "_base_manager", "_default_manager"})
        saves = word == "save" and not node.args and {k.arg for k in node.keywords} <= {"update_fields"}
        if (word in MANAGER_WORDS | QUERYSET_WORDS and managed) or saves:
            lines.append(node.lineno)
    return lines


def may_write(path: Path) -> bool:
    """Tell whether a module belongs to the writers."""
    parts = path.relative_to(PACKAGE).parts
    return "acts" in parts or path.name == "acts.py" or "/".join(parts[:2]) in EXEMPT


def test_rows_are_written_only_in_acts():
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path, tree in modules()
        if not may_write(path)
        for line in writes(tree)
    ]
    assert found == []


def test_a_planted_write_is_seen():
    planted = "def view(request):\n    Case.objects.filter(pk=1).update(state='x')\n    row.save()\n"
    assert writes(ast.parse(planted)) == [2, 3]
