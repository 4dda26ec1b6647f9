"""All reading of this room."""

from mingzhi.identity.queries.actors import actor_for, appointments_of, find_actor, visible_agencies
from mingzhi.identity.queries.agencies import (
    agencies_on,
    agencies_seen,
    agency_history,
    agency_on,
    agency_row,
    delegations_on,
    region_row,
)
from mingzhi.identity.queries.people import (
    certificate_on,
    certificates_on,
    counsel_on,
    names_of,
    officers,
    people_with,
    person_row,
    reviewer_ratio,
    reviewers,
)

__all__ = [
    "actor_for",
    "agencies_on",
    "agencies_seen",
    "agency_history",
    "agency_on",
    "agency_row",
    "appointments_of",
    "certificate_on",
    "certificates_on",
    "counsel_on",
    "delegations_on",
    "find_actor",
    "names_of",
    "officers",
    "people_with",
    "person_row",
    "region_row",
    "reviewer_ratio",
    "reviewers",
    "visible_agencies",
]
