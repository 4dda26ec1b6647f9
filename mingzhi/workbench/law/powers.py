"""A power: a new version, a line of its benchmark, its holders (权责清单; 行政处罚法 §17, §34)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.catalogue.acts import assign_powers, publish_power_version, set_benchmark, withdraw_powers
from mingzhi.catalogue.models import Benchmark, PowerHolder, PowerVersion
from mingzhi.catalogue.rules.powers import (
    PENALTY_KINDS,
    PROCEDURES,
    ActKind,
    BenchmarkView,
    FineRule,
    Grade,
    PowerView,
)
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing
from mingzhi.workbench.forms.citations import read_citation
from mingzhi.workbench.law.words import codes_of, named, words_of

SINCE = Field(code="since", label=_("自哪一天起"), kind=FieldKind.DATE)
CITED = _("按“行政处罚法 §41-1”的格式填写，或者写《行政处罚法》第四十一条第一款。")
CONFIRMED = Field(
    code="confirmed",
    label=_("已与原文核对"),
    kind=FieldKind.YES,
    required=False,
    guide=_("没有核对的，凡用到的地方都显示“待确认”。"),
)
NOTE = Field(code="note", label=_("说明"), required=False)
RANGE: tuple[Field, ...] = (
    Field(code="sentence", label=_("幅度的文字")),
    Field(code="low", label=_("罚款下限（元）"), kind=FieldKind.MONEY, required=False),
    Field(code="high", label=_("罚款上限（元）"), kind=FieldKind.MONEY, required=False),
    Field(
        code="base",
        label=_("计算基数"),
        required=False,
        guide=_("按倍数计算的填写，例如货值金额、违法所得。"),
    ),
    Field(code="base_from", label=_("基数起点（元，含）"), kind=FieldKind.MONEY, required=False),
    Field(code="base_below", label=_("基数止点（元，不含）"), kind=FieldKind.MONEY, required=False),
    Field(code="low_times", label=_("下限倍数"), kind=FieldKind.NUMBER, required=False),
    Field(code="high_times", label=_("上限倍数"), kind=FieldKind.NUMBER, required=False),
    Field(code="citation", label=_("依据"), guide=CITED),
)
SUMS = ("low", "high", "base_from", "base_below", "low_times", "high_times")


def fine_of(data: Mapping[str, Any]) -> FineRule:
    """Return the range a form or a row of a form states; sums left out are nought."""
    return FineRule(
        sentence=data["sentence"],
        base=data.get("base", ""),
        citation=read_citation(data.get("citation", "")),
        **{name: data.get(name, 0) for name in SUMS},
    )


def range_of(rule: FineRule | BenchmarkView) -> dict[str, Any]:
    """Return a range as the form keeps it: sums of nought stand empty."""
    return {field.code: getattr(rule, field.code) or None for field in RANGE}


def _set_line(actor: Actor, power: PowerView, data: dict[str, Any]) -> Benchmark:
    return set_benchmark(
        actor=actor,
        code=power.code,
        jurisdiction=actor.region_code,
        line=data["line"],
        grade=Grade(data["grade"]),
        circumstances=data["circumstances"],
        fine=fine_of(data),
        since=date.fromisoformat(data["since"]),
        confirmed=bool(data.get("confirmed")),
        note=data.get("note", ""),
    )


BENCHMARK = Doing(
    code="benchmark",
    title=_("设定本级裁量基准的一档"),
    run=_set_line,
    said=_("已设定；此前的一档留在历史中，公众可以查到。"),
    basis="行政处罚法 §34",
    fields=(
        Field(
            code="line",
            label=_("行号"),
            guide=_("同一行号的，以新的代替旧的；只要设定一行，本级就自成一套基准。"),
        ),
        Field(
            code="grade",
            label=_("档次"),
            kind=FieldKind.CHOICE,
            choices=tuple((grade.value, grade.value) for grade in Grade),
        ),
        Field(code="circumstances", label=_("适用情形"), kind=FieldKind.LONG),
        *RANGE,
        SINCE,
        CONFIRMED,
        NOTE,
    ),
    folded=frozenset({"base", "base_from", "base_below", "low_times", "high_times", "note"}),
)


def stored_line(line: BenchmarkView) -> dict[str, Any]:
    """Return what the form shows of a line that stands."""
    return {
        "line": line.line,
        "grade": line.grade.value,
        "circumstances": line.circumstances,
        "confirmed": line.confirmed,
        **range_of(line),
    }


def _publish(actor: Actor, code: str, data: dict[str, Any], flags: Sequence[str]) -> PowerVersion:
    lists = {name: data.get(name, []) for name in ("breached", "basis", "measures")}
    return publish_power_version(
        actor=actor,
        code=code,
        since=date.fromisoformat(data["since"]),
        procedures=codes_of(data["procedures"], PROCEDURES, field="procedures"),
        penalties=codes_of(data.get("penalties", []), PENALTY_KINDS, field="penalties"),
        fines=[_row(row) for row in data.get("fines", [])],
        flags=flags,
        confirmed=bool(data.get("confirmed")),
        **lists,
        **{name: data.get(name, "") for name in ("version", "name", "kind", "field", *SELDOM)},
    )


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    rule = fine_of(row)
    return {name: value for name in ("sentence", "base", "citation", *SUMS) if (value := getattr(rule, name))}


def _new_version(actor: Actor, power: PowerView, data: dict[str, Any]) -> PowerVersion:
    return _publish(actor, power.code, data, power.flags)


def _new_power(actor: Actor, _nobody: None, data: dict[str, Any]) -> PowerVersion:
    return _publish(actor, data["code"], data, ())


SELDOM = ("subject", "level", "name_en", "note")
_CONTENT: tuple[Field, ...] = (
    Field(code="version", label=_("版本"), guide=_("例如 2026-1。")),
    Field(code="name", label=_("名称")),
    Field(
        code="kind",
        label=_("行为类别"),
        kind=FieldKind.CHOICE,
        choices=tuple((kind.value, kind.value) for kind in ActKind),
    ),
    Field(code="field", label=_("领域")),
    Field(code="procedures", label=_("适用程序"), kind=FieldKind.LIST, guide=named(PROCEDURES)),
    Field(code="breached", label=_("违反的规定"), kind=FieldKind.LIST, required=False, guide=CITED),
    Field(code="basis", label=_("实施依据"), kind=FieldKind.LIST, guide=CITED),
    Field(code="measures", label=_("可采取的强制措施依据"), kind=FieldKind.LIST, required=False, guide=CITED),
    Field(
        code="penalties",
        label=_("处罚种类"),
        kind=FieldKind.LIST,
        required=False,
        guide=named(PENALTY_KINDS),
    ),
    Field(
        code="fines",
        label=_("罚款幅度"),
        kind=FieldKind.ITEMS,
        required=False,
        columns=tuple((field.code, field.label) for field in RANGE),
    ),
    Field(code="subject", label=_("相对人范围"), required=False),
    Field(code="level", label=_("行使层级"), required=False),
    Field(code="name_en", label=_("英文名"), required=False),
    SINCE,
    CONFIRMED,
    NOTE,
)
VERSION = Doing(
    code="version",
    title=_("发布新版本"),
    run=_new_version,
    said=_("已发布；在办案件仍适用立案时的版本。"),
    basis="行政处罚法 §39",
    fields=_CONTENT,
    folded=frozenset(SELDOM),
)
NEW = Doing(
    code="new",
    title=_("新增执法事项"),
    run=_new_power,
    said=_("已新增。请确定由哪些机关行使。"),
    basis="行政处罚法 §39",
    fields=(Field(code="code", label=_("事项编码")), *_CONTENT),
    folded=frozenset(SELDOM),
)


def stored_version(power: PowerView) -> dict[str, Any]:
    """Return what the form shows of the version that stands."""
    return {
        **{name: getattr(power, name) for name in ("name", "kind", "field", "confirmed", *SELDOM)},
        **{name: list(getattr(power, name)) for name in ("breached", "basis", "measures")},
        "procedures": words_of(power.procedures, PROCEDURES),
        "penalties": words_of(power.penalties, PENALTY_KINDS),
        "fines": [range_of(rule) for rule in power.fines],
    }


def _assign(actor: Actor, power: PowerView, data: dict[str, Any]) -> list[PowerHolder]:
    since = date.fromisoformat(data["since"])
    return assign_powers(actor=actor, agency_code=data["agency"], codes=[power.code], since=since)


def _withdraw(actor: Actor, power: PowerView, data: dict[str, Any]) -> int:
    until = date.fromisoformat(data["until"])
    return withdraw_powers(actor=actor, agency_code=data["agency"], codes=[power.code], until=until)


ASSIGN = Doing(
    code="assign",
    title=_("确定行使机关"),
    run=_assign,
    said=_("已确定，公众现在可以看到。"),
    basis="行政处罚法 §17",
    fields=(Field(code="agency", label=_("机关")), SINCE),
)
WITHDRAW = Doing(
    code="withdraw",
    title=_("收回行使权"),
    run=_withdraw,
    said=_("已收回，历史仍然公开。"),
    basis="浙政办发〔2019〕20号 二(一)1",
    fields=(
        Field(code="agency", label=_("机关")),
        Field(code="until", label=_("自哪一天起不再有效"), kind=FieldKind.DATE),
    ),
    grave=True,
)
