"""What one level sets of one line, in the order of its days: something new takes its place, or it ends.

Every day named is today or later, so what stood on a day that is past never reads otherwise; what has not
begun yet may still be set anew, in any order (the triggers say the same).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError

from mingzhi.catalogue.acts.versions import Written
from mingzhi.catalogue.models.dated import Dated
from mingzhi.catalogue.queries.own_lines import identity_of, live
from mingzhi.kernel import clock
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _

PLAN = "浙政办发〔2019〕20号 二(一)1"


def check_day(day: date) -> None:
    """Refuse a day that is past: what was public and binding on it stays as it was."""
    if day < clock.today():
        raise Invalid(
            "catalogue.past_day",
            _("不能自过去的日期起设定：当日公开的内容和据以作出的决定不会改变。"),
            citation=cite(PLAN),
            way_out=_("请填写今天或者以后的日期；文件规定的施行日更早的，写入说明。"),
            field="since",
        )


def insert(
    model: type[Dated], identity: Mapping[str, Any], content: Mapping[str, Any], since: date
) -> tuple[Any, Written]:
    """Let a line stand from a day until the next one that is set already; return it and what changed."""
    check_day(since)
    timeline = _timeline(model, identity)
    before = next((row for row in timeline if row.valid_from <= since and _stands(row, since)), None)
    later = next((row for row in timeline if row.valid_from > since), None)
    if before is not None and all(getattr(before, name) == value for name, value in content.items()):
        raise Invalid(
            "catalogue.same",
            _("“%(title)s”自该日起已经是这样设定的，依据和来源也相同。"),
            params={"title": str(before)},
            field="since",
        )
    until = None
    if before is not None:
        until = before.valid_until
    elif later is not None:
        until = later.valid_from
    row = model(**identity, **content, valid_from=since, valid_until=until)
    written = Written(begun=[row])
    if before is not None:
        before.valid_until = since
        written.ended.append(before)
    _save(model, written.ended)
    _save_new(model, row)
    return row, written


def give_up_from(rows: Sequence[Dated], since: date) -> Written:
    """Let what a level set of these lines end on a day; what would begin later never begins."""
    check_day(since)
    written = Written()
    for row in rows:
        for line in _timeline(type(row), identity_of(row)):
            if line.valid_from >= since or _stands(line, since):
                line.valid_until = max(since, line.valid_from)
                written.ended.append(line)
    if not written.ended:
        raise NotNow(
            "catalogue.nothing_own",
            _("自该日起本级没有自己的设定，适用的已经是上级的。"),
            citation=cite(PLAN),
            way_out=_("请核对历史中的起止日期。"),
        )
    _save(type(rows[0]), written.ended)
    return written


def cancel(row: Dated) -> Written:
    """Let a line that has not begun never begin; what stood before it goes on."""
    model, day = type(row), row.valid_from
    timeline = _timeline(model, identity_of(row))
    found = next((line for line in timeline if line.pk == row.pk), None)
    if found is None or day <= clock.today():
        raise NotNow(
            "catalogue.begun",
            _("该设定已经生效或者已经取消，不能再取消。"),
            citation=cite(PLAN),
            way_out=_("已经生效的，可以自今天或者以后某一天起停用，或者另行设定。"),
        )
    until, found.valid_until = found.valid_until, day
    _save(model, [found])
    written = Written(ended=[found])
    before = next((line for line in timeline if line.valid_until == day and line.pk != row.pk), None)
    if before is not None:
        before.valid_until = until
        _save(model, [before])
        written.begun.append(before)
    return written


def _timeline(model: type[Dated], identity: Mapping[str, Any]) -> list[Dated]:
    rows = model._default_manager.select_for_update().filter(live(), **identity)
    return list(rows.order_by("valid_from", "pk"))


def _stands(row: Dated, day: date) -> bool:
    return row.valid_until is None or row.valid_until > day


def _save(model: type[Dated], rows: Sequence[Dated]) -> None:
    if rows:
        model._default_manager.bulk_update(rows, ["valid_until"], batch_size=200)


def _save_new(model: type[Dated], row: Dated) -> None:
    try:
        row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "catalogue.overtaken",
            _("该项目刚刚被他人更新。"),
            way_out=_("请刷新后核对最新版本，再决定是否调整。"),
        ) from error
