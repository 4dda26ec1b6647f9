"""Addresses of the workbench."""

from django.urls import path

from mingzhi.workbench.views import home, registers, review

app_name = "work"
urlpatterns = [
    path("", home.home, name="home"),
    path("reviews/", review.waiting, name="reviews"),
    path("reviews/<uuid:uid>/", review.page, name="review"),
    path("reviews/<uuid:uid>/<slug:doing>/", review.do, name="review_do"),
    path("registers/", registers.registers, name="registers"),
    path("registers/powers/", registers.powers, name="powers"),
    path("registers/powers/<uuid:uid>/", registers.power, name="power"),
    path("registers/people/", registers.people, name="people"),
]
