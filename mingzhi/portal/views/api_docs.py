"""The documentation of the public API, drawn from its OpenAPI description: no script, nothing fetched."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingzhi.portal.api.v1 import api


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show every operation with its parameters, its answer and a line to try."""
    described = api.get_openapi_schema(path_prefix="/api/v1/")
    schemas: dict[str, Any] = described["components"]["schemas"]
    operations = [
        _operation(path, operation)
        for path, methods in described["paths"].items()
        for operation in methods.values()
    ]
    return render(
        request,
        "portal/api_docs.html",
        {
            "described": described["info"],
            "operations": operations,
            "schemas": [_schema(name, schema) for name, schema in schemas.items()],
            "base": settings.PUBLIC_URL,
        },
    )


def _operation(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    answer = operation["responses"].get(200, operation["responses"].get("200", {}))
    content: dict[str, Any] = next(iter(answer.get("content", {}).values()), {})
    return {
        "id": operation["operationId"].rsplit("_", 1)[-1] + path.replace("/", "-").strip("-{}"),
        "path": path,
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "parameters": [_parameter(row) for row in operation.get("parameters", [])],
        "answer": _type(content.get("schema", {})),
    }


def _parameter(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "place": row["in"],
        "required": row.get("required", False),
        "type": _type(row["schema"]),
        "text": row.get("description") or row["schema"].get("description", ""),
    }


def _schema(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "text": schema.get("description", ""),
        "fields": [
            {"name": field, "type": _type(what), "text": what.get("description", "")}
            for field, what in schema.get("properties", {}).items()
        ],
    }


def _type(schema: dict[str, Any]) -> str:
    """Write a JSON schema in one short word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(_type(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "object")
