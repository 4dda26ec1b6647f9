"""A remedy against one decision on a licence after its grant touches that one alone (行政许可法 §7)."""

from datetime import date

import pytest
from django.urls import reverse

from mingzhi.cases.models import Clock, Decision, LicenceChange, Remedy
from mingzhi.cases.notices import draft_for
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.cases.queries.party.page import party_actor
from mingzhi.cases.queries.party.remedies import remedy_route
from mingzhi.disclosure.models import DutyState, Notice
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid
from mingzhi.records.models import Document
from mingzhi.site.tests.enforcement import act, no
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.taking import at, event
from mingzhi.site.tests.walks.test_licence_changes import ASKED, LONGER, published, short, valid

__all__ = ["short", "valid"]
pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]
SERVED = {"manner": "direct", "served_on": "2026-06-04", "receiver": "周一鸣，法定代表人"}
FILED = {"kind": "reconsideration", "remedy_body": "清溪县人民政府", "filed_on": "2026-06-10"}
FELL = {"outcome": "revoked", "reason": "事实不清。"}


def refused(walk):
    """Refuse to renew, publish that, serve it."""
    with at("2026-06-02T09:00"):
        act(walk, "apply_renewal", ASKED)
        act(walk, "refuse_renewal", {"decision_text": "车辆不再合格。"}, by="head")
        change = LicenceChange.objects.get()
        published(walk, change)
    with at("2026-06-04T09:00"):
        act(walk, "serve_document", {**SERVED, "document": "licence_renewal"})
    return change


def facts(walk):
    return facts_of(walk.the_case(), on=clock.today())


def fallen(walk, change, *, filed="2026-06-10", ended="2026-06-20"):
    with at(f"{filed}T09:00"):
        act(walk, "file_change_remedy", {**FILED, "filed_on": filed, "against": change.number})
    with at(f"{ended}T09:00"):
        act(walk, "change_revoked", {**FELL, "against": change.number, "ended_on": ended})


def test_service_starts_the_time_against_that_decision_once(valid):
    change = refused(valid)
    limits = {row.code: row.due for row in Clock.objects.filter(about=change.step)}
    assert limits == {"change_reconsider": date(2026, 8, 3), "change_sue": date(2026, 12, 4)}
    with at("2026-06-05T09:00"):
        act(valid, "serve_document", {**SERVED, "served_on": "2026-06-05", "document": "licence_renewal"})
        route = remedy_route(valid.the_case(), party_actor(valid.the_case(), on=clock.today()))
    assert Clock.objects.filter(about=change.step).count() == 2, "a further service gives no new time"
    assert [(one.number, one.until) for one in route.coercive] == [(change.number, date(2026, 8, 3))]
    assert route.licence


def test_its_form_offers_the_decisions_of_the_case(valid, people):
    change = refused(valid)
    with at("2026-06-10T09:00"):
        form = reverse("work:step", args=[valid.the_case().uid, "file_change_remedy"])
        page = text(browser(people, "handler").get(form))
    assert f'value="{change.number}"' in page


def test_it_names_its_decision(valid):
    with at("2026-06-01T09:00"):
        no(valid, "cases.licence_change_made", "file_change_remedy", {**FILED, "against": "1号"})
    change = refused(valid)
    with at("2026-06-10T09:00"):
        wrong = {**FILED, "against": "清市运延许〔2026〕9号"}
        no(valid, "cases.licence_change_named", "file_change_remedy", wrong, kind=Invalid)
        end = {"against": change.number, "outcome": "upheld", "ended_on": "2026-06-10"}
        no(valid, "cases.licence_change_attacked", "change_upheld", end)
        act(valid, "file_change_remedy", {**FILED, "against": change.number})
        again = {**FILED, "against": change.number}
        no(valid, "cases.licence_change_not_attacked", "file_change_remedy", again, kind=Invalid)
        assert facts(valid).remedy is None, "nothing is said of the grant"
        act(valid, "change_upheld", end)
    assert Remedy.objects.get().outcome == "upheld" and not Clock.objects.filter(code="withdraw_change")


