"""A case whose notice was served, and its party at the page."""

import copy
from datetime import date

from django.urls import reverse

from mingzhi.cases.acts.requesting import ask_right
from mingzhi.cases.queries.party.page import party_actor
from mingzhi.kernel import clock
from mingzhi.site.tests.party.test_partydesk import code_of
from mingzhi.site.tests.stages import staged
from mingzhi.site.walk import scenario

IN_TIME, TOO_LATE = "2026-04-08T10:00", "2026-04-13T10:00"
PARTIES = {
    "organisation": {
        "kind": "organisation",
        "name": "清溪县好味商贸有限公司",
        "code": "91339921MA2HRWNL94",
        "operator": "王秀兰",
        "id_number": "339921197803070027",
        "address": "清溪县溪滨路18号",
        "phone": "13900000000",
    },
    "person": {
        "kind": "person",
        "name": "王秀兰",
        "id_number": "339921197803070027",
        "birth_date": date(1978, 3, 7),
        "address": "清溪县溪滨路18号",
        "phone": "13900000000",
    },
}
DEFENCE = {"defence": "过期商品已经主动下架并召回，请求减轻处罚。", "evidence": ["召回记录"]}


def noticed(people, *, kind="individual_business", fine=400_000, hearing=False):
    """Return the walk of the case after its notice was served, with this party and this fine."""
    script = copy.deepcopy(scenario("expired-food"))
    if kind in PARTIES:
        script["party"] = PARTIES[kind]
        script["core"]["party"] = {name: PARTIES[kind][name] for name in ("name", "address")}
    for item in script["core"]["penalties"]:
        if item["kind"] == "fine":
            item["amount"] = fine
    if fine >= 5_000_000:
        script["core"]["mitigation"] = ""
    for event in script["events"]:
        if event.get("step") == "serve_notice" and hearing:
            event["data"]["hearing_told"] = True
    return staged(people, script).play(before="record_defence")


def party(case):
    return party_actor(case, on=clock.today())


def ask(case, right, **data):
    return ask_right(actor=party(case), case=case, right=right, data=data)


def enter(client, case, template="penalty_notice"):
    client.post(reverse("desk:home"), {"code": code_of(case, template), "digits": "070027"})
