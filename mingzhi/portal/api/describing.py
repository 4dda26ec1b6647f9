"""The API as a whole: described (OpenAPI) in the language of the reader, HEAD answered wherever GET is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import get_language, gettext
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

SAID = ("summary", "description")


class DescribedAPI(NinjaAPI):
    """An API that is described once for every language; codes and names of fields stay as they are."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._told: dict[str, OpenAPISchema] = {}

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """Return the description in the present language; it hangs on the program alone."""
        key = repr((get_language(), asked))
        if key not in self._told:
            described = super().get_openapi_schema(**asked)
            described["info"]["title"] = gettext(described["info"]["title"])
            _tell(described)
            self._told[key] = described
        return self._told[key]

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        """Return the addresses, each of which answers HEAD too."""
        patterns, app, space = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _with_head(pattern.callback)
        return patterns, app, space


def _with_head(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer HEAD as GET: the server sends the headers alone (RFC 9110, 9.3.2)."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "HEAD":
            request.method = "GET"
        return view(request, *args, **kwargs)

    return answered


def _tell(part: Any) -> None:
    """Put every sentence below into the present language."""
    inner = part.items() if isinstance(part, dict) else enumerate(part)
    for name, value in inner:
        if isinstance(value, str):
            if name in SAID and value:
                part[name] = gettext(value)
        elif isinstance(value, dict | list):
            _tell(value)
