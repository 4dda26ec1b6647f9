"""The statement of accessibility: what is met, how it was tried, what is not, whom to tell."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

WRITTEN_ON = date(2026, 11, 30)
"""When the statement was last held against the product; a new one whenever a sentence of it changes."""


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what everybody can rely on here, and what they cannot yet."""
    return render(request, "portal/accessibility.html", {"written_on": WRITTEN_ON})
