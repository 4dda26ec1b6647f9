"""The registry of clauses, and what in the product serves each: acts, declared steps, tests.

Acts name clauses with ``serves=``, steps of procedures with ``clauses=``, tests with
``@pytest.mark.serves("2.1.3a")`` on a function or in ``pytestmark``.
"""

import ast
import importlib
import pkgutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import mingzhi
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.trail.rules.registry import ACTS

PACKAGE = Path(mingzhi.__file__).resolve().parent
REGISTRY = Path(__file__).with_name("clauses.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One demand of the plan (浙政办发〔2019〕20号), in words of our own."""

    id: str
    citation: str
    zh: str
    en: str


@dataclass(slots=True)
class Service:
    """What serves one clause, by name."""

    acts: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Tell whether nothing serves the clause."""
        return not (self.acts or self.steps or self.tests)


@cache
def clauses() -> Mapping[str, Clause]:
    """Return every clause by its id, in the order of the plan; raises ValueError on a double id."""
    found: dict[str, Clause] = {}
    for raw in tomllib.loads(REGISTRY.read_text("utf-8"))["clause"]:
        if raw["id"] in found:
            raise ValueError(f"clause {raw['id']} stands twice")
        found[raw["id"]] = Clause(**raw)
    return found


def services() -> dict[str, Service]:
    """Return for every id that is claimed or registered what serves it; unknown ids are included."""
    import_acts()
    found = {name: Service() for name in clauses()}
    for kind in ACTS.values():
        for name in kind.serves:
            found.setdefault(name, Service()).acts.append(kind.code)
    for procedure in PROCEDURES.values():
        for step in procedure.steps:
            for name in step.clauses:
                found.setdefault(name, Service()).steps.append(f"{procedure.code}:{step.code}")
    for test, name in marked_tests(PACKAGE, PACKAGE.parent / "tests"):
        found.setdefault(name, Service()).tests.append(test)
    return found


def unknown(found: Mapping[str, Service]) -> list[str]:
    """Return the ids that something claims and the registry does not know."""
    return [name for name in found if name not in clauses()]


def import_acts() -> None:
    """Import every act module, so that each has entered the register."""
    for room in pkgutil.iter_modules([str(PACKAGE)], "mingzhi."):
        acts = PACKAGE / room.name.removeprefix("mingzhi.") / "acts"
        if room.ispkg and acts.is_dir():
            for module in pkgutil.walk_packages([str(acts)], f"{room.name}.acts."):
                importlib.import_module(module.name)


def marked_tests(*roots: Path) -> Iterator[tuple[str, str]]:
    """Yield (test, clause id) for every test marked with ``serves``."""
    for root in roots:
        for path in sorted(root.rglob("test_*.py")):
            text = path.read_text("utf-8")
            if "serves(" in text:
                name = str(path.relative_to(root.parent))
                yield from ((f"{name}{where}", clause) for where, clause in _marks(ast.parse(text)))


def _marks(module: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for mark in node.decorator_list:
                yield from ((f"::{node.name}", clause) for clause in _named(mark))
        elif isinstance(node, ast.Assign) and _is_pytestmark(node):
            yield from (("", clause) for clause in _named(node.value))


def _is_pytestmark(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets)


def _named(mark: ast.expr) -> Iterator[str]:
    for call in ast.walk(mark):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "serves":
            for argument in call.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value
