"""Whether somebody was punished before, by any agency of the platform (行政处罚法 §33-1).

Agencies share what they decide through the platform of the province (浙江省综合行政执法条例 §5-1). Of other
agencies' cases no more is told than number, agency and day (个人信息保护法 §6: what the purpose needs).
"""

from dataclasses import dataclass

from django.db.models import Q

from mingzhi.cases.models import Decision, Party
from mingzhi.cases.queries.rows import Rows
from mingzhi.identity.queries import agencies_on
from mingzhi.kernel.wording import gettext_noop as _

MOST = 5
NATURAL = ("person", "individual_business")
"""Whose identity number is the party's own: that of an organisation is its representative's."""
CODE, NUMBER = _("统一社会信用代码"), _("身份证件号码")
UNKNOWN = _("当事人没有统一社会信用代码，也没有登记身份证件号码，无从查找，请人工核对")
LOOKED = _(
    "已按%(by)s查本平台各机关仍然有效的处罚决定；本平台以外的处罚、没有登记%(by)s的案件未查，请人工核对"
)
FOUND = _(
    "%(found)s；已按%(by)s查本平台各机关仍然有效的处罚决定；本平台以外的处罚、没有登记%(by)s的案件未查，请人工核对"
)
FORMER = (
    _("本机关此前没有对同一当事人作出行政处罚决定（初次违法）"),
    _("当事人没有统一社会信用代码，请人工核对"),
)
"""What the check was called and said before it looked at all agencies: submissions keep it."""
SENTENCES = (UNKNOWN, LOOKED, FOUND, *FORMER)


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
        return Before((), "", UNKNOWN)
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
    said = FOUND % {"found": "、".join(found), "by": by} if found else LOOKED % {"by": by}
    return Before(found, by, said)


def _same_party(party: Party) -> tuple[Q | None, str]:
    """Return the condition under which a party of another case is this one, and by what it was known."""
    known: list[tuple[str, Q]] = []
    if party.code:
        known.append((CODE, Q(code=party.code)))
    if party.kind in NATURAL and (number := party.id_number.strip()):
        written = {number, number.upper(), number.lower()}
        known.append((NUMBER, Q(kind__in=NATURAL, id_number__in=written)))
    if not known:
        return None, ""
    same = known[0][1]
    for _name, condition in known[1:]:
        same |= condition
    return same, "、".join(name for name, _condition in known)
