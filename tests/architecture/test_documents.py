"""Documents can fail: tables, acts, settings and rooms must appear in them."""

import re

import pytest
from django.apps import apps

from mingzhi.site.clauses import import_acts
from mingzhi.trail.rules.registry import ACTS
from tests.architecture.source import PACKAGE, ROOT, layers

OWN = [model for model in apps.get_models() if model.__module__.startswith("mingzhi.")]


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_every_table_has_its_page(model):
    page = ROOT / "docs" / "models" / model._meta.app_label / f"{model._meta.model_name}.md"
    assert page.exists(), f"write {page.relative_to(ROOT)}"


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


def test_every_setting_is_documented():
    source = (PACKAGE / "site" / "settings" / "environment.py").read_text()
    for path in (PACKAGE / "site").rglob("*.py"):
        source += path.read_text()
    names = set(re.findall(r"env\.(?:text|flag|words)\(\s*\"([A-Z_]+)\"", source))
    names |= set(re.findall(r"[^.](?:text|flag|words)\(\s*\"([A-Z_]+)\"", source))
    names |= {name.removeprefix("MINGZHI_") for name in re.findall(r"MINGZHI_[A-Z_]+", source)}
    page = (ROOT / "docs" / "settings.md").read_text()
    assert sorted(name for name in names if f"MINGZHI_{name}" not in page) == []
