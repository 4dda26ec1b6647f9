"""Registers: editions, as they stood, differences, what a stranger can prove."""

import hashlib
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from mingzhi.disclosure.acts import publish_register
from mingzhi.disclosure.models import RegisterEdition, RegisterRow
from mingzhi.disclosure.queries import registers
from mingzhi.disclosure.rules.register_lines import RegisterLine, difference
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, NotAllowed, NotKnown
from mingzhi.ledger.acts.integrate import integrate_all
from mingzhi.ledger.queries import vkey
from mingzhi.ledger.rules.verdict import WrongDocument
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1a")]
JANUARY, JUNE, TODAY = date(2026, 1, 1), date(2026, 6, 1), date(2026, 9, 1)
JOB = system_actor("publish-registers", on=TODAY)


def line(key, since=JANUARY, until=None, **values):
    return RegisterLine(key=key, since=since, until=until, values={"name": key, **values})


def published(*lines, register="windows"):
    return publish_register(actor=JOB, register=register, lines=lines)


def shown(on=TODAY, text="", after="", limit=20, **facets):
    asked = registers.Asked(on=on, text=text, facets=facets, after=after)
    return registers.browse("windows", asked, limit=limit)


def keys(page):
    return [row.key for row in page.lines]


def test_every_register_names_its_entries_and_a_basis_that_reads():
    for row in REGISTERS.values():
        assert cite(row.basis) and row.columns[0].code in ("name", "title")
        assert len({column.code for column in row.columns}) == len(row.columns)


def test_an_edition_holds_what_was_handed_in_and_is_recorded():
    first = published(line("a"), line("b"))
    assert (first.number, first.rows, first.added, first.removed) == (1, 2, 2, 0)
    assert Entry.objects.filter(act="disclosure.publish_register").count() == 1
    second = published(line("a"), line("b", until=JUNE), line("b", since=JUNE, phone="2"))
    assert (second.number, second.rows, second.added, second.removed) == (2, 3, 2, 1)


def test_an_edition_that_changes_nothing_is_refused():
    published(line("a"), line("b"))
    with pytest.raises(Conflict):
        published(line("b"), line("a"))
    assert RegisterEdition.objects.count() == 1


def test_only_a_job_publishes_and_only_declared_registers():
    with pytest.raises(NotAllowed):
        publish_register(actor=make.person("甲", "identity.manage"), register="windows", lines=[])
    with pytest.raises(NotKnown):
        published(line("a"), register="secrets")


def test_as_it_stood_on_a_day():
    published(line("a", until=JUNE), line("a", since=JUNE, phone="2"), line("b", since=JUNE))
    assert keys(shown(on=date(2026, 3, 1))) == ["a"]
    assert keys(shown()) == ["a", "b"] and shown().lines[0].values["phone"] == "2"
    assert keys(shown(on=date(2025, 12, 31))) == []


def test_words_facets_and_pages():
    rows = [line(f"k{n:02d}", agency="甲局" if n % 3 else "乙局", address=f"{n}号窗口") for n in range(9)]
    published(*rows)
    page = shown(limit=4)
    assert page.count == 9 and dict(page.facets["agency"]) == {"甲局": 6, "乙局": 3}
    walked, after = keys(page), page.after
    while after:
        page = shown(limit=4, after=after)
        walked, after = walked + keys(page), page.after
    assert walked == [row.key for row in rows]
    assert keys(shown(agency="乙局")) == ["k00", "k03", "k06"]
    assert keys(shown(text="甲局 5号")) == ["k05"]


def test_an_article_is_found_as_the_page_writes_it_and_no_word_is_dropped():
    published(
        line("a", basis="食品安全法 §34-1(2)"),
        line("b", basis="食品安全法 §3"),
        line("c", duties="第三十四条"),
    )
    assert keys(shown(text="《食品安全法》第三十四条第一款")) == ["a"]
    assert keys(shown(text="第34条")) == ["a", "c"]
    assert keys(shown(text="食品安全法第３条")) == ["b"]
    assert keys(shown(text="a 食品 安全 法 34 无此词")) == []


def test_the_difference_between_two_days():
    rows = [
        line("ended", until=JUNE),
        line("same"),
        line("new", since=JUNE),
        line("moved", until=JUNE, address="一楼"),
        line("moved", since=JUNE, address="二楼"),
    ]
    published(*rows)
    changes, more = registers.compare("windows", JANUARY, TODAY)
    found = {(change.new or change.old).key: change.how for change in changes}
    assert found == {"ended": "ended", "new": "added", "moved": "changed"} and not more
    assert next(change.columns for change in changes if change.how == "changed") == ("address",)
    back = {(change.new or change.old).key: change.how for change in difference(rows, TODAY, JANUARY)}
    assert back == {"ended": "added", "new": "ended", "moved": "changed"}


def test_a_stranger_proves_what_the_register_said():
    published(line("a"))
    published(line("a"), line("b"))
    integrate_all()
    for number, size in ((1, 1), (2, 2)):
        rows = registers.rows_file("windows", number)
        assert rows.count(b'"key"') == size
        verified = verify_receipt(
            registers.receipt("windows", number), vkeys=[vkey("publications")], document=rows
        )
        assert verified.document_sha256 == hashlib.sha256(rows).hexdigest()
        assert verified.content["register"] == "windows" and verified.content["edition"] == number
    with pytest.raises(WrongDocument):
        verify_receipt(registers.receipt("windows", 1), vkeys=[vkey("publications")], document=rows)


def test_rows_and_editions_cannot_be_altered():
    published(line("a"))
    for change in (
        lambda: RegisterRow.objects.update(values={}),
        lambda: RegisterRow.objects.all().delete(),
        lambda: RegisterEdition.objects.update(digest="0" * 64),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert registers.is_whole(registers.edition("windows", 1))
