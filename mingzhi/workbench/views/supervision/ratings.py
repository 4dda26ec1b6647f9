"""Ratings and complaints of acts, for supervisors only."""

from django.http import HttpResponse
from django.shortcuts import render

from mingzhi.supervision.queries.ratings import ratings as ratings_of
from mingzhi.workbench.door import StaffRequest, staff


@staff("supervision.view")
def ratings(request: StaffRequest) -> HttpResponse:
    """Counts per agency, and what was said, newest day first."""
    asked = request.GET
    found = ratings_of(
        request.actor,
        agency_code=asked.get("agency", ""),
        complaints_only="complaints" in asked,
        after=asked.get("after", ""),
    )
    shown = {"page": found, "agency": asked.get("agency", ""), "complaints": "complaints" in asked}
    return render(request, "work/supervision/ratings.html", {**shown, "first": "after" not in asked})
