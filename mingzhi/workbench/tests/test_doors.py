"""The door table: every route, who may open it; a route that is not listed fails."""

from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhi.identity.tests import factories
from mingzhi.workbench.tests.doors import address, client_for, routes, staff

PUBLISH = ("disclosure.prepare", "disclosure.check", "disclosure.exempt")
OUTLETS = (*PUBLISH, "supervision.view", "identity.manage")
REVIEW = ("review.review", "review.assign", "cases.approve", "cases.view")
CASE = ("cases.view", "cases.handle", "cases.approve", "review.review", "supervision.view")
STEP = (
    "cases.handle",
    "cases.approve",
    "cases.discuss",
    "review.review",
    "records.archive",
    "disclosure.prepare",
)
SENT_ONLY = {"work:bundle", "work:volume", "work:hold"}
NOTHING_SENT = {"work:hold": {422}, "work:new_power": {403}}  # a new power is the province's to enter
STATISTICS = ("disclosure.prepare", "disclosure.check", "cases.approve", "supervision.view")
FILINGS = ("disclosure.exempt", "disclosure.check", "supervision.view")
REPORTS = ("disclosure.answer", "disclosure.check", "supervision.view")
OPEN_TO_ALL = None

# route → capabilities of which one opens it; () = any appointment; None = no appointment needed
DOORS = {
    "account:login": OPEN_TO_ALL,
    "account:logout": OPEN_TO_ALL,
    "account:password": OPEN_TO_ALL,
    "account:appointment": OPEN_TO_ALL,
    "clauses": (),
    "work:home": (),
    "work:jump": (),
    "work:hold": STEP,
    "work:cases": ("cases.view", "supervision.view"),
    "work:open": ("cases.handle",),
    "work:open_fill": ("cases.handle",),
    "work:onsite": ("cases.handle",),
    "work:onsite_fill": ("cases.handle",),
    "work:case": CASE,
    "work:party": ("cases.approve", "cases.handle"),
    "work:act_code": ("cases.handle",),
    "work:act_code_drawing": ("cases.handle",),
    "work:dossier": CASE,
    "work:requests": CASE,
    "work:request_answer": CASE,
    "work:rectifications": CASE,
    "work:rectification_answer": CASE,
    "work:calendar": ("catalogue.manage",),
    "work:object": CASE,
    "work:bundle": ("cases.handle", "records.archive"),
    "work:bundle_file": ("cases.handle", "records.archive"),
    "work:volume": CASE,
    "work:volume_file": CASE,
    "work:add_material": ("cases.handle",),
    "work:step": STEP,
    "work:reviews": ("review.review", "review.assign"),
    "work:review": REVIEW,
    "work:review_do": REVIEW,
    "work:duties": (*PUBLISH, "supervision.view"),
    "work:version": (*PUBLISH, "cases.view", "supervision.view"),
    "work:duty": (*PUBLISH, "cases.view", "supervision.view"),
    "work:duty_do": PUBLISH,
    "work:filings": FILINGS,
    "work:filing": FILINGS,
    "work:filing_do": FILINGS,
    "work:reports": REPORTS,
    "work:report": REPORTS,
    "work:report_do": ("disclosure.answer",),
    "work:outlets": OUTLETS,
    "work:outlet": OUTLETS,
    "work:outlet_do": OUTLETS,
    "work:push": OUTLETS,
    "work:push_do": OUTLETS,
    "work:completeness": ("supervision.view", "cases.approve"),
    "work:changes": (),
    "work:change_article": ("catalogue.manage",),
    "work:change_body": ("identity.manage",),
    "work:adjustments": (),
    "work:escalated": ("supervision.view", "cases.view_subordinate"),
    "work:change": (),
    "work:ratings": ("supervision.view",),
    "work:statistics": STATISTICS,
    "work:statistics_year": STATISTICS,
    "work:statistics_csv": STATISTICS,
    "work:statistics_cell": CASE,
    "work:registers": (),
    "work:kept": ("identity.manage", "catalogue.manage"),
    "work:public_items": ("identity.manage", "catalogue.manage"),
    "work:public_items_of": ("identity.manage", "catalogue.manage"),
    "work:public_item": ("identity.manage", "catalogue.manage"),
    "work:public_item_do": ("identity.manage", "catalogue.manage"),
    "work:powers": (),
    "work:power": (),
    "work:people": (),
    "work:bodies": ("identity.manage",),
    "work:bodies_do": ("identity.manage",),
    "work:body": ("identity.manage",),
    "work:body_do": ("identity.manage",),
    "work:delegations": ("identity.manage",),
    "work:delegation": ("identity.manage",),
    "work:delegation_do": ("identity.manage",),
    "work:members": ("identity.manage",),
    "work:member": ("identity.manage",),
    "work:member_do": ("identity.manage",),
    "work:numbers": (),
    "work:parameters": (),
    "work:new_power": ("catalogue.manage",),
    "work:power_do": (),
    "work:review_list": (),
    "work:review_list_do": (),
    "work:recording_list": (),
    "work:recording_list_do": (),
    "work:templates": (),
    "work:template": (),
    "work:template_do": (),
    "work:parameter": (),
    "work:parameter_do": (),
    "work:trail_agency": ("trail.view",),
    "work:trail_person": (),
    "work:entry": (),
    "work:entry_receipt": (),
    "work:material": (),
    "work:material_file": (),
}
ROUTES = routes()
GUARDED = sorted(name for name, needed in DOORS.items() if needed is not OPEN_TO_ALL)


