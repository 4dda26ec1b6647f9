"""Licences with rules of their own: which they are stands with the power (行政许可法 §26-2, §35, §53–57)."""

from dataclasses import dataclass

JOINT = "licence_joint"
"""The government lets several departments handle it as one (行政许可法 §26-2, §42-2)."""
TWO_LEVELS = "licence_two_levels"
"""A lower agency examines, its superior decides (行政许可法 §35, §43)."""
RIGHT = "licence_right"
"""A right in scarce resources: by tender, auction or another fair contest (行政许可法 §12(2), §53-1)."""
QUALIFICATION = "licence_qualification"
"""By the results of an examination or assessment (行政许可法 §12(3), §54-1)."""
TEST = "licence_test"
"""By inspection to technical standards (行政许可法 §12(4), §55)."""
REGISTRATION = "licence_registration"
"""Registered on the spot when the material is complete (行政许可法 §12(5), §56)."""
QUOTA = "licence_quota"
"""Limited in number: first come, first served (行政许可法 §57)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceFacts:
    """What the power says of the licence, and who stands before the applicant."""

    flags: frozenset[str] = frozenset()
    won: bool = False  # the applicant won the tender or auction
    result: str = ""  # of the last inspection to standards: meets · fails · analysis
    earlier: int = 0  # applications for the same licence accepted before and not decided
