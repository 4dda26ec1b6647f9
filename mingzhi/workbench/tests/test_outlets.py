"""Outlets and pushes on the workbench: for publisher, administrator, checker and another agency."""

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from mingzhi.disclosure import acts
from mingzhi.disclosure.acts import Receipt, confirm_push, give_up_push, indexing, open_outlet, withdraw
from mingzhi.disclosure.acts.indexing import refresh
from mingzhi.disclosure.acts.outlets.carrying import claim
from mingzhi.disclosure.models import Delivery, Duty, Leaf, Outlet
from mingzhi.disclosure.tests import factories as make
from mingzhi.identity.tests import factories
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, system_actor
from mingzhi.workbench.tests.doors import staff

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a")]
LIST = "/work/publish/outlets/"


def file_for(settings: Any, folder: Path, agency: str) -> None:
    path = folder / "channels.toml"
    path.touch(mode=0o600)
    path.write_text(
        f'[[connection]]\nagency = "{agency}"\nname = "hall"\nkind = "webhook"\n'
        'address = "https://hall.example/in"\nsecret = "whsec_c2VjcmV0LW9mLWhhbGw="\n'
    )
    settings.CHANNELS_FILE = str(path)


def sent(browser: Any, page: str, action: str, **data: str) -> Any:
    text = browser.get(page).content.decode()
    form = next(one for one in text.split("<form ")[1:] if f'action="{action}"' in one)
    return browser.post(action, {**data, "once": re.search(r'name="once" value="([^"]+)"', form)[1]})


@pytest.fixture
def keeper(settings: Any, tmp_path: Path) -> tuple[Actor, Any]:
    actor, browser = staff("publisher")
    file_for(settings, tmp_path, actor.agency_code)
    return actor, browser


def published(actor: Actor, key: str = "27") -> Any:
    """Publish by the people of the factory, for the agency of this test."""
    case = f"urn:mingzhi:cases:case:{uuid.uuid4()}"
    given = {"agency_code": actor.agency_code, "agency_name": actor.agency_label, "subject_urn": case}
    people = {"agency": actor.agency_code}
    decision = make.source(key, **given)
    acts.create_duties(actor=make.person("沈国平", **people), source=decision)
    publisher = make.person("林晓", "disclosure.prepare", **people)
    version = acts.prepare_notice(actor=publisher, source_urn=decision.urn, draft=make.draft(decision))
    checker = make.person("何静", "disclosure.check", **people)
    acts.check_notice(actor=checker, version=version, passed=True, secrecy=True, privacy=True, same_text=True)
    acts.publish(actor=publisher, notice=version.notice, version=version)
    return version.notice


def job() -> Actor:
    return system_actor("carry-pushes", on=clock.today())


def test_an_outlet_is_opened_tested_and_closed(keeper: tuple[Actor, Any]) -> None:
    _actor, browser = keeper
    page = browser.get(LIST).content.decode()
    assert "hall.example" in page and "c2VjcmV0" not in page
    refused = sent(browser, LIST, LIST, connection="nothing", name="大厅公示屏")
    assert refused.status_code == 422 and "大厅公示屏" in refused.content.decode()
    assert sent(browser, LIST, LIST, connection="hall", name="大厅公示屏").status_code == 302
    row = Outlet.objects.get()
    one = f"{LIST}{row.uid}/"
    assert "未配置" not in browser.get(one).content.decode()
    assert sent(browser, one, f"{one}test/").status_code == 302
    assert Delivery.objects.get().action == "test"
    assert sent(browser, one, f"{one}close/", reason=" ").status_code == 422
    assert sent(browser, one, f"{one}close/", reason="改造").status_code == 302
    assert "已停用" in browser.get(LIST).content.decode()
    assert f"{one}close/" not in browser.get(one).content.decode()
    assert browser.post(f"{one}nothing/").status_code == 404


