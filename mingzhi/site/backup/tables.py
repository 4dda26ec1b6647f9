"""Tables as lines: every row of every table in canonical form, the same on both databases."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.fields.json import JSONField

# What is made anew by itself, or belongs to the moment only.
PASSING = {Session._meta.label_lower, "contenttypes.contenttype", "auth.permission"}
PASSING_APPS = {"axes"}


def tables() -> list[type[models.Model]]:
    """Return all lasting tables, referred-to tables first."""
    wanted = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in PASSING
        and model._meta.app_label not in PASSING_APPS
        and model._meta.managed
        and not model._meta.proxy
    ]
    ordered: list[type[models.Model]] = []

    def place(model: type[models.Model]) -> None:
        if model in ordered or model not in wanted:
            return
        for field in model._meta.concrete_fields:
            target = field.related_model
            if isinstance(target, type) and target is not model:
                place(target)
        ordered.append(model)

    for model in wanted:
        place(model)
    return ordered


def row(instance: models.Model) -> dict[str, Any]:
    """Return one row as JSON values by column attribute."""
    values: dict[str, Any] = {}
    for field in instance._meta.concrete_fields:
        value = getattr(instance, field.attname)
        if value is None or isinstance(value, bool | int | str) or isinstance(field, JSONField):
            values[field.attname] = value
        else:
            values[field.attname] = field.value_to_string(instance)
    return values


def rows(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    """Yield all rows of a table in the order of their keys."""
    for instance in model._base_manager.order_by("pk").iterator(chunk_size=2000):
        yield row(instance)


def instance(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    """Return the row that ``values`` describe, not yet written."""
    typed = {
        field.attname: field.to_python(values[field.attname])
        if not isinstance(field, JSONField)
        else values[field.attname]
        for field in model._meta.concrete_fields
    }
    return model(**typed)


def new_digest() -> "hashlib._Hash":
    """Return the digest that tables are compared by."""
    return hashlib.sha256()
