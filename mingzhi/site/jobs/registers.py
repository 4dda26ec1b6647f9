"""Publish the registers: whoever owns the entries gives the lines, disclosure prints and seals them."""

from datetime import date

from django.db.models import Max

from mingzhi.cases import guides
from mingzhi.catalogue import notices as catalogue
from mingzhi.disclosure.acts import publish_register
from mingzhi.disclosure.queries.registers import newest_digests
from mingzhi.disclosure.rules.register_lines import RegisterLine, arranged
from mingzhi.identity import notices as identity
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.canonical import digest
from mingzhi.kernel.refusal import Conflict
from mingzhi.trail.models import Entry
from mingzhi.trail.rules.registry import ACTS

JOB = "publish-registers"
ROOMS = ("identity", "catalogue")
_seen: dict[str, tuple[date, int]] = {}


def all_lines() -> dict[str, list[RegisterLine]]:
    """Ask every owner for the lines of its registers."""
    return {
        **identity.register_lines(),
        **catalogue.register_lines(),
        **guides.register_lines(clock.today()),
    }


def publish_changed() -> int:
    """Publish an edition of each register that says something else than its newest; return how many.

    Safe to run twice: the act refuses an edition that changes nothing.
    """
    actor, known, count = system_actor(JOB, on=clock.today()), newest_digests(), 0
    for register, lines in all_lines().items():
        if known.get(register) == digest([line.content() for line in arranged(lines)]):
            continue
        try:
            publish_register(actor=actor, register=register, lines=lines)
            count += 1
        except Conflict:  # another worker was first
            pass
    return count


def publish_after_acts() -> int:
    """Publish when an act that touches a register was recorded since this process last looked."""
    now = (clock.today(), _newest_act())
    if _seen.get(JOB) == now:
        return 0
    count = publish_changed()
    _seen[JOB] = now
    return count


def _newest_act() -> int:
    codes = [code for code, kind in ACTS.items() if code.split(".")[0] in ROOMS and kind.serves]
    return Entry.objects.filter(act__in=codes).aggregate(newest=Max("pk"))["newest"] or 0
