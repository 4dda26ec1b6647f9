"""The forms of the publisher's desk: which are shown to whom, and what each acts on."""

from collections.abc import Sequence
from typing import Any

from mingzhi.disclosure.models import Duty, NoticeVersion
from mingzhi.disclosure.policy import EXEMPT as FILES
from mingzhi.disclosure.policy import SUPERVISE
from mingzhi.disclosure.queries import desk
from mingzhi.disclosure.queries.desk import VersionLine
from mingzhi.disclosure.queries.reports import founded_on
from mingzhi.identity.queries import agencies_with, agency_on
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Attempt, Doing, Form, known
from mingzhi.workbench.forms import Context
from mingzhi.workbench.publishing.checking import CHECK, check_of
from mingzhi.workbench.publishing.drafting import PREPARE
from mingzhi.workbench.publishing.notices import (
    CORRECT,
    DELIVER,
    END_EARLY,
    EXEMPT,
    PUBLISH,
    REMOVE,
    WITHDRAW,
)

DOINGS: dict[str, Doing] = {
    doing.code: doing
    for doing in (PREPARE, CHECK, PUBLISH, CORRECT, WITHDRAW, END_EARLY, EXEMPT, DELIVER, REMOVE)
}
_ON_NOTICE = ("withdraw", "end_early")
_ON_DUTY = ("prepare", "exempt", "deliver", "remove")


def subject_of(doing: str, duty: Duty, version_uid: str, actor: Actor) -> Any:
    """Return what the act takes: the duty, the version, or the version's notice."""
    if doing in _ON_DUTY:
        return duty
    version = desk.version_row(version_uid, actor)
    return version.notice if doing in _ON_NOTICE else version


def doing_on(code: str, version: NoticeVersion | None, actor: Actor) -> Doing:
    """Return what can be done; the check of a version asks about its possible names too."""
    doing = known(DOINGS, code)
    return check_of(version, actor) if code == "check" and version and _may_check(version, actor) else doing


def _may_check(version: NoticeVersion, actor: Actor) -> bool:
    """Tell whether somebody is the second person of a version (政府信息公开条例 §17)."""
    own = version.notice.agency_code == actor.agency_code
    return own and actor.can("disclosure.check") and version.prepared_by_urn != actor.urn


def forms(
    version: NoticeVersion | None, line: VersionLine | None, tried: Attempt | None, actor: Actor
) -> dict[str, Form]:
    """Return every form; correction and withdrawal carry the publication that was looked at."""
    periods = tuple((r.code, f"{r.title} {r.basis}") for r in desk.period_options(version)) if version else ()
    founded = founded_on(version.notice, actor) if version else []
    seen = {
        "seen": line.publication if line else "",
        "report": founded[0].uid if len(founded) == 1 else "",
        "filed_with": "" if version else _filed_with(actor),
    }
    answers = tuple(
        (row.uid, f"{row.received_at.astimezone(clock.CHINA):%Y-%m-%d} {row.reason[:40]}") for row in founded
    )
    around = {
        "publish": Context(options={"period_rule": periods}),
        "correct": Context(options={"report": answers}),
    }
    found = {}
    for code in DOINGS:
        doing = doing_on(code, version, actor)
        context = around.get(code)
        trying = tried is not None and tried.doing.code == code
        found[code] = tried.form(context) if trying and tried else doing.form(context, stored=seen)
    return found


def _filed_with(actor: Actor) -> str:
    """Return the nearest body of the register that oversees publication: exemptions are filed with it."""
    agency = agency_on(actor.agency_code, clock.today()) if actor.can(FILES) else None
    above = agencies_with(SUPERVISE, agency.region_code, clock.today()) if agency else []
    return next((one.name for one in above if agency and one.code != agency.code), "")


def rights(
    actor: Actor,
    duty: Duty,
    lines: Sequence[VersionLine],
    line: VersionLine | None,
    version: NoticeVersion | None,
    *,
    exempt: bool,
) -> dict[str, bool]:
    """Return which forms are shown; the acts ask again. ``exempt``: the decision is not published."""
    own = actor.agency_code == duty.agency_code
    prepares = own and actor.can("disclosure.prepare")
    living = version is None or version.notice.closed_at is None
    public = any(row.state == "public" for row in lines)
    checked = line is not None and line.state == "checked"
    draft = version if line is not None and line.state == "draft" else None
    return {
        "prepare": prepares and living and not duty.barred_by and not exempt,
        "check": draft is not None and _may_check(draft, actor),
        "own_draft": own and draft is not None and draft.prepared_by_urn == actor.urn,
        "publish": prepares and living and checked and not public and not exempt,
        "correct": prepares and living and checked and public,
        "withdraw": own and actor.can("disclosure.exempt") and living and version is not None,
        "withdraw_fallen": prepares and living and version is not None,
        "end_early": own
        and actor.can("disclosure.answer")
        and living
        and public
        and version is not None
        and version.notice.kind == "penalty",
        "deliver": prepares,
        "exempt": own and actor.can("disclosure.exempt") and not (public or version or exempt),
    }
