"""Which address belongs to which face."""

from django.urls import include, path

urlpatterns = [
    path("work/", include("mingzhi.workbench.urls")),
    path("desk/", include("mingzhi.partydesk.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("mingzhi.portal.urls")),
]
