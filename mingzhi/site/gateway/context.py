"""What every template may know."""

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, str]:
    """Name the mode, so that demo pages say that they are fictional."""
    return {"work_mode": settings.MODE}
