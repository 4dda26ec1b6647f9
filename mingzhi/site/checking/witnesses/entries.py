"""Rows that an act told: some entry of that act must say of each what the row says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from mingzhi.disclosure.models import Check, Exemption, Withdrawal
from mingzhi.identity.models import Appointment, Certificate, Delegation, Person, ReviewerQualification
from mingzhi.kernel.urn import Urn
from mingzhi.records.models import Attachment, RecordingGap
from mingzhi.review.models import (
    Assignment,
    Clearance,
    Coordination,
    Extension,
    Finding,
    Opinion,
    Submission,
)
from mingzhi.site.checking.witnesses.reading import Look, entries_about, parts
from mingzhi.trail.models import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How the rows of a table are told: by which act, about which urn, in which words.

    ``content`` maps a key of what was entered to the row's attribute; ``actor`` and ``at`` name the
    columns that repeat who acted and when, ``subject`` the one that names what the entry is about,
    ``hashes`` digests of the envelope. ``corrected`` is the act that puts a row right: its last entry
    counts. What was erased lawfully is told by the envelope alone.
    """

    model: type[Model]
    act: str
    corrected: str = ""
    urn: Callable[[Any], str]
    content: Mapping[str, str]
    actor: str = ""
    at: str = ""
    subject: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)
    related: tuple[str, ...] = ()

    def tells(self, entry: Entry, row: Model) -> bool:
        """Tell whether the entry says of the row what stands in it."""
        envelope = (("actor_urn", self.actor), ("occurred_at", self.at), ("subject_urn", self.subject))
        if any(getattr(entry, name) != _value(row, path) for name, path in envelope if path):
            return False
        if any(entry.hashes.get(name) != _value(row, path) for name, path in self.hashes.items()):
            return False
        said = entry.payload.content
        return said is None or all(said.get(key) == _plain(row, path) for key, path in self.content.items())


def _value(row: Model, path: str) -> Any:
    return attrgetter(path)(row)


def _plain(row: Model, path: str) -> Any:
    """Return a value as entries write it."""
    value = _value(row, path)
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)


def _own(room: str, noun: str) -> Callable[[Any], str]:
    return lambda row: str(Urn(room, noun, str(row.uid)))


def _round(row: Any) -> str:
    return str(Urn("review", "submission", str(row.submission.uid)))


def _notice(row: Any) -> str:
    return f"urn:mingzhi:disclosure:notice:{row.version.notice.uid}"