def role_without(needed):
    """Return a role that has none of the capabilities, or None when every role has one."""
    for role, row in factories.make_roles().items():
        if not set(needed) & {*row.capabilities, *row.certified}:
            return role
    return None


def role_with(needed):
    return next(
        role
        for role, row in factories.make_roles().items()
        if not needed or set(needed) & {*row.capabilities, *row.certified}
    )


def test_every_route_stands_in_the_table():
    assert set(ROUTES) == set(DOORS)


@pytest.mark.parametrize("name", GUARDED)
def test_the_view_asks_for_what_the_table_says(name):
    assert set(ROUTES[name].callback.door) == set(DOORS[name])


@pytest.mark.django_db
def test_strangers_are_led_to_the_login(client):
    for name in GUARDED:
        answer = client.get(address(name, ROUTES[name]))
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/account/login/?next="), name


@pytest.mark.django_db
def test_people_without_an_appointment_are_refused(client):
    account = factories.make_account(factories.make_person())
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    for name in GUARDED:
        answer = client.get(address(name, ROUTES[name]))
        assert answer.status_code == 403 and "work.no_appointment" in answer.content.decode(), name


@pytest.fixture
def browser_of(db):
    """Return the browser of somebody in a role, the same whenever the role is asked for."""
    return cache(lambda role: staff(role)[1])


def test_the_wrong_role_is_refused(browser_of):
    for name in GUARDED:
        if not DOORS[name]:
            continue
        role = role_without(DOORS[name])
        assert role is not None, f"every role opens {name}: list it with ()"
        answer = browser_of(role).get(address(name, ROUTES[name]))
        assert answer.status_code == 403 and "actor.capability" in answer.content.decode(), name


def test_the_right_role_passes_the_door(browser_of):
    for name in GUARDED:
        browser = browser_of(role_with(DOORS[name]))
        ask = browser.post if name in SENT_ONLY else browser.get
        answer = ask(address(name, ROUTES[name]))
        made_up = bool(ROUTES[name].pattern.converters)
        assert answer.status_code in NOTHING_SENT.get(name, {404, 302, 200} if made_up else {200}), name
        assert "actor.capability" not in answer.content.decode(), name


@pytest.mark.django_db
def test_a_first_password_must_be_changed_before_anything_else():
    actor = factories.make_staff("handler")
    browser = client_for(actor)
    browser.get("/work/")
    from mingzhi.identity.models import Account

    Account.objects.update(must_change_password=True)
    assert browser.get("/work/")["Location"] == "/account/password/"


@pytest.mark.django_db
def test_an_expired_page_asked_by_script_leads_to_the_login(client):
    answer = client.get("/work/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/work/"})
    assert answer.status_code == 204 and answer["HX-Redirect"].startswith("/account/login/")


@pytest.mark.django_db
def test_a_form_sent_after_the_session_is_never_dropped_in_silence(client):
    """Also where a file and a few short words were all: who sent them must know that nothing was taken."""
    at = address("work:step", ROUTES["work:step"])
    answer = client.post(at, {"facts": "属实。", "files": SimpleUploadedFile("a.txt", b"abc")})
    page = answer.content.decode()
    assert answer.status_code == 403 and "没有提交" in page and "选择的文件没有传上" in page
    assert f"/account/login/?next={at}" in page
