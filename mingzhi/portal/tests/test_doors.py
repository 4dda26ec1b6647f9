"""Every public door, walked: what has come down is behind none of them."""

import pytest

from mingzhi.disclosure.tests import factories as make
from mingzhi.ledger.queries import vkey
from mingzhi.ledger.rules.verifier import verify_receipt

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]

DOORS = (
    "/",
    "/notices/",
    "/notices/?q=好味食品店",
    "/notices/?q=溪滨路",
    "/notices.atom",
    "/notices.json",
    "/notices.csv",
    "/stages/after/",
    "/withdrawn/",
    "/kiosk/",
    "/embed/notices/",
    "/api/v1/notices",
    "/api/v1/notices?q=好味食品店",
    "/api/v1/withdrawn",
    "{0}",
    "{0}versions/",
    "{0}proof/",
    "{0}notice.json",
    "{0}receipt.tlog-proof",
    "{0}receipt.tlog-proof?version=1",
    "{0}document.pdf",
    "{0}document.pdf?version=1",
    "/api/v1{0}",
    "/api/v1{0}versions",
    "/api/v1{0}receipt?version=1",
)
SHOWS = ("好味", "溪滨路", "92339921MA7K9XY03N", "%PDF-")


def opened(client, door: str, uid: str) -> str:
    address = door.format(f"/notices/{uid}/")
    if address.startswith("/api/v1/notices/") and address.endswith("/"):
        address = address[:-1]
    response = client.get(address)
    assert response.status_code in (200, 302, 404, 409), address
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = content.decode("utf-8", "replace")
    asked = ("好味食品店", "溪滨路")
    for word in asked:  # the search box repeats what was asked
        text = text.replace(f'value="{word}"', "").replace(f"{word} · 查询", "")
    return text


@pytest.mark.parametrize("before_the_worker_ran", [True, False])
def test_withdrawn_content_is_behind_no_door(client, settle, before_the_worker_ran) -> None:
    notice = make.published_notice()
    settle()
    uid = str(notice.uid)
    seen = [door for door in DOORS if any(sign in opened(client, door, uid) for sign in SHOWS)]
    assert len(seen) > 12  # the doors do lead to the content while it is public
    make.withdrawn(notice, "因决定被撤销，撤回公示信息。")
    if not before_the_worker_ran:
        settle()
    for door in DOORS:
        text = opened(client, door, uid)
        assert not [sign for sign in SHOWS if sign in text.split("q=")[0]], door


def test_hidden_names_and_marks_are_behind_no_door(client, settle) -> None:
    notice = make.published_notice()
    settle()
    for door in DOORS:
        text = opened(client, door, str(notice.uid))
        assert "王秀兰" not in text and "经营者姓名" not in text and "names_checked" not in text


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
