"""A party entered wrongly is put right by those who answer for the case, until it is decided."""

from datetime import date

import pytest
from django.urls import reverse

from mingzhi.cases.acts.parties import correct_party
from mingzhi.cases.models import Decision, Party
from mingzhi.cases.queries.party.page import party_actor
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotNow
from mingzhi.site.tests.taking import at, take
from mingzhi.trail.models import Entry
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.3a")]
WHY = "核对了身份证"


def test_a_slip_is_put_right_at_the_page_and_the_party_stays_who_it_was(walk):
    walk.play(before="file")
    case = walk.the_case()
    with at("2026-03-04T10:00"):
        handler = walk.actor("handler", clock.today())
        browser, form = client_for(handler), reverse("work:party", args=[case.uid])
        before = party_actor(case, on=clock.today())
        typed = {"party.kind": "individual_business", "party.name": "清溪县好味食品店", "reason": WHY}
        typed |= {"party.code": "92339921MA7K9XY03N", "party.operator": "王秀兰"}
        typed |= {"party.phone": "13900000001", "party.address": "溪滨路20号"}
        wrong = browser.post(form, {**typed, "party.id_number": "33992119780307002X"})
        assert (wrong.status_code, "溪滨路20号" in wrong.content.decode()) == (422, True)
        assert wrong.context["form"].refusal.code == "cases.party_id_number"
        sent = browser.post(form, {**typed, "party.id_number": "339921197803070027"})
        assert sent.status_code == 302
        told = browser.get(sent.url).content.decode()
        assert "溪滨路20号" in told and form in told and "…0001" in told and "13900000001" not in told
        now = party_actor(case, on=clock.today())
        assert (before.urn, Party.objects.filter(case=case).count()) == (now.urn, 2)
        entry = Entry.objects.get(act="cases.correct_party")
        assert (entry.subject_urn, entry.actor_urn) == (case.urn, handler.urn)
        stranger = walk.actor("reviewer", clock.today())
        with pytest.raises(NotAllowed):
            correct_party(actor=stranger, case=case, party={"phone": "1"}, reason=WHY)
        for party, why, code in (
            ({"phone": "13900000001"}, WHY, "cases.party_unchanged"),
            ({"phone": "1"}, " ", "cases.party_reason"),
            ({"name": ""}, WHY, "cases.party_name"),
        ):
            with pytest.raises(Invalid) as refused:
                correct_party(actor=handler, case=case, party=party, reason=why)
            assert refused.value.code == code
        somebody = {"kind": "person", "name": "李四", "code": "", "id_number": "11010519491231002X"}
        correct_party(actor=handler, case=case, party=somebody, reason=WHY)
        assert party_actor(case, on=clock.today()).urn != now.urn


def test_a_decision_fixes_whom_it_names_but_not_where_they_live(walk):
    walk.play(before="decide_penalty")
    case = walk.the_case()
    with at("2026-04-14T09:00"):
        take(walk, "decide_penalty", by="head", officers=())
        handler = walk.actor("handler", clock.today())
        with pytest.raises(NotNow) as late:
            correct_party(actor=handler, case=case, party={"name": "好味店"}, reason=WHY)
        assert (late.value.code, late.value.field) == ("cases.party_decided", "party.name")
        correct_party(actor=handler, case=case, party={"address": "清溪县新路1号"}, reason=WHY)
        assert Party.objects.get(case=case, until=None).address == "清溪县新路1号"
        Decision.objects.update(standing="revoked", fallen_at=clock.now())
        correct_party(actor=handler, case=case, party={"name": "好味店"}, reason=WHY)
        assert Party.objects.get(case=case, until=None).name == "好味店"


def test_a_minor_stays_one_when_the_number_turns_out_to_be_a_passport_s(walk):
    """行政处罚法 §30; 个人信息保护法 §8: who is under eighteen is never named in public."""
    walk.play(before="file")
    case = walk.the_case()
    with at("2026-03-04T10:00"):
        handler = walk.actor("handler", clock.today())
        minor = {"kind": "person", "name": "李四", "code": "", "id_number": "110105201012310027"}
        correct_party(actor=handler, case=case, party=minor, reason=WHY)
        born = Party.objects.get(case=case, until=None).birth_date
        assert born == date(2010, 12, 31)
        correct_party(actor=handler, case=case, party={"id_number": "E12345678"}, reason=WHY)
        assert Party.objects.get(case=case, until=None).birth_date == born
        correct_party(actor=handler, case=case, party={"name": "李五"}, reason=WHY)
        assert Party.objects.get(case=case, until=None).birth_date is None, "another person"
