"""Take steps of the expired-food case as its script would, with what a test changes."""

from datetime import datetime

import pytest

from mingzhi.cases.acts import take_step
from mingzhi.cases.rules.chronology import HAPPENED
from mingzhi.kernel import clock


def at(text):
    return clock.fixed(datetime.fromisoformat(text).replace(tzinfo=clock.CHINA))


def event(walk, step):
    return next(item for item in walk.script["events"] if item.get("step") == step)


def not_ahead(code, value):
    """Return an entry of the script, but nothing that has happened as later than the clock of the test."""
    if code not in HAPPENED or not isinstance(value, str):
        return value
    now = clock.now().isoformat() if "T" in value else clock.today().isoformat()
    return min(value, now, key=datetime.fromisoformat)


def begun(step, entered):
    """A measure that a test takes at another time than the script begins at that time."""
    starts = step in ("preserve", "seize") and "started_at" in entered
    return {**entered, "started_at": clock.now().isoformat()} if starts else entered


def take(walk, step, *, by="handler", officers=("handler", "second"), data=None, **more):
    """Take a step as the script would, with what the test changes."""
    today = clock.today()
    entered = walk.filled(dict(event(walk, step)["data"]), today) if data is None else dict(data)
    entered = begun(step, {code: not_ahead(code, value) for code, value in entered.items()})
    changes = more.pop("changes", {})
    return take_step(
        actor=walk.actor(by, today),
        case=walk.the_case(),
        step=step,
        data={**entered, **changes},
        officers=[walk.actor(role, today).urn for role in officers],
        **more,
    )


def refused(kind, code, **given):
    with pytest.raises(kind) as refusal:
        take(**given)
    assert refusal.value.code == code, refusal.value
    return refusal.value
