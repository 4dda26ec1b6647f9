"""Steps as earlier versions declared them: open cases go on under the version they were opened under."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Step
from mingzhi.cases.rules.procedures.before_2026_4 import never_ended
from mingzhi.cases.rules.procedures.ordinary import ORDINARY
from mingzhi.cases.rules.procedures.summary import SUMMARY

_EXPLAINED = ("unperformed_explained", "unperformed_reason_fits")


def _close() -> Step:
    """Closing did not ask why something is left open."""
    now = ORDINARY.by_step["close"]
    fields = tuple(field for field in now.fields if field.code != "left_open")
    return _without_guards(replace(now, fields=fields), *_EXPLAINED)


def _restore() -> Step:
    """After the archive nothing could be given back, although a remedy may still lower what was owed."""
    now = ORDINARY.by_step["restore"]
    return replace(now, sources=tuple(state for state in now.sources if state != "archived"))


def _without_guards(now: Step, *names: str) -> Step:
    return replace(now, guards=tuple(name for name in now.guards if name not in names))


ORDINARY_2026_1 = (
    _close(),
    _restore(),
    # What was paid under the fallen decision could be forgotten when it was decided anew.
    _without_guards(ORDINARY.by_step["redo"], "given_back"),
)
SUMMARY_2026_1 = (_without_guards(never_ended(SUMMARY.by_step["archive"]), "given_back"),)
"""What was paid under a decision that fell could not be given back at all: ``restore`` was missing."""
