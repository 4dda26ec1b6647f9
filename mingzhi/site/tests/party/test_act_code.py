"""The act code: made by the officers of the act, fresh for two minutes, rated without a name."""

from datetime import timedelta

import pytest
from django.test import Client

from mingzhi.cases.acts.act_codes import end_act_code, make_act_code, scan
from mingzhi.cases.models import ActCode, ActScan
from mingzhi.cases.queries.act_codes import act_page, standing_code
from mingzhi.cases.rules.act_code import (
    Standing,
    is_token,
    proof,
    rights_of,
    slot_of,
    standing,
    token,
    what_follows,
)
from mingzhi.cases.rules.procedures.ordinary import ORDINARY
from mingzhi.identity.acts import suspend_certificate
from mingzhi.identity.models import Agency, Certificate
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.site.tests.acting import MORNING, make, officer, path_of, public
from mingzhi.trail.models import Entry, Payload
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.2a")]


@pytest.fixture
def scene(walk):
    walk.play(before="inspect")
    with clock.fixed(MORNING):
        yield walk


def test_a_proof_is_fresh_then_expired_and_a_made_up_one_is_neither():
    shown = proof("ab12", slot_of(MORNING), "secret")
    for minutes, wanted in ((0, Standing.FRESH), (2, Standing.FRESH), (3, Standing.EXPIRED)):
        assert standing("ab12", shown, now=MORNING + timedelta(minutes=minutes), secret="secret") is wanted
    forged = ("", "x", "0" * 21, shown[:-1] + ("a" if shown[-1] != "a" else "b"), "é" * 20, "-1" + shown[5:])
    assert {standing("ab12", text, now=MORNING, secret="secret") for text in forged} == {Standing.FORGED}
    assert standing("other", shown, now=MORNING, secret="secret") is Standing.FORGED
    early = standing("ab12", shown, now=MORNING - timedelta(minutes=5), secret="secret")
    assert early is Standing.EXPIRED


def test_a_coercive_task_tells_the_rights_against_coercion_and_goes_on_along_the_main_line():
    seize = ORDINARY.by_step["seize"]
    told = [basis for _right, basis in rights_of("行政处罚", seize)]
    assert told[:2] == ["行政强制法 §18(5)", "行政强制法 §8-1"] and "行政处罚法 §7-1" in told
    assert "行政强制法 §8-1" not in dict(rights_of("行政处罚", ORDINARY.by_step["inspect"])).values()
    assert what_follows(ORDINARY, seize, "investigating")[0] == "调查终结"


def test_a_token_is_of_one_act_only():
    given = token("ab12", "secret")
    assert is_token("ab12", given, "secret")
    assert not is_token("cd34", given, "secret") and not is_token("ab12", given, "other")
    assert not is_token("ab12", "", "secret") and not is_token("ab12", "é" * 42, "secret")


def test_the_officers_of_the_act_make_it_and_a_new_one_ends_the_old(scene):
    first, second = make(scene), make(scene)
    first.refresh_from_db()
    assert first.ended_at is not None and standing_code(scene.the_case()) == second
    assert Entry.objects.filter(act="cases.make_act_code", subject_urn=scene.the_case().urn).count() == 2
    page = act_page(second)
    assert page.task == "现场检查" and len(page.officers) == 2 and page.all_valid


@pytest.mark.parametrize(
    ("change", "kind", "code"),
    [
        ({"by": "publisher"}, NotAllowed, "actor.capability"),
        ({"officers": ("second",)}, NotAllowed, "cases.act_code_absent"),
        ({"officers": ("handler",)}, Invalid, "cases.act_code_two"),
        ({"officers": ("handler", "handler")}, Invalid, "cases.act_code_two"),
        ({"officers": ("handler", "checker")}, Invalid, "cases.act_code_certificate"),
        ({"step": "serve_decision"}, NotNow, "cases.act_code_task"),
        ({"step": "no such step"}, NotNow, "cases.act_code_task"),
    ],
)
def test_others_and_wrong_companies_are_refused(scene, change, kind, code):
    with pytest.raises(kind) as refused:
        make(scene, **change)
    assert refused.value.code == code
    assert not ActCode.objects.exists()


def test_an_officer_of_another_agency_does_not_learn_of_the_case(scene):
    stranger = identity.make_staff("handler", agency=identity.make_agency())
    with pytest.raises(NotKnown):
        make_act_code(actor=stranger, case=scene.the_case(), step="inspect", officers=[stranger.urn])
    code = make(scene)
    with pytest.raises(NotKnown):
        end_act_code(actor=stranger, code=code)


