"""Opening a case: what is asked, from which power (行政处罚法 §54-1)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_noop as _

from mingzhi.cases.acts.opening import open_case
from mingzhi.cases.models import Case
from mingzhi.cases.queries import CasePage
from mingzhi.cases.queries.party.known import known_party
from mingzhi.cases.rules.party_kinds import PARTY_KINDS
from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.catalogue.rules.powers import PowerView
from mingzhi.identity.models import Delegation
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.clock import CHINA
from mingzhi.workbench.doing import Attempt, Doing, Form
from mingzhi.workbench.forms import read

APPLIED = _("当事人申请")
SOURCES = tuple(
    (text, text) for text in (_("日常检查发现"), _("投诉举报"), _("其他机关移送"), _("上级交办"), _("其他"))
)
"""Where a clue comes from (市场监督管理行政处罚程序规定 §18-1); nobody applies for a penalty."""
UNKNOWN = Field(code="party.unknown", label=_("当事人身份尚未查明"), kind=FieldKind.YES, required=False)
BUSINESS = ("party.kind", ("organisation", "individual_business"))
"""A code and somebody who acts for it: a natural person has neither."""
PARTY = (
    Field(
        code="party.kind", label=_("当事人类型"), kind=FieldKind.CHOICE, choices=tuple(PARTY_KINDS.items())
    ),
    Field(
        code="party.name",
        label=_("姓名或者名称"),
        required=False,
        guide=_("照身份证或者营业执照填写；身份已经查明的必须填写。"),
    ),
    Field(
        code="party.code",
        label=_("统一社会信用代码"),
        required=False,
        guide=_("营业执照上的十八位代码，自动核对校验位。"),
        when=BUSINESS,
    ),
    Field(code="party.operator", label=_("经营者或者法定代表人"), required=False, when=BUSINESS),
    Field(
        code="party.id_number",
        label=_("身份证件号码"),
        required=False,
        guide=_("本人、经营者或者法定代表人的；当事人凭后六位查看自己的事项。"),
    ),
    Field(code="party.address", label=_("地址"), required=False),
    Field(code="party.phone", label=_("联系电话"), required=False),
    UNKNOWN,
)
CARRIED = ("kind", "name", "code", "operator", "id_number", "address", "phone")
CAUSE = Field(code="cause", label=_("案由"), guide=_("写明主要违法行为，如“经营超过保质期的食品案”。"))
SOURCE = Field(code="source", label=_("案件来源"), kind=FieldKind.CHOICE, choices=SOURCES)
FACTS = Field(code="facts", label=_("线索情况"), kind=FieldKind.LONG, required=False)
ENDED = Field(
    code="act_ended_on",
    label=_("违法行为发生（终了）日期"),
    kind=FieldKind.DATE,
    required=False,
    basis="行政处罚法 §36-2",
)
DELEGATION = Field(
    code="delegation",
    label=_("受委托办理"),
    kind=FieldKind.CHOICE,
    required=False,
    basis="行政处罚法 §20-1",
    guide=_("由受委托组织办理的，选择已经公布的委托；文书和公示仍用本机关名义。"),
)
HAPPENED = Field(
    code="occurred_at",
    label=_("发生时间"),
    kind=FieldKind.MOMENT,
    required=False,
    guide=_("实际发现线索或者收到申请的时间；不填为现在。"),
)
LATE = Field(
    code="late_reason",
    label=_("补录理由"),
    required=False,
    guide=_("发生已超过 24 小时的必填。"),
)

CLUE = (FACTS, ENDED, DELEGATION, HAPPENED, LATE)
APPLICATION = (
    replace(CAUSE, label=_("申请事项"), guide=""),
    replace(SOURCE, label=_("来源"), choices=tuple((text, text) for text in (APPLIED, _("其他")))),
    replace(PARTY[0], label=_("申请人类型")),
    *(item for item in PARTY[1:] if item is not UNKNOWN),
    replace(FACTS, label=_("申请内容")),
    replace(DELEGATION, basis="行政许可法 §24-1"),
    replace(HAPPENED, label=_("收到申请的时间"), guide=_("不填为现在。")),
    LATE,
)
"""What is asked when an application for a licence comes in (行政许可法 §29)."""


def opening_of(power: PowerView, delegations: Iterable[Delegation] = (), *, only: str = "") -> Doing:
    """Return the form that opens a case from this power; ``only`` fixes the procedure.

    ``delegations`` are those of the agency in force: without any, nobody is asked for one.
    """
    known = [code for code in power.procedures if code in PROCEDURES and only in ("", code)]
    choose = Field(
        code="procedure",
        label=_("适用程序"),
        kind=FieldKind.CHOICE,
        choices=tuple((code, PROCEDURES[code].title) for code in known),
    )

    def run(actor: Actor, _subject: None, data: dict[str, Any]) -> Case:
        return _open(actor, power, {"procedure": only, **data})

    if power.kind == "行政许可":
        basis, fields = "行政许可法 §29-1", (choose, *APPLICATION)
    else:
        basis = "行政处罚法 §54-1"
        fields = (*(() if only else (choose,)), CAUSE, SOURCE, *PARTY, *CLUE)
    fields = tuple(item for item in map(_choosing(delegations), fields) if item)
    return Doing(
        code="open",
        title=_("登记案件"),
        run=run,
        said=_("案件已登记。"),
        basis=basis,
        fields=fields,
        folded=frozenset(item.code for item in (UNKNOWN, *CLUE)) if only else frozenset(),
    )


def _choosing(delegations: Iterable[Delegation]) -> Callable[[Field], Field | None]:
    choices = tuple((str(row.uid), str(row)) for row in delegations)

    def placed(item: Field) -> Field | None:
        if item.code != DELEGATION.code:
            return item
        return replace(item, choices=choices) if choices else None

    return placed


def suggested(power: PowerView, procedure: str = "") -> dict[str, Any]:
    """Return what the form starts with: the cause from the name of the power."""
    name = power.name.removeprefix("对").removesuffix("的行政处罚").removesuffix("的处罚")
    licence = power.kind == "行政许可"
    found: dict[str, Any] = {"cause": power.name if licence else f"{name}案"}
    if licence or procedure:
        found["source"] = APPLIED if licence else _("日常检查发现")
    if procedure or len(power.procedures) == 1:
        found["procedure"] = procedure or power.procedures[0]
    return found


LOOKED = {
    "": _("请先填写统一社会信用代码或者身份证件号码。"),
    "none": _("本机关的案件里没有这个代码或者号码的当事人。"),
    "found": _("已按本机关最近一次登记的内容填入空着的栏目，请核对。"),
}


def looks_up(post: QueryDict) -> bool:
    """Tell whether the party is looked up: by its button, or by Enter while only its code or number is typed.

    A party without a name cannot be entered anyway, unless its identity is unknown: Enter opens otherwise.
    """
    named = post.get("party.name", "").strip() or post.get(UNKNOWN.code)
    numbered = any(post.get(f"party.{name}", "").strip() for name in ("code", "id_number"))
    return "look" in post or ("enter" in post and numbered and not named)


def completed(actor: Actor, doing: Doing, post: QueryDict) -> tuple[Form, str]:
    """Return the form as typed, its empty fields filled with what the agency knows, and what came of it."""
    typed = read(doing.fields, post)
    code, number = (str(typed.shown.get(f"party.{name}") or "") for name in ("code", "id_number"))
    if not (code.strip() or number.strip()):
        return Attempt(doing, typed).form(), LOOKED[""]
    known = known_party(actor, code=code, id_number=number)
    for name, value in known.items():
        there = str(typed.shown.get(f"party.{name}") or "").strip()
        typed.shown[f"party.{name}"] = there or value
    return Attempt(doing, typed).form(), LOOKED["found" if known else "none"]


def carried(page: CasePage) -> dict[str, Any]:
    """Return what a case begun on the spot hands on to the ordinary one (行政处罚法 §54-1)."""
    found = {f"party.{name}": getattr(page.party, name) for name in CARRIED}
    facts = [step.data.get("facts", "") for step in page.steps if step.code == "check_on_site"]
    found |= {"procedure": "ordinary", "cause": page.case.cause, "source": page.case.source}
    found |= {
        "facts": "\n".join(facts),
        "act_ended_on": page.case.opened_at.astimezone(CHINA).date().isoformat(),
    }
    return found


def _open(actor: Actor, power: PowerView, data: dict[str, Any]) -> Case:
    party = {code.removeprefix("party."): value for code, value in data.items() if code.startswith("party.")}
    party["known"] = party.pop("unknown", False) is not True
    ended, happened = data.get("act_ended_on"), data.get("occurred_at")
    when: dict[str, Any] = {"late_reason": data.get("late_reason", "")}
    if happened:
        when["occurred_at"] = datetime.fromisoformat(happened)
    return open_case(
        actor=actor,
        agency_code=actor.agency_code,
        power_uid=power.uid,
        procedure=data["procedure"],
        cause=data["cause"],
        source=data["source"],
        party=party,
        facts=data.get("facts", ""),
        act_ended_on=date.fromisoformat(ended) if ended else None,
        delegation=data.get("delegation", ""),
        **when,
    )
