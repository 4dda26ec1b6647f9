"""Redaction: hide what the public has no business knowing, say why, and test the result by another way.

Dry: no Django, no tables. See README.md.
"""

from mingzhi.redaction.engine import HIDDEN, redact
from mingzhi.redaction.leaks import clean, find_leaks
from mingzhi.redaction.people import names_of, people_in
from mingzhi.redaction.possible import Doubt, possible_names
from mingzhi.redaction.profiles import BY_EYE, PROFILES, Profile, Rule, profile_for
from mingzhi.redaction.values import Kind, Known, Leak, Mark, Redacted

__all__ = [
    "BY_EYE",
    "HIDDEN",
    "PROFILES",
    "Doubt",
    "Kind",
    "Known",
    "Leak",
    "Mark",
    "Profile",
    "Redacted",
    "Rule",
    "clean",
    "find_leaks",
    "names_of",
    "people_in",
    "possible_names",
    "profile_for",
    "redact",
]
