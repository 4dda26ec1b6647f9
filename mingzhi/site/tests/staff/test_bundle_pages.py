"""The file of a case for a court or a body of reconsideration, and all that is on file about one object."""

import hashlib
import io
import json
import zipfile

import pytest
from django.urls import reverse

from mingzhi.identity.models import Agency
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.ledger.acts.integrate import integrate_all
from mingzhi.ledger.keys import KeyProblem
from mingzhi.ledger.queries import vkey
from mingzhi.ledger.rules.verdict import VerificationError
from mingzhi.records.models import Attachment, Custody
from mingzhi.records.rules.bundle_check import UnsealedListing, check_bundle
from mingzhi.records.rules.bundles import LISTING, LISTING_RECEIPT
from mingzhi.site.tests.pages import browser, play, text
from mingzhi.trail.models import Entry
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.4a")]
FOR = {"occasion": "litigation", "receiver": "明州市人民法院（2026）之02行初15号", "part": "whole"}


@pytest.fixture
def decided(people):
    case = play(people, before="publish")
    with clock.fixed(case.state_since):
        integrate_all()
        yield people, case


def doors(case):
    return reverse("work:bundle", args=[case.uid]), reverse("work:bundle_file", args=[case.uid])


def test_the_handler_takes_the_file_and_the_receiver_checks_it_offline(decided, tmp_path):
    people, case = decided
    client, (take, file) = browser(people, "handler"), doors(case)
    assert take in text(client.get(reverse("work:dossier", args=[case.uid])))
    assert client.get(file)["Location"] == reverse("work:dossier", args=[case.uid])
    assert client.post(take, FOR)["Location"] == file
    answer = client.get(file)
    whole = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "application/zip" and "no-store" in answer["Cache-Control"]
    (tmp_path / "file.zip").write_bytes(whole)
    checked = check_bundle(tmp_path / "file.zip", [vkey("acts")])
    purpose = f"行政诉讼：{FOR['receiver']}"
    assert checked.things == Custody.objects.filter(use="export", purpose=purpose).count()
    assert checked.proven > 3 and checked.purpose == purpose
    entry = Entry.objects.get(act="records.hand_over")
    assert entry.subject_urn == case.urn
    listing = json.loads(zipfile.ZipFile(io.BytesIO(whole)).read("目录.json"))
    assert {row["file"].split("/")[0] for row in listing["items"]} == {"正卷", "副卷"}
    assert (
        entry.hashes["listing"]
        == hashlib.sha256(zipfile.ZipFile(io.BytesIO(whole)).read(LISTING)).hexdigest()
    )
    client.post(take, FOR | {"part": "main", "occasion": "reconsideration"})
    part = zipfile.ZipFile(io.BytesIO(b"".join(client.get(file).streaming_content)))
    assert not any(name.startswith("副卷") for name in part.namelist())


def rewritten(whole, path, changes):
    """Write the zip anew with some entries changed, or left out (None)."""
    with zipfile.ZipFile(io.BytesIO(whole)) as box, zipfile.ZipFile(path, "w") as out:
        for name in box.namelist():
            content = changes[name](box.read(name)) if name in changes else box.read(name)
            if content is not None:
                out.writestr(name, content)
    return path


