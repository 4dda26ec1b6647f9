"""Play a scenario through acts: every event at its own time, by the person whose act it is.

A scenario is a TOML file under ``scenarios/``. The demo county and the tests play the same ones; a
play may be moved in time (``shift``) and stopped before a step (``before``).
"""

import io
import re
import tomllib
import wave
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from mingzhi.cases import acts as cases
from mingzhi.cases.models import Case, CoerciveDecision, Decision, LicenceChange, Step
from mingzhi.cases.notices import draft_for
from mingzhi.catalogue.queries import power_on
from mingzhi.disclosure import acts as disclosure
from mingzhi.disclosure.models import Notice
from mingzhi.disclosure.rules.doubts import WORD
from mingzhi.identity.queries import delegations_on
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.records.acts import attach
from mingzhi.records.storing import store_bytes
from mingzhi.review import acts as review
from mingzhi.review.models import Submission
from mingzhi.review.rules.points import POINT_CODES, Verdict

FOLDER = Path(__file__).with_name("scenarios")
_DAY = re.compile(r"\{d:(\d{4}-\d{2}-\d{2})\}")

Cast = Callable[[str, date], Actor]
"""Returns who plays a role ("@handler", "@head" …) on a day."""


def scenario(name: str) -> dict[str, Any]:
    """Read a scenario by its file name without ending."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(slots=True, kw_only=True)
class Walk:
    """One play of a scenario; ``case`` exists once it has been opened."""

    script: Mapping[str, Any]
    cast: Cast
    shift: timedelta = timedelta(0)
    changes: Mapping[str, Any] = field(default_factory=dict)
    case: Case | None = None
    last: Any = None

    def play(self, part: str = "events", *, start: str = "", before: str = "") -> "Walk":
        """Play the events of a part in order, from ``start`` up to (not including) ``before``.

        Both name a step, or what is done where it is no step (``publish``).
        """
        names = [event.get("step", event["do"]) for event in self.script[part]]
        first = names.index(start) if start else 0
        last = names.index(before, first) if before else len(names)
        for event in self.script[part][first:last]:
            self.perform(event)
        return self

    def perform(self, event: Mapping[str, Any]) -> Any:
        """Play one event at its time."""
        at = event["at"] + self.shift
        with clock.fixed(at):
            self.last = _DOING[event["do"]](self, event, self.actor(event["by"], at.date()))
        return self.last

    def actor(self, role: str, on: date) -> Actor:
        """Return who plays the role on that day."""
        return self.cast(role.removeprefix("@"), on)

    def the_case(self) -> Case:
        """Return the case as it stands now."""
        if self.case is None:
            raise RuntimeError("the case has not been opened")
        return Case.objects.get(pk=self.case.pk)

    def filled(self, value: Any, on: date) -> Any:
        """Put days, people and the content core into what the script says."""
        if isinstance(value, datetime):
            return (value + self.shift).isoformat()
        if isinstance(value, date):
            return (value + self.shift).isoformat()
        if isinstance(value, str):
            return self._text(value, on)
        if isinstance(value, Mapping):
            return {name: self.filled(part, on) for name, part in value.items()}
        if isinstance(value, list):
            return [self.filled(part, on) for part in value]
        return value

    def _text(self, text: str, on: date) -> Any:
        if text.startswith("$"):
            return self.core(text[1:], on)
        if text.startswith("@"):
            return self.actor(text, on).urn
        return _DAY.sub(lambda match: _in_words(date.fromisoformat(match[1]) + self.shift), text)

    def core(self, name: str, on: date) -> dict[str, Any]:
        """Return a content core of the script; ``base`` takes another one and overrides parts."""
        table = dict(self.script[name])
        base = table.pop("base", "")
        whole = {**(self.core(base[1:], on) if base else {}), **table}
        filled: dict[str, Any] = self.filled({**whole, **self.changes.get(name, {})}, on)
        return filled


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _open(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Case:
    about, day = walk.script["case"], clock.today()
    ended = about.get("act_ended_on")
    walk.case = cases.open_case(
        actor=actor,
        agency_code=actor.agency_code,
        power_uid=power_on(about["power"], day).uid,
        procedure=about["procedure"],
        cause=about["cause"],
        source=about["source"],
        facts=walk.filled(about.get("facts", ""), day),
        party=walk.filled(dict(walk.script["party"]), day),
        act_ended_on=ended + walk.shift if ended else None,
        delegation=_delegation(actor, day) if about.get("delegated") else "",
    )
    return walk.case


def _delegation(actor: Actor, day: date) -> str:
    """Return the delegation the agency's matter is handled under."""
    return str(delegations_on(actor.agency_code, day)[0].uid)


