"""Who may not know gets 404: what is there answers like what is not, at every door, in every manner."""

import json
import re
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from mingzhi.cases.acts.rectifying import ask_rectification
from mingzhi.cases.acts.requesting import ask_right
from mingzhi.cases.notices import draft_of
from mingzhi.cases.queries.party.page import party_actor
from mingzhi.disclosure.acts import prepare_notice
from mingzhi.disclosure.models import Duty
from mingzhi.identity.models import Agency, Appointment, Certificate, CertificateEvent
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.ledger.acts.integrate import integrate_all
from mingzhi.records.models import Attachment, Document
from mingzhi.review.models import Submission
from mingzhi.site.tests.behind_doors import a_delegation, a_filing, a_push, a_report, an_outlet
from mingzhi.site.tests.every_door import DESK, EVERY, NOTICES, PUBLIC, STAFF, WORK, routes
from mingzhi.site.tests.pages import play
from mingzhi.trail.models import Entry
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c", "2.2.4b")]
ROUTES = routes()
WORDS = {"code": "conclude", "doing": "check", "year": 2026, "table": "penalty", "column": "fine"}
_VALUE = {"code": "review.ratio_percent"}
BESIDE = {"work:parameter": _VALUE, "work:parameter_do": _VALUE | {"doing": "set"}}
"""What an address names beside the agency it asks for."""
MANNERS = [
    ("get", {}),
    ("head", {}),
    ("post", {}),
    ("get", {"HX-Request": "true"}),
    ("post", {"HX-Request": "true"}),
]
PATIENT = {"handler", "head"}
"""Who tries every manner of asking; the others just look."""
KEEPS = {"?agency", "body", "outlet", "push", "person", "delegation"}
OWN = {"administrator": KEEPS, "registrar": KEEPS, "auxiliary without certificate": {"?agency"}}
"""What people of the agency see without a right on matters: numbers, people, powers; keepers more."""
MADE_UP_AGENCY = "11339921MB0W00000X"


@pytest.fixture
def there(people):
    """A decided case with one of everything an address can lead to, none of it public yet."""
    case = play(people, before="publish")
    moment = case.state_since + timedelta(days=1)
    with clock.fixed(moment):
        decision = case.decisions.get()
        publisher = people.cast("publisher", clock.today())
        version = prepare_notice(
            actor=publisher, source_urn=decision.urn, draft=draft_of(decision, publisher)
        )
        party = party_actor(case, on=clock.today())
        paper = Document.objects.get(case_urn=case.urn, template_code="penalty_decision")
        asked = ask_rectification(
            actor=party,
            case=case,
            document_uid=str(paper.uid),
            matter="name",
            words={"passage": "王秀蓝", "reason": "应为王秀兰", "evidence": "身份证"},
        )
        request = ask_right(actor=party, case=case, right="plan", data={"reason": "经营困难"})
        outlet = an_outlet(case.agency_code)
        report = a_report(case, version)
        integrate_all()
        yield SimpleNamespace(
            people=people,
            agency=case.agency_code,
            case=case,
            things={
                "case": [case.uid],
                "rectification": [(case.uid, asked.uid)],
                "request": [(case.uid, request.uid)],
                "asked": [request.uid],
                "review": [row.uid for row in Submission.objects.all()],
                "duty": [row.uid for row in Duty.objects.all()],
                "version": [version.uid],
                "unpublished": [version.notice.uid],
                "notice": [version.notice.uid],
                "report": [report.uid],
                "filing": [a_filing(decision).uid],
                "outlet": [outlet.uid],
                "push": [a_push(outlet).uid],
                "object": [case.parties.get(until=None).code],
                "material": [
                    Document.objects.filter(part="正卷").first().uid,
                    Document.objects.filter(part="副卷").first().uid,
                    Attachment.objects.first().uid,
                ],
                "paper": [paper.uid],
                "entry": [
                    Entry.objects.filter(subject_urn=case.urn).first().uid,
                    Entry.objects.filter(act="cases.discuss").get().uid,
                ],
                "agency": [case.agency_code],
                "body": [case.agency_code],
                "?agency": [case.agency_code],
                "delegation": [a_delegation(case.agency_code).uid],
                "person": [people.people["handler"].uid],
            },
        )


def strangers(agency):
    """Everybody who may know nothing of this agency's matters, with their browser."""
    elsewhere = identity.make_agency(name="清溪县生态环境局", sign="清环")
    county = identity.make_agency(name="望溪县司法局", sign="望司", region=identity.make_region("339922"))
    own = Agency.objects.get(code=agency)
    roles = ("handler", "auxiliary", "reviewer", "review_head", "head", "publisher", "checker", "archivist")
    found = {role: identity.make_staff(role, agency=elsewhere) for role in roles}
    found["supervisor elsewhere"] = identity.make_staff("supervisor", agency=county)
    found["administrator elsewhere"] = identity.make_staff("admin", agency=elsewhere)
    found["administrator"] = identity.make_staff("admin", agency=own)
    found["registrar"] = identity.make_staff("registrar", agency=own)
    return {name: client_for(actor) for name, actor in found.items()} | {
        "nobody": Client(),
        "dismissed": dismissed(own),
        "auxiliary without certificate": uncertified(own),
    }


def dismissed(agency):
    actor = identity.make_staff("head", agency=agency)
    client = client_for(actor)
    post = Appointment.objects.get(person__uid=actor.urn.rpartition(":")[2])
    Appointment.objects.filter(pk=post.pk).update(until=clock.today(), ended_because="调离")
    return client


