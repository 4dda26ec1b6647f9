"""What the machine can check of the seven points before a person reviews; it says that it was the machine."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from mingzhi.cases.queries.facts.deciding import fallen_core
from mingzhi.cases.queries.facts.enforcing import demand_until, open_proposal, powers_of
from mingzhi.cases.queries.offences import punished_before
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.core import ContentCore
from mingzhi.cases.rules.enforcement import METHOD_NAMES
from mingzhi.cases.rules.entries import applies
from mingzhi.catalogue.queries import lasting_power, law_book, power_version
from mingzhi.kernel.wording import gettext_noop as _

Check = tuple[str, str, bool, str]
"""Point of review, what was checked, whether it holds, what was found."""
Checking = Callable[[Rows, ContentCore], Check]


def prechecks(rows: Rows, core: ContentCore) -> list[dict[str, Any]]:
    """Return the machine's checks, each bound to one of the seven points (浙政办发〔2019〕20号 二(三)3)."""
    more = [check for wanted, check in _WHERE if wanted(core)]
    return _made((*_CHECKS, *more), rows, core)


def enforcement_prechecks(rows: Rows, core: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the machine's checks of a proposal to enforce."""
    about = ContentCore(
        outcome=core["outcome"], party=core["party"], facts=core["subject"], basis=tuple(core["basis"])
    )
    return _made(_ENFORCEMENT_CHECKS, rows, about)


def _made(checks: Iterable[Checking], rows: Rows, core: ContentCore) -> list[dict[str, Any]]:
    found = [check(rows, core) for check in checks]
    return [
        {"point": point, "title": title, "passed": passed, "explain": explain, "by": "machine"}
        for point, title, passed, explain in found
    ]


def _handlers_certified(rows: Rows, core: ContentCore) -> Check:
    held = rows.certificates
    without = [
        row.person_label for row in rows.handlers if not getattr(held.get(row.person_urn), "valid", False)
    ]
    passed = len(rows.handlers) >= 2 and not without
    names = "、".join(row.person_label for row in rows.handlers)
    return "subject", _("办案人员不少于两人且证件当日有效"), passed, "、".join(without) or names


def _officers_on_steps(rows: Rows, core: ContentCore) -> Check:
    short = [step.title for step in rows.steps if step.officers_needed >= 2 and not step.officer_second]
    return "subject", _("调查步骤均由两名执法人员实施"), not short, "、".join(short)


def _rights_told(rows: Rows, core: ContentCore) -> Check:
    told = [step.title for step in rows.steps if step.rights_told]
    return "procedure", _("已告知陈述、申辩和申请回避的权利"), bool(told), "、".join(dict.fromkeys(told))


def _identity_shown(rows: Rows, core: ContentCore) -> Check:
    declared = rows.procedure.by_step
    asked = [
        step
        for step in rows.steps
        if step.code in declared
        and any(item.code == "id_shown" and applies(item, step.data) for item in declared[step.code].fields)
    ]
    missing = [step.title for step in asked if not step.identity_shown]
    return "procedure", _("应当亮证的步骤均已出示执法证件"), not missing, "、".join(missing)


def _in_time(rows: Rows, core: ContentCore) -> Check:
    late = [
        row.title
        for row in rows.clocks
        if row.runs_for == "agency" and row.ended_at is None and row.paused_at is None and row.due < rows.on
    ]
    return "procedure", _("没有超过期限的事项"), not late, "、".join(late)


def _evidence(rows: Rows, core: ContentCore) -> Check:
    declared = rows.procedure.by_step
    taken = [
        step.title
        for step in rows.steps
        if step.code in declared and declared[step.code].effect == "add_evidence"
    ]
    return "facts", _("案卷中有证据"), bool(taken), f"{len(taken)}"


def _citations(rows: Rows, core: ContentCore) -> Check:
    book = law_book(rows.on)
    problems = [problem for compact in (*core.breached, *core.basis) if (problem := book.problem_of(compact))]
    return "law", _("引用的条文存在且当日有效"), not problems, "；".join(problems)


def _kinds(rows: Rows, core: ContentCore) -> Check:
    power = lasting_power(rows.case.power_uid)
    outside = [item.kind for item in core.penalties if power.penalties and item.kind not in power.penalties]
    return "powers", _("处罚种类在职权事项范围之内"), not outside, "、".join(outside)


def _power_stands(rows: Rows, core: ContentCore) -> Check:
    power = power_version(rows.case.power_uid, on=rows.on)
    stands = power.valid_from <= rows.on and (power.valid_until is None or rows.on < power.valid_until)
    return "powers", _("职权事项版本当日有效"), stands, f"{power.name}（{power.version}）"


def _documents(rows: Rows, core: ContentCore) -> Check:
    declared = rows.procedure.by_step
    missing = [
        step.title
        for step in rows.steps
        if step.code in declared and declared[step.code].document and not step.document_uid
    ]
    return "documents", _("每一步骤应有的文书均已制作"), not missing, "、".join(missing)


def _crime(rows: Rows, core: ContentCore) -> Check:
    open_report = rows.case.state.startswith("crime")
    return "crime", _("没有未办结的涉嫌犯罪移送报批"), not open_report, ""


def _first_offence(rows: Rows, core: ContentCore) -> Check:
    """Who was punished before, by whichever agency, does not offend for the first time (行政处罚法 §33-1)."""
    title = _("没有查到同一当事人此前受过行政处罚（初次违法）")
    before = punished_before(rows)
    return "law", title, before.by != "" and not before.found, before.said


def _demanded(rows: Rows, core: ContentCore) -> Check:
    until = demand_until(rows)
    over = until is not None and until < rows.on
    return "procedure", _("已经催告，催告的履行期限已经届满"), over, until.isoformat() if until else ""


def _method_given(rows: Rows, core: ContentCore) -> Check:
    """A law gives the method; what every agency may do has conditions of its own (强制法 §46-3, §50)."""
    proposal = open_proposal(rows)
    method = str(proposal.data["method"]) if proposal else ""
    given = method in powers_of(rows)
    return "powers", _("法律规定本机关可以采取这种强制执行方式"), given, METHOD_NAMES.get(method, "")


def _not_repeated(rows: Rows, core: ContentCore) -> Check:
    """What fell on its merits is not proposed the same again (行政复议法 §64-2; 行政诉讼法 §71)."""
    fallen = fallen_core(rows)
    repeated = fallen is not None and core.repeats(fallen)
    return "law", _("没有以同一事实和理由作出与已撤销的决定相同的处理"), not repeated, core.anew


_CHECKS: tuple[Checking, ...] = (
    _handlers_certified,
    _officers_on_steps,
    _rights_told,
    _identity_shown,
    _in_time,
    _evidence,
    _citations,
    _kinds,
    _power_stands,
    _documents,
    _crime,
)
_WHERE: tuple[tuple[Callable[[ContentCore], bool], Checking], ...] = (
    (lambda core: core.outcome == "first", _first_offence),
    (lambda core: bool(core.anew), _not_repeated),
)
"""Checks of some cores only."""
_ENFORCEMENT_CHECKS: tuple[Checking, ...] = (
    _handlers_certified,
    _officers_on_steps,
    _demanded,
    _identity_shown,
    _in_time,
    _citations,
    _method_given,
    _documents,
    _crime,
)
