"""English is complete: every sentence of the interface is translated, with the same places to fill."""

import ast
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import polib
import pytest

from tests.architecture import wording
from tests.architecture.source import PACKAGE, ROOT, modules

CATALOGUE = PACKAGE / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"
HOLES = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}")
HAN = re.compile(r"[㐀-鿿]")
EXTRACTED = {"_", "gettext", "gettext_noop", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
PARTS = ("lists", "papers", "names", "guides", "recordings")


@pytest.fixture(scope="module")
def entries():
    return polib.pofile(str(CATALOGUE))


def test_every_sentence_is_translated(entries):
    left = [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy]
    assert not left, f"give these their msgstr in django.po: {left}"
    assert [entry.msgid for entry in entries.obsolete_entries()] == []


def test_english_is_english(entries):
    told = [(entry.msgid, text) for entry in entries for text in _texts(entry)]
    assert [pair for pair in told if HAN.search(pair[1])] == []


def test_places_to_fill_are_the_same(entries):
    wrong = [
        entry.msgid
        for entry in entries
        for text in _texts(entry)
        if set(HOLES.findall(text)) != set(HOLES.findall(entry.msgid))
    ]
    assert wrong == []


def test_the_compiled_catalogue_is_in_step(entries):
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {entry.msgid: _texts(entry) for entry in compiled} == {
        entry.msgid: _texts(entry) for entry in entries
    }


def test_a_fresh_extraction_finds_nothing_new(entries, tmp_path):
    if shutil.which("xgettext") is None:
        if os.environ.get("MINGZHI_REQUIRE_ALL"):
            pytest.fail("install GNU gettext: nothing may be left out here")
        pytest.skip("GNU gettext is not installed")
    fresh = _extract(tmp_path)
    found, listed = {entry.msgid for entry in fresh}, {entry.msgid for entry in entries}
    assert found == listed, f"run make messages; new: {found - listed}; gone: {listed - found}"


def test_sentences_are_marked_with_names_the_extractor_knows():
    """``from … import gettext as say`` would work at run time and be lost to the extractor."""
    unknown = []
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                names = [alias.asname or alias.name for alias in node.names if "gettext" in alias.name]
                unknown += [(path.name, name) for name in names if name not in EXTRACTED]
    assert unknown == []


@pytest.mark.parametrize("part", PARTS)
def test_words_of_the_data_are_listed_for_translation(part):
    read = {
        "lists": wording.lists,
        "papers": wording.papers,
        "names": wording.english,
        "guides": wording.guides,
        "recordings": wording.recordings,
    }[part]
    listed = import_module(f"mingzhi.site.data_wording.{part}").WORDING
    assert set(listed) == set(read())


def test_names_are_translated_as_the_data_gives_them(entries):
    told = {entry.msgid: entry.msgstr for entry in entries}
    given = wording.english()
    assert {name: told[name] for name in given} == given


def _texts(entry):
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)


def _extract(folder: Path) -> polib.POFile:
    """Extract as ``make messages`` does, from a copy of the sources, so that the tree stays as it is."""
    copy = folder / "mingzhi"
    ignored = shutil.ignore_patterns("tests", "static", "fonts", "__pycache__", "*.mo", "migrations")
    shutil.copytree(PACKAGE, copy, ignore=ignored)
    command = "from django.core.management import execute_from_command_line as run; import sys; run(sys.argv)"
    words = ["makemessages", "-l", "en", "--no-location", "--no-obsolete", "--settings", "extraction"]
    (folder / "extraction.py").write_text(
        f"LOCALE_PATHS = [{str(copy / 'site' / 'locale')!r}]\nSECRET_KEY = 'none'\nUSE_I18N = True\n"
    )
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run(
        [sys.executable, "-c", command, *words], cwd=folder, env=environment, check=True, capture_output=True
    )
    return polib.pofile(str(copy / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"))
