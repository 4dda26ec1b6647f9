"""The channels through which a decision becomes public, and places where rules are in force."""

from dataclasses import dataclass

from mingzhi.kernel.wording import gettext_noop as _

PORTAL, CREDIT, ENTERPRISE = "portal", "credit", "gsxt"


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """One channel; ``own`` is delivered by publication itself, the others are confirmed with proof."""

    code: str
    name: str
    own: bool


CHANNELS = (
    ChannelKind(PORTAL, _("行政执法公示平台"), own=True),
    ChannelKind(CREDIT, _("信用信息公示（双公示）"), own=False),
    ChannelKind(ENTERPRISE, _("国家企业信用信息公示系统"), own=False),
)
CHANNEL_NAMES = {channel.code: channel.name for channel in CHANNELS}


def in_force_at(rule_jurisdiction: str, region_code: str) -> bool:
    """Tell whether a rule of ``rule_jurisdiction`` (a region code without trailing zeros; "" = nation)
    is in force in the region: 33 covers 330100 and 330101.
    """
    return region_code.startswith(rule_jurisdiction)


def same_province(one: str, other: str) -> bool:
    """Tell whether two region codes lie in one province; an unknown place counts as the same."""
    return not one or not other or one[:2] == other[:2]
