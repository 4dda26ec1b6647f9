"""Every page rebuilt from the files equals the live one but for stated differences; touched files fail."""

import gzip
import hashlib
import json
import re
from datetime import date, timedelta
from html import unescape
from itertools import takewhile
from pathlib import Path

import pytest

from mingzhi.disclosure.queries.searching import FACETS
from mingzhi.disclosure.rules.kinds import KINDS, STAGES
from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests.register_factories import register_edition
from mingzhi.kernel import clock
from mingzhi.portal.opendata.building import build
from mingzhi.portal.opendata.writing import digest_of
from mingzhi.portal.stranger.differences import DIFFERENCES
from mingzhi.portal.stranger.reading import Unsound, lines
from mingzhi.portal.stranger.rebuilding import rebuild
from mingzhi.portal.tests.reading import said
from mingzhi.portal.views.notices import link
from tests.kept import begun

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a")]
MISSING = {part for difference in DIFFERENCES for part in difference.parts}
CHART = json.dumps(
    {
        "states": [
            {"code": "a", "title": "立案", "stage": "启动", "main": True, "final": False},
            {"code": "b", "title": "结案", "stage": "终结", "main": True, "final": True},
        ],
        "ways": [{"from": "a", "to": "b", "steps": ["决定", "送达"]}],
    }
)
SAMPLES = {
    "text": "清溪县 <b>一号</b>",
    "long": "第一行\n第二行",
    "citations": "行政处罚法 §48-2；不是条文",
    "lines": "立案\t承办人\t依据 行政处罚法 §54-2\n送达",
    "chart": CHART,
    "link": "https://xiaoxi.example/",
}


def publish_notices() -> None:
    """Publish notices of several kinds, agencies and years; correct one twice, let some come down."""
    first = make.published_notice()
    make.corrected(first, text="更正 <b>&amp;</b>")
    make.corrected(first, title="再次更正的决定书", fields=(*make.draft().fields[:2], ("处罚内容", "罚款")))
    elsewhere = {"agency_code": "11339922MB0W12343K", "agency_name": "望海县应急管理局"}
    elsewhere |= {"region_code": "339922", "region_name": "之江省明州市望海县", "level": "县"}
    make.published_notice("28", party_name="别家店", title="<script>alert(1)</script>", about=elsewhere)
    long = {"text": "很长的正文。" * 40, "pdf": b"", "party_code": ""}
    make.published_notice("30", about={"decided_on": date(2025, 12, 30)}, **long)
    more = (*make.draft().fields, ("执法类别", "行政处罚（警告）"))
    make.published_notice("32", party_name="又一家店", fields=more)
    make.published_licence()
    fallen = make.published_notice("29", party_name="清溪县第三家店")
    make.withdrawn(fallen, "因决定被撤销，撤回公示信息。")
    old = make.published_notice("31")
    with clock.fixed(clock.now() + timedelta(days=400)):
        make.ended_early(old)


def publish_registers() -> None:
    """Publish every register with every column filled: entries of today, of before and of later."""
    today = clock.today()
    for code, register in REGISTERS.items():
        whole = {column.code: SAMPLES[column.form] for column in register.columns}
        before, later = today - timedelta(days=90), today + timedelta(days=90)
        lines = [
            RegisterLine(key="甲/1", since=before, until=today, values=whole | {register.head.code: "旧"}),
            RegisterLine(key="甲/1", since=today, values=whole),
            RegisterLine(key="乙", since=before, until=today, values=whole),
            RegisterLine(key="丙", since=later, values=whole),
        ]
        more = [
            RegisterLine(key=f"丁{n:03}", since=before, values=whole | {register.head.code: f"第{n}项"})
            for n in range(25)
        ]
        register_edition(code, *lines)
        register_edition(code, *lines[:3], *(more if code == "powers" else ()))


def publish() -> None:
    """Publish notices and registers."""
    publish_notices()
    publish_registers()


@pytest.fixture
def files(tmp_path, settle) -> Path:
    begun(publish)
    settle()
    build(tmp_path / "files", link)
    return tmp_path / "files"


