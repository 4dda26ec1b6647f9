"""What holds back a person or its things has a time of its own, whatever comes next on the main line.

行政处罚法 §56; 行政强制法 §19, §25, §31, §32; 市场监督管理行政处罚程序规定 §33-2, §35.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhi.cases.rules.deadlines.measures import FREEZING, FREEZING_NOTICE, PRESERVATION, SEIZURE, URGENT

PRESSING_DAYS = 3
"""From how many days before its last day such a limit has a line of its own on the to-do lists (no law)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Which step answers a limit while it runs, and once its last day is over."""

    step: str
    late: str


HELD: Mapping[tuple[str, str], Answer] = {
    (URGENT.code, "preserve"): Answer(step="confirm_preservation", late="confirm_preservation"),
    (URGENT.code, "seize"): Answer(step="confirm_seizure", late="confirm_seizure"),
    (PRESERVATION.code, "preserve"): Answer(step="handle_preservation", late="lapse_preservation"),
    (SEIZURE.code, "seize"): Answer(step="lift_seizure", late="lift_seizure"),
    (FREEZING.code, "freeze"): Answer(step="lift_freezing", late="lapse_freezing"),
    (FREEZING_NOTICE.code, "freeze"): Answer(step="serve_freezing", late="serve_freezing"),
}
"""The limit, and the step that started it → what answers it."""

TITLES = tuple(sorted({limit.title for limit in (URGENT, PRESERVATION, SEIZURE, FREEZING, FREEZING_NOTICE)}))


def answer_to(limit: str, begun_by: str, *, over: bool) -> str:
    """Return the step that answers a limit ("": what comes next on the main line does)."""
    answer = HELD.get((limit, begun_by))
    if answer is None:
        return ""
    return answer.late if over else answer.step
