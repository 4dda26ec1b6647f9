"""The public notices of one licence: what the notice of its grant says became of it (行政许可法 §40)."""

from typing import Any

from django.db.models import QuerySet

from mingzhi.disclosure.models import Notice, Publication
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.licences import LICENCE, OfLicence
from mingzhi.prepared import prepared

_COLUMNS = (
    "notice__uid",
    "notice__agency_code",
    "version__document_number",
    "notice__decided_on",
    "version__fields",
)


def of_the_matter(row: Notice) -> tuple[OfLicence, ...]:
    """Return what is public now of the matter of a notice of a licence; one query, none for other kinds."""
    if row.kind != LICENCE:
        return ()
    return tuple(
        OfLicence(uid=str(uid), agency=agency, number=number, decided_on=day, fields=fields)
        for uid, agency, number, day, fields in _public(row.subject_urn)
    )


@prepared
def _public(subject_urn: str) -> "QuerySet[Publication, tuple[Any, ...]]":
    rows = Publication.objects.filter(
        channel_id=PORTAL, until=None, notice__kind=LICENCE, notice__subject_urn=subject_urn
    )
    return rows.order_by("pk").values_list(*_COLUMNS)
