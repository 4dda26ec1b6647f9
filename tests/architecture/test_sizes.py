"""Small files, small functions, no rooms without a name."""

import ast

from tests.architecture.source import PACKAGE, ROOT, modules, sources_of_the_house

FILE_LINES = 300
FUNCTION_LINES = 40
TEMPLATE_SIGNS = 200
NAMELESS = {"utils", "helpers", "common", "misc", "lib", "extras"}


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_files_are_short():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sources_of_the_house()
        if "migrations" not in path.parts and (lines := len(path.read_text().splitlines())) > FILE_LINES
    }
    assert not long, f"a file has {FILE_LINES} lines at most; split: {long}"


def test_templates_are_short():
    long = {
        str(path.relative_to(ROOT)): (len(lines), widest)
        for path in PACKAGE.rglob("*.html")
        if (lines := path.read_text().splitlines())
        and ((widest := max(map(len, lines))) > TEMPLATE_SIGNS or len(lines) > FILE_LINES)
    }
    assert not long, f"a template has {FILE_LINES} lines of {TEMPLATE_SIGNS} signs at most: {long}"


def test_functions_are_short():
    long = {
        f"{path.relative_to(PACKAGE)}:{node.name}": _length(node)
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > FUNCTION_LINES
    }
    assert not long, f"a function has {FUNCTION_LINES} lines at most; split: {long}"


def test_every_home_has_a_name():
    assert [str(path) for path, _ in modules() if NAMELESS & {path.stem, *path.parts}] == []