def test_a_failed_push_is_shown_and_pushed_again(keeper: tuple[Actor, Any]) -> None:
    actor, browser = keeper
    open_outlet(actor=actor, name="大厅公示屏", connection="hall")
    published(actor)
    claimed = claim()
    give_up_push(actor=job(), delivery=claimed, code="http_404", said="渠道拒绝了请求。")
    page = browser.get(f"{LIST}?state=failed").content.decode()
    assert "清市监处罚〔2026〕27号" in page and "渠道拒绝了请求。" in page
    one = f"/work/publish/pushes/{claimed.uid}/"
    assert sent(browser, one, f"{one}retry/").status_code == 302
    assert Delivery.objects.get().state == "owed"
    assert "没有这样的推送" in browser.get(f"{LIST}?state=failed").content.decode()
    assert browser.get(f"{LIST}?state=no").status_code == 422
    assert browser.get(f"{LIST}?after=no").status_code == 422


def test_a_withdrawal_is_complete_when_every_place_has_confirmed(
    keeper: tuple[Actor, Any], settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(indexing, "attempt", lambda job: None)
    actor, _browser = keeper
    browser = staff("head")[1]
    open_outlet(actor=actor, name="大厅公示屏", connection="hall")
    notice = published(actor)
    receipt = Receipt(remote_id="7", answer_sha256="ab" * 32)
    confirm_push(actor=job(), delivery=claim(), receipt=receipt)
    publisher = make.person("林晓", "disclosure.prepare", agency=actor.agency_code)
    withdraw(actor=publisher, notice=notice, ground="revoked", reason="决定被撤销。", **make.FELL)
    duty = Duty.objects.filter(is_lead=True).get()
    page = browser.get(f"/work/publish/{duty.uid}/").content.decode()
    assert "3 处还没有确认" in page and "大厅公示屏" in page, "search, files and the outlet"
    confirm_push(actor=job(), delivery=claim(), receipt=receipt)
    page = browser.get(f"/work/publish/{duty.uid}/").content.decode()
    assert "2 处还没有确认" in page and "渠道已确认" in page
    refresh()
    assert "1 处还没有确认" in browser.get(f"/work/publish/{duty.uid}/").content.decode()
    leaf = Leaf.objects.filter(action="withdraw").latest("pk").pk
    for ending, told in ((leaf - 1, "1 处还没有确认"), (leaf, "各处均已确认撤下")):
        made = {"newest_ending": ending, "made_at": clock.now().isoformat()}
        (tmp_path / "open-data").mkdir(exist_ok=True)
        (tmp_path / "open-data" / "manifest.json").write_text(json.dumps(made))
        assert told in browser.get(f"/work/publish/{duty.uid}/").content.decode()


def test_who_sees_and_who_may(keeper: tuple[Actor, Any]) -> None:
    actor, _browser = keeper
    open_outlet(actor=actor, name="大厅公示屏", connection="hall")
    published(actor)
    one = f"{LIST}{Outlet.objects.get().uid}/"
    push = f"/work/publish/pushes/{Delivery.objects.get().uid}/"
    assert staff("officer")[1].get(LIST).status_code == 403
    _checker, looking = staff("checker")
    assert looking.get(LIST).status_code == 200
    assert f"{push}retry/" not in looking.get(push).content.decode()
    assert looking.post(f"{push}retry/").status_code == 403
    assert looking.post(f"{one}close/", {"reason": "x"}).status_code == 403
    assert looking.post(LIST, {"connection": "hall", "name": "x"}).status_code == 403
    admin = staff("admin")[1]
    assert admin.get(LIST).status_code == 200 and admin.get(push).status_code == 200


def test_another_agency_learns_nothing(keeper: tuple[Actor, Any]) -> None:
    actor, _browser = keeper
    open_outlet(actor=actor, name="大厅公示屏", connection="hall")
    published(actor)
    _other, stranger = staff("publisher", agency=factories.make_agency(name="清溪县城市管理局"))
    assert "大厅公示屏" not in stranger.get(LIST).content.decode()
    for address in (
        f"{LIST}{Outlet.objects.get().uid}/",
        f"/work/publish/pushes/{Delivery.objects.get().uid}/",
    ):
        assert stranger.get(address).status_code == 404
        assert stranger.post(f"{address}retry/").status_code == 404


def test_a_broken_file_is_told_with_the_way_out(keeper: tuple[Actor, Any], settings: Any) -> None:
    _actor, browser = keeper
    Path(settings.CHANNELS_FILE).chmod(0o644)
    page = browser.get(LIST)
    assert page.status_code == 200 and "0600" in page.content.decode()
