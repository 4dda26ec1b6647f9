"""Guards asked beside those a step declares.

What a step declares is in the hash of its procedure, and cases go on under the version they were opened
under. A rule of the law that a version does not name yet is asked here, under every version at once.
"""

from collections.abc import Mapping

from mingzhi.cases.rules.meant import ACTS_ON

ALSO: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(ACTS_ON, ("measure_named",)),
    "conclude": ("heavier_only_on_new_facts",),
    "resubmit": ("heavier_only_on_new_facts",),
    "revise_proposal": ("hearing_reported",),
    "supplement": ("hearing_reported",),
    "end_hearing": ("hearing_not_missed",),
    "take_back": ("taken_back_as_answered",),
    "tell_on_site": ("statement_weighed",),
}
"""Step → guards. Whatever proposes anew is no heavier without new facts (行政处罚法 §45-2); a hearing has
its report before anything leads away from it (程序规定 §60-1); nobody misses it early (§64(6));
a case comes back from the police as they answered (移送规定 §10); of several measures the one meant is
named (行政强制法 §24-1); what the party says on the spot is reviewed (行政处罚法 §45-1)."""
