"""Seal the daily statement of completeness in the log."""

from collections.abc import Mapping
from datetime import date

from mingzhi.disclosure import policy
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.acts.leaves import seal
from mingzhi.disclosure.models import Statement
from mingzhi.disclosure.queries.statements import live
from mingzhi.disclosure.rules import content
from mingzhi.disclosure.rules.completeness import Line, total
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "disclosure.seal_statement",
    title=_("封存完整性声明"),
    may=policy.only_system,
    serves=("2.1.3a", "2.1.3c"),
    basis=("浙政办发〔2019〕20号 二(一)3",),
)
def seal_statement(*, actor: Actor, day: date, decisions_by_agency: Mapping[str, int]) -> list[Statement]:
    """Seal how all decisions stood at the end of ``day``, per agency and in sum.

    ``decisions_by_agency`` is what the owner of the decisions counted up to that day (cumulative); an
    agency it does not name counted none. A difference is sealed as it is. Raises Conflict when the day
    is sealed already, Invalid for a day that has not come.
    """
    if day > clock.today():
        raise Invalid("disclosure.statement_future", _("不能封存尚未到来的日期。"), field="day")
    if Statement.objects.filter(day=day).exists():
        raise Conflict("disclosure.sealed", _("该日的完整性声明已经封存。"))
    lines = live(day=day, decisions_by_agency=decisions_by_agency)
    rows = [_row(line, day) for line in [*lines, total(lines)]]
    Statement.objects.bulk_create(rows)
    whole = rows[-1]
    describe(
        subject=f"urn:mingzhi:disclosure:statement:{day.isoformat()}",
        label=f"{day.isoformat()} 完整性声明",
        content={
            "day": day.isoformat(),
            "decisions": whole.decisions,
            "counts": whole.counts,
            "missing": whole.missing,
            "agencies": len(lines),
        },
    )
    return rows


def _row(line: Line, day: date) -> Statement:
    moment = clock.now()
    decisions = line.decisions or 0
    leaf = seal(
        builders.leaf(
            content.STATEMENT,
            content.statement_content(
                day=day.isoformat(),
                agency={"code": line.agency_code, "name": line.agency_name},
                decisions=decisions,
                counts=line.counts.as_dict(),
                at=moment.isoformat(timespec="seconds"),
            ),
            of=None,
            moment=moment,
        )
    )
    return Statement(
        day=day,
        agency_code=line.agency_code,
        agency_name=line.agency_name,
        decisions=decisions,
        counts=line.counts.as_dict(),
        corrected=line.corrected,
        late=line.late,
        missing=line.missing,
        leaf=leaf,
        sealed_at=moment,
    )
