"""Ready-made actors and rounds for tests of review and of the rooms above it."""

from typing import Any

from mingzhi.kernel import canonical, clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.review import acts
from mingzhi.review.models import Submission
from mingzhi.review.rules.points import POINT_CODES

AGENCY = "11339921MB0W12342N"
CASE = "urn:mingzhi:cases:case:3f1e2f0e-0000-4000-8000-000000000001"


def person(name: str, *capabilities: str, agency: str = AGENCY) -> Actor:
    """Return a person of the agency with these capabilities."""
    return Actor(
        kind=ActorKind.PERSON,
        urn=f"urn:mingzhi:identity:person:{name}",
        label=name,
        on=clock.today(),
        agency_code=agency,
        agency_label="清溪县市场监督管理局",
        capabilities=frozenset(capabilities),
        agency_codes_seen=frozenset({agency}),
    )


def handler() -> Actor:
    """The handler of the case."""
    return person("chen", "cases.view", "cases.handle")


def reviewer(name: str = "fang") -> Actor:
    """A reviewer."""
    return person(name, "cases.view", "review.review")


def review_head() -> Actor:
    """The head of review."""
    return person("li", "cases.view", "review.review", "review.assign")


def agency_head() -> Actor:
    """The head of the agency."""
    return person("shen", "cases.view", "cases.approve")


def core(fine: int = 400_000) -> dict[str, Any]:
    """A small content core."""
    return {
        "outcome": "penalty",
        "facts": "货架上有过期食品",
        "penalties": [{"kind": "fine", "amount": fine}],
    }


DOSSIER = [
    {"uid": "d-1", "title": "现场检查笔录", "sha256": "11", "pages": 3},
    {"uid": "d-2", "title": "询问笔录", "sha256": "22"},
]


def submitted(fine: int = 400_000, **more: Any) -> Submission:
    """Submit a round of the case."""
    content = core(fine)
    given: dict[str, Any] = {
        "dossier": DOSSIER,
        "prechecks": [{"point": "subject", "title": "执法证件当日有效", "passed": True, "explain": "2名"}],
        **more,
    }
    return acts.submit(
        actor=handler(),
        case_urn=CASE,
        case_label="过期食品案",
        agency_code=AGENCY,
        core=content,
        core_hash=canonical.digest(content),
        handlers=[(handler().urn, "陈立"), ("urn:mingzhi:identity:person:zhou", "周敏")],
        **given,
    )


def found(submission: Submission, *, problem: str = "") -> None:
    """Record a finding on each point; ``problem`` names the point that has one."""
    for point in POINT_CODES:
        bad = point == problem
        acts.record_finding(
            actor=reviewer(),
            submission=submission,
            point=point,
            verdict="有问题" if bad else "符合",
            text="询问笔录第2页缺被询问人签名" if bad else "",
            document_uid="d-2" if bad else "",
            page=2 if bad else None,
        )
