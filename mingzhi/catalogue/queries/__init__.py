"""All reading of the catalogue. The law is public, so these queries take a place and a day, no viewer."""

from mingzhi.catalogue.queries.for_case import ForCase, for_case
from mingzhi.catalogue.queries.lists import (
    recording_items,
    review_demand,
    review_rules,
)
from mingzhi.catalogue.queries.own_lines import OwnLine, own_lines, own_row
from mingzhi.catalogue.queries.parameters import all_parameters, parameter, parameter_history, parameters
from mingzhi.catalogue.queries.powers import (
    holders_of,
    holds,
    lasting_power,
    power_on,
    power_version,
    powers,
    powers_of,
)
from mingzhi.catalogue.queries.statutes import citation_problem, citations, law_book, rests_on, statutes
from mingzhi.catalogue.queries.succession import following, held, versions_ever_resting
from mingzhi.catalogue.queries.templates import own_adaptation, template, template_history, templates

__all__ = [
    "ForCase",
    "OwnLine",
    "all_parameters",
    "citation_problem",
    "citations",
    "following",
    "for_case",
    "held",
    "holders_of",
    "holds",
    "lasting_power",
    "law_book",
    "own_adaptation",
    "own_lines",
    "own_row",
    "parameter",
    "parameter_history",
    "parameters",
    "power_on",
    "power_version",
    "powers",
    "powers_of",
    "recording_items",
    "rests_on",
    "review_demand",
    "review_rules",
    "statutes",
    "template",
    "template_history",
    "templates",
    "versions_ever_resting",
]
