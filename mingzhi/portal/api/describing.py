"""The API as a whole: described (OpenAPI) in the language of the reader, HEAD answered wherever GET is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.utils.translation import get_language, gettext
from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema

from mingzhi.portal.asking import must_know

SAID = ("summary", "description")


class DescribedAPI(NinjaAPI):
    """An API that is described once for every language; codes and names of fields stay as they are."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._told: dict[str, OpenAPISchema] = {}
        self.add_decorator(only_known)

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """Return the description in the present language; it hangs on the program alone."""
        key = repr((get_language(), asked))
        if key not in self._told:
            described = super().get_openapi_schema(**asked)
            described["info"]["title"] = gettext(described["info"]["title"])
            _tell(described)
            if settings.MODE == "demo":
                described["info"]["description"] += gettext("演示数据：县、机关、人员均为虚构") + gettext(
                    "。"
                )
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


def only_known(operation: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuse a parameter the operation has none of; one with a table of parameters asks that itself."""

    @wraps(operation)
    def asked(request: HttpRequest, *args: Any, **given: Any) -> HttpResponseBase:
        if not any(isinstance(value, Schema) for value in given.values()):
            in_address = request.resolver_match.kwargs if request.resolver_match else {}
            must_know(request.GET, tuple(name for name in given if name not in in_address))
        return operation(request, *args, **given)

    return asked


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
