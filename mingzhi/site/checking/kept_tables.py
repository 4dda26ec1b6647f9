"""Every table of the project and how its rows are kept, so that none is forgotten.

``SEALED``: rows are sealed in runs as they come; the columns named here may change afterwards (their
guards say the same), everything else never. ``OTHERWISE``: why a table is not sealed so.
"""

from functools import cache

from django.apps import apps

from mingzhi.trail.acts.row_seals import seal_rows
from mingzhi.trail.queries.row_seals import Sealed

_VALID = ("valid_until",)
_ENDS = ("until", "ended_because")
_MOVED = ("moved_to", "moved_derivation")

SEALED: dict[str, tuple[str, ...]] = {
    "calendars.HolidayNotice": (),
    "calendars.CalendarDay": (),
    "calendars.NoticeRecount": (),
    "calendars.DayMove": (),
    "trail.Sending": ("subject_urn",),
    "disclosure.Notice": ("closed_at", "on_desk_since"),
    "disclosure.NoticeVersion": (),
    "disclosure.Check": (),
    "disclosure.Leaf": (),
    "disclosure.Publication": ("until", "ended"),
    "disclosure.Correction": (),
    "disclosure.Withdrawal": (),
    "disclosure.DataEdition": (),
    "disclosure.Duty": (),
    "disclosure.DutyState": ("until",),
    "disclosure.Exemption": (),
    "disclosure.FilingCheck": (),
    "disclosure.ExemptionEnd": (),
    "disclosure.Outlet": ("closed_at", "closed_by_label", "close_reason"),
    "disclosure.Delivery": (
        "state",
        "state_since",
        "tries",
        "sends",
        "next_try_at",
        "lease",
        "leased_until",
        "progress",
        "error_code",
        "error",
        "remote_id",
        "remote_url",
        "receipt",
    ),
    "disclosure.DeliveryAttempt": (),
    "disclosure.RegisterEdition": (),
    "disclosure.RegisterRow": ("until_edition",),
    "disclosure.Report": ("closed_at", *_MOVED),
    "disclosure.ReportWords": ("contact", "contact_erased_at", "source"),
    "disclosure.ReportAnswer": (),
    "disclosure.Statement": (),
    "identity.Region": (),
    "identity.Person": ("name", "title", "phone"),
    "identity.Agency": (),
    "identity.AgencyVersion": ("until",),
    "identity.Appointment": _ENDS,
    "identity.Certificate": (),
    "identity.CertificateEvent": (),
    "identity.Delegation": ("published_on", "published_at_address", "ended_on", "ended_because"),
    "identity.PublicItem": _ENDS,
    "identity.ReviewerQualification": _ENDS,
    "identity.Counsel": (),
    "catalogue.ReviewRule": _VALID,
    "catalogue.RecordingItem": _VALID,
    "catalogue.Parameter": _VALID,
    "catalogue.Power": (),
    "catalogue.PowerVersion": _VALID,
    "catalogue.PowerHolder": _VALID,
    "catalogue.Benchmark": _VALID,
    "catalogue.Statute": ("title_en", "aliases"),
    "catalogue.StatuteVersion": _VALID,
    "catalogue.Article": ("valid_until", "fate", "fate_reason"),
    "catalogue.Reliance": _VALID,
    "catalogue.Template": _VALID,
    "records.StoredFile": (),
    "records.Document": (),
    "records.Attachment": (),
    "records.RecordingGap": (),
    "records.Custody": (),
    "records.NumberSeries": ("last",),
    "records.IssuedNumber": ("state", "closed_at", "closed_by", "used_for", "void_reason"),
    "records.Volume": ("until",),
    "records.VolumeItem": (),
    "review.Submission": ("closed_at", "withdrawn_because", *_MOVED),
    "review.SubmissionHandler": (),
    "review.Extension": (),
    "review.Assignment": _ENDS,
    "review.Coordination": (),
    "review.Finding": ("withdrawn_at", "withdrawn_because"),
    "review.Opinion": (),
    "review.Clearance": (),
    "cases.Case": (
        "act_ended_on",
        "harmful",
        "state",
        "state_since",
        "party_name",
        "nearest_due",
        "nearest_limit",
        "asked_on",
        "closed_at",
    ),
    "cases.CaseState": ("until",),
    "cases.Handler": _ENDS,
    "cases.AccessAttempt": (),
    "cases.OneTimeCode": ("used_at",),
    "cases.OneTimeMessage": ("sealed", "next_try_at", "tries", "outcome", "ended_at", "error_code"),
    "cases.ActCode": ("ended_at",),
    "cases.ActScan": (),
    "cases.Step": (),
    "cases.StepDemand": (),
    "cases.Clock": (
        "due",
        "due_at",
        "derivation",
        "provisional",
        "paused_at",
        "extensions",
        "ended_at",
        "ended_by_id",
    ),
    "cases.ClockChange": (),
    "cases.ClockRecount": (),
    "cases.CoerciveDecision": (),
    "cases.LicenceChange": (),
    "cases.ContentCore": (),
    "cases.ProposalNotice": ("served_on", "waiting_until", "waived"),
    "cases.Defence": ("answered_on", "accepted", "answer"),
    "cases.Hearing": (
        "accepted",
        "notified_on",
        "set_for",
        "earliest_on",
        "held_on",
        "ended_without",
        "reported_on",
    ),
    "cases.Discussion": (),
    "cases.ReviewSwitch": ("until",),
    "cases.ReviewWaiver": (),
    "cases.Decision": ("told_publication", "correction_pending", "standing", "fallen_at"),
    "cases.Service": (),
    "cases.Payment": (),
    "cases.Remedy": ("ended_on", "outcome", "reason", "execution_stayed"),
    "cases.Closure": ("volume_uid", "archived_on"),
    "cases.Measure": ("approved_at", "until", "extended", "testing_since", "lifted_at", "lifted_how"),
    "cases.Party": ("until",),
    "cases.Rectification": ("closed_at", *_MOVED),
    "cases.RectificationAnswer": (),
    "cases.PartyRequest": ("closed_at", *_MOVED),
    "cases.RequestOutcome": (),
    "supervision.Change": (),
    "supervision.AdjustmentTask": ("agency_code", "agency_name", "state", "level", *_MOVED),
    "supervision.AdjustmentAnswer": (),
    "supervision.Escalation": (),
    "supervision.AnnualReport": (),
    "supervision.AnnualSnapshot": ("approved_at", "approved_by_urn", "approved_by_label"),
    "supervision.AnnualSubmission": ("receipt", "received_at", "received_by_label", "confirmed"),
}