_ROUND = {"round": "submission.round"}
TOLD = (
    Told(
        model=Attachment,
        act="records.attach",
        urn=_own("records", "attachment"),
        content={
            "attachment": "uid",
            "title": "title",
            "kind": "kind",
            "part": "part",
            "item": "item_code",
            "device": "device",
            "gap_reason": "gap_reason",
        },
        hashes={"file": "file.sha256"},
        actor="attached_by_urn",
        at="attached_at",
        subject="case_urn",
        related=("file",),
    ),
    Told(
        model=RecordingGap,
        act="records.explain_gap",
        urn=attrgetter("case_urn"),
        content={"item": "item_code", "reason": "reason"},
        actor="explained_by_urn",
        at="explained_at",
        subject="case_urn",
    ),
    Told(
        model=Submission,
        act="review.submit",
        urn=_own("review", "submission"),
        content={"round": "round", "core_hash": "core_hash", "reason": "reason", "due": "due"},
        hashes={"core": "core_hash", "dossier": "dossier_hash"},
        actor="submitted_by_urn",
        at="submitted_at",
        subject="case_urn",
    ),
    Told(
        model=Assignment,
        act="review.assign",
        urn=_round,
        content={**_ROUND, "reviewer": "person_label"},
        actor="assigned_by_urn",
        at="since",
        related=("submission",),
    ),
    Told(
        model=Finding,
        act="review.record_finding",
        urn=_round,
        content={**_ROUND, "point": "point", "verdict": "verdict", "text": "text", "pin": "pin"},
        actor="found_by_urn",
        at="found_at",
        related=("submission",),
    ),
    Told(
        model=Extension,
        act="review.extend_limit",
        urn=_round,
        content={**_ROUND, "due": "due", "reason": "reason"},
        actor="approved_by_urn",
        at="approved_at",
        related=("submission",),
    ),
    Told(
        model=Opinion,
        act="review.give_opinion",
        urn=_round,
        content={**_ROUND, "kind": "kind", "text": "text", "qualification": "qualification"},
        hashes={"core": "submission.core_hash", "dossier": "submission.dossier_hash"},
        actor="responsible_urn",
        at="given_at",
        related=("submission",),
    ),
    Told(
        model=Coordination,
        act="review.coordinate",
        urn=_round,
        content={
            **_ROUND,
            "handling_view": "handling_view",
            "review_view": "review_view",
            "outcome": "outcome",
            "reason": "reason",
        },
        actor="decided_by_urn",
        at="decided_at",
        related=("submission",),
    ),
    Told(
        model=Check,
        act="disclosure.check_notice",
        urn=_notice,
        content={
            "version": "version.number",
            "passed": "passed",
            "secrecy": "secrecy",
            "privacy": "privacy",
            "same_text": "same_text",
            "remark": "remark",
            "said": "said",
        },
        actor="checked_by_urn",
        related=("version__notice",),
    ),
    Told(
        model=Exemption,
        act="disclosure.exempt",
        urn=attrgetter("source_urn"),
        content={
            "ground": "ground",
            "reason": "reason",
            "filed_with": "filed_with",
            "filed_on": "filed_on",
            "receipt": "receipt",
            "inside_term": "inside_term",
        },
    ),
    Told(
        model=Withdrawal,
        act="disclosure.withdraw",
        urn=lambda row: f"urn:mingzhi:disclosure:notice:{row.notice.uid}",
        content={"sealed": "leaf.commitment"},
        related=("notice", "leaf"),
    ),
    Told(
        model=Person,
        act="identity.register_person",
        corrected="identity.correct_person",
        urn=attrgetter("urn"),
        content={"name": "name", "title": "title", "phone": "phone"},
    ),
    Told(
        model=Appointment,
        act="identity.appoint",
        urn=attrgetter("urn"),
        content={"role": "role.code", "since": "since"},
        subject="person.urn",
        related=("person", "role"),
    ),
    Told(
        model=Certificate,
        act="identity.issue_certificate",
        urn=attrgetter("urn"),
        content={
            "number": "number",
            "kind": "kind",
            "issued_by": "issued_by",
            "since": "since",
            "until": "until",
        },
    ),
    Told(
        model=ReviewerQualification,
        act="identity.register_reviewer",
        urn=attrgetter("urn"),
        content={"ground": "ground", "number": "number", "since": "since"},
        subject="person.urn",
        related=("person",),
    ),
    Told(
        model=Delegation,
        act="identity.delegate",
        urn=attrgetter("urn"),
        content={"matters": "matters", "powers": "powers", "since": "since", "until": "until"},
    ),
)


def _telling(table: Told, urns: list[str]) -> dict[str, list[Entry]]:
    """Return the entries that may tell each row: those of its act, or the last that put it right."""
    found = entries_about(urns, table.act)
    if table.corrected:
        for urn, entries in entries_about(urns, table.corrected).items():
            found[urn] = [max(entries, key=lambda entry: entry.pk)]
    return found


def untold(table: Told) -> Iterator[str]:
    """Return the rows of a table that no entry tells as they are."""
    for part in parts(table.model._default_manager.select_related(*table.related)):
        found = _telling(table, [table.urn(row) for row in part])
        for row in part:
            if not any(table.tells(entry, row) for entry in found.get(table.urn(row), [])):
                yield _("%(table)s %(row)s 没有与之一致的记录条目。") % {
                    "table": table.model._meta.verbose_name,
                    "row": getattr(row, "uid", row.pk),
                }


def _clearances() -> Iterator[str]:
    """A clearance is what an agreeing opinion on the same core gave, in the same moment."""
    for part in parts(Clearance.objects.select_related("opinion__submission")):
        for row in part:
            given, about = row.opinion, row.opinion.submission
            told = ("同意", about.case_urn, about.core_hash, about.after_hearing, given.given_at)
            if told != (given.kind, row.case_urn, row.core_hash, row.after_hearing, row.given_at):
                yield _("审核通过 %(row)s 与其审核意见不一致。") % {"row": row.uid}


LOOKS: tuple[Look, ...] = (*(partial(untold, table) for table in TOLD), _clearances)
