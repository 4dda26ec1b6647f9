"""What stands in the served county before anybody comes: asked once, for every test at a browser."""

import json
from dataclasses import dataclass

from tests.served.world import World

AGENCY = "11339921MB0W12342N"
PLACES = (
    f"AGENCY = {AGENCY!r}"
    + """
import json
from mingzhi.cases.models import Case
from mingzhi.catalogue.models import PowerVersion
from mingzhi.disclosure.models import Delivery, Duty, Notice, Outlet, Publication, RegisterRow
from mingzhi.records.models import Document
from mingzhi.review.models import Submission
case = lambda state: Case.objects.filter(state=state, agency_code=AGENCY).earliest("id")
duty = lambda state: Duty.objects.filter(subject_urn=case(state).urn, is_lead=True).earliest("id")
found = {state: case(state) for state in ("investigating", "noticed", "archived")} | {
    "notice": Publication.objects.filter(until=None, channel_id="portal").earliest("id").notice,
    "withdrawn": Notice.objects.exclude(closed_at=None).earliest("id"),
    "review": Submission.objects.filter(closed_at=None).earliest("id"),
    "duty": duty("served"),
    "owed": duty("decided"),
    "outlet": Outlet.objects.earliest("id"),
    "power": PowerVersion.objects.get(power__code="MZ-CF-SP-001", valid_until=None),
    "push": Delivery.objects.earliest("id"),
    "fallen": Duty.objects.filter(states__state="withdrawn", is_lead=True).earliest("id"),
}
paper = Document.objects.filter(case_urn=case("served").urn, number__contains="处罚").earliest("id")
window = RegisterRow.objects.filter(register="windows", until=None, until_edition=None).earliest("id")
party = case("archived").parties.filter(until=None).exclude(code="").earliest("id")
more = {"code": paper.code, "object": party.code, "window": window.key, "body": AGENCY}
print(json.dumps({name: str(row.uid) for name, row in found.items()} | more))
"""
)
PAPERS = """
for state, name in (("served", "清溪县味香源小吃店"), ("archived", "清溪县好味食品店")):
    case = Case.objects.filter(state=state, party_name=name).earliest("id")
    paper = Document.objects.filter(case_urn=case.urn, number__contains="处罚").earliest("id")
    print(paper.code, paper.number)
"""
PENALTY = """
public = Publication.objects.filter(until=None, kind="penalty", agency_code=AGENCY, channel_id="portal")
print(public.earliest("id").notice.uid, public.earliest("id").version.document_number)
"""
READY = """
from mingzhi.cases.models import Step
print(Step.objects.filter(code="discuss", case__state="noticed").earliest("id").case.uid)
"""
OPEN = """
ordinary = Case.objects.filter(agency_code=AGENCY, procedure="ordinary")
undiscussed = [c for c in ordinary.filter(state="noticed") if not c.steps.filter(code="discuss").exists()]
print(undiscussed[0].uid, ordinary.filter(state="reviewed").latest("id").uid)
"""


@dataclass(frozen=True)
class Known:
    """Addresses and numbers that the tests begin with."""

    places: dict[str, str]  # what is looked at, by what it is
    papers: dict[str, tuple[str, str]]  # code and number of a paper of a served and of an archived case
    penalty: tuple[str, str]  # a penalty's notice and its number
    ready: str  # a case that can be decided
    undiscussed: str  # one that cannot yet
    reviewed: str


def known_in(world: World) -> Known:
    """Ask the world in one process; what a source imports is there for those after it."""
    places, papers, penalty, ready, undecided = world.print(PLACES, PAPERS, PENALTY, READY, OPEN)
    lines = [tuple(line.split()) for line in papers.splitlines()]
    undiscussed, reviewed = undecided.split()
    return Known(
        places=dict(json.loads(places)),
        papers=dict(zip(("served", "archived"), lines, strict=True)),
        penalty=tuple(penalty.split()),
        ready=ready,
        undiscussed=undiscussed,
        reviewed=reviewed,
    )
