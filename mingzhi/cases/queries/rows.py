"""The rows of one case, loaded once: what facts, pages and papers are made from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from mingzhi.cases.models import (
    Case,
    Clock,
    ContentCore,
    Decision,
    Defence,
    Discussion,
    Handler,
    Hearing,
    Measure,
    Party,
    Payment,
    ProposalNotice,
    Remedy,
    Service,
    Step,
)
from mingzhi.cases.queries.procedures import procedure_of
from mingzhi.cases.rules.documents import ACCOMPANYING
from mingzhi.cases.rules.enforcement import ENFORCE
from mingzhi.cases.rules.party_kinds import is_citizen
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.catalogue.queries import ForCase, for_case
from mingzhi.identity.queries import certificates_on
from mingzhi.identity.rules.views import CertificateView
from mingzhi.kernel import clock
from mingzhi.prepared import prepared
from mingzhi.review.queries import RoundView, rounds_of

_MADE_BY = {
    "proposal_notices": {"serve_notice"},
    "defences": {"record_defence"},
    "decisions": {
        "decide_penalty",
        "decide_no_penalty",
        "decide_not_established",
        "decide_transfer",
        "decide_on_spot",
        "grant",
        "refuse",
        "revoke",
        "withdraw_licence",
    },
    "hearings": {"ask_hearing", "open_hearing"},
    "discussions": {"discuss"},
    "services": {
        "serve_notice",
        "serve_decision",
        "serve_no_penalty",
        "serve_document",
        "serve_freezing",
        "serve_correction",
        "hand_over",
        "deliver",
        "deliver_refusal",
        "demand",
        "demand_instalment",
        "notify_hearing",
        "serve_enforcement",
        "serve_substitute",
        "warn_substitute",
    },
    "payments": {"pay", "collect_on_spot", "record_proceeds"},
    "remedies": {"file_remedy", "file_coercive_remedy", "file_change_remedy"},
    "measures": {"preserve", "seize"},
}
"""Which steps write which tables: a table is read only where one of them was taken."""

NIGHT_HOURS = "execution.night"
BUSINESS_AS_CITIZEN = "party.business_as_citizen"
PARAMETERS = (
    "hearing.fine.person",
    "hearing.fine.organisation",
    "hearing.confiscation.person",
    "hearing.confiscation.organisation",
    "discussion.below_minimum",
    BUSINESS_AS_CITIZEN,
    NIGHT_HOURS,
)
"""The local values a case is weighed with."""


def general_review(kind: str) -> str:
    """Return the code of the switch by which every decision of a kind is reviewed."""
    return f"review.general.{kind}"


@prepared
def _table_of(
    case: int, *, table: Any, related: tuple[str, ...] = (), now: bool = False
) -> "QuerySet[Any, Any]":
    """Return the rows of a case in one table, oldest first; ``now``: those that hold still."""
    rows: QuerySet[Any, Any] = table.objects.filter(case=case).order_by("id")
    rows = rows.filter(until__isnull=True) if now else rows
    return rows.select_related(*related) if related else rows


def day_of(moment: datetime) -> date:
    """Return the day in China."""
    return moment.astimezone(clock.CHINA).date()


@dataclass
class Rows:
    """Everything known of one case, each table read at most once and only where something can be in it."""

    case: Case
    on: date
    _kept: dict[str, list[Any]] = field(default_factory=dict)

    @cached_property
    def steps(self) -> list[Step]:
        """All steps, in the order in which they were recorded."""
        return _table_of(self.case.pk, table=Step)

    @cached_property
    def done(self) -> frozenset[str]:
        """Codes of the steps taken."""
        return frozenset(step.code for step in self.steps)

    def taken(self, *codes: str) -> list[Step]:
        """Return the steps of these codes, oldest first."""
        return [step for step in self.steps if step.code in codes]

    def last(self, *codes: str) -> Step | None:
        """Return the last step of these codes."""
        found = self.taken(*codes)
        return found[-1] if found else None

    def first_day(self, *codes: str) -> date | None:
        """Return the day of the first step of these codes."""
        found = self.taken(*codes)
        return day_of(found[0].occurred_at) if found else None

    def last_day(self, *codes: str) -> date | None:
        """Return the day of the last step of these codes."""
        found = self.last(*codes)
        return day_of(found.occurred_at) if found else None

    def entered(self, code: str, name: str) -> str:
        """Return what was entered in a field of the last step of that code."""
        found = self.last(code)
        return str(found.data.get(name, "")) if found else ""

    def anew(self, *codes: str) -> list[Step]:
        """Return the steps of these codes since a decision was begun anew, else all of them.

        What was told and heard before a decision that fell does not carry the one made in its place.
        """
        begun = self.last("redo")
        return [step for step in self.taken(*codes) if begun is None or step.id > begun.id]

    def _table(self, name: str, model: Any, *related: str) -> list[Any]:
        if name not in self._kept:
            made = not _MADE_BY.get(name) or bool(_MADE_BY[name] & self.done)
            self._kept[name] = _table_of(self.case.pk, table=model, related=related) if made else []
        return self._kept[name]

    @cached_property
    def party(self) -> Party:
        """The party as known now."""
        party: Party = _table_of(self.case.pk, table=Party, now=True)[0]
        return party

    @property
    def citizen(self) -> bool:
        """Whether the sums for citizens hold, as the place counts the party."""
        counted = self.law.parameters.get(BUSINESS_AS_CITIZEN)
        return is_citizen(self.party.kind, business_as_citizen=counted is None or counted.on)

    @cached_property
    def handlers(self) -> list[Handler]:
        """The people in charge now."""
        return _table_of(self.case.pk, table=Handler, now=True)

    @cached_property
    def certificates(self) -> dict[str, CertificateView]:
        """Their certificates on the day."""
        return certificates_on([row.person_urn for row in self.handlers], self.on) if self.handlers else {}

    @cached_property
    def submitted(self) -> tuple[RoundView, ...]:
        """The rounds of review, also those withdrawn."""
        return rounds_of(self.case.urn) if {"submit_review", "resubmit"} & self.done else ()

    @property
    def rounds(self) -> list[RoundView]:
        """The rounds of review of the decision that stand."""
        return [item for item in self._standing if item.outcome != ENFORCE]

    @property
    def enforcement_rounds(self) -> list[RoundView]:
        """The rounds of review of its enforcement that stand."""
        return [item for item in self._standing if item.outcome == ENFORCE]

    @property
    def _standing(self) -> list[RoundView]:
        return [item for item in self.submitted if not item.withdrawn_because]

    @cached_property
    def law(self) -> ForCase:
        """What of the catalogue counts for the case on the day: its power, local values, lists."""
        return for_case(
            self.case.power_uid,
            kind=self.case.kind,
            parameters=(*PARAMETERS, general_review(self.case.kind)),
            jurisdiction=self.case.region_code,
            agency=self.case.agency_code,
            on=self.on,
        )

    @cached_property
    def procedure(self) -> Procedure:
        """The declaration the case runs on."""
        return procedure_of(self.case.procedure, self.case.procedure_version)

    @cached_property
    def documents(self) -> frozenset[str]:
        """Template codes of the documents that steps have put on file."""
        declared = self.procedure.by_step
        made = {
            declared[step.code].document for step in self.steps if step.document_uid and step.code in declared
        }
        return frozenset(made.union(*(ACCOMPANYING.get(code, ()) for code in made)))

    @property
    def cores(self) -> list[ContentCore]:
        """Every proposed or decided core."""
        return self._table("cores", ContentCore)

    @property
    def decisions(self) -> list[Decision]:
        """Every decision, the present one last."""
        return self._table("decisions", Decision, "core")

    @property
    def notices(self) -> list[ProposalNotice]:
        """Every notice of a proposed penalty."""
        return self._table("proposal_notices", ProposalNotice, "core")

    @property
    def defences(self) -> list[Defence]:
        """Every defence."""
        return self._table("defences", Defence)

    @property
    def hearings(self) -> list[Hearing]:
        """Every hearing."""
        return self._table("hearings", Hearing)

    @property
    def discussions(self) -> list[Discussion]:
        """Every collective discussion."""
        return self._table("discussions", Discussion)

    @property
    def services(self) -> list[Service]:
        """Every service."""
        return self._table("services", Service)

    @property
    def payments(self) -> list[Payment]:
        """Every payment."""
        return self._table("payments", Payment)

    @property
    def remedies(self) -> list[Remedy]:
        """Every remedy."""
        return self._table("remedies", Remedy)

    @property
    def measures(self) -> list[Measure]:
        """Every interim measure."""
        return self._table("measures", Measure)

    @property
    def clocks(self) -> list[Clock]:
        """Every limit, running or ended."""
        return self._table("clocks", Clock)
