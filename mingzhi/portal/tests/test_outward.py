"""What leaves the portal: feeds with tombstones, the column for other sites, maps and words for robots."""

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date, datetime, timedelta

import pytest

from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.portal.views import searching

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a", "2.1.3c")]
ATOM, GONE = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_a_feed_tells_what_came_down_without_its_words(client, settle) -> None:
    fallen = make.published_notice()
    standing = make.published_notice("28", party_name="清溪县别家店", title="清溪县别家店一案")
    make.withdrawn(fallen, "因决定被撤销，撤回公示信息。")
    settle()
    for address in ("/notices.atom", "/notices.atom?q=别家店", f"/notices.atom?agency={make.AGENCY}"):
        feed = ElementTree.fromstring(client.get(address).content)
        (stone,) = feed.findall(f"{GONE}deleted-entry")
        assert stone.get("ref") == f"urn:uuid:{fallen.uid}" and stone.get("when").startswith("2026-04-20T")
        assert "撤销" in stone.find(f"{GONE}comment").text
        assert [e.find(f"{ATOM}id").text for e in feed.findall(f"{ATOM}entry")] == [
            f"urn:uuid:{standing.uid}"
        ]
        assert "好味" not in client.get(address).content.decode()
    # whether fallen content held a word is not told: every search of this agency names it alike
    other = ElementTree.fromstring(client.get("/notices.atom?agency=000&q=好味").content)
    assert other.findall(f"{GONE}deleted-entry") == []


def test_a_feed_tells_what_expired_and_changes_by_it(client, settle) -> None:
    fallen = make.published_notice()
    settle()
    later = clock.now() + timedelta(days=3000)
    with clock.fixed(later):
        assert make.expired() == 1
        other = make.published_notice("29", about={"region_code": "330113"})
        make.withdrawn(other)
        settle()
        stones = {}
        for asked in (f"agency={make.AGENCY}", "region=330110", "region=330100", "kind=licence"):
            feed = ElementTree.fromstring(client.get(f"/notices.atom?{asked}").content)
            stones[asked] = [stone.get("ref") for stone in feed.findall(f"{GONE}deleted-entry")]
            if asked.startswith("agency"):
                updated = datetime.fromisoformat(feed.find(f"{ATOM}updated").text)
                assert updated.date() == later.date()
    first, second = f"urn:uuid:{fallen.uid}", f"urn:uuid:{other.uid}"
    assert list(stones.values()) == [[second, first], [], [second], []]


def test_a_feed_misses_neither_what_is_published_late_nor_a_correction(client, settle, monkeypatch) -> None:
    monkeypatch.setattr(searching, "_FEED", 2)
    old = make.published_notice("27", about={"decided_on": date(2026, 3, 2)})
    make.published_notice("28")
    make.published_notice("29", about={"decided_on": date(2026, 4, 15)})
    late = make.published_notice("30", about={"decided_on": date(2026, 3, 3)})
    make.corrected(old)
    make.published_notice("31", title="别家店", text="别家店", party_name="别家店")
    settle()
    wanted = [f"urn:uuid:{old.uid}", f"urn:uuid:{late.uid}"]
    for asked in ("q=好味", "q=好味&order=oldest", f"agency={make.AGENCY}&q=好味&year=2026"):
        feed = ElementTree.fromstring(client.get(f"/notices.atom?{asked}").content)
        assert (asked, [e.find(f"{ATOM}id").text for e in feed.findall(f"{ATOM}entry")]) == (asked, wanted)


def test_an_empty_feed_does_not_change_by_being_looked_at(client, settle) -> None:
    settle()
    first = client.get("/notices.atom?q=没有的")
    assert ElementTree.fromstring(first.content).find(f"{ATOM}updated").text.startswith("1970-01-01")
    assert client.get("/notices.atom?q=没有的", headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["/notices.atom", "/notices.json", "/notices.csv"])
def test_a_program_is_told_that_its_words_would_not_be_looked_for(client, address) -> None:
    for words, told in (("店", "至少两个连续的字"), ("店" * 101, "参数 q 太长")):
        refused = client.get(address, {"q": words})
        assert refused.status_code == 422 and told in refused.json()["sentence"]


def test_only_the_column_may_be_framed(client, settle) -> None:
    make.published_notice()
    settle()
    page = client.get("/embed/notices/?q=好味")
    text = page.content.decode()
    assert "好味食品店" in text and "<script" not in text and "<form" not in text
    assert "frame-ancestors *" in page["Content-Security-Policy"] and "X-Frame-Options" not in page
    assert "script-src" not in page["Content-Security-Policy"]
    for address in ("/", "/notices/", "/open-data/"):
        other = client.get(address)
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
        assert other["X-Frame-Options"] == "DENY"


def test_a_column_says_what_it_is_not_narrowed_by(client, settle) -> None:
    page = client.get("/embed/notices/?kind=nothing").content.decode()
    assert "没有按“执法类别：nothing”筛选" in page and "日期请写作" not in page
    page = client.get("/notices/?since=2026-13-45").content.decode()
    assert "2026-13-45”筛选" in page and "日期请写作" in page


def test_maps_list_what_stands_and_robots_find_them(client, settle, monkeypatch) -> None:
    from mingzhi.disclosure.queries import browsing

    monkeypatch.setattr(browsing, "MAP_STEP", 2)
    rows = [make.published_notice(str(number)) for number in (27, 28, 29)]
    make.withdrawn(rows[0])
    robots = client.get("/robots.txt").content.decode()
    assert "Sitemap: " in robots and "Disallow: /work/" in robots
    whole = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [loc.text for loc in whole.iter(f"{MAP}loc")]
    assert len(parts) > 1
    found = []
    for part in parts:
        listed = ElementTree.fromstring(client.get(part[part.index("/sitemap") :]).content)
        found += [loc.text for loc in listed.iter(f"{MAP}loc")]
    assert sorted(found) == sorted(
        client.get(f"/notices/{row.uid}/notice.json").json()["url"] for row in rows[1:]
    )
    assert client.get(f"/sitemap-{len(parts)}.xml").status_code == 404


def test_a_notice_describes_itself_to_machines(client, settle) -> None:
    notice = make.published_notice(title="</script><script>alert(1)</script>&")
    settle()
    page = client.get(f"/notices/{notice.uid}/").content.decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    told = json.loads(data)
    assert told["name"] == "</script><script>alert(1)</script>&" and told["version"] == 1
    assert told["publisher"]["name"] == make.AGENCY_NAME and "好味" not in data
    make.withdrawn(notice)
    assert "ld+json" not in client.get(f"/notices/{notice.uid}/").content.decode()


def test_pages_are_asked_again_cheaply_and_old_versions_stay_out_of_search_engines(client, settle) -> None:
    notice = make.published_notice()
    make.corrected(notice, text="更正")
    settle()
    address = f"/notices/{notice.uid}/"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    make.withdrawn(notice)
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again["X-Robots-Tag"]) == (200, "noindex")
    other = make.published_notice("28")
    make.corrected(other, "28", text="更正")
    assert client.get(f"/notices/{other.uid}/versions/")["X-Robots-Tag"] == "noindex"
