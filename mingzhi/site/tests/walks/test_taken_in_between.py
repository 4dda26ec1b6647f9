"""Two hands at one step: what is committed while the gate of the second is reading counts."""

import pytest

from mingzhi.cases.acts import taking
from mingzhi.cases.models import Step
from mingzhi.kernel.refusal import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.3.4a")]


@pytest.mark.parametrize("step", ["serve_decision", "pay"])
def test_a_step_taken_between_reading_the_case_and_its_steps_is_not_taken_again(walk, monkeypatch, step):
    walk.play(before=step)
    event = next(one for one in walk.script["events"] if one.get("step") == step)
    as_it_is = taking._as_it_is

    def late(key):
        rows = list(as_it_is(key))
        monkeypatch.undo()
        walk.perform(event)
        return rows

    monkeypatch.setattr(taking, "_as_it_is", late)
    with pytest.raises(Refusal):
        walk.perform(event)
    assert Step.objects.filter(case=walk.the_case(), code=step).count() == 1
