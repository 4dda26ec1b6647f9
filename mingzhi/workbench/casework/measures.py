"""The choice between several measures on the form of a step that acts on one of them."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext

from mingzhi.cases.models import Step
from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.asked_beside import fields_of
from mingzhi.cases.rules.facts import MeasureFact
from mingzhi.cases.rules.meant import ACTS_ON, BY_ENTRY, NAMED, fitting, standing
from mingzhi.cases.rules.procedure import Field
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.kernel import clock
from mingzhi.workbench.showing.days import in_words

Options = tuple[tuple[str, str], ...]


def to_choose(page: CasePage, declared: Declared, *, asked: bool) -> Options:
    """Return the measures among which the form lets choose: none where the step fits one at most.

    ``asked``: the gate asked for it on the day entered; then every one that stands.
    """
    if declared.code not in ACTS_ON:
        return ()
    found = fitting(page.facts.measures, declared.code, clock.today(), {})
    if asked:
        found = standing(page.facts.measures, *ACTS_ON[declared.code][0])
    elif len(found) < 2:
        return ()
    return tuple((one.number, _words(one)) for one in found)


def _words(one: MeasureFact) -> str:
    until = in_words(one.until.isoformat()) if one.until else ""
    ends = gettext("%(day)s届满") % {"day": until} if until else ""
    return " · ".join(filter(None, (one.number, one.what, ends)))


def taken_by(page: CasePage, declared: Declared, named: str) -> Step | None:
    """Return the step that took the measure the form is about: the one named, else the only one that fits.

    Of several nothing is taken over until one is named: each has a list of its own (行政强制法 §24-3).
    """
    found = fitting(page.facts.measures, declared.code, clock.today(), {})
    chosen = [one for one in found if one.number == named] or found
    if len(chosen) != 1:
        return None
    return next((step for step in page.steps if str(step.uid) == chosen[0].key), None)


def fields_to_ask(declared: Declared, choices: Options) -> Sequence[Field]:
    """Return the fields of the form: which measure is meant, where there is a choice, has to be said."""
    if not choices:
        return declared.fields
    return [
        replace(item, required=declared.code not in BY_ENTRY) if item.code == NAMED else item
        for item in fields_of(declared)
    ]
