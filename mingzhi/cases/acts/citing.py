"""What a paper cites exists: an article that the law book knows to be missing is no basis of anything.

A statute the catalogue does not hold cannot be looked up and is left to the people who cite it; the review's
own check (``queries/prechecks.py``) names it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mingzhi.cases.rules.procedure import Step
from mingzhi.catalogue.queries import law_book
from mingzhi.kernel.citation import Citation, cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

CITING = ("breached", "basis")


def must_exist(declared: Step, entered: Mapping[str, Any], day: date) -> None:
    """Refuse the first article entered that the statute of that day does not have."""
    cited = list(_cited(entered))
    if not cited:
        return
    book = law_book(day)
    for field, citation in cited:
        if book.find(citation.statute) is not None and book.problem(citation):
            raise Invalid(
                "cases.no_such_article",
                _("没有%(citation)s。"),
                citation=cite(declared.basis[0]),
                way_out=_("请核对条、款、项。"),
                params={"citation": str(citation)},
                field=field,
            )


def _cited(entered: Mapping[str, Any]) -> Iterator[tuple[str, Citation]]:
    core = entered.get("core")
    parts = [(code, entered.get(code)) for code in CITING]
    parts += [("core", core.get(code)) for code in CITING] if isinstance(core, Mapping) else []
    for field, lines in parts:
        for line in lines if isinstance(lines, list) else ():
            try:
                yield field, cite(str(line))
            except ValueError:
                continue  # written in other words: for people to judge
