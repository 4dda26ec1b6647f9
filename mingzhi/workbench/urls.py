"""Addresses of the workbench."""

from django.urls import path

from mingzhi.workbench.views import (
    home,
    materials,
    numbers,
    publishing,
    registers,
    review,
    supervision,
    trail,
)

app_name = "work"
urlpatterns = [
    path("", home.home, name="home"),
    path("reviews/", review.waiting, name="reviews"),
    path("reviews/<uuid:uid>/", review.page, name="review"),
    path("reviews/<uuid:uid>/<slug:doing>/", review.do, name="review_do"),
    path("publish/", publishing.duties, name="duties"),
    path("publish/versions/<uuid:uid>/", publishing.version, name="version"),
    path("publish/<uuid:uid>/", publishing.page, name="duty"),
    path("publish/<uuid:uid>/<slug:doing>/", publishing.do, name="duty_do"),
    path("completeness/", supervision.completeness, name="completeness"),
    path("registers/", registers.registers, name="registers"),
    path("registers/powers/", registers.powers, name="powers"),
    path("registers/powers/<uuid:uid>/", registers.power, name="power"),
    path("registers/people/", registers.people, name="people"),
    path("registers/numbers/", numbers.register, name="numbers"),
    path("registers/trail/", trail.agency, name="trail_agency"),
    path("registers/trail/people/<str:urn>/", trail.person, name="trail_person"),
    path("registers/trail/entries/<uuid:uid>/", trail.entry, name="entry"),
    path("registers/trail/entries/<uuid:uid>/receipt/", trail.receipt, name="entry_receipt"),
    path("materials/<uuid:uid>/", materials.page, name="material"),
    path("materials/<uuid:uid>/file/", materials.content, name="material_file"),
]
