"""Since when a declaration has been the law: the day on which the youngest statute it cites came into force.

The days stand in the catalogue's table of statutes; a declaration has none of its own that could differ.
"""

from datetime import date
from functools import cache

from mingzhi.cases.rules.procedure import Procedure
from mingzhi.catalogue.rules.lawbook import read_statutes
from mingzhi.kernel.citation import cite


def citations_of(procedure: Procedure) -> frozenset[str]:
    """Return every compact citation of a declaration: of the procedure, its limits, steps and fields."""
    cited = {*procedure.basis, *(limit.basis for limit in procedure.limits)}
    for step in procedure.steps:
        cited |= {*step.basis, *(field.basis for field in step.fields if field.basis)}
    return frozenset(cited)


@cache
def _standing() -> dict[str, date]:
    """Return, by every name of a statute, since when its present version is in force."""
    return {
        name: raw["version"][-1]["from"]
        for raw in read_statutes()
        for name in (raw["short"], raw["full"], *raw.get("aliases", ()))
    }


@cache
def _youngest(cited: frozenset[str]) -> date:
    return max(_standing()[cite(compact).statute] for compact in cited)


def in_force_since(procedure: Procedure) -> date:
    """Return the day since which every article the declaration cites has stood as it does now."""
    return _youngest(citations_of(procedure))
