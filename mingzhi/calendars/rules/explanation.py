"""How a deadline explains itself: sentence templates with days, filled and translated at the end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingzhi.kernel.wording import gettext_noop as _

WEEKDAYS = "一二三四五六日"

START_DAY = _("起算日%(start)s不计入。")
START_HOUR = _("起算时%(start)s所在的一小时不计入，自%(first)s起算。")
COUNTING = {
    "wd": _("自次日起计算%(length)s，法定节假日和休息日不计入。"),
    "d": _("自次日起计算%(length)s，按自然日连续计算。"),
    "h": _("计算%(length)s，按小时连续计算，休息日不扣除。"),
    "mo": _("自次日起计算%(length)s，至届满月的对应日为止，没有对应日的至该月最后一日。"),
    "y": _("自次日起计算%(length)s，至届满年的对应日为止，没有对应日的至该月最后一日。"),
}
EXTENDED = _("经批准延长%(length)s，自原期限届满之次日起连续计算。")
SKIPPED_WEEKENDS = _("其间休息日共%(count)s天，不计入。")
SKIPPED_HOLIDAY = _("%(from)s至%(to)s为%(name)s假期，共%(count)s天，不计入。")
SKIPPED_ONE = _("%(from)s为%(name)s假期，不计入。")
WORKED = _("%(day)s为%(name)s，计入。")
PAUSED = _("%(from)s至%(to)s期限中止（%(reason)s），不计入。")
STILL_PAUSED = _("期限自%(from)s起中止（%(reason)s），尚未恢复；下列届满日以今日恢复为前提推算。")
ROLLED = _("最后一日%(day)s是%(name)s，顺延至其后第一个工作日%(due)s。")
ROLLED_BACK = _("最后一日%(day)s是%(name)s，提前至其前最后一个工作日%(due)s。")
NOT_ROLLED = _("最后一日%(day)s是%(name)s，本期限不顺延。")
DUE = _("期限届满日为%(due)s。")
DUE_HOUR = _("期限届满时间为%(due)s。")
BACKWARD_START = _("%(start)s当日不计入。")
BACKWARD = _("自前一日起倒数%(length)s，中间须有完整的%(length)s。")
BACKWARD_DUE = _("最迟应当在%(due)s（含当日）之前办理，办理当日不计入。")
PROVISIONAL = _("%(years)s年放假安排尚未公布，本结果为暂定，以公布的安排为准。")
NO_REASON = _("依法不计入期限")
BASIS = _("依据：%(basis)s。")
SET = _("经%(by)s，期限定为%(due)s。")


def day_text(value: Any) -> str:
    """Write a day or a moment for people: 2026年4月14日（星期二）."""
    if isinstance(value, datetime):
        return f"{value.year}年{value.month}月{value.day}日{value:%H}时{value:%M}分"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日（星期{WEEKDAYS[value.weekday()]}）"
    return str(value)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step of the explanation: a template and what fills it (days, texts, nested sentences)."""

    template: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def text(self, translate: Callable[[str], str] = str, day: Callable[[Any], str] = day_text) -> str:
        """Return the sentence in the reader's language."""
        filled = {
            name: value.text(translate, day)
            if isinstance(value, Sentence)
            else translate(value)
            if isinstance(value, str) and value
            else day(value)
            for name, value in self.params.items()
        }
        return translate(self.template) % filled
