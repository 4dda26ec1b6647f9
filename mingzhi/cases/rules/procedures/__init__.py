"""The procedures that cases run on, by code."""

from collections.abc import Mapping
from types import MappingProxyType

from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedures.ordinary import ORDINARY

PROCEDURES: Mapping[str, Procedure] = MappingProxyType({ORDINARY.code: ORDINARY})
"""The procedures in force; a case keeps the version it was opened under."""
