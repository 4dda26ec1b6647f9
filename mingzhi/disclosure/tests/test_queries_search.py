from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from mingzhi.disclosure.acts import index_sqlite, indexing
from mingzhi.disclosure.models import IndexJob, Notice
from mingzhi.disclosure.queries import search_months, search_postgresql, search_sqlite
from mingzhi.disclosure.queries.searching import OLDEST, Filters, search
from mingzhi.disclosure.rules.index_terms import Entry
from mingzhi.disclosure.tasks import refresh_search
from mingzhi.disclosure.tests import factories as make
from tests.kept import begun

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a")]


def uids(**asked) -> list[str]:
    return [hit.row.uid for hit in search(Filters(**asked)).hits]


def published() -> list[str]:
    rows = [
        make.published_notice("27"),
        make.published_notice(
            "28",
            about={"decided_on": date(2026, 4, 13)},
            title="明州市东港酒家未亮证经营案",
            text="酒家无证",
            party_name="东港酒家",
        ),
        make.published_notice(
            "29", about={"decided_on": date(2026, 4, 15)}, title="清溪酒家案", text="清溪酒家"
        ),
    ]
    return [str(row.uid) for row in rows]


@pytest.fixture
def three() -> list[str]:
    known = begun(published)
    indexing.refresh()
    return known


def test_found_by_name_number_and_word_in_the_text(three) -> None:
    assert uids(text="好味食品店") == [three[2], three[0]]  # newest decision first
    assert uids(text="清市监处罚〔2026〕28号") == [three[1]]
    assert uids(text="溪滨路") == [three[0]]
    assert uids(text="东港 无证") == [three[1]]


def test_pairs_that_are_not_adjacent_do_not_match(three) -> None:
    assert uids(text="溪酒") == [three[2]]
    assert uids(text="港清") == []


def test_filters_and_order(three) -> None:
    assert uids(year="2026", order=OLDEST) == [three[1], three[0], three[2]]
    assert uids(text="酒家", since=date(2026, 4, 14)) == [three[2]]
    assert uids(until=date(2026, 4, 13)) == [three[1]]
    assert uids(region="33") == uids(region="339900") == uids(region="339921")
    assert uids(region="44") == uids(agency="x") == uids(kind="licence") == []
    assert uids(agency='" OR "k') == []


def test_paging_by_key_sees_every_row_once(three) -> None:
    first = search(Filters(), limit=2)
    second = search(Filters(), limit=2, after=first.after)
    assert [hit.row.uid for hit in (*first.hits, *second.hits)] == [three[2], three[0], three[1]]
    assert second.after == 0


def test_counts_and_facets(three) -> None:
    page = search(Filters(text="酒家"))
    assert (page.count, page.more) == (2, False)
    assert [(facet.value, facet.count) for facet in page.facets["kind"]] == [("penalty", 2)]
    assert page.facets["agency"][0].label == make.AGENCY_NAME


@pytest.mark.parametrize(
    ("dense", "bounds"),
    [(0.04, {}), (0, {}), (9, {"AT_ONCE": 1}), (9, {"MOST_MONTHS": 1}), (9, {"FEW": 0}), (9, {"FEW": 10**6})],
)
def test_however_the_index_is_read_the_same_is_found(three, monkeypatch, dense, bounds) -> None:
    """PostgreSQL reads the newest through, or asks months for the rarest tokens; SQLite walks in order."""
    make.published_notice("30", about={"decided_on": date(2026, 2, 3)}, title="溪上酒家案", text="酒家旧案")
    make.published_notice("31", about={"decided_on": date(2025, 12, 3)}, title="望江酒家案", text="酒家更旧")
    indexing.refresh()
    monkeypatch.setattr(search_postgresql, "DENSE", dense)
    for name, value in bounds.items():
        monkeypatch.setattr(search_months, name, value)
    titles = [hit.row.title for hit in search(Filters(text="酒家")).hits]
    assert titles == ["清溪酒家案", "明州市东港酒家未亮证经营案", "溪上酒家案", "望江酒家案"]
    assert uids(text="酒家", order=OLDEST) == list(reversed(uids(text="酒家")))
    assert uids(text="酒家", until=date(2026, 3, 1)) == uids(text="酒家")[2:]
    assert uids(text="溪滨路") == [three[0]] and uids(text="酒家 无证") == [three[1]]
    page = search(Filters(text="酒家"))
    assert (page.count, page.more) == (4, False)
    first = search(Filters(text="酒家"), limit=3)
    assert [hit.row.title for hit in search(Filters(text="酒家"), limit=3, after=first.after).hits] == titles[
        3:
    ]
    assert search(Filters(region="3399"), facets=False).count == 5
    assert search(Filters(text="酒家", agency=make.AGENCY, corrected="0"), facets=False).count == 4