@pytest.fixture
def portal(files, tmp_path) -> Path:
    rebuild(files, tmp_path / "portal")
    return tmp_path / "portal"


def live(client, address: str, *, until_end: bool = False) -> list[str]:
    """Return what a page of the portal says; with ``until_end`` the rows of all following pages too."""
    page = client.get(address).content.decode()
    lines = said(page, without=MISSING | {"facets"})
    following = re.search(r'rel="next" href="([^"]+)"', page)
    if until_end and following:
        path = address.partition("?")[0]
        more = live(client, path + unescape(following[1]), until_end=True)
        lines = [*lines, *more[len(head_of(lines, more)) :]]
    return lines


def head_of(lines: list[str], more: list[str]) -> list[str]:
    """Return the lines with which two pages begin alike: what stands above the rows of both."""
    pairs = zip(lines, more, strict=False)
    return [one for one, _other in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def rebuilt(portal: Path, name: str) -> list[str]:
    return said((portal / name).read_text("utf-8"), without={"own", "facets"})


def notices_of(portal: Path) -> set[str]:
    return {path.parent.name for path in portal.glob("notices/*/index.html")}


def test_home_stages_agencies_and_tombstones_are_the_live_ones(client, portal) -> None:
    assert rebuilt(portal, "index.html") == live(client, "/")
    for stage in STAGES:
        assert rebuilt(portal, f"stages/{stage}.html") == live(client, f"/stages/{stage}/"), stage
    assert rebuilt(portal, "agencies.html") == live(client, "/agencies/")
    assert rebuilt(portal, "withdrawn.html") == live(client, "/withdrawn/")


def test_searches_by_every_condition_are_the_live_ones(client, portal) -> None:
    assert rebuilt(portal, "notices/index.html") == live(client, "/notices/")
    page, mine = client.get("/notices/").content.decode(), (portal / "notices/index.html").read_text("utf-8")
    assert said(mine, only="facets") == said(page, only="facets", without={"form"}) != []
    lists = [path.stem for path in portal.glob("notices/*.html") if path.stem != "index"]
    assert {name.split("-")[0] for name in lists} == set(FACETS) - {"article"}
    laws = {hashlib.sha256(law.encode()).hexdigest()[:16]: law for law in ("食品安全法", "行政处罚法")}
    for name in lists:
        facet, value = name.split("-")
        value = laws[value] if facet == "basis" else value
        assert rebuilt(portal, f"notices/{name}.html") == live(client, f"/notices/?{facet}={value}"), name


def test_every_notice_correction_and_tombstone_is_the_live_one(client, portal) -> None:
    assert len(notices_of(portal)) == 10
    for uid in notices_of(portal):
        assert rebuilt(portal, f"notices/{uid}/index.html") == live(client, f"/notices/{uid}/"), uid
        for path in (portal / "notices" / uid).glob("version-*.html"):
            number = path.stem.removeprefix("version-")
            assert rebuilt(portal, f"notices/{uid}/{path.name}") == live(
                client, f"/notices/{uid}/versions/?to={number}"
            )
    assert len(list(portal.glob("notices/*/version-*.html"))) == 2


def test_every_register_entry_and_edition_is_the_live_one(client, portal) -> None:
    for code in REGISTERS:
        shown = live(client, f"/registers/{code}/", until_end=True)
        assert (code, *rebuilt(portal, f"registers/{code}.html")) == (code, *shown)
        shown = live(client, f"/registers/{code}/editions/")
        assert rebuilt(portal, f"registers/{code}/editions.html") == shown, code
        addresses = {}
        for path in (portal / "registers" / code).glob("of-*.html"):
            found = re.search(r'href="https?://[^/]+(/registers/[^"]+)"', path.read_text("utf-8"))
            addresses[found[1]] = f"registers/{code}/{path.name}"
        assert len(addresses) == (27 if code == "powers" else 2), code
        for address, name in sorted(addresses.items())[:3]:
            assert rebuilt(portal, name) == live(client, address), address


def test_the_door_to_the_registers_is_the_live_one(client, portal) -> None:
    assert rebuilt(portal, "registers/index.html") == live(client, "/registers/")


def test_no_script_and_no_broken_link(portal) -> None:
    for path in portal.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "<script" not in page and "清溪县第三家店" not in page
        for address in re.findall(r'href="([^"]+)"', page):
            target = (path.parent / unescape(address)).resolve()
            assert address.startswith("http") or target.is_file(), (path, address)


def test_what_differs_is_told_to_readers(portal) -> None:
    page = (portal / "differences.html").read_text("utf-8")
    assert all(row.chinese in unescape(page) and row.english in unescape(page) for row in DIFFERENCES)


@pytest.mark.parametrize("repaired", [False, True])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("notices.jsonl.gz", "再次更正", "再次改动"),
        ("editions.jsonl", '"rows":3', '"rows":2'),
        ("registers.jsonl", "第二行", "第三行"),
        ("registers.jsonl", r"{.*?丁007.*?\n", ""),
    ],
    ids=["notice", "edition", "entry", "entry left out"],
)
def test_touched_files_are_refused(files, tmp_path, repaired, name, old, new) -> None:
    path = files / name
    packed = name.endswith(".gz")
    before = (gzip.decompress(path.read_bytes()) if packed else path.read_bytes()).decode()
    after = re.sub(old, new, before, count=1)
    assert after != before
    path.write_bytes(gzip.compress(after.encode()) if packed else after.encode())
    if repaired:  # the manifest was made to fit: commitments and sealed digests still do not
        manifest = json.loads((files / "manifest.json").read_text())
        manifest["files"][name]["sha256"] = digest_of(path)
        (files / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(Unsound):
        rebuild(files, tmp_path / "portal")


def test_a_set_from_before_files_were_packed_gives_the_same_portal(files, portal, tmp_path) -> None:
    manifest = json.loads((files / "manifest.json").read_text("utf-8"))
    for name in [name for name in manifest["files"] if name.endswith(".gz")]:
        plain = files / name.removesuffix(".gz")
        plain.write_bytes(gzip.decompress((files / name).read_bytes()))
        (files / name).unlink()
        manifest["files"][plain.name] = {**manifest["files"].pop(name), "sha256": digest_of(plain)}
    (files / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    rebuild(files, tmp_path / "again")
    pages = [path.relative_to(portal) for path in portal.rglob("*.html")]
    assert all((tmp_path / "again" / page).read_bytes() == (portal / page).read_bytes() for page in pages)


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"{}\n")[:-5],
        gzip.compress(b"{}\n")[:-8] + b"\0" * 8,
        b"{}\n",
        gzip.compress(b'"' + b" " * (1 << 24)),
    ],
    ids=["cut", "other", "plain", "a line without end"],
)
def test_what_is_not_packed_soundly_is_refused(tmp_path, content) -> None:
    path = tmp_path / "notices.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(Unsound, match=path.name):
        list(lines(path))


