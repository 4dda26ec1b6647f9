"""The addresses of the logs, as C2SP tlog-tiles lays them out; included at ``/log/``."""

from django.urls import path, re_path, register_converter

from mingzhi.ledger.rules.logs import LOGS
from mingzhi.portal.log import views

app_name = "log"


class LogName:
    """One of the logs; any other name is an address that does not exist."""

    regex = "|".join(LOGS)

    def to_python(self, value: str) -> str:
        """Return the name as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name as it is written in addresses."""
        return value


register_converter(LogName, "log")

_LOG = f"(?P<log>{'|'.join(LOGS)})"
_NUMBER = r"(?P<number>(?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"

urlpatterns = [
    path("<log:log>/checkpoint", views.checkpoint, name="checkpoint"),
    path("<log:log>/vkey", views.vkey, name="vkey"),
    path("<log:log>/proof/<str:commitment>", views.proof, name="proof"),
    re_path(rf"^{_LOG}/tile/entries/{_NUMBER}\Z", views.entries, name="entries"),
    re_path(rf"^{_LOG}/tile/(?P<level>0|[1-9][0-9]?)/{_NUMBER}\Z", views.tile, name="tile"),
]