def test_a_refusal_that_fell_comes_down_and_the_renewal_waits_again(short):
    change = refused(short)
    fallen(short, change)
    assert short.the_case().state == "renewing"
    with at("2026-06-22T09:00"):
        act(short, "withdraw_publication", {"reason": "不予延续的决定被撤销。"}, by="publisher")
    assert Notice.objects.get(source_urn=change.urn).closed_at is not None
    grant = Decision.objects.get()
    assert grant.standing == "standing" and Notice.objects.get(source_urn=grant.urn).closed_at is None
    assert not Clock.objects.filter(code="withdraw_change", ended_at=None)
    with at("2026-09-02T09:00"):
        no(short, "cases.validity_over", "deem_renewed", {})
        act(short, "renew", LONGER, by="head")
        assert facts(short).licence_valid_until == date(2034, 5, 24)


def test_a_cancellation_that_fell_gives_the_licence_back(valid):
    with at("2026-06-02T09:00"):
        act(valid, "cancel", {"ground": "dissolved"}, by="head")
    change = LicenceChange.objects.get()
    fallen(valid, change)
    assert valid.the_case().state == "valid"
    with at("2026-06-22T09:00"):
        act(valid, "withdraw_publication", {"reason": "注销决定被撤销。"}, by="publisher")
    assert not DutyState.objects.filter(duty__source_urn=change.urn, until=None, state="owed")


def test_a_renewal_that_fell_leaves_the_term_as_it_was(valid):
    with at("2026-06-02T09:00"):
        act(valid, "apply_renewal", ASKED)
        act(valid, "renew", LONGER, by="head")
        assert facts(valid).licence_valid_until == date(2034, 5, 24)
    fallen(valid, LicenceChange.objects.get())
    with at("2026-06-22T09:00"):
        assert facts(valid).licence_valid_until == date(2030, 5, 24) and facts(valid).renewal_reopened
    assert valid.the_case().state == "renewing", "the application waits again"


def owed(walk, on):
    """Return what the handler reads beside what comes next."""
    with at(f"{on}T10:00"):
        page = text(browser(walk.people, "handler").get(reverse("work:case", args=[walk.the_case().uid])))
    return page.partition("现在可以办理")[2].partition("下一步")[0]


def test_a_decision_after_the_grant_is_served_before_anything_else_is_forgotten(valid):
    """行政许可法 §44, §49: each of them, a second one too."""
    told = {"requested_on": "2026-06-01", "result": "granted", "decision_text": "车辆变更为3辆。"}
    assert "送达其他文书" not in owed(valid, "2026-06-01")
    for day in ("2026-06-02", "2026-07-02"):
        with at(f"{day}T09:00"):
            act(valid, "change", told, by="head")
        assert "送达其他文书" in owed(valid, day)
        with at(f"{day}T11:00"):
            act(valid, "serve_document", {**SERVED, "served_on": day, "document": "licence_change"})
        assert "送达其他文书" not in owed(valid, day)


def test_a_licence_granted_anew_names_the_decision_it_replaces(valid):
    """行政复议法 §64-1: nobody takes it for a second licence."""
    first = Decision.objects.get().number
    assert first not in str(Document.objects.get(template_code="licence_grant").fields)
    core = valid.core("core", date(2026, 6, 20)) | {"facts": "重新核查，车辆和驾驶人员符合条件。"}
    with at("2026-06-10T09:00"):
        act(valid, "file_remedy", FILED)
    with at("2026-06-20T09:00"):
        act(valid, "remedy_revoked", {**FELL, "ended_on": "2026-06-20", "redo": True})
        act(valid, "withdraw_publication", {"reason": "决定已撤销。"}, by="publisher")
        act(valid, "redo", {"reason": "按复议决定重新审查。"}, by="head")
        looked = {**event(valid, "examine_on_site")["data"], "started_at": "2026-06-20T08:00:00+08:00"}
        act(valid, "examine_on_site", looked, officers=("handler", "second"))
        act(valid, "propose", {"core": core})
        act(valid, "grant", {"core": core}, by="head")
    anew = Document.objects.filter(template_code="licence_grant").latest("id")
    assert anew.fields["replaced_number"] == first
    assert (
        first
        in draft_for(Decision.objects.latest("id").urn, valid.actor("publisher", date(2026, 6, 20))).text
    )
