"""Reading act codes: the officer's own, and what anybody who scans one may know."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings

from mingzhi.cases.models import ActCode, Case, Handler, Step
from mingzhi.cases.queries.procedures import procedure_of
from mingzhi.cases.rules.act_code import (
    RECORDED,
    SLOT,
    WRITTEN,
    Standing,
    proof,
    rights_of,
    slot_of,
    standing,
    tasks_of,
    what_follows,
)
from mingzhi.cases.rules.documents import DOCUMENTS
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.identity.queries import agency_on, certificates_on
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerNow:
    """An officer of the act and the certificate at this minute."""

    name: str
    certificate: str
    valid: bool
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """What the public page of an act shows; neither party nor cause nor case number."""

    key: str
    at: datetime
    made_at: datetime
    running: bool
    agency: AgencyView
    task: str
    kind: str
    basis: tuple[str, ...]
    officers: tuple[OfficerNow, ...]
    rights: tuple[tuple[str, str], ...]
    recording: str
    paper: str
    follows: tuple[str, ...]

    @property
    def all_valid(self) -> bool:
        """Everybody holds a valid certificate now."""
        return all(officer.valid for officer in self.officers)


def act_code(key: str) -> ActCode:
    """Return the code with its case; raises NotKnown."""
    found = ActCode.objects.select_related("case").filter(key=key.lower()).first()
    if found is None:
        raise NotKnown(
            "cases.act_code",
            _("没有这个行政行为码。"),
            way_out=_("请现场扫描执法人员手机上显示的码，不要使用转发的图片。"),
        )
    return found


def visit_of(code: ActCode) -> ActCode:
    """Return the first code of the same task of the case on the same day: it stands for the visit.

    Whoever shows a code again, or in whose hand, and as often as it must be renewed: it is one act that
    was done before people, and it is rated once (docs/decisions/0010).
    """
    since = datetime.combine(code.made_at.astimezone(clock.CHINA).date(), time(), clock.CHINA)
    same = ActCode.objects.filter(
        case=code.case_id,
        step_code=code.step_code,
        made_at__gte=since,
        made_at__lt=since + timedelta(days=1),
    )
    return same.select_related("case").order_by("pk")[0]


def is_running(code: ActCode) -> bool:
    """Tell whether the act goes on."""
    return code.ended_at is None and clock.now() < code.until


def standing_code(case: Case) -> ActCode | None:
    """Return the code of the case that can be shown now."""
    found = ActCode.objects.filter(case=case, ended_at__isnull=True).first()
    return found if found is not None and is_running(found) else None


def fresh_address(code: ActCode) -> str:
    """Return the address the screen shows in this minute."""
    shown = proof(code.key, slot_of(clock.now()), settings.SECRET_KEY)
    return f"{settings.PUBLIC_URL}/desk/a/{code.key}/{shown}/"


def seconds_left() -> int:
    """Return after how many seconds the screen shows the next proof."""
    return SLOT - int(clock.now().timestamp()) % SLOT


def standing_of(code: ActCode, given: str) -> Standing:
    """Tell what a scanned proof is worth now."""
    return standing(code.key, given, now=clock.now(), secret=settings.SECRET_KEY)


def act_page(code: ActCode) -> ActPage:
    """Return what stands on the page at this minute."""
    case, now = code.case, clock.now()
    procedure = procedure_of(case.procedure, case.procedure_version)
    task = procedure.by_step[code.step_code]
    return ActPage(
        key=code.key,
        at=now,
        made_at=code.made_at,
        running=is_running(code),
        agency=agency_on(code.agency_code, clock.today()),
        task=task.title,
        kind=case.kind,
        basis=task.basis,
        officers=_officers(code),
        rights=rights_of(case.kind, task),
        recording=RECORDED if task.recording else WRITTEN,
        paper=DOCUMENTS[task.document].title if task.document in DOCUMENTS else "",
        follows=what_follows(procedure, task, code.state),
    )


def _officers(code: ActCode) -> tuple[OfficerNow, ...]:
    held = certificates_on([urn for urn, _name, _number in code.officers], clock.today())
    views = []
    for urn, name, number in code.officers:
        now = held.get(urn)
        valid = bool(now and now.valid and now.agency_code == code.agency_code)
        views.append(OfficerNow(name=name, certificate=number, valid=valid, until=now.until if now else None))
    return tuple(views)


def tasks_now(case: Case) -> tuple[Declared, ...]:
    """Return the tasks before people that the case's state allows."""
    return tasks_of(procedure_of(case.procedure, case.procedure_version), case.state)


def takes_part_in_case(case: Case, person_urn: str) -> bool:
    """Tell whether the person opened the case, handles it, or acted in one of its steps; two queries."""
    if case.opened_by_urn == person_urn:
        return True
    if Handler.objects.filter(case=case, person_urn=person_urn, until__isnull=True).exists():
        return True
    acted = Step.objects.filter(case=case).values_list("officer_first", "officer_second")
    return any(person_urn in pair for pair in acted)
