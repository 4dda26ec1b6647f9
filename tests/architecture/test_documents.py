"""Documents can fail: tables, acts, settings and rooms must appear in them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from mingzhi.site.clauses.registry import import_acts
from mingzhi.site.command import COMMANDS
from mingzhi.trail.rules.registry import ACTS
from tests.architecture.source import PACKAGE, ROOT, layers, sources_of_the_house

ROW = re.compile(r"^\| (`[^|]*)\|", re.MULTILINE)
OWN = [model for model in apps.get_models() if model.__module__.startswith("mingzhi.")]


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_every_table_has_its_page(model):
    page = ROOT / "docs" / "models" / model._meta.app_label / f"{model._meta.model_name}.md"
    assert page.exists(), f"write {page.relative_to(ROOT)}"
    columns = {name for field in model._meta.concrete_fields for name in (field.name, field.attname)}
    named = {name for row in ROW.findall(page.read_text()) for name in re.findall(r"`(\w+)`", row)}
    assert named <= columns, f"{page.relative_to(ROOT)} names columns that are not there"
    assert "written" in page.read_text().lower(), f"{page.relative_to(ROOT)} does not say who writes the rows"


def test_every_page_has_its_table():
    pages = {path.relative_to(ROOT / "docs" / "models") for path in (ROOT / "docs" / "models").rglob("*.md")}
    tables = {Path(model._meta.app_label, f"{model._meta.model_name}.md") for model in OWN}
    assert pages - tables == {Path("disclosure", "search.md")}, "the tables of the index are no models"


@pytest.mark.parametrize("room", sorted(layers()))
def test_every_room_has_its_readme(room):
    assert (PACKAGE / room / "README.md").exists()


def test_every_act_is_named_in_its_rooms_readme():
    import_acts()
    named = {room: spans((PACKAGE / room / "README.md").read_text()) for room in layers()}
    missing = [
        code
        for code, (room, short) in ((code, code.split(".")) for code in ACTS)
        if room in named and not {code, short} & named[room]  # tests of the frame declare acts of their own
    ]
    assert missing == []


def spans(page: str) -> set[str]:
    """Return every name that stands in a span of code, dotted ones whole."""
    return {word for span in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"[\w.]+", span)}


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_first_page_names_every_command(page):
    told = (ROOT / page).read_text()
    assert [name for name in COMMANDS if f"`{name}" not in told and f"mingzhi {name}" not in told] == []


def test_every_file_a_page_names_is_there():
    everything = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("*.*")}
    for folder in ("bench", "docs", "mingzhi", "tests"):
        everything |= {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*.*")}
    lost = [
        f"{page.relative_to(ROOT)}: {name}"
        for page in pages_of_the_house()
        for name in names_of_files(page)
        if not any(f"/{path}".endswith(f"/{name}") for path in everything)
    ]
    assert lost == []


def pages_of_the_house() -> list[Path]:
    """Return every page that speaks of the house as it is: the changelog and the decisions tell of then."""
    found = [ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "mingzhi").rglob("README.md")]
    return [*found, *(page for page in (ROOT / "docs").rglob("*.md") if page.parent.name != "decisions")]


def names_of_files(page: Path) -> Iterator[str]:
    """Yield the modules, data files and layouts a page names, and the files it links to."""
    text = page.read_text()
    for name in re.findall(r"`([\w./-]+\.(?:py|toml|typ))`", text):
        if not name.startswith("MINGZHI_"):
            yield name
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        yield (page.parent / link).resolve().relative_to(ROOT).as_posix()


def test_every_setting_is_documented_and_every_documented_one_is_read():
    sources = [path for path in sources_of_the_house() if "tests/architecture" not in path.as_posix()]
    source = "\n".join(path.read_text() for path in sources)
    names = set(re.findall(r"env\.(?:text|flag|whole|words)\(\s*\"([A-Z_]+)\"", source))
    names |= set(re.findall(r"[^.](?:text|flag|whole|words)\(\s*\"([A-Z_]+)\"", source))
    names |= set(re.findall(r"MINGZHI_([A-Z_]+)", source))
    pages = [ROOT / "docs" / "settings.md", ROOT / "docs" / "handbook" / "tests.md"]
    told = set(re.findall(r"MINGZHI_([A-Z_]+)", "\n".join(page.read_text() for page in pages)))
    assert (names - told, told - names) == (set(), set()), "in code and not in the pages; the other way round"