AT_ONCE = (
    "cases.Case",
    "cases.CoerciveDecision",
    "cases.ContentCore",
    "cases.Decision",
    "cases.Handler",
    "cases.LicenceChange",
    "cases.Measure",
    "cases.Party",
    "cases.Payment",
    "cases.ProposalNotice",
    "cases.Service",
    "disclosure.Check",
    "disclosure.Duty",
    "disclosure.DutyState",
    "disclosure.Exemption",
    "disclosure.Notice",
    "disclosure.NoticeVersion",
    "disclosure.Publication",
    "disclosure.Withdrawal",
    "records.Attachment",
    "records.Document",
    "records.StoredFile",
    "review.Assignment",
    "review.Clearance",
    "review.Opinion",
    "review.Submission",
    "review.SubmissionHandler",
)
"""Tables whose rows are sealed besides by the act that writes them: an altered row is found at once.

A step is told whole by its own entry, its officers with their certificates included (``witnesses/steps.py``):
sealing it besides would cost a seventh of the processor time of an act without a paper.
"""

_OWN = "holds or carries its own commitments, each in the log"
_TOLD = "a setting: every change is told by an entry"
_PASSING = "made anew by itself, or of the moment only"
_SHUFFLED = "kept without order, so that nobody can tell who rated; an entry holds the digest of each day's"

OTHERWISE: dict[str, str] = {
    "ledger.Checkpoint": _OWN,
    "ledger.Leaf": _OWN,
    "ledger.Log": _OWN,
    "ledger.Tile": _OWN,
    "trail.Entry": _OWN,
    "trail.Payload": _OWN,
    "trail.Mention": _OWN,
    "trail.ActSeal": "rows and salt of a digest that stands in the entry, and so in the log",
    "trail.RowSeal": _OWN,
    "disclosure.Channel": _TOLD,
    "identity.Account": _TOLD,
    "identity.Role": _TOLD,
    "disclosure.IndexJob": _PASSING,
    "auth.Permission": _PASSING,
    "auth.Group_permissions": _PASSING,
    "auth.Group": _PASSING,
    "contenttypes.ContentType": _PASSING,
    "sessions.Session": _PASSING,
    "axes.AccessFailureLog": _PASSING,
    "axes.AccessAttempt": _PASSING,
    "axes.AccessAttemptExpiration": _PASSING,
    "axes.AccessLog": _PASSING,
    "supervision.BoxedRating": _SHUFFLED,
    "supervision.Rating": _SHUFFLED,
}


@cache
def sealed_tables() -> tuple[Sealed, ...]:
    """Return the tables whose rows are sealed, with the columns that never change."""
    return tuple(_sealed(label, set(changing)) for label, changing in SEALED.items())


def sealed_at_once() -> tuple[Sealed, ...]:
    """Return the tables whose rows are sealed by the act that writes them."""
    return tuple(_sealed(label, set(SEALED[label])) for label in AT_ONCE)


def _sealed(label: str, changing: set[str]) -> Sealed:
    model = apps.get_model(label)
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    return Sealed(model, tuple(name for name in names if name not in changing))


def seal_new_rows() -> int:
    """Seal what the acts wrote since the last time; return how many rows (a job of the worker)."""
    return seal_rows(sealed_tables())