def _step(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Step:
    day = clock.today()
    officers: Sequence[str] = ()
    if event.get("officers"):
        officers = (walk.actor("handler", day).urn, walk.actor("second", day).urn)
    row = cases.take_step(
        actor=actor,
        case=walk.the_case(),
        step=event["step"],
        data=walk.filled(dict(event.get("data", {})), day),
        officers=officers,
    )
    if "recording" in event:
        _record(walk, event["recording"], actor, row)
    return row


def _record(walk: Walk, told: Mapping[str, Any], actor: Actor, row: Step) -> None:
    case = walk.the_case()
    item = RECORDINGS.get(row.code, "inspection")
    attach(
        actor=actor,
        case_urn=case.urn,
        case_label=case.label,
        step_urn=row.urn,
        stored=store_bytes(silence(seed=row.code), f"{row.title}.wav"),
        kind="recording",
        title=f"{row.title}录音录像",
        agency_code=case.agency_code,
        item_code=item,
        captured_from=told["from"] + walk.shift,
        captured_until=told["until"] + walk.shift,
        device=told["device"],
    )


RECORDINGS = {
    "inquire": "inquiry",
    "preserve": "preservation",
    "seize": "seizure",
    "dispose_goods": "goods_disposal",
}
"""Under which line of the recording list the recording of a step is filed; others are inspections."""


def silence(*, seed: str) -> bytes:
    """Return a tenth of a second of near silence as WAV; another seed gives other bytes."""
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        quiet = bytes([128] * 792)
        sound.writeframes(quiet + seed.encode()[:8].ljust(8, b"\x80"))
    return target.getvalue()


def _attach(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Any:
    case = walk.the_case()
    return attach(
        actor=actor,
        case_urn=case.urn,
        case_label=case.label,
        step_urn="",
        stored=store_bytes(f"{event['title']}\n{case.label}\n".encode(), f"{event['title']}.txt"),
        kind=event["kind"],
        title=event["title"],
        agency_code=case.agency_code,
        source=event.get("source", ""),
    )


def _round(walk: Walk) -> Submission:
    return Submission.objects.filter(case_urn=walk.the_case().urn).latest("id")


def _assign(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Any:
    reviewer = walk.actor(event["reviewer"], clock.today()).urn
    return review.assign(actor=actor, submission=_round(walk), reviewer=reviewer)


def _findings(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Submission:
    submission = _round(walk)
    titles = {item["title"]: item["uid"] for item in submission.dossier}
    problems = {problem["point"]: problem for problem in event.get("problems", ())}
    for point in POINT_CODES:
        problem = problems.get(point, {})
        review.record_finding(
            actor=actor,
            submission=submission,
            point=point,
            verdict=Verdict.PROBLEM if problem else Verdict.GOOD,
            text=problem.get("text", ""),
            document_uid=str(titles.get(problem.get("document", ""), "")),
            page=problem.get("page") if problem.get("document") in titles else None,
        )
    return submission


def _opinion(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Step:
    return cases.record_opinion(actor=actor, submission=_round(walk), kind=event["kind"], text=event["text"])


def _source(walk: Walk, event: Mapping[str, Any]) -> str:
    """Return the urn of what is published: the case's decision, or the one beside it that a step made."""
    case = walk.the_case()
    if "of" in event:
        beside = LicenceChange if case.kind == "行政许可" else CoerciveDecision
        return beside.objects.filter(case=case, kind=event["of"]).latest("id").urn
    return Decision.objects.filter(case=case).latest("id").urn


def _prepare(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Any:
    """Prepare the notice, for a second person to check."""
    urn = _source(walk, event)
    draft = draft_for(urn, actor, corrections=event.get("slips"))
    return disclosure.prepare_notice(actor=actor, source_urn=urn, draft=draft)


def _checked(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Any:
    """Prepare the notice and have the second person check it."""
    version = _prepare(walk, event, actor)
    checker = walk.actor(event["checker"], clock.today())
    disclosure.check_notice(
        actor=checker,
        version=version,
        passed=True,
        secrecy=True,
        privacy=True,
        same_text=True,
        said=dict.fromkeys(event.get("not_names", ()), WORD),
    )
    return version


def _publish(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Any:
    version = _checked(walk, event, actor)
    return disclosure.publish(actor=actor, notice=version.notice, version=version)


def _correct(walk: Walk, event: Mapping[str, Any], actor: Actor) -> Any:
    version = _checked(walk, event, actor)
    notice = Notice.objects.get(pk=version.notice_id)
    return disclosure.correct(actor=actor, notice=notice, version=version, reason=event["reason"])


_DOING: Mapping[str, Callable[[Walk, Mapping[str, Any], Actor], Any]] = {
    "open": _open,
    "step": _step,
    "attach": _attach,
    "assign": _assign,
    "findings": _findings,
    "opinion": _opinion,
    "prepare": _prepare,
    "publish": _publish,
    "publish_measure": _publish,
    "correct": _correct,
}
