"""The leak test stands on its own feet: nothing of the detectors in it, and without them it still blocks."""

import ast
from collections import Counter
from pathlib import Path

import pytest

import mingzhi.redaction
from mingzhi.redaction import PROFILES, Kind, Known, find_leaks, redact
from mingzhi.redaction.tests.corpus import pages

FOLDER = Path(mingzhi.redaction.__file__).parent
PARTS = ("leaks", "traces", "shapes", "announced", "folding")
FACTS = {"codes", "surnames", "words", "values", "profiles", *PARTS}
"""What both may use: check digits, surnames, words that are no names, kinds and profiles."""
NUMBERS = {
    Kind.IDENTITY_NUMBER, Kind.PHONE, Kind.BANK_ACCOUNT, Kind.PLATE,
    Kind.PASSPORT, Kind.EMAIL, Kind.PROPERTY_NUMBER,
}  # fmt: skip
KNOWN = {"op", "agent", "asked"}


@pytest.mark.parametrize("part", PARTS)
def test_the_leak_test_imports_facts_only(part) -> None:
    tree = ast.parse((FOLDER / f"{part}.py").read_text("utf-8"))
    modules = {one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    modules |= {name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names}
    own = {name.removeprefix("mingzhi.redaction.") for name in modules if name.startswith("mingzhi.")}
    assert own <= FACTS, own - FACTS
    assert "re" not in modules


def missed(only: str, number: int) -> tuple[Counter[str], Counter[str]]:
    """Show whole texts, nothing hidden; count numbers and known names, and those no leak is told of."""
    planted: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    for one in pages("unredacted", number, only=only):
        leaks = find_leaks(one.text, known=one.known, profile=PROFILES["zj"])
        for piece in one.planted:
            if piece.kind in NUMBERS or piece.name in KNOWN or piece.name.startswith("k_"):
                planted[piece.name] += 1
                told = any(leak.start < piece.end and piece.start < leak.end for leak in leaks)
                silent[piece.name] += not told
    return planted, +silent


@pytest.mark.parametrize("only", ["", "fifth"])
def test_without_detectors_every_number_and_known_name_is_blocked(only) -> None:
    planted, silent = missed(only, 60)
    assert planted.total() > 30 and len(planted) >= 5
    assert not silent


@pytest.mark.parametrize(
    "shown",
    [
        "投诉人手机尾号8826",
        "收银员（工号：A-0317）",
        "快递单号SF1648823097715",
        "会员卡号HL66880127",
        "执业证书编号为201533008274",
        "微信群群号718204563",
        "宗地代码331121104205JB00017",
        "清溪县第二小学四（2）班",
    ],
)
def test_what_only_its_label_gives_away_is_told(shown) -> None:
    told = find_leaks(f"经查，{shown}。", known=Known(), profile=PROFILES["zj"])
    assert told
    hidden = redact(f"经查，{shown}。", known=Known(), profile=PROFILES["zj"]).text
    assert not find_leaks(hidden, known=Known(), profile=PROFILES["zj"])