def test_anybody_sees_the_officers_now_without_party_or_cause(scene):
    code = make(scene)
    case = scene.the_case()
    answer = Client().get(path_of(code))
    text = answer.content.decode()
    assert answer.status_code == 200 and "执法证件此刻均有效" in text and "现场检查" in text
    assert not [word for word in (case.number, case.cause, case.party_name) if word and word in text]
    assert len(answer.content) < 20_000
    suspend_certificate(
        actor=identity.make_actor({"identity.manage"}, agency_code=case.agency_code),
        certificate=Certificate.objects.get(person__name="周敏"),
        on=clock.today(),
        reason="暂扣",
    )
    assert "有人员此刻没有有效的执法证件" in Client().get(path_of(code)).content.decode()


def test_a_copied_code_says_that_it_expired_and_a_phone_that_scanned_may_read_on(scene):
    code = make(scene)
    path, phone = path_of(code), Client()
    assert phone.get(path).status_code == 200
    with clock.fixed(MORNING + timedelta(minutes=5)):
        copied = Client().get(path)
        assert copied.status_code == 410 and "已过期" in copied.content.decode()
        assert "当面再扫一次" in copied.content.decode()
        assert phone.get(path).status_code == 200
        assert phone.get(f"/desk/a/{code.key}/").status_code == 200
        assert Client().get(f"/desk/a/{code.key}/").status_code == 403
        assert "不是本系统出示的" in Client().get(f"/desk/a/{code.key}/{'z' * 21}/").content.decode()
        assert Client().get(f"/desk/a/ffffffffffff/{'z' * 21}/").status_code == 404
    end_act_code(actor=officer(scene), code=code)
    assert "已经结束" in Client().get(path).content.decode()
    with pytest.raises(Conflict):
        end_act_code(actor=officer(scene), code=code)


def test_a_scan_is_an_entry_and_a_scanner_cannot_flood_the_record(scene):
    code = make(scene)
    given = path_of(code).rstrip("/").rsplit("/", 1)[1]
    for _again in range(20):
        scan(actor=public(), key=code.key, given=given)
    with clock.fixed(MORNING + timedelta(minutes=10)):
        for _again in range(20):
            scan(actor=public(), key=code.key, given=given)
            scan(actor=public(), key=code.key, given="z" * 21)
    entries = Entry.objects.filter(act="cases.scan_act_code")
    assert entries.count() == ActScan.objects.count() == 2
    assert {entry.actor_label for entry in entries} == {"公众"}
    for payload in Payload.objects.filter(entry__in=entries):
        assert set(payload.content) == {"key", "standing"}
    other = make(scene)
    with pytest.raises(NotAllowed):
        scan(actor=officer(scene), key=other.key, given=path_of(other)[-22:-1])


def test_the_officers_page_makes_shows_renews_and_ends(scene):
    case = scene.the_case()
    browser = client_for(officer(scene))
    address = f"/work/cases/{case.uid}/act-code/"
    assert "现场检查" in browser.get(address).content.decode()
    lone = browser.post(address, {"doing": "make", "task": "inspect", "officers": [officer(scene).urn]})
    assert lone.status_code == 422 and "执法人员不得少于两人" in lone.content.decode()
    both = [officer(scene).urn, officer(scene, "second").urn]
    assert browser.post(address, {"doing": "make", "task": "inspect", "officers": both}).status_code == 302
    first = browser.get(address).content.decode()
    assert "<svg" in first and "刷新二维码" in first
    with clock.fixed(MORNING + timedelta(minutes=1)):
        later = browser.get(f"{address}drawing/").content.decode()
    assert "<svg" in later and later.split("<svg")[1].split("</svg>")[0] not in first
    browser.post(address, {"doing": "end"})
    assert browser.get(f"{address}drawing/").status_code == 409
    assert "出示行政行为码" in browser.get(f"/work/cases/{case.uid}/").content.decode()


def test_a_colleague_who_does_not_handle_the_case_cannot_show_its_code(scene):
    code = make(scene)
    colleague = identity.make_staff("handler", agency=Agency.objects.get(code=code.agency_code))
    browser = client_for(colleague)
    for part in ("", "drawing/"):
        answer = browser.get(f"/work/cases/{code.case.uid}/act-code/{part}")
        page = answer.content.decode()
        assert answer.status_code == 403 and "act-drawing" not in page
        assert "只有办理本案的执法人员" in page
