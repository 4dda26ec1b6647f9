"""The logs over HTTP, as an outside client of C2SP tlog-tiles meets them."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from mingzhi.ledger.rules import merkle, tiles
from mingzhi.ledger.rules.notes import parse_note, parse_tree_head, parse_vkey
from mingzhi.ledger.rules.verifier import verify_receipt
from mingzhi.ledger.tests.factories import commitment, fill

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
urlpatterns = [path("log/", include("mingzhi.portal.log.urls"))]


@pytest.fixture(autouse=True)
def key_folder(settings, tmp_path):
    settings.LOG_KEY_FILE = str(tmp_path)


@pytest.fixture
def get(client: Client):
    def read(path: str) -> HttpResponse:
        return client.get(f"/log/{path}")

    return read


def test_a_client_follows_the_log_from_key_to_entry(get):
    fill("acts", 10, 700)
    key = parse_vkey(get("acts/vkey").content.decode())
    answer = get("acts/checkpoint")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=2"
    assert answer["Access-Control-Allow-Origin"] == "*"
    note = parse_note(answer.content.decode())
    assert note.signed_by(key)
    head = parse_tree_head(note.text)
    hashes = []
    for address in ("000", "001", "002.p/188"):
        tile = get(f"acts/tile/0/{address}")
        bundle = get(f"acts/tile/entries/{address}")
        assert tile["Content-Type"] == bundle["Content-Type"] == "application/octet-stream"
        assert tile["Cache-Control"] == "public, max-age=31536000, immutable"
        assert tiles.cut(tile.content) == [
            merkle.leaf_hash(entry) for entry in tiles.unbundle(bundle.content)
        ]
        hashes += tiles.cut(tile.content)
    assert merkle.root_of(hashes) == head.root
    assert get("acts/tile/1/000.p/2").content == b"".join(
        merkle.root_of(hashes[at : at + 256]) for at in (0, 256)
    )


def test_the_proof_of_a_commitment_is_a_receipt(get):
    fill("publications", 20)
    for suffix in ("", ".tlog-proof"):
        answer = get(f"publications/proof/{commitment(7).hex()}{suffix}")
        key = get("publications/vkey").content.decode()
        verified = verify_receipt(answer.content.decode(), vkeys=[key], commitment=commitment(7))
        assert verified.index == 7
        assert answer["Content-Disposition"].endswith('.tlog-proof"')


@pytest.mark.parametrize(
    "address",
    [
        "others/checkpoint",
        "publications/checkpoint",
        "publications/vkey",
        "acts/tile/0/001",
        "acts/tile/0/001.p/45",
        "acts/tile/0/000.p/256",
        "acts/tile/0/000.p/0",
        "acts/tile/0/000.p/010",
        "acts/tile/0/x000/000",
        "acts/tile/0/0",
        "acts/tile/0/000%0A",
        "acts/tile/00/000",
        "acts/tile/64/000",
        "acts/tile/2/000",
        "acts/tile/entries/001",
        "acts/tile/entries/x001/000",
        "acts/tile/0/x999/x999/x999/x999/x999/999",
        "acts/proof/",
        "acts/proof/zz",
        f"acts/proof/{'0' * 64}",
        f"acts/proof/{commitment(1).hex().upper()}",
        f"acts/proof/{commitment(1).hex()}%0A",
    ],
)
def test_everything_else_is_not_found(get, address):
    fill("acts", 300)
    assert get(address).status_code == 404


def test_the_log_takes_no_writes(client):
    fill("acts", 1)
    assert client.post("/log/acts/checkpoint").status_code == 405
