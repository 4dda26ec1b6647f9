"""The whole volume from the page of the file: rights at every door, the taking on record, parts of it."""

import io
from datetime import datetime

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mingzhi.identity.models import Agency
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.records.models import Custody, Volume
from mingzhi.site.tests.pages import browser, play, text
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.4a", "2.2.4b")]
WHY = {"part": "whole", "purpose": "行政诉讼举证"}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def archived(people, walk):
    walk.play()
    case = walk.the_case()
    volume = Volume.objects.get(case_urn=case.urn, until__isnull=True)
    with clock.fixed(volume.made_at):
        yield people, case, volume


def doors(case):
    return reverse("work:volume", args=[case.uid]), reverse("work:volume_file", args=[case.uid])


def test_the_handler_takes_the_whole_volume_and_the_taking_is_on_record(archived):
    people, case, volume = archived
    client, (take, file) = browser(people, "handler"), doors(case)
    page = text(client.get(reverse("work:dossier", args=[case.uid])))
    assert take in page and "正卷和副卷" in page
    assert client.get(file + "?part=whole")["Location"] == reverse("work:dossier", args=[case.uid])
    asked = client.post(take, WHY)
    assert asked.status_code == 302 and Custody.objects.filter(use="export").count() == volume.items.count()
    assert set(Custody.objects.filter(use="export").values_list("purpose", flat=True)) == {"行政诉讼举证"}
    answer = client.get(asked["Location"])
    whole = answer.getvalue()
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert len(PdfReader(io.BytesIO(whole)).pages) >= volume.main_pages + volume.auxiliary_pages + 4
    part = client.get(asked["Location"], headers={"Range": "bytes=100-", "If-Range": answer["ETag"]})
    assert (part.status_code, part.getvalue()) == (206, whole[100:])
    beyond = client.get(asked["Location"], headers={"Range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(whole)}")


def test_without_a_use_nothing_is_handed_out_and_what_was_chosen_stays(archived):
    people, case, _volume = archived
    client, (take, file) = browser(people, "handler"), doors(case)
    answer = client.post(take, WHY | {"purpose": "  "})
    page = text(answer)
    assert answer.status_code == 422 and "records.purpose" in page
    assert 'value="whole" checked' in page and not Custody.objects.filter(use="export").exists()
    assert client.get(file + "?part=whole").status_code == 302


def test_who_may_not_know_the_auxiliary_part_gets_the_main_part_only(archived):
    people, case, volume = archived
    colleague = client_for(identity.make_staff("handler", agency=Agency.objects.get(code=case.agency_code)))
    take, file = doors(case)
    assert "正卷和副卷" not in text(colleague.get(reverse("work:dossier", args=[case.uid])))
    asked = colleague.post(take, WHY)
    main = volume.items.filter(part="正卷").count()
    assert Custody.objects.filter(use="export").count() == main
    reader = PdfReader(io.BytesIO(colleague.get(asked["Location"]).getvalue()))
    told = "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    assert "案件调查终结报告" not in told and "负责人集体讨论" not in told
    handler = browser(people, "handler")
    handler.post(take, {"part": "main", "purpose": "行政复议"})
    assert handler.get(file + "?part=main").status_code == 200
    assert handler.get(file + "?part=whole").status_code == 302, "the whole was not asked for"


def test_strangers_and_the_public_find_no_door(archived, client):
    _people, case, _volume = archived
    stranger = client_for(identity.make_staff("handler", agency=identity.make_agency()))
    take, file = doors(case)
    assert stranger.post(take, WHY).status_code == 404
    assert stranger.get(file + "?part=main").status_code == 404
    assert client.get(file).status_code == 302 and client.post(take, WHY).status_code == 403
    assert not Custody.objects.filter(use="export").exists()
    assert stranger.get(take).status_code == 405


def test_an_open_case_has_no_volume_yet(people):
    case = play(people, before="submit_review")
    with clock.fixed(datetime(2026, 3, 26, 10, 0, tzinfo=clock.CHINA)):
        client = browser(people, "handler")
        take, _file = doors(case)
        assert take not in text(client.get(reverse("work:dossier", args=[case.uid])))
        answer = client.post(take, WHY)
        assert answer.status_code == 409 and "work.no_volume" in text(answer)
