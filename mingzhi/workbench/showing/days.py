"""Days as people read them: 2026年11月30日, in English 30 November 2026."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

from mingzhi.records.rules.wording import day


def in_words(text: str) -> str:
    """Write a stored day in words; what is no day stays as it is."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return date_format(found, "j F Y") if get_language() == "en" else day(found)
