"""Addresses of the party's pages; ``d/<code>`` is what the QR of a served paper leads to."""

from django.urls import path

from mingzhi.partydesk import act_pages, rectification_pages, report_pages, rights_pages, views

app_name = "desk"

urlpatterns = [
    path("", views.entrance, name="home"),
    path("d/<str:code>/", views.entrance, name="entrance"),
    path("act-rating/", act_pages.rating, name="act_rate"),
    path("act-rating/receipt/", act_pages.rated, name="act_rated"),
    path("a/<str:key>/", act_pages.act, name="act_again"),
    path("a/<str:key>/<str:given>/", act_pages.act, name="act"),
    path("one-time/", views.one_time, name="one_time"),
    path("matter/", views.matter, name="matter"),
    path("matter/papers/<uuid:uid>/", views.paper, name="paper"),
    path("matter/papers/<uuid:uid>/receipt/", views.receipt, name="receipt"),
    path("matter/papers/<uuid:uid>/rectification/", rectification_pages.rectification, name="rectification"),
    path("matter/rights/<str:code>/", rights_pages.right, name="right"),
    path("matter/requests/<uuid:uid>/", rights_pages.asked, name="request"),
    path("matter/requests/<uuid:uid>/withdraw/", rights_pages.withdraw, name="request_withdraw"),
    path("matter/objection/<uuid:uid>/", report_pages.objection, name="objection"),
    path("report/", report_pages.follow, name="report_follow"),
    path("report/forget/", report_pages.forget, name="report_forget"),
    path("report/<uuid:uid>/", report_pages.report, name="report"),
    path("leave/", views.leave, name="leave"),
]
