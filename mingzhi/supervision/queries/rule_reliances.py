"""Which declared rules rest on an article: procedures, rights of the party, rules of publication.

They come with the release; the agency that notes the change answers for having them adapted.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.rights import RIGHTS
from mingzhi.disclosure.rules.exemptions import EXEMPTIONS
from mingzhi.disclosure.rules.periods import PERIODS
from mingzhi.disclosure.rules.terms import TERMS
from mingzhi.disclosure.rules.withdrawals import WITHDRAWALS
from mingzhi.kernel.citation import cite
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision.rules.adjustment import Touched

BETWEEN = "、"
PUBLISHING: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("term", _("公示时限"), TERMS),
    ("period", _("公示期间"), PERIODS),
    ("withdrawal", _("撤回公示"), WITHDRAWALS),
    ("exemption", _("不予公示"), EXEMPTIONS),
)
"""The tables of rules of publication, each line with its ``basis``."""


def of_rules(statute: str, number: int, keeper: str) -> list[Touched]:
    """List the procedures and the rules of publication that cite the article."""
    return [*_procedures(statute, number, keeper), *_publishing(statute, number, keeper)]


def cites(compacts: Iterable[str], statute: str, number: int) -> bool:
    """Tell whether one of the citations names the article."""
    cited = (cite(compact) for compact in compacts if compact)
    return any(one.statute == statute and one.article == number for one in cited)


def _procedures(statute: str, number: int, keeper: str) -> Iterator[Touched]:
    for procedure in PROCEDURES.values():
        places = _places(procedure, statute, number)
        if places or cites(procedure.basis, statute, number):
            yield Touched(
                kind="procedure",
                urn=str(Urn("cases", "procedure", procedure.code)),
                label=procedure.title,
                relation=BETWEEN.join(dict.fromkeys(places))[:200],
                agency_code=keeper,
            )


def _places(procedure: Procedure, statute: str, number: int) -> list[str]:
    """Return the titles of steps, limits and rights of the party that cite the article."""
    places = [step.title for step in procedure.steps if cites(step.basis, statute, number)]
    places += [limit.title for limit in procedure.limits if cites((limit.basis,), statute, number)]
    rights = RIGHTS.get(procedure.code, ())
    return places + [
        right.title for right in rights if cites((right.basis, right.term.basis), statute, number)
    ]


def _publishing(statute: str, number: int, keeper: str) -> Iterator[Touched]:
    for code, title, rules in PUBLISHING:
        for place, rule in enumerate(rules, 1):
            if cites((rule.basis,), statute, number):
                yield Touched(
                    kind="rule",
                    urn=str(Urn("disclosure", "rule", f"{code}-{place}")),
                    label=title,
                    relation=f"{getattr(rule, 'code', '')} {rule.basis}".strip()[:200],
                    agency_code=keeper,
                )
