"""Which licences that are to be granted need a review first: asked for many cases at once.

The review list of the place says whether they do (浙政办发〔2019〕20号 二(三)2); a refusal, a revocation
and a withdrawal always go there from their proposal.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from mingzhi.cases.models import Case, Hearing, Party, Step
from mingzhi.cases.queries.rows import general_review
from mingzhi.cases.rules.procedures.fields import REVIEW_GROUNDS
from mingzhi.catalogue.queries import parameters, review_rules
from mingzhi.catalogue.rules.review import ReviewFacts, demand
from mingzhi.prepared import prepared

PLACE = ("licence", "proposed")
_NAMED = frozenset(field.code for field in REVIEW_GROUNDS)
_PLAN = "浙政办发〔2019〕20号 二(三)2"


def reviewed_first(rows: Sequence[Case], on: date) -> set[int]:
    """Return the keys of those cases whose grant the review list names; five queries for one agency."""
    facts = _facts([row.pk for row in rows]) if rows else {}
    places: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        places.setdefault((row.region_code, row.kind, row.agency_code), []).append(row.pk)
    return {
        key
        for place, keys in places.items()
        for key in _demanded({key: facts[key] for key in keys}, place, on)
    }


def _facts(keys: Sequence[int]) -> dict[int, ReviewFacts]:
    """Return what the review list looks at of each case."""
    flags: dict[int, set[str]] = {key: set() for key in keys}
    for case, code, data in _done(keys):
        flags[case] |= {name for name, value in data.items() if value is True and name in _NAMED}
        flags[case] |= {"interested_party"} if code == "tell_third_party" else set()
    for case in _heard(keys):
        flags[case].add("hearing")
    kinds = dict(_kinds(keys))
    return {
        key: ReviewFacts(party_kind=kinds.get(key, ""), outcome="grant", flags=frozenset(flags[key]))
        for key in keys
    }


def _demanded(facts: Mapping[int, ReviewFacts], place: tuple[str, str, str], on: date) -> Iterator[int]:
    region, kind, agency = place
    rules, code = review_rules(kind, jurisdiction=region, on=on, agency=agency), general_review(kind)
    switch = parameters([code], jurisdiction=region, on=on).get(code)
    general = switch is None or switch.on
    for key, of_case in facts.items():
        if demand(rules, of_case, procedure="licence", general=general, general_citation=_PLAN).required:
            yield key


@prepared
def _done(cases: Sequence[int]) -> "QuerySet[Step, tuple[int, str, dict[str, object]]]":
    return Step.objects.filter(case__id__in=cases).order_by("id").values_list("case_id", "code", "data")


@prepared
def _heard(cases: Sequence[int]) -> "QuerySet[Hearing, int]":
    rows = Hearing.objects.filter(case__id__in=cases, held_on__isnull=False)
    return rows.order_by("id").values_list("case_id", flat=True)


@prepared
def _kinds(cases: Sequence[int]) -> "QuerySet[Party, tuple[int, str]]":
    rows = Party.objects.filter(case__id__in=cases, until__isnull=True)
    return rows.order_by("id").values_list("case_id", "kind")