@pytest.mark.parametrize("narrow", [0, 60])
def test_a_long_name_is_found_by_its_rare_part_and_held_whole(three, monkeypatch, narrow) -> None:
    """SQLite knows after a build which pairs are frequent; with and without them the same is found."""
    names = ["鼎盛食品有限公司", "鼎盛食品有限责任公司", "望江食品有限公司", "东海食品有限公司"]
    for nth, name in enumerate(names):
        make.published_notice(f"5{nth}", title=f"{name}案", party_name=name)
    monkeypatch.setattr(index_sqlite, "_ENOUGH", 1)
    monkeypatch.setattr(index_sqlite, "_SAMPLED", 1)
    monkeypatch.setattr(index_sqlite, "_FREQUENT", 0.4)
    indexing.rebuild()
    monkeypatch.setattr(search_sqlite, "NARROW", narrow)
    titles = {asked: [hit.row.title for hit in search(Filters(text=asked)).hits] for asked in names}
    assert titles == {name: [f"{name}案"] for name in names}
    assert search(Filters(text="食品有限公司")).count == 3
    assert search(Filters(text="鼎盛食品有限公司", since=date(2030, 1, 1))).count == 0
    if connection.vendor == "sqlite":
        told = search_sqlite.connect().execute("SELECT pair FROM frequent").fetchall()
        assert ("有限",) in told and ("鼎盛",) not in told


def test_a_frequent_word_is_counted_over_the_newest_entries(three, monkeypatch) -> None:
    make.published_notice("30", about={"decided_on": date(2026, 4, 14)}, title="溪上酒家案", text="酒家")
    indexing.refresh()
    for name, value in {"WINDOW": 3, "FREQUENT": 1, "DENSE": 0}.items():
        monkeypatch.setattr(search_postgresql, name, value)
    page = search(Filters(text="酒家"), limit=1)
    assert [hit.row.uid for hit in page.hits] == [three[2]]
    bounded = connection.vendor == "postgresql"  # the embedded engine counts up to its cap
    assert (page.count, page.more, page.facets_bounded) == (2 if bounded else 3, bounded, bounded)
    monkeypatch.setattr(search_postgresql, "WINDOW", 9)  # nothing lies beyond: the window is all there is
    page = search(Filters(text="酒家", agency=make.AGENCY), limit=1)
    assert (page.count, page.more, page.facets_bounded) == (3, False, False)


def test_what_moves_while_the_index_is_built_anew_is_in_it(three, monkeypatch) -> None:
    before = list(indexing._entries())  # what the build read before it moved
    make.withdrawn(Notice.objects.get(uid=three[0]))
    make.corrected(Notice.objects.get(uid=three[1]), "28", text="更正后的临江路", party_name="东港酒家")
    monkeypatch.setattr(indexing, "_entries", lambda: iter(before))
    assert indexing.rebuild() == 3
    monkeypatch.undo()
    assert indexing.check() == [] and not IndexJob.objects.filter(done_at=None).exists()
    assert uids(text="溪滨路") == [] and uids(text="临江路") == [three[1]]


def test_a_build_that_fails_leaves_the_index_as_it_was(three, monkeypatch) -> None:
    monkeypatch.setattr(indexing, "_entries", lambda: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError):
        indexing.rebuild()
    assert indexing.check() == [] and uids(text="溪滨路") == [three[0]]
    assert len(list(search_sqlite.path().parent.glob("search.sqlite3*"))) in {0, 1, 3}


def test_who_waited_while_the_file_was_replaced_writes_into_the_new_one(tmp_path) -> None:
    entry = Entry(
        202604140000001 * 10, 1, 1, "penalty", "a", "甲", "339921", "清溪县", 2026, False, 0, "", "溪滨路"
    )
    with index_sqlite.Writer() as first:
        first.replace(1, entry)
    old = search_sqlite.connect()
    with index_sqlite.Builder() as built:
        built.fill([entry])
        built.take_place()
    with index_sqlite.Writer() as late:
        late.replace(2, entry._replace(key=entry.key + 1, notice_id=2))
    assert search_sqlite.connect() is not old and set(search_sqlite.held()) == {1, 2}
    (link, file) = sorted(tmp_path.glob("search.sqlite3*"), key=lambda one: (len(one.name), one.name))[:2]
    assert link.resolve() == file and not list(tmp_path.glob("*.link"))


def test_one_character_is_too_short(three) -> None:
    assert search(Filters(text="店")).too_short


def test_withdrawn_notices_vanish_at_once_and_from_the_index(three) -> None:
    make.withdrawn(Notice.objects.get(uid=three[0]), "复议撤销")
    assert uids(text="溪滨路") == []  # the index still holds it, the publication does not stand
    indexing.refresh()
    assert search(Filters(text="溪滨路")).count == 0
    assert indexing.check() == []


def test_a_correction_is_found_by_its_new_text_only(three) -> None:
    make.corrected(Notice.objects.get(uid=three[0]), text="更正后的临江路")
    indexing.refresh()
    assert uids(text="临江路") == uids(corrected="1") == [three[0]]
    assert uids(text="溪滨路") == []


