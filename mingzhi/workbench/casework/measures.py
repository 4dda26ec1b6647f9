"""The choice between several measures on the form of a step that acts on one of them."""

from collections.abc import Sequence
from dataclasses import replace

from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.asked_beside import OF_MEASURE, fields_of
from mingzhi.cases.rules.meant import ACTS_ON, fitting, standing
from mingzhi.cases.rules.procedure import Field
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.kernel import clock

Options = tuple[tuple[str, str], ...]


def to_choose(page: CasePage, declared: Declared, *, asked: bool) -> Options:
    """Return the measures among which the form lets choose: none where the step fits one at most.

    ``asked``: the gate asked for it on the day entered; then every one that stands.
    """
    if declared.code not in ACTS_ON:
        return ()
    found = fitting(page.facts.measures, declared.code, clock.today())
    if asked:
        found = standing(page.facts.measures, *ACTS_ON[declared.code][0])
    elif len(found) < 2:
        return ()
    things = {step.document_number: _first(step.data.get("items")) for step in page.steps}
    return tuple(
        (one.number, " · ".join(filter(None, (one.number, things.get(one.number, ""), str(one.until or "")))))
        for one in found
    )


def _first(items: object) -> str:
    first = items[0] if isinstance(items, list) and items else {}
    return str(first.get("name", "")) if isinstance(first, dict) else ""


def fields_to_ask(declared: Declared, choices: Options) -> Sequence[Field]:
    """Return the fields of the form: which measure is meant, where there is a choice, has to be said."""
    if not choices:
        return declared.fields
    return [
        replace(item, required=True) if item.code == OF_MEASURE.code else item for item in fields_of(declared)
    ]
