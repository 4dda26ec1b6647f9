"""The second person's check of a notice: a question for each possible name, what else to hide, a verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.notices import draft_for
from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.disclosure import acts, policy
from mingzhi.disclosure.models import NoticeVersion
from mingzhi.disclosure.queries.said import said_on
from mingzhi.disclosure.rules.doubts import HIDE, NAME, SAYINGS, WORD
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.workbench.doing import Doing

QUESTION = "said_"
_AGAIN = "again_"
_AROUND, _MOST_PLACES = 12, 3
_MORE = (("hide_names", NAME), ("hide", HIDE))
_LEAKS = "cases.notice_leaks"


def _check(actor: Actor, version: NoticeVersion, data: dict[str, Any]) -> Any:
    policy.may_check(actor=actor, version=version)
    said, more, passed = said_in(version, data), more_in(version, data, actor), data["passed"] == "yes"
    if not passed:
        _try(actor, version, {**said, **more})
    return acts.check_notice(
        actor=actor,
        version=version,
        passed=passed,
        secrecy=data.get("secrecy", False),
        privacy=data.get("privacy", False),
        same_text=data.get("same_text", False),
        remark=data.get("remark", ""),
        said=said,
        more=more,
    )


def _try(actor: Actor, version: NoticeVersion, said: Mapping[str, str]) -> None:
    """Refuse to say of words that they must be hidden where no later text could do without them."""
    if not any(saying != WORD and len(text) > 1 for text, saying in said.items()):
        return
    try:
        draft_for(version.notice.source_urn, actor, said=said)
    except NotNow as refusal:
        if refusal.code != _LEAKS:
            return
        raise Invalid(
            "work.cannot_hide",
            _("照此重新制作后仍有文字留在公示文本中：%(places)s。"),
            citation=cite("政府信息公开条例 §15"),
            way_out=_("栏目名等固定文字不能隐去；请另选文字，或者在审查意见中说明。"),
            field="hide",
            params={"places": refusal.params["places"]},
        ) from None


def said_in(version: NoticeVersion, data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was entered about the possible names of a version."""
    entered = ((doubt["text"], data.get(f"{QUESTION}{n}")) for n, doubt in enumerate(version.doubts or ()))
    return {text: str(saying) for text, saying in entered if saying}


def more_in(version: NoticeVersion, data: Mapping[str, Any], actor: Actor) -> dict[str, str]:
    """Return what else must be hidden, and what an earlier check hid that need not be hidden."""
    back = {text: WORD for text in hidden_before(version, actor) if data.get(_again(text))}
    return back | {text: saying for code, saying in _MORE for text in data.get(code, ())}


def hidden_before(version: NoticeVersion, actor: Actor) -> tuple[str, ...]:
    """Return what earlier checks of the notice said must be hidden."""
    said = said_on(version.notice.source_urn, actor)
    return tuple(text for text, saying in said.items() if saying != WORD)


def _again(text: str) -> str:
    return f"{_AGAIN}{sha256(text.encode()).hexdigest()[:8]}"


def check_of(version: NoticeVersion, actor: Actor) -> Doing:
    """Return the check of a version: its questions first, then everything else."""
    asked = (
        Field(
            code=f"{QUESTION}{nth}",
            label=doubt["text"],
            kind=FieldKind.CHOICE,
            required=False,
            choices=tuple(SAYINGS.items()),
            guide=_where(version, doubt),
        )
        for nth, doubt in enumerate(version.doubts or ())
    )
    again = tuple(
        Field(code=_again(text), label=text, kind=FieldKind.YES, required=False)
        for text in hidden_before(version, actor)
    )
    folded = frozenset(field.code for field in again)
    return replace(CHECK, fields=(*asked, *again, *CHECK.fields), folded=folded)


def _where(version: NoticeVersion, doubt: Mapping[str, str]) -> str:
    """Show a possible name at its first places in the text, and say how many there are."""
    name, text = doubt["text"], version.text
    places = list(_places(text, name))
    around = [
        f"…{text[max(0, at - _AROUND) : at]}【{name}】{text[at + len(name) : at + len(name) + _AROUND]}…"
        for at in places[:_MOST_PLACES]
    ] or [f"…{doubt['before']}【{name}】{doubt['after']}…"]
    shown = " ".join("".join(around).split())
    return f"{shown}（×{len(places)}）" if len(places) > 1 else shown


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def _to_pass(code: str, label: str) -> Field:
    """A tick without which nothing passes; who returns the text ticks nothing."""
    return Field(code=code, label=label, kind=FieldKind.YES, when=("passed", ("yes",)))


CHECK = Doing(
    code="check",
    title=_("提交审查结果"),
    run=_check,
    said=_("审查结果已记录。"),
    basis="政府信息公开条例 §17",
    fields=(
        Field(
            code="hide_names",
            label=_("还应当隐去的人名"),
            kind=FieldKind.LIST,
            required=False,
            guide=_("如：李建军。只留姓（李某）。"),
        ),
        Field(
            code="hide",
            label=_("还应当隐去的其他文字"),
            kind=FieldKind.LIST,
            required=False,
            guide=_("照公示文本逐字填写，换成 ***。"),
        ),
        Field(
            code="passed",
            label=_("审查结果"),
            kind=FieldKind.CHOICE,
            choices=(("yes", _("通过")), ("no", _("退回修改"))),
        ),
        _to_pass("secrecy", _("不涉及国家秘密、工作秘密")),
        _to_pass("privacy", _("不涉及个人隐私、商业秘密，应当隐去的已经隐去")),
        _to_pass("same_text", _("与送达当事人的文书一致")),
        Field(
            code="remark",
            label=_("审查意见"),
            kind=FieldKind.LONG,
            required=False,
            guide=_("退回的须写明意见；认定了人名或者列出了应隐去文字的可以不写。"),
        ),
    ),
)