def test_every_kind_has_its_name_in_the_files(files) -> None:
    declared = json.loads((files / "declared.json").read_text("utf-8"))
    assert {kind["code"]: kind["title"] for kind in declared["kinds"]} == {
        code: kind.title for code, kind in KINDS.items()
    }


def test_the_grant_of_a_licence_says_what_became_of_it(client, portal) -> None:
    told = {
        "许可41": (
            "该许可已注销2026年4月13日",
            ["准予延续行政许可，有效期至2031年4月30日", "注销行政许可（公民死亡或者丧失行为能力）"],
        ),
        "许可42": ("", ["准予行政许可", "注销行政许可（公民死亡或者丧失行为能力）"]),
        "许可44": ("该许可的有效期已届满2025年4月30日", []),
    }
    for uid in notices_of(portal):
        page = live(client, f"/notices/{uid}/")
        title = next((line for line in page if line in told), None)
        if title is None:
            continue
        standing, others = told.pop(title)
        assert rebuilt(portal, f"notices/{uid}/index.html") == page
        assert [line for line in page if line.startswith("该许可")] == ([standing] if standing else [])
        listed = "\n".join(page).partition("同一许可的其他公示")[2]
        assert [one for one in others if one in listed] == others and bool(others) == bool(listed)
    assert not told