def test_the_list_is_the_one_that_was_recorded(decided, tmp_path):
    people, case = decided
    client, (take, file) = browser(people, "handler"), doors(case)
    taken = []
    for receiver in ("明州市人民法院（2026）之02行初15号", "明州市人民法院（2026）之02行初16号"):
        client.post(take, FOR | {"receiver": receiver})
        taken.append(b"".join(client.get(file).streaming_content))
    whole, later = taken
    proofs = [zipfile.ZipFile(io.BytesIO(one)).read(LISTING_RECEIPT) for one in taken]
    paper = next(
        name for name in zipfile.ZipFile(io.BytesIO(whole)).namelist() if name.endswith("001.tlog-proof")
    )
    harms = {
        "another purpose": {LISTING: lambda text: text.replace("15号".encode(), "17号".encode())},
        "another heading": {LISTING: lambda text: text.replace("证据材料".encode(), "其他材料".encode())},
        "a space": {LISTING: lambda text: text + b" "},
        "no receipt": {LISTING_RECEIPT: lambda _text: None},
        "the receipt of another taking": {LISTING_RECEIPT: lambda _text: proofs[1]},
        "the receipt of a paper": {
            LISTING_RECEIPT: lambda _text: zipfile.ZipFile(io.BytesIO(whole)).read(paper)
        },
    }
    for name, changes in harms.items():
        with pytest.raises(UnsealedListing):
            check_bundle(rewritten(whole, tmp_path / "x.zip", changes), [vkey("acts")])
            pytest.fail(name)
    assert check_bundle(rewritten(later, tmp_path / "x.zip", {}), [vkey("acts")]).things
    spoilt = {LISTING_RECEIPT: lambda text: text.replace(b"index 1", b"index 2")}
    with pytest.raises(VerificationError):
        check_bundle(rewritten(whole, tmp_path / "x.zip", spoilt), [vkey("acts")])


def test_without_its_receipt_nothing_is_handed_out(decided, monkeypatch):
    people, case = decided
    client, (take, file) = browser(people, "handler"), doors(case)
    monkeypatch.setattr(
        "mingzhi.ledger.acts.integrate.integrate", lambda log: (_ for _ in ()).throw(KeyProblem())
    )
    assert client.post(take, FOR)["Location"] == file
    refused = client.get(file)
    assert refused.status_code == 409 and "还没有记入签名日志" in text(refused)
    monkeypatch.undo()
    integrate_all()
    assert client.get(file).status_code == 200


def test_the_archivist_of_the_agency_takes_it_too_and_colleagues_are_told_who_does(decided):
    people, case = decided
    take, file = doors(case)
    assert browser(people, "archivist").post(take, FOR)["Location"] == file
    own = Agency.objects.get(code=case.agency_code)
    colleague = client_for(identity.make_staff("handler", agency=own))
    assert take not in text(colleague.get(reverse("work:dossier", args=[case.uid])))
    assert colleague.post(take, FOR).status_code == 403 and colleague.get(file).status_code == 403
    for role in ("head", "supervisor"):
        assert client_for(identity.make_staff(role, agency=own)).post(take, FOR).status_code == 403


def test_strangers_learn_nothing_and_nothing_goes_out_without_a_named_receiver(decided, client):
    people, case = decided
    take, file = doors(case)
    stranger = client_for(identity.make_staff("archivist", agency=identity.make_agency()))
    assert stranger.post(take, FOR).status_code == 404 and stranger.get(file).status_code == 404
    assert client.get(file).status_code == 302
    handler = browser(people, "handler")
    for wrong, code in (({"receiver": " "}, "records.receiver"), ({"occasion": "x"}, "records.occasion")):
        answer = handler.post(take, FOR | wrong)
        page = text(answer)
        assert answer.status_code == 422 and code in page
        assert '<details class="sheet stack" id="bundle" open>' in page
    assert not Custody.objects.filter(use="export").exists() and handler.get(file).status_code == 302


@pytest.mark.serves("2.2.3c")
def test_all_that_is_on_file_about_one_object_stands_on_one_page(decided):
    people, case = decided
    code, name = case.parties.values_list("code", "name").get(until=None)
    where = reverse("work:object", args=[code])
    handler = browser(people, "handler")
    assert where in text(handler.get(reverse("work:case", args=[case.uid])))
    page = text(handler.get(where))
    recording = Attachment.objects.filter(case_urn=case.urn).first()
    assert f">{name}</h1>" in page and case.label in page
    assert "行政处罚决定书" in page and recording.title in page
    stranger = client_for(identity.make_staff("handler", agency=identity.make_agency()))
    assert stranger.get(where).status_code == 404
    assert handler.get(reverse("work:object", args=["0"])).status_code == 404
