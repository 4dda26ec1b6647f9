"""All reading of this room."""

from mingzhi.identity.queries.actors import (
    actor_for,
    appointments_of,
    find_acting,
    find_actor,
    visible_agencies,
)
from mingzhi.identity.queries.agencies import (
    agencies_on,
    agencies_page,
    agencies_seen,
    agency_history,
    agency_on,
    agency_row,
    names_of_agencies,
    region_names,
    region_row,
    regions_within,
)
from mingzhi.identity.queries.delegations import delegation_row, delegations, delegations_on
from mingzhi.identity.queries.members import member, member_row, members, roles_given_by
from mingzhi.identity.queries.overseeing import agencies_with, has_login_with, is_province
from mingzhi.identity.queries.people import (
    certificates_on,
    counsel_on,
    former_holders,
    names_of,
    officers,
    people_with,
    reviewer_ratio,
    reviewers,
)
from mingzhi.identity.queries.public_items import (
    public_item,
    public_items,
    reconsideration_channel,
    registers_kept_by,
)

__all__ = [
    "actor_for",
    "agencies_on",
    "agencies_page",
    "agencies_seen",
    "agencies_with",
    "agency_history",
    "agency_on",
    "agency_row",
    "appointments_of",
    "certificates_on",
    "counsel_on",
    "delegation_row",
    "delegations",
    "delegations_on",
    "find_acting",
    "find_actor",
    "former_holders",
    "has_login_with",
    "is_province",
    "member",
    "member_row",
    "members",
    "names_of",
    "names_of_agencies",
    "officers",
    "people_with",
    "public_item",
    "public_items",
    "reconsideration_channel",
    "region_names",
    "region_row",
    "regions_within",
    "registers_kept_by",
    "reviewer_ratio",
    "reviewers",
    "roles_given_by",
    "visible_agencies",
]
