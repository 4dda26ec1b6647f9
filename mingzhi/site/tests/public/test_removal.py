"""What has come down is behind no public address, however it came down, whoever kept an answer before."""

import base64
import gzip
import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import unquote

import pytest
from django.core.cache import caches

from mingzhi.disclosure.acts import end_early, expire_due
from mingzhi.disclosure.rules.periods import EARLY_END_CONDITIONS
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.site.jobs import opendata
from mingzhi.site.tests.public_doors import Asked, addresses, every_address, routes

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c", "2.4.2a")]

SHOWS = ("好味食品店", "溪滨路", "92339921MA7K9XY03N", "火腿肠12包", "%PDF-")
QUESTIONS = ("好味食品店", "溪滨路", "清市监处罚〔2026〕27号", "92339921MA7K9XY03N")
_PACKED = b"\x1f\x8b"
SHOWN_BY = {
    "",
    "notices/",
    "notices.atom",
    "notices.json",
    "notices.csv",
    "embed/notices/",
    "kiosk/",
    "notices/<uuid:uid>/",
    "notices/<uuid:uid>/versions/",
    "notices/<uuid:uid>/receipt.tlog-proof",
    "notices/<uuid:uid>/document.pdf",
    "notices/<uuid:uid>/notice.json",
    "open-data/<path:name>",
    "api/v1/notices",
    "api/v1/notices/<uid>",
    "api/v1/notices/<uid>/versions",
    "api/v1/notices/<uid>/receipt",
    "desk/report/<uuid:uid>/",
    "stages/<slug:stage>/",
}
"""The routes that show the content while it is public; a new one must be named here, and is walked anyhow."""


@dataclass(frozen=True)
class Answer:
    """One answer: what it shows, and what a reader or somebody on the way may do with it."""

    status: int
    text: str
    etag: str
    cache: str

    def shows(self, address: str) -> list[str]:
        """Return the signs of the content; a search box repeats its question, which shows nothing."""
        question = unquote(address).partition("?q=")[2]
        return [sign for sign in SHOWS if sign in self.text and not (question and sign in question)]


def ask(client, address: str, **headers: str) -> Answer:
    answer = client.get(address, headers=headers)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(_PACKED):
        content = gzip.decompress(content)
    text = content.decode("utf-8", "replace")
    if inside := re.search(r"^extra (\S+)$", text, re.MULTILINE):  # a receipt carries its content
        text += base64.b64decode(inside[1]).decode()
    return Answer(
        answer.status_code,
        text,
        answer.get("ETag", ""),
        answer.get("Cache-Control", ""),
    )


def everything(notice) -> dict[str, str]:
    return every_address(notice, QUESTIONS)


def withdrawn(notice) -> None:
    make.withdrawn(notice, "因决定被撤销，撤回公示信息。")


def ended_early(notice) -> None:
    end_early(
        actor=make.publisher(),
        notice=notice,
        conditions=frozenset(EARLY_END_CONDITIONS),
        reason="已履行义务，信用修复。",
        applied_on=date(2027, 4, 19),
    )


def expired(_notice) -> None:
    assert expire_due(actor=system_actor("expire-notices", on=clock.today())) == 2


ENDINGS = (
    pytest.param(withdrawn, datetime(2026, 4, 21, 9, tzinfo=clock.CHINA), id="withdrawn"),
    pytest.param(ended_early, datetime(2027, 4, 21, 9, tzinfo=clock.CHINA), id="ended early"),
    pytest.param(expired, datetime(2031, 4, 21, 0, 5, tzinfo=clock.CHINA), id="expired"),
)


@pytest.fixture
def public(tmp_path, settings):
    """Publish and correct a notice, build the files, let the worker do its part."""
    settings.VAR, settings.LOG_KEY_FILE = tmp_path, str(tmp_path / "log-keys")
    caches["default"].clear()
    with clock.fixed(datetime(2026, 4, 20, 9, 30, tzinfo=clock.CHINA)):
        notice = make.published_notice()
        other = {
            "party_name": "清溪县别家店",
            "party_code": "",
            "title": "别家店案",
            "text": "正文",
            "pdf": b"",
        }
        make.published_notice(
            "28", **other, fields=tuple((label, "警告") for label in ("违法事实", "处罚依据", "处罚内容"))
        )
        make.corrected(notice, text=make.TEXT + "（更正）")
        make.settle()
        opendata.make()
        make.settle()
        yield notice


def test_what_shows_a_notice_may_be_kept_by_nobody_and_hides_what_is_hidden(client, public) -> None:
    doors = everything(public)
    answers = {address: ask(client, address) for address in doors}
    assert {answer.status for answer in answers.values()} <= {200, 302, 404, 405, 422}
    shown = {address: answer.cache for address, answer in answers.items() if answer.shows(address)}
    assert {doors[address] for address in shown} == SHOWN_BY
    kept = {
        address for address, cache in shown.items() if not {"no-cache", "no-store"} & set(cache.split(", "))
    }
    assert kept == set()
    for address, answer in answers.items():
        found = [word for word in ("王秀兰", "经营者姓名", "names_checked") if word in answer.text]
        assert not found, address


@pytest.mark.parametrize(("come_down", "moment"), ENDINGS)
def test_what_has_come_down_is_behind_no_address(client, public, come_down, moment) -> None:
    doors = everything(public)
    before = {address: ask(client, address) for address, route in doors.items() if route in SHOWN_BY}
    shown = {address for address, answer in before.items() if answer.shows(address)}
    assert {doors[address] for address in shown} == SHOWN_BY
    with clock.fixed(moment):
        come_down(public)
        for address in before:  # at once, before the worker has done anything
            assert not ask(client, address).shows(address), address
        make.settle()
        opendata.make()
        make.settle()
        for address in {**doors, **everything(public)}:
            assert not ask(client, address).shows(address), address
        for address in shown:  # nor does anybody hear that what was kept is still right
            kept = before[address].etag
            assert not kept or ask(client, address, **{"If-None-Match": kept}).status != 304, address
        page = ask(client, f"/notices/{public.uid}/")
        assert page.status == 200 and "清市监处罚〔2026〕27号" in page.text  # the tombstone stays


def test_a_route_with_a_parameter_nobody_explained_is_found_out(public) -> None:
    assert "notices/<uuid:uid>/document.pdf" in routes()
    with pytest.raises(KeyError):
        addresses(Asked(values={}, questions=()))
