"""Parts of a file over HTTP: the player jumps, a broken download goes on, rights are those of the whole."""

import os
import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhi.cases.models import Case
from mingzhi.identity.models import Agency
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.records.acts import attach
from mingzhi.records.models import Attachment, Custody, Document
from mingzhi.records.storing import store_stream
from mingzhi.site.tests.pages import text
from mingzhi.site.tests.party.test_partydesk import code_of, served  # noqa: F401  (a fixture)
from mingzhi.site.tests.staff.test_workbench_cases import MORNING, inspection, open_case, step_url
from mingzhi.site.walk import silence
from mingzhi.workbench.tests.doors import client_for

pytestmark = pytest.mark.django_db
SOUND = silence(seed="range")


@pytest.fixture
def recording(people):
    with clock.fixed(MORNING):
        client, _answer = open_case(people)
        sent = inspection(people) | {"files": [SimpleUploadedFile("记录仪.wav", SOUND)]}
        client.post(step_url(Case.objects.get(), "inspect"), sent)
        yield client, Attachment.objects.get()


def url_of(kept):
    return reverse("work:material_file", args=[kept.uid])


def test_a_recording_is_given_whole_and_in_parts(recording):
    client, kept = recording
    whole = client.get(url_of(kept))
    assert (whole.status_code, whole.getvalue()) == (200, SOUND)
    assert whole["Accept-Ranges"] == "bytes" and whole["Content-Length"] == str(len(SOUND))
    size, etag = len(SOUND), whole["ETag"]
    for asked, start, end in (("bytes=44-99", 44, 100), ("bytes=-7", size - 7, size), ("bytes=9-", 9, size)):
        part = client.get(url_of(kept), headers={"Range": asked, "If-Range": etag})
        assert (part.status_code, part.getvalue()) == (206, SOUND[start:end]), asked
        assert part["Content-Range"] == f"bytes {start}-{end - 1}/{size}"
        assert part["Content-Length"] == str(end - start) and part["Content-Type"] == whole["Content-Type"]
        assert "no-store" in part["Cache-Control"] and "sandbox" in part["Content-Security-Policy"]
    cut = client.get(url_of(kept), headers={"Range": "bytes=0-49"}).getvalue()
    rest = client.get(url_of(kept), headers={"Range": "bytes=50-", "If-Range": etag}).getvalue()
    assert cut + rest == SOUND, "a download that broke off goes on"


def test_what_cannot_be_kept_is_said_or_given_whole(recording):
    client, kept = recording
    beyond = client.get(url_of(kept), headers={"Range": f"bytes={len(SOUND)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(SOUND)}")
    assert not Custody.objects.exists(), "nothing was given, nobody looked"
    for asked in ({"Range": "bytes=1-2,5-6"}, {"Range": "x"}, {"Range": "bytes=1-2", "If-Range": '"old"'}):
        answer = client.get(url_of(kept), headers=asked)
        assert (answer.status_code, answer.getvalue()) == (200, SOUND), asked


def test_jumping_is_one_look_and_nobody_looks_unseen(recording):
    client, kept = recording
    client.get(url_of(kept), headers={"Range": "bytes=1-"})
    assert Custody.objects.count() == 1, "a first part from the middle is a look as well"
    for start in (50, 100, 200):
        client.get(url_of(kept), headers={"Range": f"bytes={start}-"})
    assert Custody.objects.count() == 1
    client.get(url_of(kept) + "?download", headers={"Range": "bytes=1-"})
    assert Custody.objects.filter(use="download").count() == 1
    colleague = identity.make_staff("handler", agency=Agency.objects.get(code=kept.agency_code))
    client_for(colleague).get(url_of(kept), headers={"Range": "bytes=1-"})
    assert Custody.objects.count() == 3
    with clock.fixed(MORNING + timedelta(hours=7)):
        client_for(colleague).get(url_of(kept), headers={"Range": "bytes=1-"})
    assert Custody.objects.count() == 4


def test_a_part_needs_the_right_to_the_whole(recording, client):
    _client, kept = recording
    asked = {"Range": "bytes=0-9"}
    stranger = identity.make_staff("handler", agency=identity.make_agency())
    assert client_for(stranger).get(url_of(kept), headers=asked).status_code == 404
    nobody = client.get(url_of(kept), headers=asked)
    assert nobody.status_code == 302 and not nobody.has_header("Content-Range")
    assert not Custody.objects.exists()


def test_damaged_bytes_are_not_given_in_parts_either(recording):
    client, kept = recording
    assert client.get(url_of(kept), headers={"Range": "bytes=0-9"}).status_code == 206
    path = Path(storages["originals"].path(kept.file.key))
    path.chmod(0o600)
    path.write_bytes(b"X" + SOUND[1:])
    os.utime(path, (1, 1))
    try:
        answer = client.get(url_of(kept), headers={"Range": "bytes=0-9"})
        assert answer.status_code == 409 and "records.damaged" in text(answer)
    finally:
        path.write_bytes(SOUND)


def test_a_large_film_never_stands_in_memory(recording, tmp_path):
    client, small = recording
    film = tmp_path / "film.mpg"
    with film.open("wb") as out:
        out.write(bytes.fromhex("000001ba44000400040100000303f8000001bb") + os.urandom(2000))
        out.truncate(64 * 1024 * 1024)
    with film.open("rb") as source:
        stored = store_stream(source, "film.mpg")
    kept = attach(
        actor=system_actor("tests", on=clock.today()),
        case_urn=small.case_urn,
        case_label=small.case_label,
        agency_code=small.agency_code,
        step_urn=small.step_urn,
        stored=stored,
        kind="audiovisual",
        title="大录像",
    )
    tracemalloc.start()
    answer = client.get(url_of(kept), headers={"Range": "bytes=1000-"})
    assert answer.status_code == 206 and sum(map(len, answer)) == 64 * 1024 * 1024 - 1000
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_the_party_gets_parts_of_its_papers_and_of_no_others(served, client):  # noqa: F811
    decision = Document.objects.get(case_urn=served.urn, template_code="penalty_decision")
    internal = Document.objects.get(case_urn=served.urn, template_code="filing_approval")
    door = reverse("desk:paper", args=[decision.uid])
    assert client.get(door, headers={"Range": "bytes=0-4"}).status_code == 404
    client.post(reverse("desk:home"), {"code": code_of(served), "digits": "070027"})
    part = client.get(door, headers={"Range": "bytes=0-4"})
    assert (part.status_code, part.getvalue()) == (206, b"%PDF-")
    beyond = client.get(door, headers={"Range": "bytes=999999999-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{decision.file.size}")
    other = reverse("desk:paper", args=[internal.uid])
    assert client.get(other, headers={"Range": "bytes=0-4"}).status_code == 404