def test_the_index_can_be_rebuilt_and_checked(three) -> None:
    assert indexing.check() == []
    if connection.vendor == "sqlite":
        from mingzhi.disclosure.queries.search_sqlite import connect

        connect().execute("DELETE FROM entry")
    else:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM disclosure_search")
    assert len(indexing.check()) == 3
    assert indexing.rebuild() == 3
    assert indexing.check() == []
    assert uids(text="溪滨路") == [three[0]]


def test_a_failed_attempt_leaves_the_job_for_the_worker(monkeypatch, three) -> None:
    make.published_notice("30")
    job = IndexJob.objects.get(done_at=None)
    monkeypatch.setattr(indexing, "refresh", lambda **_given: (_ for _ in ()).throw(OSError("disk")))
    indexing.attempt(job.pk)
    monkeypatch.undo()
    assert IndexJob.objects.filter(done_at=None).count() == 1
    assert indexing.refresh() == 1


def test_a_lost_index_is_built_anew_by_the_worker(three) -> None:
    if connection.vendor == "sqlite":
        from mingzhi.disclosure.queries.search_sqlite import path

        for part in path().parent.glob("search.sqlite3*"):
            part.unlink()
    else:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM disclosure_search")
    assert indexing.is_lost()
    assert refresh_search() == 3
    assert not indexing.is_lost()
    assert refresh_search() == 0


def test_the_command_tells_what_differs(three) -> None:
    told = StringIO()
    call_command("search_index", "check", stdout=told)
    assert told.getvalue() == "ok\n"
    make.published_notice("31")
    with pytest.raises(CommandError):
        call_command("search_index", "check", stdout=told)
    call_command("search_index", "rebuild", stdout=told)
    call_command("search_index", "check", stdout=told)


def test_penalties_and_fines_are_facets_and_filters(three) -> None:
    words = [("违法事实", "x"), ("处罚依据", "y")]
    heavy = make.published_notice("30", fields=[*words, ("处罚内容", "吊销许可证件；罚款120,000元")])
    light = make.published_notice("31", fields=[*words, ("处罚内容", "警告")])
    indexing.refresh()
    page = search(Filters())
    counts = {name: [(row.value, row.count) for row in page.facets[name]] for name in ("penalty", "fine")}
    assert counts == {
        "penalty": [
            *(("fine", 4), ("confiscate_goods", 3), ("confiscate_income", 3)),
            *(("revoke_licence", 1), ("warning", 1)),
        ],
        "fine": [("under10000", 3), ("from10000", 1), ("from100000", 1)],
    }
    assert uids(penalty="warning") == [str(light.uid)]
    assert uids(fine="from100000") == uids(penalty="revoke_licence") == [str(heavy.uid)]
    assert uids(text="酒家", penalty="fine", fine="under10000") == [three[2], three[1]]
    assert uids(text="酒家", penalty="warning") == uids(penalty="x") == uids(fine="x") == []
    assert search(Filters(penalty="fine"), facets=False).count == 4
    make.corrected(light, "31", fields=[*words, ("处罚内容", "罚款5万元")])
    indexing.refresh()
    assert uids(penalty="warning") == [] and len(uids(fine="from10000")) == 2


def test_laws_and_articles_are_facets_and_filters(three) -> None:
    words = [("违法事实", "x"), ("处罚内容", "警告")]
    other = make.published_notice(
        "30", fields=[*words, ("处罚依据", "《药品管理法》第七十三条；《食品安全法》第五十四条")]
    )
    bare = make.published_notice("31", fields=[*words, ("处罚依据", "有关规定")])
    indexing.refresh()
    page = search(Filters())
    assert [(row.value, row.count) for row in page.facets["basis"]] == [("食品安全法", 4), ("药品管理法", 1)]
    assert page.facets["article"] == []
    page = search(Filters(basis="《中华人民共和国食品安全法》"))
    assert [(row.value, row.label, row.count) for row in page.facets["article"]] == [
        ("食品安全法§124", "《食品安全法》第一百二十四条", 3),
        ("食品安全法§54", "《食品安全法》第五十四条", 1),
    ]
    assert page.count == 4
    assert uids(basis="食品安全法§54") == uids(basis="药品管理法") == [str(other.uid)]
    assert uids(text="酒家", basis="食品安全法§124", penalty="fine") == [three[2], three[1]]
    assert uids(basis="安全法") == uids(basis="食品安全法§12") == uids(basis="%") == uids(basis="§124") == []
    make.corrected(bare, "31", fields=[*words, ("处罚依据", "《药品管理法》第一百三十九条")])
    indexing.refresh()
    assert uids(basis="药品管理法") == [str(bare.uid), str(other.uid)]
    make.corrected(bare, "31", fields=[*words, ("处罚依据", "《刑法》第一条")])
    indexing.refresh()
    assert uids(basis="药品管理法") == [str(other.uid)]
