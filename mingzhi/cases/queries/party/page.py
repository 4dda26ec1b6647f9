"""What the party may read of its own case: state, clocks, rights, served papers, money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F

from mingzhi.cases.models import Case, Clock, Party, Step
from mingzhi.cases.queries.facts.deciding import payment_fact, to_give_back
from mingzhi.cases.queries.facts.hearing import Called, called
from mingzhi.cases.queries.procedures import shown_by, state_of
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.access import MADE_BEFORE_THE_PARTY, MADE_BY_THE_LAW, TOLD_WHEN_MADE
from mingzhi.cases.rules.core import ContentCore, read_core
from mingzhi.cases.rules.deadlines.execution import LAPSING
from mingzhi.cases.rules.documents import ACCOMPANYING
from mingzhi.cases.rules.instalments import Instalment
from mingzhi.cases.rules.party_kinds import same_party
from mingzhi.cases.rules.procedure import Limit
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, party_right
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.queries import DocumentView, document, dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyClock:
    """A limit as the party reads it."""

    title: str
    about: str  # number of the coercive decision it belongs to
    due: date | datetime
    basis: str
    sentences: tuple[str, ...]
    provisional: bool
    paused: bool
    ended: bool
    mine: bool  # the party's own time, not the agency's
    lapsed: bool = False  # the time for a right, or a waiting time, is over
    limit: Limit | None = None  # as declared: what is not counted, what the law makes of silence

    @property
    def whose(self) -> str:
        """Whose time it is, in words for the party."""
        return _("您的期限") if self.mine else _("机关的期限")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEvent:
    """Something that happened and that the party knows of."""

    title: str
    at: datetime
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyPage:
    """The party's whole page in one value; money in cents."""

    case: Case
    party_name: str
    agency: AgencyView
    state: str
    handlers: tuple[tuple[str, str], ...]  # (name, certificate number)
    clocks: tuple[PartyClock, ...]
    papers: tuple[DocumentView, ...]
    events: tuple[PartyEvent, ...]
    owed: int
    paid: int
    to_return: int  # what came in beyond what a remedy left of the decision
    decided: bool  # a decision stands; what is told is it, not a proposal
    payable: tuple[date, int] | None = None  # by which day how much is to be paid next
    instalments: tuple[Instalment, ...] = ()
    missed: int = 0  # what of the instalments is late
    fallen: str = ""  # the decision that stands no more, while none was made in its place
    hearing: Called | None = None  # when and where the party is heard
    told: ContentCore | None = None  # what the decision says, or what it is proposed to say, once served

    @property
    def running(self) -> tuple[PartyClock, ...]:
        """The limits that have not ended."""
        return tuple(one for one in self.clocks if not one.ended)

    @property
    def outstanding(self) -> int:
        """What is still to be paid, in cents."""
        return max(self.owed - self.paid, 0)


def party_actor(case: Case, *, on: date) -> Actor:
    """Return the party of a case as an actor whose identity has been confirmed."""
    now, known_as = _party_since_known(case)
    return Actor(
        kind=ActorKind.PARTY,
        urn=f"urn:mingzhi:cases:party:{known_as.uid}",
        label=now.name,
        on=on,
        role="party",
        capabilities=frozenset({party_right(case.urn)}),
    )


def party_now(case: Case) -> Party:
    """Return the party as it is known now."""
    return Party.objects.get(case=case, until__isnull=True)


def _party_since_known(case: Case) -> tuple[Party, Party]:
    """Return the party as known now, and its first entry: a corrected slip does not make it somebody else."""
    now, *earlier = Party.objects.filter(case=case).order_by("-pk")
    first = now
    for row in earlier:
        if not same_party(row.tells_who, first.tells_who):
            break
        first = row
    return now, first


def case_of_party(uid: str, viewer: Actor) -> Case:
    """Return the case of a confirmed party; NotKnown for every other viewer."""
    case = Case.objects.filter(uid=uid).first()
    if case is None or not viewer.can(party_right(case.urn)):
        raise unknown()
    return case


def unknown() -> NotKnown:
    """Return the refusal of whoever may not know."""
    return NotKnown("cases.party_unknown", _("没有找到该事项。"))


