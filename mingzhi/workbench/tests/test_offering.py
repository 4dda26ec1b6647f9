"""What a case page says is to be done besides what comes next."""

from datetime import date, datetime

import pytest

from mingzhi.cases.rules.facts import CaseFacts, MeasureFact
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.kernel import clock
from mingzhi.workbench.casework.offering import OWED


@pytest.mark.parametrize(
    ("step", "kind"),
    [("lift_seizure", "seizure"), ("lapse_preservation", "preservation"), ("lapse_freezing", "freezing")],
)
def test_a_measure_whose_time_is_over_is_ended_whatever_comes_next(step, kind):
    """行政强制法 §28-1(4): a measure does not go on by itself."""

    def owed(**more):
        measure = MeasureFact(kind=kind, until=date(2026, 4, 12), **more)
        return OWED[step](CaseFacts(state="noticed", measures=(measure,)))

    with clock.fixed(datetime(2026, 4, 12, 9, 0, tzinfo=clock.CHINA)):
        assert not owed()
    with clock.fixed(datetime(2026, 4, 13, 9, 0, tzinfo=clock.CHINA)):
        assert owed() and not owed(testing=True) and not owed(lifted_on=date(2026, 4, 10))
        assert not OWED[step](CaseFacts(state="noticed"))
    assert "noticed" in PROCEDURES["ordinary"].by_step[step].sources
