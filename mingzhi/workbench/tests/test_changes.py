"""Dynamic adjustment on the pages: look first, note the change, answer, see what went up."""

import re
from datetime import timedelta

import pytest

from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.supervision.models import AdjustmentTask, Change
from mingzhi.supervision.tasks import escalate_overdue
from mingzhi.supervision.tests.factories import County
from mingzhi.workbench.tests.doors import client_for
from tests.kept import begun

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1c")]
LOOK = {"statute": "食品安全法", "number": "124", "on": "2026-04-13"}
NOTE = {**LOOK, "fate": "repealed", "reason": "主席令第×号"}


@pytest.fixture
def county(at_noon):
    return begun(County)


def text(answer):
    return answer.content.decode()


def token(page):
    return re.findall(r'name="once" value="([^"]+)"', page)[0]


def test_look_note_answer(county):
    browser = client_for(county.keeper)
    shown = text(browser.get("/work/changes/article/", LOOK))
    assert "对经营超过保质期的食品的处罚" in shown and county.case.number not in shown
    assert not Change.objects.exists()
    once = token(shown)
    refused = browser.post("/work/changes/article/", {**NOTE, "reason": "", "once": once})
    assert refused.status_code == 422 and "对经营超过保质期的食品的处罚" in text(refused)
    done = browser.post("/work/changes/article/", {**NOTE, "once": once})
    change = Change.objects.get()
    assert done["Location"] == f"/work/changes/{change.uid}/"
    again = browser.post("/work/changes/article/", {**NOTE, "once": once})
    assert again.status_code == 302 and Change.objects.count() == 1

    handler = client_for(county.handler)
    told = "《食品安全法》第一百二十四条 废止"
    assert told in text(handler.get("/work/")) and told in text(handler.get("/work/changes/"))
    assert county.case.number in text(handler.get("/work/changes/tasks/"))
    page = text(handler.get(f"/work/changes/{change.uid}/"))
    case = AdjustmentTask.objects.get(kind="case")
    typed = {"tasks": [str(case.uid)], "outcome": "stays", "text": "", "once": token(page)}
    refused = handler.post(f"/work/changes/{change.uid}/", typed)
    assert refused.status_code == 422 and f'value="{case.uid}" checked' in text(refused)
    assert handler.post(f"/work/changes/{change.uid}/", {**typed, "text": "从旧"}).status_code == 302
    assert "从旧" in text(handler.get(f"/work/changes/{change.uid}/"))


@pytest.mark.parametrize(
    "typed",
    [
        {"number": ""},
        {"number": "-1"},
        {"number": "9" * 30},
        {"on": "tomorrow"},
        {"on": "0000-00-00"},
        {"statute": "'; --"},
        {"statute": "<script>alert(1)</script>"},
    ],
)
def test_what_makes_no_sense_is_refused_in_words(county, typed):
    browser = client_for(county.keeper)
    looked = browser.get("/work/changes/article/", {**LOOK, **typed})
    assert looked.status_code in (200, 422) and "<script>alert" not in text(looked)
    noted = browser.post("/work/changes/article/", {**NOTE, **typed})
    assert noted.status_code in (404, 422) and not Change.objects.exists()


def test_what_went_up_is_seen_from_above(county):
    change = county.change()
    due = max(change.tasks.values_list("due_on", flat=True))
    noon = clock.now() + timedelta(days=(due - clock.today()).days + 1)
    with clock.fixed(noon):
        escalate_overdue()
        for actor in (county.city_head, county.supervisor):
            assert county.case.number in text(client_for(actor).get("/work/changes/escalated/"))
    assert client_for(county.publisher).get("/work/changes/escalated/").status_code == 403


def test_a_body_is_renamed_merged_or_gives_powers_on_the_page(county):
    browser = client_for(identity.make_staff("registrar", agency=county.justice))
    assert "机关更名" in text(browser.get("/work/changes/"))
    for how in ("rename", "merge", "move"):
        assert browser.get(f"/work/changes/bodies/{how}/").status_code == 200
        assert county.agency.code in text(
            browser.get(f"/work/changes/bodies/{how}/", {"agency": county.agency.code})
        )
    assert browser.get("/work/changes/bodies/burn/").status_code == 404
    for code in ("nobody", "'; --", county.top.code):
        assert browser.get("/work/changes/bodies/move/", {"agency": code}).status_code == 404
    page = text(browser.get("/work/changes/bodies/rename/", {"agency": county.agency.code}))
    typed = {
        "agency": county.agency.code,
        "on": clock.today().isoformat(),
        "name": "新局",
        "reason": "",
        "once": token(page),
    }
    refused = browser.post("/work/changes/bodies/rename/", typed)
    assert refused.status_code == 422 and 'value="新局"' in text(refused)
    done = browser.post("/work/changes/bodies/rename/", {**typed, "reason": "机构改革"})
    assert done.status_code == 302 and "新局" in text(browser.get(done["Location"]))


def test_a_keeper_without_supervision_changes_no_bodies(county):
    browser = client_for(county.keeper)
    assert "机关更名" not in text(browser.get("/work/changes/"))
    assert browser.get("/work/changes/bodies/rename/").status_code == 403
