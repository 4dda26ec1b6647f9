"""When a notice must come down: grounds, terms and articles."""

from dataclasses import dataclass

from mingzhi.disclosure.rules.channels import in_force_at
from mingzhi.kernel.wording import gettext_noop as _

NOT_PUBLIC = "not_public"
GROUNDS: dict[str, str] = {
    "changed": _("决定被依法变更"),
    "revoked": _("决定被依法撤销"),
    "unlawful": _("决定被确认违法"),
    "void": _("决定被确认无效"),
    NOT_PUBLIC: _("属于不予公开的情形"),
}
"""Why a notice is withdrawn, by the code that the public API gives; the first four the matter itself says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRule:
    """Within which term; ``length`` "" means without delay, no counted term."""

    kinds: frozenset[str]
    grounds: frozenset[str]
    length: str
    basis: str
    jurisdiction: str = ""


FALLEN = frozenset({"changed", "revoked", "unlawful", "void"})
"""Grounds on which a decision is no longer what it was: the room of the matter says so (行政处罚法 §48-2)."""
_ANY_KIND: frozenset[str] = frozenset()

WITHDRAWALS: tuple[WithdrawalRule, ...] = (
    WithdrawalRule(kinds=frozenset({"penalty"}), grounds=FALLEN, length="3wd", basis="行政处罚法 §48-2"),
    WithdrawalRule(
        kinds=_ANY_KIND,
        grounds=FALLEN,
        length="3wd",
        basis="广东省行政执法公示办法 §24-1",
        jurisdiction="44",
    ),
    WithdrawalRule(
        kinds=_ANY_KIND,
        grounds=frozenset({NOT_PUBLIC}),
        length="",
        basis="广东省行政执法公示办法 §24-2",
        jurisdiction="44",
    ),
    WithdrawalRule(
        kinds=_ANY_KIND,
        grounds=FALLEN,
        length="",
        basis="浙政办发〔2019〕20号 二(一)3",
        jurisdiction="33",
    ),
    WithdrawalRule(kinds=_ANY_KIND, grounds=frozenset({NOT_PUBLIC}), length="", basis="政府信息公开条例 §15"),
    WithdrawalRule(kinds=_ANY_KIND, grounds=FALLEN, length="", basis="政府信息公开条例 §6"),
)


def rule_for(*, kind: str, ground: str, region_code: str) -> WithdrawalRule:
    """Return the line for this kind and ground: a line with a counted term goes first.

    Raises KeyError for an unknown ground.
    """
    if ground not in GROUNDS:
        raise KeyError(ground)
    matching = [
        rule
        for rule in WITHDRAWALS
        if ground in rule.grounds
        and (not rule.kinds or kind in rule.kinds)
        and in_force_at(rule.jurisdiction, region_code)
    ]
    return max(matching, key=lambda rule: (bool(rule.length), bool(rule.kinds), len(rule.jurisdiction)))
