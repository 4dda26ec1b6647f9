"""Publish registers for tests of any room: ``published_register("windows", line, …)``."""

from mingzhi.disclosure.acts import publish_register
from mingzhi.disclosure.models import RegisterEdition
from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.ledger.acts.integrate import integrate_all


def published_register(code: str, *lines: RegisterLine) -> RegisterEdition:
    """Publish an edition and let its leaf into a signed tree."""
    edition = register_edition(code, *lines)
    integrate_all()
    return edition


def register_edition(code: str, *lines: RegisterLine) -> RegisterEdition:
    """Publish an edition whose leaf waits for the next signed tree."""
    job = system_actor("publish-registers", on=clock.today())
    return publish_register(actor=job, register=code, lines=lines)
