"""The description of the API (OpenAPI) in the reader's language: Chinese as declared, English by gettext."""

from typing import Any

from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

SAID = ("summary", "description")


class DescribedAPI(NinjaAPI):
    """An API whose description is told anew for every reader; codes and names of fields stay as they are."""

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """Return the description in the present language."""
        described = super().get_openapi_schema(**asked)
        described["info"]["title"] = gettext(described["info"]["title"])
        _tell(described)
        return described


def _tell(part: Any) -> None:
    """Put every sentence below into the present language."""
    inner = part.items() if isinstance(part, dict) else enumerate(part)
    for name, value in inner:
        if isinstance(value, str):
            if name in SAID and value:
                part[name] = gettext(value)
        elif isinstance(value, dict | list):
            _tell(value)
