"""Taking a step from a form: what was entered, who acted, when it happened, which files belong to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mingzhi.cases.acts import take_step
from mingzhi.cases.acts.requesting import taking_up
from mingzhi.cases.models import Case, PartyRequest, Step
from mingzhi.cases.rules.asked_beside import fields_of
from mingzhi.cases.rules.entries import YEARS
from mingzhi.cases.rules.procedure import FieldKind
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.identity.queries import officers as officers_of
from mingzhi.identity.queries import people_with
from mingzhi.identity.rules.views import OfficerView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid, Refusal
from mingzhi.records.acts import attach
from mingzhi.records.acts.material import check_captured
from mingzhi.records.bringing import Brought, Waiting
from mingzhi.records.models.attachment import KINDS
from mingzhi.records.rules.media import MEDIA
from mingzhi.records.storing import Stored
from mingzhi.workbench.casework.offering import recording_for
from mingzhi.workbench.forms import Typed, errors_of, read
from mingzhi.workbench.forms.reading import read_moment

RECORDING = "recording"
_SEEN_AND_HEARD = ("film", "sound", "picture")


@dataclass(slots=True, kw_only=True)
class Entered:
    """Everything a step form sent, kept as typed."""

    typed: Typed
    officers: tuple[str, ...] = ()
    occurred: str = ""
    offered: str = ""  # the time the form began with: left alone, it moves on with the clock
    late_reason: str = ""
    file_kind: str = RECORDING
    captured_from: str = ""
    captured_until: str = ""
    gap_reason: str = ""
    refusal: Refusal | None = None
    errors: dict[str, Refusal] = field(default_factory=dict)
    held: list[Waiting] = field(default_factory=list)
    step: Step | None = None

    @property
    def done(self) -> bool:
        """The step was taken."""
        return self.step is not None


def entered_in(declared: Declared, post: QueryDict, *, party: dict[str, str]) -> Entered:
    """Read a step form."""
    return Entered(
        typed=read(fields_of(declared), post, party=party),
        officers=tuple(post.getlist("officers")),
        occurred=post.get("occurred_at", "").strip(),
        offered=post.get("offered_at", ""),
        late_reason=post.get("late_reason", "").strip(),
        file_kind=post.get("file_kind", RECORDING),
        captured_from=post.get("captured_from", "").strip(),
        captured_until=post.get("captured_until", "").strip(),
        gap_reason=post.get("gap_reason", "").strip(),
    )


def take(
    *,
    actor: Actor,
    case: Case,
    declared: Declared,
    entered: Entered,
    brought: Brought,
    asked: PartyRequest | None = None,
) -> Entered:
    """Take the step and file what came with it, both or neither; a refusal is kept beside what was typed.

    ``asked`` is the request of the party that the step takes up.

    Files are looked into and stored, and their times read, before anything is recorded; they enter the
    file in the transaction of the step, and wait on the form when it is refused.
    """
    try:
        stored = brought.files
        check_captured(*_captured(entered), clock.now())
        settle = taking_up(asked, declared.code) if asked else None

        def alongside(step: Step) -> None:
            for file in stored:
                _file(actor, declared, entered, step, file)
            if settle:
                settle(step)

        entered.step = take_step(
            actor=actor,
            case=case,
            step=declared.code,
            data=entered.typed.data,
            officers=entered.officers,
            occurred_at=None if untouched(entered) else moment_of(entered.occurred, "occurred_at"),
            late_reason=entered.late_reason,
            alongside=alongside,
        )
    except Refusal as refusal:
        entered.refusal = refusal
        entered.errors = errors_of(declared, entered.typed.data, refusal)
        entered.held = brought.waiting
    return entered


def untouched(entered: Entered) -> bool:
    """Tell whether the time is still the one the form began with: then it happened when it was sent."""
    return bool(entered.offered) and entered.occurred == entered.offered


def _captured(entered: Entered) -> tuple[datetime | None, datetime | None]:
    return (
        moment_of(entered.captured_from, "captured_from"),
        moment_of(entered.captured_until, "captured_until"),
    )


TYPED_TIMES = {
    "occurred_at": _("发生时间"),
    "captured_from": _("记录开始"),
    "captured_until": _("记录结束"),
}
"""What the form calls the times typed beside the fields of the step."""


def moment_of(text: str, name: str) -> datetime | None:
    """Return the moment typed into a field; None when it was left empty, Invalid when it is none."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(read_moment(text))
    except ValueError:
        moment = None
    if moment is None or moment.year not in YEARS:
        raise Invalid(
            "work.moment",
            _("“%(label)s”填写不正确。"),
            way_out=_("请按年-月-日 时:分填写。"),
            params={"label": TYPED_TIMES[name]},
            field=name,
        )
    return moment


def _file(actor: Actor, declared: Declared, entered: Entered, step: Step, stored: Stored) -> None:
    """File one stored file with the step being taken."""
    case = step.case
    item = recording_for(declared, case)
    start, end = _captured(entered)
    item_code = item.code if item else ""
    recording = entered.file_kind == RECORDING and MEDIA[stored.media_type].family in _SEEN_AND_HEARD
    kind = RECORDING if recording else _kind(entered.file_kind)
    attach(
        actor=actor,
        case_urn=case.urn,
        case_label=case.label,
        agency_code=case.agency_code,
        step_urn=step.urn,
        stored=stored,
        kind=kind,
        title=f"{declared.title}：{stored.name}"[:200],
        item_code=item_code if recording else "",
        captured_from=start if recording else None,
        captured_until=end if recording else None,
        gap_reason=entered.gap_reason if recording else "",
    )


def _kind(asked: str) -> str:
    return asked if asked in dict(KINDS) and asked != RECORDING else "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One officer in the picker, with the state of the certificate that day."""

    officer: OfficerView
    chosen: bool


def picker(agency_code: str, on: Any, chosen: Sequence[str]) -> list[Choice]:
    """Return the officers of the agency; those chosen and those with a valid certificate first."""
    found = sorted(
        officers_of(agency_code, on), key=lambda officer: (officer.urn not in chosen, not officer.valid)
    )
    return [Choice(officer=officer, chosen=officer.urn in chosen) for officer in found]


def people_for(declared: Declared, agency_code: str) -> tuple[tuple[str, str], ...]:
    """Return the people a field of the step may name: officers with their certificates, then leaders."""
    if not any(item.kind is FieldKind.PERSON for item in declared.fields):
        return ()
    today = clock.today()
    invalid = gettext("（证件无效）")
    found = {
        officer.urn: f"{officer.name} {officer.certificate_number if officer.valid else invalid}"
        for officer in officers_of(agency_code, today)
    }
    for capability in ("cases.discuss", "review.review"):
        for person in people_with(capability, agency_code, today):
            found.setdefault(person.urn, person.name)
    return tuple(found.items())
