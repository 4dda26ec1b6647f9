"""Kinds of party, and who is a citizen where the law sets other sums for citizens than for organisations.

行政处罚法 §51 and the rules on larger sums (行政处罚法 §63-1) tell citizens from organisations. The law does
not say on which side an individually owned business (个体工商户) stands: each place sets it.
"""

from collections.abc import Mapping

from mingzhi.kernel.wording import gettext_noop as _

PARTY_KINDS = {
    "organisation": _("法人及非法人组织"),
    "individual_business": _("个体工商户"),
    "person": _("自然人"),
}


def is_citizen(kind: str, *, business_as_citizen: bool = True) -> bool:
    """Tell whether the sums for citizens hold; for a business by default, which is safer for the party."""
    return kind == "person" or (kind == "individual_business" and business_as_citizen)


TELLS_WHO = ("name", "code", "id_number")
SETTLED = ("kind", "name", "code")
"""What a decision names: from then on an error in it is put right in the decision (行政处罚法 §75-2)."""


def same_party(before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Tell whether two entries speak of one party: a corrected slip leaves something that tells who it is."""
    return any(before[name] and before[name] == after[name] for name in TELLS_WHO)
