"""When a notice must come down: grounds, terms and articles."""

from dataclasses import dataclass

from mingzhi.disclosure.rules.channels import in_force_at
from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why a notice is withdrawn. ``public_text`` is the sentence on the tombstone."""

    code: str
    title: str
    public_text: str


GROUNDS: dict[str, Ground] = {
    ground.code: ground
    for ground in (
        Ground(
            code="changed", title=_("决定被依法变更"), public_text=_("因行政决定被依法变更，撤回公示信息。")
        ),
        Ground(
            code="revoked", title=_("决定被依法撤销"), public_text=_("因行政决定被依法撤销，撤回公示信息。")
        ),
        Ground(
            code="unlawful",
            title=_("决定被确认违法"),
            public_text=_("因行政决定被确认违法，撤回公示信息。"),
        ),
        Ground(code="void", title=_("决定被确认无效"), public_text=_("因行政决定被确认无效，撤回公示信息。")),
        Ground(
            code="not_public",
            title=_("属于不予公开的情形"),
            public_text=_("因属于依法不予公开的情形，撤回公示信息。"),
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalRule:
    """Within which term; ``length`` "" means without delay, no counted term."""

    kinds: frozenset[str]
    grounds: frozenset[str]
    length: str
    basis: str
    jurisdiction: str = ""


_FALLEN = frozenset({"changed", "revoked", "unlawful", "void"})
_ANY_KIND: frozenset[str] = frozenset()

WITHDRAWALS: tuple[WithdrawalRule, ...] = (
    WithdrawalRule(kinds=frozenset({"penalty"}), grounds=_FALLEN, length="3wd", basis="行政处罚法 §48-2"),
    WithdrawalRule(
        kinds=_ANY_KIND,
        grounds=_FALLEN,
        length="3wd",
        basis="广东省行政执法公示办法 §24-1",
        jurisdiction="44",
    ),
    WithdrawalRule(
        kinds=_ANY_KIND,
        grounds=frozenset({"not_public"}),
        length="",
        basis="广东省行政执法公示办法 §24-2",
        jurisdiction="44",
    ),
    WithdrawalRule(
        kinds=_ANY_KIND,
        grounds=_FALLEN,
        length="",
        basis="浙政办发〔2019〕20号 二(一)3",
        jurisdiction="33",
    ),
    WithdrawalRule(
        kinds=_ANY_KIND, grounds=frozenset({"not_public"}), length="", basis="政府信息公开条例 §15"
    ),
    WithdrawalRule(kinds=_ANY_KIND, grounds=_FALLEN, length="", basis="政府信息公开条例 §6"),
)


def rule_for(*, kind: str, ground: str, region_code: str) -> WithdrawalRule:
    """Return the line for this kind and ground: a line with a counted term goes first.

    Raises KeyError for an unknown ground.
    """
    GROUNDS[ground]
    matching = [
        rule
        for rule in WITHDRAWALS
        if ground in rule.grounds
        and (not rule.kinds or kind in rule.kinds)
        and in_force_at(rule.jurisdiction, region_code)
    ]
    return max(matching, key=lambda rule: (bool(rule.length), bool(rule.kinds), len(rule.jurisdiction)))
