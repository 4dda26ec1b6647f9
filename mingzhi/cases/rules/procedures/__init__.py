"""The procedures that cases run on, by code."""

from collections.abc import Mapping
from types import MappingProxyType

from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedures.licence import LICENCE
from mingzhi.cases.rules.procedures.ordinary import ORDINARY
from mingzhi.cases.rules.procedures.summary import SUMMARY

PROCEDURES: Mapping[str, Procedure] = MappingProxyType(
    {procedure.code: procedure for procedure in (ORDINARY, SUMMARY, LICENCE)}
)
"""The procedures in force; a case keeps the version it was opened under."""
