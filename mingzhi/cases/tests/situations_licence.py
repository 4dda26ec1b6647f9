"""Situations of the guards of licences with rules of their own (行政许可法 §26-2, §35, §42-2, §53–57)."""

from dataclasses import replace

from mingzhi.cases.rules import licence_kinds as kinds
from mingzhi.cases.rules.coercive import CoerciveFact
from mingzhi.cases.rules.licence_kinds import LicenceFacts
from mingzhi.cases.tests.given import AFTER, Case, clock, given


def of(*flags: str, **more: object) -> LicenceFacts:
    """A licence of these kinds."""
    return LicenceFacts(flags=frozenset(flags), **more)  # type: ignore[arg-type]


RENEWAL = CoerciveFact(number="清运延许〔2026〕1号", code="refuse_renewal", title="不予延续")

LICENCES: dict[str, tuple[Case, Case]] = {
    "handled_as_one": (given(licence=of(kinds.JOINT)), given(licence=of(kinds.QUOTA))),
    "own_term_running": (
        given(clocks=clock("licence_decide", AFTER)),
        given(clocks=clock("licence_joint", AFTER)),
    ),
    "joint_term_running": (
        given(clocks=clock("licence_joint", AFTER)),
        given(clocks=clock("licence_decide", AFTER)),
    ),
    "testing_said": (
        given({"testing": True}, licence=of(kinds.TEST)),
        given({}, licence=of(kinds.TEST)),
    ),
    "chosen_fairly": (
        given(licence=of(kinds.RIGHT, won=True), done=frozenset({"record_award"})),
        given(licence=of(kinds.RIGHT)),
    ),
    "assessed": (
        given(licence=of(kinds.QUALIFICATION), done=frozenset({"record_assessment"})),
        given(licence=of(kinds.QUALIFICATION)),
    ),
    "tested": (
        given(licence=of(kinds.TEST, result="meets")),
        given(licence=of(kinds.TEST, result="analysis")),
    ),
    "first_come": (
        given(licence=of(kinds.QUOTA)),
        given(licence=of(kinds.QUOTA, earlier=1)),
    ),
    "decided_here": (given(), given(licence=of(kinds.TWO_LEVELS))),
    "licence_change_named": (
        given({"against": RENEWAL.number}, licence_changes=(RENEWAL,)),
        given({"against": "清运许〔2026〕9号"}, licence_changes=(RENEWAL,)),
    ),
    "licence_change_not_attacked": (
        given({"against": RENEWAL.number}, licence_changes=(RENEWAL,)),
        given({"against": RENEWAL.number}, licence_changes=(replace(RENEWAL, attacked=True),)),
    ),
    "licence_change_attacked": (
        given({"against": RENEWAL.number}, licence_changes=(replace(RENEWAL, attacked=True),)),
        given({"against": RENEWAL.number}, licence_changes=(RENEWAL,)),
    ),
    "decided_above": (given(licence=of(kinds.TWO_LEVELS)), given()),
}
