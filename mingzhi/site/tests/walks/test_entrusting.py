"""Another body handles a case in the agency's name: on which delegation, who reads of it (行政处罚法 §20)."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from mingzhi.cases.acts import open_case
from mingzhi.cases.acts.entrusting import must_act_in_its_own_name
from mingzhi.cases.models import Case, Decision, Step
from mingzhi.cases.notices import draft_for
from mingzhi.catalogue.queries import power_on
from mingzhi.identity.models import Agency, Delegation
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.levels import BodyKind
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotAllowed
from mingzhi.records.models import Document
from mingzhi.site.demo.matters import script_of
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1a")]
BODY = "清溪县溪滨镇市场监管服务中心"


@pytest.fixture
def today():
    with clock.fixed(datetime(2026, 4, 13, 9, 30, tzinfo=clock.CHINA)) as moment:
        yield moment


def delegation(people, **changes):
    day = clock.today() - timedelta(days=400)
    given = {"agency": Agency.objects.get(code=people.agency_code), "delegate_name": BODY, "since": day}
    given |= {"matters": "食品摊贩、小食杂店的轻微违法行为", "powers": "以委托机关名义检查、给予较小数额罚款"}
    given |= {
        "until": day + timedelta(days=800),
        "published_on": day,
        "published_at_address": "县政府门户网站",
    }
    return Delegation.objects.create(**given | changes)


def test_the_agency_acts_and_the_paper_is_its_own_but_everybody_reads_who_acted_for_it(people):
    delegation(people)
    script = script_of("summary", "onspot_price")
    walk = staged(people, script | {"case": script["case"] | {"delegated": True}}).play(before="publish")
    case, decision = walk.the_case(), Decision.objects.get()
    assert case.delegated and case.agency_name == "清溪县市场监督管理局"
    with clock.fixed(decision.decided_at):
        draft = draft_for(decision.urn, walk.actor("publisher", clock.today()))
        page = text(browser(people, "handler").get(reverse("work:case", args=[case.uid])))
    assert dict(draft.fields)["受委托办理"] == BODY and dict(draft.fields)["执法机关"] == case.agency_name
    assert draft.agency_name == case.agency_name and BODY not in draft.text
    assert BODY in page and "以清溪县市场监督管理局名义" in page
    paper = Document.objects.get(uid=decision.document_uid)
    assert BODY not in str(paper.fields)
    # The case of a body that nobody appoints is its opener's.
    assert "尚未确定" not in page and Step.objects.get(code="open").data["delegation"].startswith("urn:")


def test_only_a_delegation_in_force_and_made_public_carries_a_case(people, today):
    handler, power = people.cast("handler", clock.today()), power_on("MZ-CF-SP-001", clock.today())
    address = reverse("work:open_fill", args=[power.uid])
    given = {"actor": handler, "agency_code": people.agency_code, "power_uid": power.uid}
    given |= {"procedure": "ordinary", "cause": "某案", "source": "其他", "party": {"known": False}}
    assert "受委托办理" not in text(browser(people, "handler").get(address))
    over = delegation(people, ended_on=clock.today(), ended_because="职能收回")
    unpublished = delegation(people, published_on=None, published_at_address="")
    assert BODY in text(browser(people, "handler").get(address))
    refusals = []
    for uid in (str(over.uid), str(unpublished.uid), "x"):
        with pytest.raises(Invalid) as refusal:
            open_case(**given, delegation=uid)
        refusals.append((refusal.value.code, refusal.value.field, str(refusal.value.citation)))
    assert [code for code, _field, _law in refusals] == [
        "cases.delegation",
        "cases.delegation_unpublished",
        "cases.delegation",
    ]
    assert {field for _code, field, _law in refusals} == {"delegation"}
    body = identity.make_agency(name=BODY, kind=BodyKind.ENTRUSTED)
    with pytest.raises(NotAllowed) as refusal:
        must_act_in_its_own_name(agency_on(body.code, clock.today()))
    assert refusal.value.code == "cases.in_whose_name" and not Case.objects.exists()
