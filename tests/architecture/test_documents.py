"""Documents can fail: tables, acts, settings and rooms must appear in them."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from mingzhi.site.clauses.registry import import_acts
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


def test_every_page_has_its_table():
    pages = {path.relative_to(ROOT / "docs" / "models") for path in (ROOT / "docs" / "models").rglob("*.md")}
    tables = {Path(model._meta.app_label, f"{model._meta.model_name}.md") for model in OWN}
    assert pages - tables == {Path("disclosure", "search.md")}, "the tables of the index are no models"


@pytest.mark.parametrize("room", sorted(layers()))
def test_every_room_has_its_readme(room):
    assert (PACKAGE / room / "README.md").exists()


def test_every_act_is_named_in_its_rooms_readme():
    import_acts()
    missing = [
        code
        for code, kind in ACTS.items()
        if code.split(".")[0] in layers()  # tests of the frame declare acts of their own
        and code not in (PACKAGE / kind.may.__module__.split(".")[1] / "README.md").read_text()
        and code not in (PACKAGE / code.split(".")[0] / "README.md").read_text()
    ]
    assert missing == []


def test_every_setting_is_documented_and_every_documented_one_is_read():
    sources = [path for path in sources_of_the_house() if "tests/architecture" not in path.as_posix()]
    source = "\n".join(path.read_text() for path in sources)
    names = set(re.findall(r"env\.(?:text|flag|whole|words)\(\s*\"([A-Z_]+)\"", source))
    names |= set(re.findall(r"[^.](?:text|flag|whole|words)\(\s*\"([A-Z_]+)\"", source))
    names |= set(re.findall(r"MINGZHI_([A-Z_]+)", source))
    pages = [ROOT / "docs" / "settings.md", ROOT / "docs" / "handbook" / "tests.md"]
    told = set(re.findall(r"MINGZHI_([A-Z_]+)", "\n".join(page.read_text() for page in pages)))
    assert (names - told, told - names) == (set(), set()), "in code and not in the pages; the other way round"
