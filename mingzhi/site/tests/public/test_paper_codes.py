"""A paper checked by the public through the code printed on it."""

import pytest

from mingzhi.ledger.acts.integrate import integrate
from mingzhi.records.tests.factories import filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_the_public_page_proves_a_paper_and_names_no_party(client):
    row = filed(number="清市监处罚〔2026〕27号")
    integrate(log="acts")
    page = client.get(f"/v/{row.code}")
    assert page.status_code == 200
    text = page.content.decode()
    assert "清市监处罚〔2026〕27号" in text and row.file.sha256 in text
    assert "好味" not in text


def test_an_unknown_code_is_not_found(client):
    assert client.get("/v/0000000000000000").status_code == 404
