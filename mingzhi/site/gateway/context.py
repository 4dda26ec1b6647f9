"""What every template may know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from mingzhi.site.gateway.preferences import looks


def shell(request: HttpRequest) -> dict[str, Any]:
    """Name the mode, so that demo pages say that they are fictional; size of text and colours as chosen."""
    return {"work_mode": settings.MODE, "looks": looks(request)}
