"""Put right what is known of the party of a case (个人信息保护法 §8)."""

from dataclasses import replace
from typing import Any

from mingzhi.cases.acts.parties import correct_party
from mingzhi.cases.models import Case, Party
from mingzhi.cases.rules.procedure import Field
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.casework.opening import CARRIED, PARTY, UNKNOWN
from mingzhi.workbench.doing import Doing

REASON = Field(
    code="reason",
    label=_("凭什么更正"),
    guide=_("例如核对了身份证、营业执照，或者当事人书面说明。"),
    basis="个人信息保护法 §8",
)
NAME = replace(PARTY[1], required=True, guide=_("照身份证或者营业执照填写。"))
FIELDS = (PARTY[0], NAME, *(item for item in PARTY[2:] if item is not UNKNOWN), REASON)


def _run(actor: Actor, case: Case, data: dict[str, Any]) -> Party:
    party = {name: data.get(f"party.{name}", "") for name in CARRIED}
    return correct_party(actor=actor, case=case, party=party, reason=data["reason"])


CORRECTING = Doing(
    code="party",
    title=_("更正当事人信息"),
    run=_run,
    said=_("当事人信息已经更正，原来的记录仍在案。"),
    basis="个人信息保护法 §8",
    fields=FIELDS,
)


def known(party: Party) -> dict[str, str]:
    """Return what the form starts with: the party as it is known now."""
    found = {f"party.{name}": str(getattr(party, name)) for name in CARRIED}
    return found if party.known else {**found, "party.name": ""}
