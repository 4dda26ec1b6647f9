"""The server is killed in the middle of an act and of an upload: nothing half-done, everything goes on."""

import signal
import threading
import time
from pathlib import Path

import pytest

from mingzhi.site.walk import silence
from tests.served.visitor import Visitor
from tests.served.world import Server, World

TRAP = Path(__file__).with_name("trap")

READY = """
from mingzhi.cases.models import Case, Decision
qsj = Case.objects.filter(agency_code="11339921MB0W12342N")
case = next(c for c in qsj.filter(state="noticed").order_by("-id"))
print(case.uid, Decision.objects.filter(case=case).count())
"""
STATE = """
from mingzhi.cases.models import Case, Decision, Step
from mingzhi.disclosure.models import Duty
from mingzhi.records.models import Attachment, Document, IssuedNumber, StoredFile
from mingzhi.trail.models import Entry
print(*(model.objects.count() for model in (Case, Step, Decision, Duty, Document, Attachment)))
print(Entry.objects.filter(actor_kind="person").count())  # the worker's jobs go on and write their own
"""
NUMBERS = """
from mingzhi.records.models import IssuedNumber
rows = IssuedNumber.objects.filter(series__document_kind="处罚", series__agency_code="11339921MB0W12342N")
print(sorted(rows.values_list("number", flat=True)) == list(range(1, rows.count() + 1)))
print(*rows.order_by("-number").values_list("state", flat=True)[:2])
"""
WHOLE = """
from mingzhi.records.models import StoredFile
from mingzhi.records.storing import intact
print(all(intact(f.key, sha256=f.sha256) for f in StoredFile.objects.all()), StoredFile.objects.count())
"""


def kill_in(server: Server, place: str, do) -> None:
    """Let ``do`` run into the trap, then kill server and worker without a word."""
    trap = server.world.folder / "trap"
    trap.write_text(place)
    running = threading.Thread(target=do, daemon=True)
    running.start()
    for _wait in range(300):
        if trap.with_suffix(".caught").exists():
            break
        time.sleep(0.1)
    else:
        pytest.fail("nobody came by the trap")
    server.stop(signal.SIGKILL)
    running.join(timeout=30)
    trap.unlink()
    trap.with_suffix(".caught").unlink()


def start(server: Server) -> Visitor:
    server.start(
        more={"MINGZHI_TRAP": str(server.world.folder / "trap"), "PYTHONPATH": f"{TRAP}:{Path.cwd()}"}
    )
    return Visitor(server.url)


def test_killed_in_the_middle_of_an_upload_and_of_a_decision(world: World) -> None:
    trapped = Server(world)
    try:
        killed_in_an_upload(trapped)
        killed_in_a_decision(trapped)
    finally:
        trapped.stop()


def killed_in_an_upload(trapped: Server) -> None:
    """Nothing of the file is there; after the next start it is taken."""
    world = trapped.world
    handler = start(trapped).log_in("linfeng")
    ready, *before = world.print(READY.replace("noticed", "investigating"), STATE, WHOLE)
    uid = ready.split()[0]
    url = f"/work/cases/{uid}/materials/"
    step = handler.open(url).text.split('<option value="urn:')[1].split('"')[0]
    film = {"files": ("记录仪.wav", silence(seed="killed"))}

    def upload() -> None:
        with pytest.raises(OSError):
            handler.send(url, "kind", film, step=f"urn:{step}", kind="other")

    kill_in(trapped, "upload", upload)
    assert world.sound(STATE, WHOLE) == before
    handler = start(trapped).log_in("linfeng")
    answer = handler.send(url, "kind", film, step=f"urn:{step}", kind="other")
    assert answer.url.endswith(f"/work/cases/{uid}/"), answer.text
    (counted,) = world.print(WHOLE)
    whole, count = counted.split()
    assert whole == "True" and int(count) == int(before[1].split()[1]) + 1


def killed_in_a_decision(trapped: Server) -> None:
    """Nothing of the decision is there; after the next start it is made, and its number is the next one."""
    world = trapped.world
    head = Visitor(trapped.url).log_in("shenguoping")
    ready, before = world.print(READY, STATE)
    uid, decided = ready.split()
    assert decided == "0"
    url = f"/work/cases/{uid}/steps/decide_penalty/"
    typed = {"defence_account": "当事人没有异议。", "record_read": "yes"}

    def decide() -> None:
        with pytest.raises(OSError):
            head.send(url, "defence_account", **typed)

    kill_in(trapped, "act", decide)
    assert world.sound(STATE) == [before]
    head = start(trapped).log_in("shenguoping")
    answer = head.send(url, "defence_account", **typed)
    assert answer.url.endswith(f"/work/cases/{uid}/"), answer.text
    assert "已作出" in answer.text or "决定" in answer.text
    trapped.stop()
    numbers, ready, counted = world.sound(NUMBERS, READY.replace('state="noticed"', f'uid="{uid}"'), WHOLE)
    gapless, states = numbers.splitlines()
    assert gapless == "True" and states.split()[0] == "used"
    assert ready.split()[1] == "1" and counted.startswith("True")
