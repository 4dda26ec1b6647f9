"""A register whose rows were altered is left out of the open data and said to be; all else is published."""

from datetime import date

import pytest

from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests.register_factories import published_register
from mingzhi.portal.opendata.building import read_manifest
from mingzhi.portal.stranger import monitor
from mingzhi.portal.stranger.rebuilding import rebuild
from mingzhi.portal.stranger.state import FINE, State
from mingzhi.portal.tests.stranger import Here, below_the_guards
from mingzhi.site.checking import witnesses
from mingzhi.site.jobs import opendata

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1a", "2.4.2a")]
SINCE = date(2026, 1, 1)


def window(key: str) -> RegisterLine:
    return RegisterLine(key=key, since=SINCE, values={"name": key, "agency": "清溪县市场监督管理局"})


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM {} WHERE key = 'w-0'",
        "UPDATE {} SET key = 'x' WHERE key = 'w-0'",
        """UPDATE {} SET "values" = '{{"name":1.5}}' WHERE key = 'w-0'""",
    ],
)
def test_a_register_that_was_touched_is_left_out_and_said_to_be(
    client, change, tmp_path, caplog, settings
) -> None:
    settings.VAR, folder, known = tmp_path, tmp_path / "open-data", State()
    published_register("windows", window("w-0"), window("w-1"))
    published_register("windows", window("w-0"))
    published_register("statutes", RegisterLine(key="广告法", since=SINCE, values={"name": "广告法"}))
    opendata.make()
    make.settle()
    assert monitor.watch(Here(client), known).status == FINE
    make.published_notice()
    below_the_guards(change.format("disclosure_registerrow"))
    built = opendata.make()
    make.settle()
    manifest = read_manifest(folder)
    assert built.touched == ("windows",) and "register windows" in caplog.text
    assert (manifest["registers"], manifest["touched"]) == ({"statutes": 1}, {"windows": 2})
    assert built.notices == 1
    assert (folder / "registers.jsonl").read_text("utf-8").count("\n") == 1
    assert not (folder / "registers/windows.csv").exists() and (folder / "registers/statutes.csv").exists()
    for address in ("/open-data/", "/registers/windows/", "/registers/windows/editions/"):
        assert "与封存的" in client.get(address).content.decode(), address
    assert "与封存的" not in client.get("/registers/statutes/").content.decode()
    assert client.get("/open-data/registers/windows.csv").status_code == 404
    assert [told for told in witnesses.check() if "登记簿" in told and "第 2 期" in told]
    for state, whole in ((known, False), (State(), True)):
        report = monitor.watch(Here(client), state, whole=whole)
        assert [en for _zh, en in report.alarms] == [
            "The entries of register windows are not those that were sealed, as the place itself says."
        ]
    rebuild(folder, tmp_path / "portal")
    assert "not those that were sealed" in (tmp_path / "portal/registers/windows.html").read_text("utf-8")