def party_page(uid: str, viewer: Actor) -> PartyPage:
    """Return everything the party may read; NotKnown unless the viewer is this case's party."""
    case = case_of_party(uid, viewer)
    today = clock.today()
    rows = Rows(case=case, on=today)
    shown = shown_papers(rows)
    with_them = _accompanied(rows, shown)
    papers = [
        paper
        for paper in dossier(case.urn, viewer).documents
        if str(paper.uid) in shown or paper.step_urn in with_them
    ]
    money = payment_fact(rows)
    return PartyPage(
        case=case,
        party_name=rows.party.name,
        agency=agency_on(case.agency_code, today),
        state=state_of(case.procedure, case.procedure_version, case.state).title,
        handlers=tuple((row.person_label, row.certificate_number) for row in rows.handlers),
        clocks=_clocks(case),
        papers=tuple(sorted(papers, key=lambda paper: paper.made_at)),
        events=tuple(
            PartyEvent(title=step.title, at=step.occurred_at, basis=tuple(step.basis))
            for step in rows.steps
            if step.document_uid in shown or step.code in MADE_BY_THE_LAW
        ),
        owed=money.owed + money.late_fine,
        paid=money.paid,
        to_return=money.excess if to_give_back(rows) else 0,
        decided=bool(rows.decisions) and not _fallen(rows),
        payable=money.payable(today),
        instalments=tuple(money.instalments.standing(today)),
        missed=money.instalments.missed(today),
        fallen=_fallen(rows),
        hearing=called(rows),
        told=_told(rows, shown),
    )


def _fallen(rows: Rows) -> str:
    last = rows.decisions[-1] if rows.decisions else None
    return last.number if last is not None and last.fallen_at is not None else ""


def _told(rows: Rows, shown: frozenset[str]) -> ContentCore | None:
    """Return what was served on the party last: the decision while it stands, else the proposal."""
    for decision in reversed(rows.decisions):
        if decision.document_uid in shown and decision.fallen_at is None:
            return read_core(decision.core.core)
    notice = rows.notices[-1] if rows.notices else None
    before = bool(notice and rows.decisions and notice.step_id < rows.decisions[-1].step_id)
    return read_core(notice.core.core) if notice and notice.served_on and not before else None


def shown_papers(rows: Rows) -> frozenset[str]:
    """Return the uids of the documents that are the party's: served on it, told it, or made before it."""
    served = {service.document: service.served_on for service in rows.services}
    receipts = {service.receipt_uid for service in rows.services}
    declared = rows.procedure.by_step
    own = {
        step.document_uid
        for step in rows.steps
        if any(name in step.data for name in MADE_BEFORE_THE_PARTY)
        or (step.code in declared and _reached(declared[step.code].document, step, served))
    }
    return frozenset((own | receipts) - {""})


def _reached(document: str, step: Step, served: Mapping[str, date]) -> bool:
    # Made after the last service of its kind, a paper has not reached the party yet.
    made_on = step.occurred_at.astimezone(clock.CHINA).date()
    return document in TOLD_WHEN_MADE or made_on <= served.get(document, date.min)


def party_paper(uid: str, document_uid: str, viewer: Actor) -> DocumentView:
    """Return one paper the party has seen; NotKnown for everything else."""
    case = case_of_party(uid, viewer)
    rows = Rows(case=case, on=clock.today())
    shown = shown_papers(rows)
    found = document(document_uid, viewer)
    if document_uid not in shown and (
        found.case_urn != case.urn or found.step_urn not in _accompanied(rows, shown)
    ):
        raise unknown()
    return found


def _accompanied(rows: Rows, shown: frozenset[str]) -> frozenset[str]:
    """Return the steps whose papers came to the party together with others (行政强制法 第二十四条)."""
    declared = rows.procedure.by_step
    return frozenset(
        step.urn
        for step in rows.steps
        if step.document_uid in shown
        and step.code in declared
        and declared[step.code].document in ACCOMPANYING
    )


def party_phone(case: Case) -> str:
    """Return the confirmed phone of the party, empty when none is on file."""
    return Rows(case=case, on=clock.today()).party.phone.strip()


def _clocks(case: Case) -> tuple[PartyClock, ...]:
    rows = Clock.objects.filter(case=case, runs_for__in=["party", "agency"]).order_by("due", "id")
    declared = shown_by(case.procedure, case.procedure_version).by_limit
    return tuple(
        _clock(row, row.of or "", declared.get(row.code))
        for row in rows.annotate(of=F("about__document_number"))
    )


def _clock(row: Clock, about: str, limit: Limit | None) -> PartyClock:
    derivation: dict[str, Any] = row.derivation or {}
    runs = row.ended_at is None and row.paused_at is None
    return PartyClock(
        title=row.title,
        about=about,
        due=row.due_at or row.due,
        basis=row.basis,
        sentences=tuple(derivation.get("sentences", ())),
        provisional=row.provisional,
        paused=row.paused_at is not None,
        ended=row.ended_at is not None,
        mine=row.runs_for == "party",
        lapsed=runs and (row.earliest or row.code in LAPSING) and row.due < clock.today(),
        limit=limit,
    )
