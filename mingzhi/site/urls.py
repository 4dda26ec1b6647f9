"""Which address belongs to which face."""

from django.conf import settings
from django.urls import include, path

from mingzhi.site.clauses.page import clause_page
from mingzhi.site.demo.hall import PATH, hall
from mingzhi.site.gateway.preferences import choose_language, choose_look

_demo = [path(PATH.lstrip("/"), hall, name="demo_hall")] if settings.MODE in {"demo", "test"} else []

urlpatterns = [
    *_demo,
    path("work/registers/clauses/", clause_page, name="clauses"),
    path("work/", include("mingzhi.workbench.urls")),
    path("desk/", include("mingzhi.partydesk.urls")),
    path("account/", include("mingzhi.workbench.account_urls")),
    path("language/<str:code>/", choose_language, name="language"),
    path("look/<slug:name>/<slug:value>/", choose_look, name="look"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("mingzhi.portal.urls")),
]
handler500 = "mingzhi.site.gateway.failing.failed"
