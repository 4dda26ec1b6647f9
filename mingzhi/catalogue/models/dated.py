"""What all dated rows of the catalogue share: a public id, a period ``[from, until)``, and its certainty."""

import uuid

from django.db import models


class Dated(models.Model):
    """A row that was law from a day until a day; the current one has no end.

    Only ``valid_until`` ever changes (guarded by triggers): a change of the law is a new row.
    """

    uid = models.UUIDField("标识", default=uuid.uuid4, unique=True, editable=False)
    valid_from = models.DateField("生效日")
    valid_until = models.DateField("失效日", null=True)
    confirmed = models.BooleanField("已核对", default=True)
    note = models.CharField("说明", max_length=400, blank=True)

    class Meta:
        abstract = True


def ordered(name: str) -> models.CheckConstraint:
    """Return the constraint that a period does not end before it starts."""
    return models.CheckConstraint(
        condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
        name=name,
    )


def one_current(name: str, *fields: str) -> models.UniqueConstraint:
    """Return the constraint that only one row per identity is open."""
    return models.UniqueConstraint(
        fields=list(fields), condition=models.Q(valid_until__isnull=True), name=name
    )


def current_per_agency(name: str) -> tuple[models.UniqueConstraint, models.UniqueConstraint]:
    """Return the constraints that only one row is open per code, place and agency, none for all of them."""
    open_row, of_all = models.Q(valid_until__isnull=True), models.Q(agency_code__isnull=True)
    place = ["code", "jurisdiction"]
    return (
        models.UniqueConstraint(fields=place, condition=open_row & of_all, name=name),
        models.UniqueConstraint(
            fields=[*place, "agency_code"], condition=open_row & ~of_all, name=f"{name}_own"
        ),
    )
