"""The bulk notices: their rows equal those the acts write, their log is clean, their receipts verify."""

import re
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client

from mingzhi.calendars.queries import calendar
from mingzhi.disclosure.acts import check_notice, confirm_delivery, create_duties, prepare_notice, publish
from mingzhi.disclosure.acts.indexing import check as index_check
from mingzhi.disclosure.acts.indexing import rebuild
from mingzhi.disclosure.acts.leaves import LOG
from mingzhi.disclosure.models import Duty, Leaf, Notice
from mingzhi.disclosure.queries.receipts import receipt_of_notice
from mingzhi.disclosure.queries.searching import Filters, search
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.ledger import queries as ledger
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.portal.proving import prove
from mingzhi.site.checking import crosscheck
from mingzhi.site.generator.capture import mark, since
from mingzhi.site.generator.columns import FRESH, fields_of
from mingzhi.site.generator.notices.composing import Composer
from mingzhi.site.generator.notices.pouring import pour, sheets_of
from mingzhi.site.generator.notices.rows import TABLES, People, numbers_from, rows_of
from mingzhi.site.generator.notices.run import write_notices
from mingzhi.site.generator.pouring import reserve_ids

pytestmark = pytest.mark.django_db
RANDOM = re.compile(
    r"(?<=[\"' ])?(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64})"
)


@pytest.fixture(autouse=True)
def own_places(tmp_path, settings):
    settings.VAR = tmp_path
    settings.LOG_KEY_FILE = str(tmp_path / "log-keys")


def composed():
    """Return one notice of each kind."""
    found = {}
    for one in Composer(3, 400, date(2026, 4, 13)).some(0, 400):
        found.setdefault((one.draft.kind, one.source.procedure), one)
    return list(found.values())


def staff(one):
    """Return a publisher and a checker of the agency of a notice."""
    agency = one.source.agency_code
    return People(
        publisher=make.person("林晓", "disclosure.prepare", agency=agency),
        checker=make.person("何静", "disclosure.check", agency=agency),
    )


def acted(one):
    """Do what the generator leaves out to do: the four acts, each at its time, and the other channels."""
    people = staff(one)
    with clock.fixed(one.decided_at):
        head = make.person("沈国平", "cases.approve", agency=one.source.agency_code)
        create_duties(actor=head, source=one.source)
    with clock.fixed(one.prepared_at):
        version = prepare_notice(actor=people.publisher, source_urn=one.source.urn, draft=one.draft)
    with clock.fixed(one.checked_at):
        check_notice(
            actor=people.checker, version=version, passed=True, secrecy=True, privacy=True, same_text=True
        )
    with clock.fixed(one.published_at):
        publish(actor=people.publisher, notice=version.notice, version=version)
        for duty in Duty.objects.filter(source_urn=one.source.urn, channel__own=False).order_by("pk"):
            receipt = f"{duty.channel_id} {duty.number}"
            confirm_delivery(actor=people.publisher, duty=duty, receipt=receipt)


def struck(one):
    """Write the rows of the generator."""
    first = reserve_ids({model._meta.db_table: 8 for model in TABLES})
    number = numbers_from({model: first[model._meta.db_table] for model in TABLES})
    rows = rows_of(one, staff(one), calendar(one.source.region_code), number)
    pour(sheets_of(rows, connection.vendor), TABLES)


def plain(captured):
    """Return the rows of the generator's tables, ids as places, what is random masked."""
    places = {
        (model, row.pk): f"{model.__name__}#{nth}"
        for model, rows in captured.rows
        for nth, row in enumerate(row for row in rows if getattr(row, "log", LOG) == LOG)
    }
    return {
        model: [
            {
                field.attname: places.get((field.related_model or model, getattr(row, field.attname)))
                if field.primary_key or field.related_model in TABLES
                else written(getattr(row, field.attname))
                for field in fields_of(model)
                if (model._meta.db_table, field.column) not in FRESH
            }
            for row in rows
            if getattr(row, "log", LOG) == LOG
        ]
        for model, rows in captured.rows
        if model in TABLES
    }


def written(value):
    return RANDOM.sub("*", bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value))


@pytest.mark.parametrize("nth", range(5))
def test_rows_equal_those_of_the_acts(nth):
    one = composed()[nth]
    before = mark()
    with transaction.atomic():
        struck(one)
        copies = plain(since(before))
        transaction.set_rollback(True)
    acted(one)
    assert copies == plain(since(before))


def test_the_log_is_clean_the_index_whole_and_a_receipt_verifies():
    assert write_notices(60, seed=5, processes=1) == Notice.objects.count() == 60
    assert integrate(log=LOG) == rebuild() == 60
    assert [*ledger.check("publications"), *crosscheck.check("publications"), *index_check()] == []
    for leaf in Leaf.objects.filter(action="publish")[:3]:
        assert leaf.notice is not None
        proof = prove(str(receipt_of_notice(str(leaf.notice.uid)).text))
        assert proof.verified and proof.uid == str(leaf.notice.uid)
        assert "verified-mark" in Client().get(f"/notices/{leaf.notice.uid}/").content.decode()
    name = leaf.content["party"]["name"]
    assert str(leaf.notice.uid) in {hit.row.uid for hit in search(Filters(text=name)).hits}


def test_the_seed_decides():
    def texts(seed):
        return [one.draft.text for one in Composer(seed, 50, date(2026, 4, 13)).some(0, 50)]

    assert texts(1) == texts(1) != texts(2)
    assert len(set(texts(1))) == 50
    assert 380 < sum(map(len, texts(1))) / 50 < 620
