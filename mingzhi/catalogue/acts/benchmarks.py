"""Set a line of the discretion benchmark of a place."""

from datetime import date

from mingzhi.catalogue.acts.levels import check_citation, write
from mingzhi.catalogue.models import Benchmark, Power
from mingzhi.catalogue.policy import may_set_benchmark
from mingzhi.catalogue.rules.powers import FineRule, Grade
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act


@act(
    "catalogue.set_benchmark",
    title=_("设定裁量基准"),
    may=may_set_benchmark,
    serves=("2.1.1a", "2.1.1c"),
    basis=("行政处罚法 §34",),
)
def set_benchmark(
    *,
    actor: Actor,
    code: str,
    jurisdiction: str,
    line: str,
    grade: Grade,
    circumstances: str,
    fine: FineRule,
    since: date,
    confirmed: bool = True,
    note: str = "",
) -> Benchmark:
    """Let a line of the benchmark of a power stand in a place from a day.

    The lines of the nearest level count as a whole, so a place that sets one line sets its own benchmark.
    """
    power = Power.objects.filter(code=code).first()
    if power is None:
        raise NotKnown("catalogue.power", _("没有找到该执法事项。"))
    _check(fine, since)
    content = {
        "grade": grade.value,
        "circumstances": circumstances,
        "sentence": fine.sentence,
        "low": fine.low,
        "high": fine.high,
        "base": fine.base,
        "base_from": fine.base_from,
        "base_below": fine.base_below,
        "low_times": fine.low_times,
        "high_times": fine.high_times,
        "citation": fine.citation,
        "confirmed": confirmed,
        "note": note,
    }
    identity = {"power_id": power.pk, "jurisdiction": jurisdiction, "line": line}
    told = {"power": code, "jurisdiction": jurisdiction, "line": line}
    row: Benchmark = write(Benchmark, identity, content, since, told)
    return row


def _check(fine: FineRule, since: date) -> None:
    if fine.low > fine.high or fine.low_times > fine.high_times or fine.low < 0:
        raise Invalid(
            "catalogue.benchmark.range",
            _("裁量幅度的下限不能高于上限。"),
            citation=cite("行政处罚法 §34"),
            way_out=_("请更正幅度。"),
            field="fine",
        )
    check_citation(fine.citation, since)
