"""Whether somebody was punished before, by any agency of the platform (行政处罚法 §33-1).

Agencies share what they decide through the platform of the province (浙江省综合行政执法条例 §5-1). Of other
agencies' cases no more is told than number, agency and day (个人信息保护法 §6: what the purpose needs).
"""

from dataclasses import dataclass

from django.db.models import Q

from mingzhi.cases.models import Decision, Party
from mingzhi.cases.queries.rows import Rows
from mingzhi.identity.queries import agencies_on

MOST = 5
NATURAL = ("person", "individual_business")
"""Whose identity number is the party's own: that of an organisation is its representative's."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was found, the last five; ``by``: which number was looked for, or none; ``said``: in words."""

    found: tuple[str, ...]
    by: str
    said: str


def punished_before(rows: Rows) -> Before:
    """Return the penalties that stand against the party of a case, of all agencies. Two queries."""
    same, by = _same_party(rows.party)
    if same is None:
        return Before((), "", "当事人没有统一社会信用代码，也没有登记身份证件号码，无从查找，请人工核对")
    parties = Party.objects.filter(same, until__isnull=True).exclude(case=rows.case)
    decisions = Decision.objects.filter(
        case__in=parties.values("case"),
        outcome="penalty",
        decided_on__lte=rows.on,
        fallen_at__isnull=True,
    )
    seen = list(
        decisions.order_by("-decided_on", "-id").values_list("number", "agency_code", "decided_on")[:MOST]
    )
    names = {view.code: view.name for view in agencies_on(rows.on)} if seen else {}
    found = tuple(f"{number}（{names.get(code, code)}，{day.isoformat()}）" for number, code, day in seen)
    looked = f"已按{by}查本平台各机关仍然有效的处罚决定；本平台以外的处罚、没有登记{by}的案件未查，请人工核对"
    return Before(found, by, "；".join(("、".join(found), looked) if found else (looked,)))


def _same_party(party: Party) -> tuple[Q | None, str]:
    """Return the condition under which a party of another case is this one, and by what it was known."""
    known: list[tuple[str, Q]] = []
    if party.code:
        known.append(("统一社会信用代码", Q(code=party.code)))
    if party.kind in NATURAL and (number := party.id_number.strip()):
        written = {number, number.upper(), number.lower()}
        known.append(("身份证件号码", Q(kind__in=NATURAL, id_number__in=written)))
    if not known:
        return None, ""
    same = known[0][1]
    for _name, condition in known[1:]:
        same |= condition
    return same, "、".join(name for name, _condition in known)
