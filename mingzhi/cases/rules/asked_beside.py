"""What a form asks beside the fields a step declares, under every version of its procedure.

What a step declares is in the hash of its procedure. Which of several measures is meant is asked only where
several stand: each has a decision and a list of its own (行政强制法 §24-1, §31; 程序规定 §34-1).
"""

from collections.abc import Mapping

from mingzhi.cases.rules.meant import ACTS_ON, NAMED
from mingzhi.cases.rules.procedure import Field, Step
from mingzhi.kernel.wording import gettext_noop as _

OF_MEASURE = Field(code=NAMED, label=_("针对哪一项措施"), required=False)
"""The number of the decision by which the measure was taken."""
BESIDE: Mapping[str, tuple[Field, ...]] = dict.fromkeys(ACTS_ON, (OF_MEASURE,))


def fields_of(step: Step) -> tuple[Field, ...]:
    """Return what a step asks for: what is asked beside comes first."""
    return (*BESIDE.get(step.code, ()), *step.fields)
