"""What holds for every operation of the public API."""

import pytest

from mingzhi.portal.api.v1 import api

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "known"),
    [("agencies", ""), ("registers", ""), ("statements", ""), ("withdrawn", "cursor、limit"),
     ("registers/bodies/editions", "before")],
)  # fmt: skip
def test_every_operation_of_the_api_refuses_a_parameter_it_has_none_of(client, address, known) -> None:
    answer = client.get(f"/api/v1/{address}?limt=1")
    assert (answer.status_code, answer.json()["field"]) == (422, "limt")
    assert known in answer.json()["way_out"] and answer.json()["way_out"]
    assert client.get(f"/api/v1/{address}").status_code == 200


def test_only_the_demo_says_that_its_county_is_made_up(client, settings, monkeypatch) -> None:
    monkeypatch.setattr(api, "_told", {})
    for mode, said in (("demo", True), ("production", False)):
        settings.MODE = mode
        api._told.clear()
        assert ("均为虚构" in client.get("/").content.decode()) is said
        assert ("均为虚构" in client.get("/api/v1/openapi.json").json()["info"]["description"]) is said
