"""The job that keeps the open-data files fresh: when it builds, and that it seals what it built."""

import hashlib
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from mingzhi.disclosure.acts import seal_data
from mingzhi.disclosure.models import DataEdition
from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests.register_factories import published_register
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict, NotAllowed
from mingzhi.ledger.queries import vkey
from mingzhi.ledger.rules.verdict import WrongDocument
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.site.jobs import opendata
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a", "2.1.3c")]
NOW = datetime(2026, 4, 20, 9, 30, tzinfo=clock.CHINA)


@pytest.fixture(autouse=True)
def own_places(tmp_path, settings):
    settings.VAR = tmp_path
    settings.LOG_KEY_FILE = str(tmp_path / "log-keys")
    cache.clear()
    with clock.fixed(NOW):
        yield


def later(**how):
    return clock.fixed(NOW + timedelta(**how))


def test_files_are_built_when_something_moved_and_not_because_they_were_sealed() -> None:
    notice = make.published_notice()
    assert opendata.is_due()
    opendata.make()
    assert not opendata.is_due()
    with later(hours=2):
        assert not opendata.is_due()  # the seal is a leaf too, but no notice moved
        make.published_notice("28")
        assert opendata.is_due()
        opendata.make()
        make.published_notice("29")
        assert not opendata.is_due()
    with later(hours=2, seconds=1):
        make.withdrawn(notice)
        assert opendata.is_due()  # what came down goes at once
        opendata.make()
        assert not opendata.is_due()
        published_register(
            "statutes", RegisterLine(key="广告法", since=NOW.date(), values={"name": "广告法"})
        )
        assert not opendata.is_due()
    with later(hours=3, seconds=2):
        assert opendata.is_due()  # a register says something else
        opendata.make()
        assert not opendata.is_due()
    with later(days=1):
        assert opendata.is_due()
    assert list(DataEdition.objects.order_by("number").values_list("number", "notices")) == [
        (1, 1),
        (2, 2),
        (3, 2),
        (4, 2),
    ]


def test_a_manifest_that_was_touched_or_never_sealed_is_built_anew() -> None:
    make.published_notice()
    opendata.make()
    manifest = opendata.folder() / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8") + " ", "utf-8")
    assert opendata.is_due()


def test_the_receipt_verifies_offline_with_the_manifest_and_stays(client) -> None:
    make.published_notice()
    opendata.make()
    manifest = (opendata.folder() / "manifest.json").read_bytes()
    address = f"/open-data/receipts/{hashlib.sha256(manifest).hexdigest()}.tlog-proof"
    assert client.get(address).status_code == 404  # not in a signed tree yet
    make.settle()
    answer = client.get(address)
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert address in client.get("/open-data/").content.decode()
    found = verify_receipt(answer.content.decode(), vkeys=[vkey("publications")], document=manifest)
    assert (found.content["edition"], found.content["notices"]) == (1, 1)
    with pytest.raises(WrongDocument):
        verify_receipt(answer.content.decode(), vkeys=[vkey("publications")], document=manifest + b" ")
    with later(days=1):
        opendata.make()
        make.settle()
    assert client.get(address).status_code == 200  # for whoever took the files of yesterday
    assert client.get(f"/open-data/receipts/{'0' * 64}.tlog-proof").status_code == 404


def test_the_seal_is_an_act_of_the_system_done_once() -> None:
    job = system_actor(opendata.JOB, on=clock.today())
    seal_data(actor=job, manifest_sha256="a" * 64, notices=0)
    entry = Entry.objects.get(act="disclosure.seal_data")
    assert entry.subject_urn == "urn:mingzhi:disclosure:data"
    with pytest.raises(Conflict):
        seal_data(actor=job, manifest_sha256="a" * 64, notices=0)
    with pytest.raises(NotAllowed):
        seal_data(actor=make.publisher(), manifest_sha256="b" * 64, notices=0)
    for change in ("update", "delete"):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows = DataEdition.objects.all()
            rows.update(notices=9) if change == "update" else rows.delete()