def uncertified(agency):
    actor = identity.make_staff("auxiliary", agency=agency)
    certificate = Certificate.objects.get(person__uid=actor.urn.rpartition(":")[2])
    CertificateEvent.objects.create(
        certificate=certificate, kind="withdrawn", on=clock.today(), recorded_at=clock.now()
    )
    return client_for(actor)


def address(name, thing):
    """Return (address, what of it names the thing), or the same address of a thing that does not exist."""
    if EVERY[name] == "?agency":
        return f"{reverse(name, kwargs=BESIDE.get(name))}?agency={thing}"
    wanted = list(ROUTES[name].pattern.converters)
    first, *rest = thing if isinstance(thing, tuple) else (thing,)
    keys = {
        "uid": first,
        "code": first if EVERY[name] == "object" else WORDS["code"],
        "agency": first,
        **({"asked": rest[0]} if rest else {}),
    }
    return reverse(name.removesuffix("#2"), kwargs={key: keys.get(key, WORDS.get(key)) for key in wanted})


def answered(client, manner, where, headers, thing):
    """Return what came back, without what is new in every page or repeats the address."""
    answer = getattr(client, manner)(where, headers=headers)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kept = {
        name: value for name, value in answer.headers.items() if name not in {"Content-Length", "Expires"}
    }
    text = json.dumps([content.decode("utf-8", "replace"), kept], ensure_ascii=False)
    for part in thing if isinstance(thing, tuple) else (thing,):
        text = text.replace(str(part), "…")
    return answer.status_code, re.sub(
        r'name=.{1,2}(?:once|csrfmiddlewaretoken).{1,2} value=.{1,2}[^" ]+', "", text
    )


def made_up(thing):
    if isinstance(thing, tuple):
        return (thing[0], uuid.uuid4())
    if isinstance(thing, str):
        return MADE_UP_AGENCY if thing == identity.MARKET_CODE else "92339921MA7K9XY000"
    return uuid.uuid4()


def same_as_nothing(client, name, things, who, manners=MANNERS):
    """Each thing answers like the same one that is not there, which is asked for once."""
    nothing = made_up(things[0])
    for manner, headers in manners:
        other = answered(client, manner, address(name, nothing), headers, nothing)
        for thing in things:
            real = answered(client, manner, address(name, thing), headers, thing)
            assert real[0] in {302, 401, 403, 404, 405, 204}, (who, name, manner, real[0])
            assert real == other, (who, name, manner)


BEHIND = {name: kind for name, kind in WORK.items() if kind not in (PUBLIC, STAFF)}


def test_staff_who_may_not_know_learn_nothing(there):
    for who, client in strangers(there.agency).items():
        manners = MANNERS if who in PATIENT else MANNERS[:1]
        for name, kind in BEHIND.items():
            if kind not in OWN.get(who, ()):
                same_as_nothing(client, name, there.things[kind], who, manners)


def test_the_same_doors_open_to_those_who_may(there):
    opened = set()
    those = [
        there.people.cast(role, clock.today())
        for role in ("handler", "head", "publisher", "checker", "archivist")
    ]
    for actor in (*those, identity.make_staff("admin", agency=Agency.objects.get(code=there.agency))):
        client = client_for(actor)
        for name in BEHIND:
            answers = [client.get(address(name, thing)).status_code for thing in there.things[BEHIND[name]]]
            opened |= {name} if {200, 302, 405} & set(answers) else set()
    assert set(BEHIND) - opened == {
        "work:act_code_drawing",
        "work:volume_file",
    }  # no code shown, not archived


def test_what_is_not_public_is_behind_no_public_door(there, client):
    for name in (*NOTICES, "desk:report"):
        same_as_nothing(client, name, there.things["unpublished"], "anybody")


def test_a_party_learns_nothing_of_another_case(there, people, client):
    code = Document.objects.get(uid=there.things["paper"][0]).code
    asked = ("desk:request", "desk:request_withdraw")
    for name in ("desk:paper", "desk:receipt", "desk:rectification", "desk:objection", *asked):
        same_as_nothing(client, name, there.things[DESK[name]][:1], "not confirmed")
    assert client.post(reverse("desk:home"), {"code": code, "digits": "070027"}).status_code == 302
    assert client.get(address("desk:paper", there.things["paper"][0])).status_code == 200
    other = play(people, before="publish")
    party = party_actor(other, on=clock.today())
    row = ask_right(actor=party, case=other, right="plan", data={"reason": "经营困难"})
    for name in asked:
        same_as_nothing(client, name, [row.uid], "another party")
    paper = Document.objects.get(case_urn=other.urn, template_code="penalty_decision")
    hidden = Document.objects.filter(case_urn=there.case.urn, part="副卷").first()
    for name in ("desk:paper", "desk:receipt", "desk:rectification"):
        same_as_nothing(client, name, [paper.uid], "another party")
        same_as_nothing(client, name, [hidden.uid], "the party, an internal paper")


def test_a_code_that_opens_something_looks_like_one_that_does_not(there, client):
    code = Document.objects.get(uid=there.things["paper"][0]).code
    for manner, headers in MANNERS:
        real, other = (
            answered(client, manner, reverse("desk:entrance", args=[given]), headers, given)
            for given in (code, "0123456789abcdef")
        )
        assert real == other
