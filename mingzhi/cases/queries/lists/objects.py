"""Enforcement objects: who stands in several cases."""

from collections.abc import Collection

from mingzhi.cases.models import Party


def object_name(code: str, cases: Collection[str]) -> str:
    """Return what the enterprise with this code was called last in these cases (their uid), or nothing."""
    named = Party.objects.filter(code=code, case__uid__in=cases).order_by("-since", "-id")
    return named.values_list("name", flat=True).first() or ""
