"""Receipts from the public doors, and the page that verifies them."""

import pytest

from mingzhi.disclosure.tests import factories as make
from mingzhi.ledger.queries import vkey
from mingzhi.ledger.rules.verifier import verify_receipt

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]


def test_the_receipt_from_the_door_verifies_offline_with_its_pdf(client, settle) -> None:
    notice = make.published_notice()
    settle()
    receipt = client.get(f"/notices/{notice.uid}/receipt.tlog-proof").content.decode()
    pdf = client.get(f"/notices/{notice.uid}/document.pdf").content
    found = verify_receipt(receipt, vkeys=[vkey("publications")], document=pdf)
    assert found.content["party"]["name"] == "清溪县好味食品店"


def test_the_receipt_of_a_tombstone_verifies(client, settle) -> None:
    notice = make.published_notice()
    make.withdrawn(notice, "复议撤销")
    settle()
    receipt = client.get(f"/notices/{notice.uid}/receipt.tlog-proof").content.decode()
    assert verify_receipt(receipt, vkeys=[vkey("publications")]).content["reason"] == "复议撤销"
    asked = client.get(f"/notices/{notice.uid}/receipt.tlog-proof?version=1")
    assert asked.status_code == 404, "what is asked for by its version is not answered with another receipt"


def test_a_version_there_is_none_of_has_no_receipt(client, settle) -> None:
    notice = make.published_notice()
    settle()
    address = f"/notices/{notice.uid}/receipt.tlog-proof"
    assert client.get(f"{address}?version=1").content == client.get(address).content
    assert client.get(f"{address}?version=2").status_code == 404


@pytest.mark.parametrize("with_pdf", [True, False])
def test_the_page_of_verification(client, settle, with_pdf) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    notice = make.published_notice()
    settle()
    receipt = client.get(f"/notices/{notice.uid}/receipt.tlog-proof").content.decode()
    sent = {"receipt": receipt.replace("\n", "\r\n")}
    if with_pdf:
        sent["document"] = SimpleUploadedFile("a.pdf", make.PDF)
    answer = client.post("/verify/", sent)
    assert (answer.status_code, "核验通过" in answer.content.decode()) == (200, True)
    changed = client.post("/verify/", {"receipt": receipt.replace("A", "B", 1)})
    assert (changed.status_code, "核验没有通过" in changed.content.decode()) == (422, True)
    assert client.post("/verify/", {}).status_code == 422


def test_an_old_receipt_is_genuine_but_the_page_says_withdrawn(client, settle) -> None:
    notice = make.published_notice()
    settle()
    receipt = client.get(f"/notices/{notice.uid}/receipt.tlog-proof").content.decode()
    make.withdrawn(notice, "复议撤销")
    settle()
    text = client.post("/verify/", {"receipt": receipt}).content.decode()
    assert "核验通过" in text and "已撤回" in text and "好味" not in text
