"""A worker is killed between sending and confirming: the outlet shows the notice once, and says so."""

import signal
import subprocess
import threading
import time

from mingzhi.exchange.tests.standing import Request
from mingzhi.exchange.tests.wechat_standin import APPID, SECRET, THUMB, WechatStandIn
from tests.served.world import World, command

OPEN = """
from mingzhi.disclosure.acts import open_outlet
from mingzhi.disclosure.acts.outlets.pushing import build
from mingzhi.disclosure.models import Publication, Outlet
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
public = Publication.objects.filter(until=None, agency_code="11339921MB0W12342N").latest("pk")
actor = Actor(
    kind=ActorKind.PERSON, urn="urn:mingzhi:identity:person:x", label="公示员", on=clock.today(),
    agency_code=public.agency_code, agency_label="清溪县市场监督管理局",
    capabilities=frozenset({"disclosure.prepare"}),
)
outlet = open_outlet(actor=actor, name="公众号", connection="wechat")
build(outlet, "publish", notice=public.notice, version=public.version).save()
"""
WITHDRAW = """
from mingzhi.disclosure.acts import withdraw
from mingzhi.disclosure.models import Delivery
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
notice = Delivery.objects.filter(outlet__kind="wechat").latest("pk").notice
actor = Actor(
    kind=ActorKind.PERSON, urn="urn:mingzhi:identity:person:x", label="公示员", on=clock.today(),
    agency_code=notice.agency_code, agency_label="清溪县市场监督管理局",
    capabilities=frozenset({"disclosure.exempt"}),
)
withdraw(actor=actor, notice=notice, ground="not_public", reason="属于不予公开的情形。")
"""
LATER = """
from datetime import timedelta
from mingzhi.exchange.carrying import carry_out
from mingzhi.kernel import clock
for minutes in (6, 7, 8, 9):
    with clock.fixed(clock.now() + timedelta(minutes=minutes)):
        carry_out()
"""
STATE = """
from mingzhi.disclosure.models import Delivery
rows = Delivery.objects.filter(outlet__kind="wechat").order_by("pk")
print(*[f"{row.action}:{row.state}" for row in rows])
"""


def done(world: World, source: str) -> str:
    ran = world.python(source)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_a_killed_worker_leaves_one_article(world: World) -> None:
    outlet = WechatStandIn()
    outlet.polls = 0
    caught = threading.Event()

    def hold(request: Request) -> None:
        if request.path.endswith("freepublish/submit"):  # it is published; the answer never arrives
            caught.set()
            time.sleep(3)

    try:
        file = world.folder / "channels.toml"
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(
            '[[connection]]\nagency = "11339921MB0W12342N"\nname = "wechat"\nkind = "wechat"\n'
            f'address = "{outlet.address}"\nappid = "{APPID}"\nsecret = "{SECRET}"\n'
            f'thumb_media_id = "{THUMB}"\n'
        )
        done(world, OPEN)
        outlet.hook = hold
        worker = subprocess.Popen(command("worker"), env=world.environment, start_new_session=True)
        try:
            assert caught.wait(60), "the worker never came"
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait(30)
        outlet.hook = None
        assert done(world, STATE) == "publish:owed"
        assert len(outlet.articles) == 1
        done(world, LATER)
        assert done(world, STATE) == "publish:confirmed"
        assert len(outlet.articles) == 1
        assert outlet.paths().count("/cgi-bin/freepublish/submit") == 1
        done(world, WITHDRAW)
        done(world, LATER)
        assert done(world, STATE) == "publish:confirmed remove:confirmed"
        assert not outlet.articles
    finally:
        outlet.stop()
