"""The procedures that cases run on: those in force by code, all that are installed by code and version."""

from collections.abc import Mapping
from types import MappingProxyType

from mingzhi.cases.rules.procedure import Procedure, earlier
from mingzhi.cases.rules.procedures.before import ORDINARY_2026_1, SUMMARY_2026_1
from mingzhi.cases.rules.procedures.before_2026_3 import as_of_2026_2
from mingzhi.cases.rules.procedures.before_2026_4 import ordinary_as_of_2026_3, summary_as_of_2026_3
from mingzhi.cases.rules.procedures.coercion_before import coercion_before
from mingzhi.cases.rules.procedures.licence import LICENCE
from mingzhi.cases.rules.procedures.licence import before as licence_before
from mingzhi.cases.rules.procedures.ordinary import ORDINARY
from mingzhi.cases.rules.procedures.summary import SUMMARY

PROCEDURES: Mapping[str, Procedure] = MappingProxyType(
    {procedure.code: procedure for procedure in (ORDINARY, SUMMARY, LICENCE)}
)
"""The procedures in force: cases are opened under these."""

_ORDINARY_2026_3 = ordinary_as_of_2026_3(ORDINARY)
_SUMMARY_2026_3 = summary_as_of_2026_3(SUMMARY)
_ORDINARY_2026_2 = as_of_2026_2(_ORDINARY_2026_3, review_by_default=True)
_SUMMARY_2026_2 = as_of_2026_2(_SUMMARY_2026_3, review_by_default=False)
_LICENCE_2026_3 = licence_before.as_of_2026_3(LICENCE)
_LICENCE_2026_2 = as_of_2026_2(_LICENCE_2026_3, review_by_default=False)

EARLIER: tuple[Procedure, ...] = (
    _ORDINARY_2026_3,
    _SUMMARY_2026_3,
    _LICENCE_2026_3,
    _ORDINARY_2026_2,
    _SUMMARY_2026_2,
    _LICENCE_2026_2,
    coercion_before(earlier(_ORDINARY_2026_2, "2026.1", otherwise=ORDINARY_2026_1)),
    coercion_before(earlier(_SUMMARY_2026_2, "2026.1", without=("restore",), otherwise=SUMMARY_2026_1)),
    earlier(_LICENCE_2026_2, "2026.1", without=licence_before.NOT_YET, otherwise=licence_before.OTHERWISE),
)
"""Versions cases still run on, each written as what it lacks or has otherwise: ``earlier(ORDINARY, …)``."""

INSTALLED: Mapping[tuple[str, str], Procedure] = MappingProxyType(
    {(procedure.code, procedure.version): procedure for procedure in (*EARLIER, *PROCEDURES.values())}
)
"""Every version a case may run on; a case keeps the version it was opened under."""
