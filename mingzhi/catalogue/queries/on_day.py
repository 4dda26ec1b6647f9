"""What stood on a day: the one filter all queries of dated rows use."""

from datetime import date

from django.db.models import Q


def standing(on: date, prefix: str = "") -> Q:
    """Return the condition that a row (or the row behind ``prefix``) stood on the day."""
    begun = Q(**{f"{prefix}valid_from__lte": on})
    open_ended = Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": on})
    return begun & open_ended
