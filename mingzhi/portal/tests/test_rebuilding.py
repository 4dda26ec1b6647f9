"""The portal rebuilt from the files says what the live portal says, and refuses files that were touched."""

import html
import json
import re

import pytest

from mingzhi.disclosure.tests import factories as make
from mingzhi.portal.opendata.building import build
from mingzhi.portal.stranger.rebuilding import Unsound, rebuild
from mingzhi.portal.views.notices import link

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a")]


@pytest.fixture
def files(tmp_path, settle):
    first = make.published_notice()
    make.corrected(first, text="更正 <b>&amp;</b>")
    make.published_notice("28", party_name="清溪县别家店", title="<script>alert(1)</script>")
    fallen = make.published_notice("29", party_name="清溪县第三家店")
    make.withdrawn(fallen, "因决定被撤销，撤回公示信息。")
    settle()
    build(tmp_path / "files", link)
    return tmp_path / "files"


def test_titles_numbers_texts_and_hashes_are_those_of_the_live_portal(client, files, tmp_path) -> None:
    made = rebuild(files, tmp_path / "portal")
    assert (made.notices, made.tombstones) == (2, 1)
    live = client.get("/api/v1/notices").json()["items"]
    for row in live:
        shown = client.get(f"/notices/{row['uid']}/notice.json").json()
        page = (tmp_path / "portal" / "notices" / row["uid"] / "index.html").read_text("utf-8")
        text = html.unescape(re.search(r'<pre id="text">(.*?)</pre>', page, re.S)[1])
        assert text == shown["content"]["text"]
        assert html.unescape(re.search(r"<h1>(.*?)</h1>", page)[1]) == shown["content"]["title"]
        for word in (
            row["number"],
            row["party"]["name"],
            shown["commitment"],
            shown["content"]["pdf_sha256"],
        ):
            assert word in page
        assert "<script" not in page
        for field in shown["content"]["fields"]:
            assert html.escape(field["value"]) in page
    index = (tmp_path / "portal" / "index.html").read_text("utf-8")
    assert all(row["uid"] in index and html.escape(row["title"]) in index for row in live)
    parties = (tmp_path / "portal" / "parties-1.html").read_text("utf-8")
    assert parties.index("别家店") < parties.index("好味食品店")


def test_tombstones_say_why_and_nothing_else(files, tmp_path) -> None:
    rebuild(files, tmp_path / "portal")
    stone = json.loads((files / "tombstones.jsonl").read_text())
    page = (tmp_path / "portal" / "notices" / stone["notice"] / "index.html").read_text("utf-8")
    assert "因决定被撤销" in page and "noindex" in page
    for path in (tmp_path / "portal").rglob("*.html"):
        assert "第三家店" not in path.read_text("utf-8")


@pytest.mark.parametrize("repaired", [False, True])
def test_touched_files_are_refused(files, tmp_path, repaired) -> None:
    path = files / "notices.jsonl"
    path.write_text(path.read_text("utf-8").replace("更正 ", "改动 "), "utf-8")
    if repaired:  # the manifest was made to fit: the commitment still does not
        from mingzhi.portal.opendata.writing import digest_of

        manifest = json.loads((files / "manifest.json").read_text())
        manifest["files"]["notices.jsonl"]["sha256"] = digest_of(path)
        (files / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(Unsound):
        rebuild(files, tmp_path / "portal")
