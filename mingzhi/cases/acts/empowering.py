"""What only some bodies may impose: a penalty on somebody's freedom belongs to the police (行政处罚法 §18-3).

Other kinds outside the power are for the review to judge (``queries/prechecks.py``):
another statute may allow them.
"""

from collections.abc import Mapping
from typing import Any

from mingzhi.catalogue.queries import lasting_power
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

DETENTION = "detention"


def may_detain(power_uid: str, entered: Mapping[str, Any]) -> None:
    """Refuse detention under a power that does not name it."""
    core = entered.get("core")
    rows = core.get("penalties") or () if isinstance(core, Mapping) else ()
    if not any(isinstance(row, Mapping) and row.get("kind") == DETENTION for row in rows):
        return
    power = lasting_power(power_uid)
    if DETENTION not in power.penalties:
        raise Invalid(
            "cases.detention",
            _("“%(power)s”不能处以行政拘留：限制人身自由的行政处罚只能由公安机关和法律规定的其他机关行使。"),
            citation=cite("行政处罚法 §18-3"),
            way_out=_("请选择其他处罚种类；应当给予行政拘留的，移送公安机关。"),
            params={"power": power.name},
            field="core",
        )
