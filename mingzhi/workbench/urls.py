"""Addresses of the workbench."""

from django.urls import path

from mingzhi.workbench.views import (
    cases,
    home,
    materials,
    numbers,
    opening,
    publishing,
    registers,
    review,
    steps,
    supervision,
    trail,
)

app_name = "work"
urlpatterns = [
    path("", home.home, name="home"),
    path("cases/", cases.listing, name="cases"),
    path("cases/open/", opening.choose, name="open"),
    path("cases/open/<uuid:uid>/", opening.fill, name="open_fill"),
    path("cases/onsite/", opening.choose, {"procedure": opening.ON_SITE}, name="onsite"),
    path("cases/onsite/<uuid:uid>/", opening.fill, {"procedure": opening.ON_SITE}, name="onsite_fill"),
    path("cases/<uuid:uid>/", cases.page, name="case"),
    path("cases/<uuid:uid>/dossier/", cases.dossier, name="dossier"),
    path("cases/<uuid:uid>/materials/", materials.add, name="add_material"),
    path("cases/<uuid:uid>/steps/<slug:code>/", steps.step, name="step"),
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
