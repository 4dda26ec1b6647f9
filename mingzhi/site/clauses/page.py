"""The page 制度对照: every clause of the plan, where it works in the product, and how often it was used."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.site.clauses.registry import Clause, Service, clauses, services
from mingzhi.trail.models import Entry
from mingzhi.trail.rules.registry import ACTS
from mingzhi.workbench.door import StaffRequest, staff

COUNTED_FOR = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One clause with what serves it, in words, and the number of entries its acts have left."""

    clause: Clause
    sentence: str
    acts: tuple[str, ...]
    steps: tuple[str, ...]
    tests: int
    uses: int

    @property
    def open(self) -> bool:
        """Nothing serves the clause yet."""
        return not (self.acts or self.steps)


@staff()
def clause_page(request: StaffRequest) -> HttpResponse:
    """Show the plan clause by clause (浙政办发〔2019〕20号)."""
    used, found = uses(), _served()
    rows = [_row(clause, found[name], used) for name, clause in clauses().items()]
    served = sum(not row.open for row in rows)
    return render(request, "clauses.html", {"rows": rows, "served": served})


@functools.cache
def _served() -> Mapping[str, Service]:
    """Return what serves each clause; it changes with the release only."""
    return services()


def uses() -> Mapping[str, int]:
    """Return act → number of entries; counted every ten minutes at most."""
    found: dict[str, int] | None = cache.get("clauses:uses")
    if found is None:
        rows = Entry.objects.order_by().values_list("act").annotate(number=Count("pk"))
        found = dict(rows)
        cache.set("clauses:uses", found, COUNTED_FOR)
    return found


def _row(clause: Clause, service: Service, used: Mapping[str, int]) -> Row:
    return Row(
        clause=clause,
        sentence=clause.en if get_language() == "en" else clause.zh,
        acts=tuple(dict.fromkeys(ACTS[code].title for code in service.acts)),
        steps=tuple(dict.fromkeys(_step(name) for name in service.steps)),
        tests=len(service.tests),
        uses=sum(used.get(code, 0) for code in {*service.acts, *(_act_of(name) for name in service.steps)}),
    )


def _act_of(name: str) -> str:
    """Return the act under which a declared step is recorded."""
    return f"cases.{name.partition(':')[2]}"


def _step(name: str) -> str:
    procedure, _colon, step = name.partition(":")
    return PROCEDURES[procedure].by_step[step].title
