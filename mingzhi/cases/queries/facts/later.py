"""Facts of what comes beside and after the main line: court, police, withdrawal, the licence's life."""

from datetime import date, datetime
from typing import Any

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import before
from mingzhi.cases.models import Case
from mingzhi.cases.queries.facts.coercive import fallen, standing
from mingzhi.cases.queries.rows import Rows, day_of
from mingzhi.cases.rules.coercive import WITHDRAWALS
from mingzhi.cases.rules.deadlines.licence import RENEWAL
from mingzhi.cases.rules.licence_kinds import QUOTA, LicenceFacts
from mingzhi.catalogue.queries import lasting_power


def court(rows: Rows) -> dict[str, Any]:
    """The application to the court and what came of it (行政强制法 §53, §57)."""
    return {
        "court_applied_on": rows.last_day("apply_court", "apply_court_now"),
        "court_outcome": rows.entered("record_ruling", "result"),
    }


def crime(rows: Rows) -> dict[str, Any]:
    """The state of the last transfer to the police; taking the case back ends it."""
    found: dict[str, Any] = {}
    for step in rows.taken(
        "report_crime",
        "approve_crime",
        "refuse_crime",
        "send_crime",
        "police_file",
        "police_refuse",
        "object_police",
        "take_back",
    ):
        if step.code in ("report_crime", "take_back"):
            found = {}
        elif step.code == "approve_crime":
            found["crime_approved_at"] = step.occurred_at
        elif step.code == "refuse_crime":
            found["crime_refused"] = True
        elif step.code == "send_crime":
            found["crime_sent_at"] = step.occurred_at
        elif step.code == "object_police":
            found["police_objected"] = True
        else:
            found |= _answered(step.code == "police_file", int(found.get("police_refusals", 0)))
    return found


def _answered(filed: bool, refusals: int) -> dict[str, Any]:
    return {
        "police_answer": "filed" if filed else "not_filed",
        "police_refusals": refusals + (not filed),
        "police_objected": False,
    }


def withdrawal(rows: Rows) -> dict[str, Any]:
    """Whether the public text of a fallen decision is still owed down (行政处罚法 §48-2)."""
    owed = [row for row in rows.clocks if row.code in WITHDRAWALS]
    return {
        "withdrawal_due_on": owed[-1].due if owed else None,
        "publication_withdrawn": bool(owed) and all(row.ended_at is not None for row in owed),
    }


UNDECIDED = ("accepted", "hearing", "proposed", "in_review", "returned", "reviewed")
ACCEPTANCES = ("accept", "accept_joint", "deem_accepted")


def licence(rows: Rows) -> dict[str, Any]:
    """The kind of the licence, how long it runs, until when it can be renewed (行政许可法 §50, §57)."""
    if rows.case.kind != "行政许可":
        return {}
    reopened = rows.last("refuse_renewal", "renew", "apply_renewal")
    return {
        "licence": _of_its_kind(rows),
        "renewal_reopened": reopened is not None
        and reopened.code != "apply_renewal"
        and reopened.id in fallen(rows),
        **_running(rows),
    }


def _of_its_kind(rows: Rows) -> LicenceFacts:
    flags = frozenset(lasting_power(rows.case.power_uid).flags)
    return LicenceFacts(
        flags=flags,
        won=rows.entered("record_award", "won") == "yes",
        result=rows.entered("test_to_standard", "result"),
        earlier=_earlier(rows) if QUOTA in flags else 0,
    )


def _earlier(rows: Rows) -> int:
    """Count the applications for the same licence that were accepted before this one and wait (§57)."""
    accepted = rows.last(*ACCEPTANCES)
    if accepted is None:
        return 0
    same = Case.objects.filter(
        agency_code=rows.case.agency_code, power_code=rows.case.power_code, state__in=UNDECIDED
    ).exclude(pk=rows.case.pk)
    before_it = same.filter(steps__code__in=ACCEPTANCES, steps__occurred_at__lt=accepted.occurred_at)
    return before_it.distinct().count()


def _running(rows: Rows) -> dict[str, Any]:
    granting = standing(rows, "grant", "renew")[-1:]
    until = str(granting[0].data.get("valid_until", "")) if granting else ""
    if not until:
        return {}
    last = date.fromisoformat(until)
    latest = before(last, RENEWAL, calendar=calendar(rows.case.region_code)).due
    return {
        "licence_valid_until": last,
        "renewal_latest_on": day_of(latest) if isinstance(latest, datetime) else latest,
    }
