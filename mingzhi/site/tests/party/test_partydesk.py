"""The party opens its own matter, and nobody else's."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from mingzhi.cases.acts.access import open_desk, send_one_time_code
from mingzhi.cases.models import AccessAttempt, OneTimeCode, PartyRequest
from mingzhi.cases.queries.party.page import party_page, party_paper
from mingzhi.cases.rules.access import (
    ADDRESS_FAILURES,
    DIGITS,
    FAILURES,
    LOCK,
    SENDS,
    digits_match,
    locked_until,
    masked_phone,
)
from mingzhi.identity.tests.factories import make_actor
from mingzhi.kernel import clock
from mingzhi.kernel.actor import public_actor
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.records.models import Document
from mingzhi.trail.models import Entry

MORNING = datetime(2026, 4, 16, 9, 0, tzinfo=clock.CHINA)
pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.2b")]


@pytest.fixture
def served(walk):
    walk.play(before="publish")
    with clock.fixed(MORNING):
        yield walk.the_case()


def code_of(case, template="penalty_decision"):
    return Document.objects.filter(case_urn=case.urn, template_code=template).earliest("id").code


def public():
    return public_actor(on=clock.today())


def test_code_and_digits_open_the_matter_and_leave_an_entry(served):
    case, party = open_desk(actor=public(), code=code_of(served).upper(), digits="070027")
    assert case == served
    page = party_page(str(case.uid), party)
    titles = [paper.title for paper in page.papers]
    assert "行政处罚决定书" in titles and "现场检查笔录" in titles
    assert not {"立案审批表", "法制审核意见书", "案件调查终结报告", "负责人集体讨论记录"} & set(titles)
    assert page.owed == 403200 and page.paid == 0
    assert {clock.title for clock in page.clocks if clock.mine and not clock.ended}
    assert Entry.objects.filter(act="cases.open_desk", subject_urn=case.urn).count() == 1


def test_a_wrong_code_and_wrong_digits_get_the_same_answer(served):
    answers = []
    for code, digits in ((code_of(served), "999999"), ("0" * 16, "070027"), ("", ""), ("不是编码", "070027")):
        with pytest.raises(Invalid) as refused:
            open_desk(actor=public(), code=code, digits=digits)
        answers.append((refused.value.code, str(refused.value), refused.value.way_out))
    assert len(set(answers)) == 1
    assert AccessAttempt.objects.filter(succeeded=False).count() == 4


@pytest.mark.parametrize("template", ["filing_approval", "review_opinion", "discussion_record"])
def test_the_code_of_a_paper_that_never_reached_the_party_opens_nothing(served, template):
    with pytest.raises(Invalid) as refused:
        open_desk(actor=public(), code=code_of(served, template), digits="070027")
    assert refused.value.code == "cases.desk_wrong"
    assert send_one_time_code(actor=public(), code=code_of(served, template), on_screen=True) == ("", "")


def test_five_failures_lock_even_the_right_digits_for_half_an_hour(served):
    code = code_of(served)
    for _attempt in range(FAILURES):
        with pytest.raises(Invalid):
            open_desk(actor=public(), code=code, digits="000000")
    with pytest.raises(NotAllowed) as refused:
        open_desk(actor=public(), code=code, digits="070027")
    assert refused.value.code == "cases.desk_locked"
    with pytest.raises(NotAllowed):
        send_one_time_code(actor=public(), code=code, on_screen=True)
    with clock.fixed(MORNING + LOCK + timedelta(minutes=1)):
        assert open_desk(actor=public(), code=code, digits="070027")[0] == served


def test_guesses_at_many_codes_from_one_address_are_stopped_and_other_addresses_are_not(served, client):
    for guess in range(ADDRESS_FAILURES):
        with pytest.raises(Invalid):
            open_desk(actor=public(), code=f"{guess:016x}", digits="123456", address="203.0.113.9")
    right = {"code": code_of(served), "digits": "070027"}
    for asked in (open_desk, send_one_time_code):
        more = right if asked is open_desk else {"code": right["code"]}
        with pytest.raises(NotNow) as refused:
            asked(actor=public(), address="203.0.113.9", **more)
        assert refused.value.code == "cases.desk_address"
    assert client.post(reverse("desk:home"), right, REMOTE_ADDR="203.0.113.9").status_code == 409
    assert client.post(reverse("desk:home"), right, REMOTE_ADDR="203.0.113.10").status_code == 302
    assert not AccessAttempt.objects.filter(code_digest__contains="203.0.113").exists()
    with clock.fixed(MORNING + LOCK + timedelta(minutes=1)):
        assert open_desk(actor=public(), address="203.0.113.9", **right)


def test_all_papers_of_a_case_share_one_lock_and_guesses_under_it_do_not_prolong_it(served):
    decision, record = code_of(served), code_of(served, "inspection_record")
    for number in range(FAILURES):
        with pytest.raises(Invalid):
            open_desk(actor=public(), code=(decision, record)[number % 2], digits="000000")
    entries = Entry.objects.count()
    with clock.fixed(MORNING + LOCK - timedelta(minutes=1)), pytest.raises(NotAllowed):
        open_desk(actor=public(), code=record, digits="070027")
    assert Entry.objects.count() == entries
    with clock.fixed(MORNING + LOCK + timedelta(seconds=1)):
        assert open_desk(actor=public(), code=record, digits="070027")[0] == served


def test_only_the_newest_one_time_code_counts_and_few_are_sent(served):
    code = code_of(served)
    sent = [send_one_time_code(actor=public(), code=code, on_screen=True)[0] for _number in range(SENDS)]
    for wanted in (code, code_of(served, "inspection_record")):
        with pytest.raises(NotNow):
            send_one_time_code(actor=public(), code=wanted, on_screen=True)
    older = next(secret for secret in sent if secret != sent[-1])
    with pytest.raises(Invalid):
        open_desk(actor=public(), code=code, one_time=older)
    assert open_desk(actor=public(), code=code, one_time=sent[-1])[0] == served


def test_unknown_codes_are_as_sparing_as_known_ones(served):
    for _number in range(SENDS):
        assert send_one_time_code(actor=public(), code="f" * 16, on_screen=True) == ("", "")
    with pytest.raises(NotNow):
        send_one_time_code(actor=public(), code="f" * 16, on_screen=True)


def test_a_one_time_code_works_once_and_not_for_long(served):
    code = code_of(served)
    secret, hint = send_one_time_code(actor=public(), code=code, on_screen=True)
    assert hint == "139******00"
    assert open_desk(actor=public(), code=code, one_time=secret)[0] == served
    with pytest.raises(Invalid):
        open_desk(actor=public(), code=code, one_time=secret)
    late, _hint = send_one_time_code(actor=public(), code=code, on_screen=True)
    with clock.fixed(MORNING + timedelta(minutes=11)), pytest.raises(Invalid):
        open_desk(actor=public(), code=code, one_time=late)
    assert secret not in str(OneTimeCode.objects.values_list("digest", flat=True))


def test_an_unknown_code_sends_nothing_and_says_nothing(served):
    assert send_one_time_code(actor=public(), code="f" * 16, on_screen=True) == ("", "")
    assert not OneTimeCode.objects.exists()


def test_staff_use_the_workbench(served):
    with pytest.raises(NotAllowed):
        open_desk(actor=make_actor(), code=code_of(served), digits="070027")


def test_nobody_else_reads_the_party_page_or_its_papers(served):
    case, party = open_desk(actor=public(), code=code_of(served), digits="070027")
    with pytest.raises(NotKnown):
        party_page(str(case.uid), public())
    internal = Document.objects.get(case_urn=case.urn, template_code="filing_approval")
    with pytest.raises(NotKnown):
        party_paper(str(case.uid), str(internal.uid), party)


def test_the_pages_work_from_entrance_to_leaving(served, client):
    entrance = reverse("desk:entrance", args=[code_of(served)])
    assert code_of(served) in client.get(entrance).content.decode()
    wrong = client.post(reverse("desk:home"), {"code": code_of(served), "digits": "111111"})
    assert wrong.status_code == 422
    assert code_of(served) in wrong.content.decode(), "what was typed is kept"
    right = client.post(reverse("desk:home"), {"code": code_of(served), "digits": "070027"})
    assert right.status_code == 302
    page = client.get(right["Location"])
    assert page.status_code == 200 and "清溪县好味食品店" in page.content.decode()
    decision = Document.objects.get(case_urn=served.urn, template_code="penalty_decision")
    paper = client.get(reverse("desk:paper", args=[decision.uid]))
    assert paper.getvalue().startswith(b"%PDF")
    internal = Document.objects.get(case_urn=served.urn, template_code="filing_approval")
    assert client.get(reverse("desk:paper", args=[internal.uid])).status_code == 404
    client.post(reverse("desk:leave"))
    assert client.get(reverse("desk:matter")).status_code == 302
    assert client.get(reverse("desk:paper", args=[decision.uid])).status_code == 404


def test_a_session_ends_half_an_hour_after_the_last_page_and_after_four_hours_at_all(served, client):
    client.post(reverse("desk:home"), {"code": code_of(served), "digits": "070027"})

    def at(minutes):
        with clock.fixed(MORNING + timedelta(minutes=minutes)):
            return client.get(reverse("desk:matter")).status_code

    assert [at(minutes) for minutes in range(20, 241, 20)] == [200] * 12
    assert at(245) == 302, "four hours are the most"
    client.post(reverse("desk:home"), {"code": code_of(served), "digits": "070027"})
    assert at(31) == 302


def test_what_was_written_while_the_confirmation_ran_out_is_confirmed_again_and_sent(served, client):
    code, form = code_of(served), reverse("desk:right", args=["plan"])
    client.post(reverse("desk:home"), {"code": code, "digits": "070027"})
    wrote = {"reason": "暂无", "code": code}
    with clock.fixed(MORNING + timedelta(minutes=31)):
        answer = client.post(form, wrote)
        page = answer.content.decode()
        assert answer.status_code == 403 and '<textarea name="reason" hidden>暂无</textarea>' in page
        assert f'value="{code}"' in page, "nobody types the sixteen signs again"
        wrong = client.post(form, {**wrote, "confirm": "open", "digits": "000000"})
        assert wrong.status_code == 403 and "不相符" in wrong.content.decode()
        assert '<textarea name="reason" hidden>暂无</textarea>' in wrong.content.decode()
        sent = client.post(form, {**wrote, "confirm": "send"}).content.decode()
        assert '<textarea name="reason" hidden>暂无</textarea>' in sent, "also where no code can be sent"
        back = client.post(form, {**wrote, "confirm": "open", "digits": "070027"})
        assert (
            back.status_code == 200
            and "暂无" in back.content.decode()
            and "已经带回" in back.content.decode()
        )
        assert not PartyRequest.objects.exists(), "nothing is sent before it was read again"
        assert client.post(form, wrote).status_code != 403


@pytest.mark.parametrize(
    ("number", "entered", "same"),
    [
        ("339921197803070027", "070027", True),
        ("33992119780307002X", "07002x", True),
        ("33992119780307002X", "０７００２Ｘ", True),
        ("339921197803070027", "70027", False),
        ("", "", False),
        ("12345", "12345", False),
    ],
)
def test_only_the_last_six_digits_count(number, entered, same):
    assert digits_match(number, entered) is same
    assert DIGITS == 6


def test_old_failures_are_forgotten():
    failures = [MORNING - timedelta(minutes=40)] * 9
    assert locked_until(failures, now=MORNING) is None
    assert locked_until([MORNING] * FAILURES, now=MORNING) == MORNING + LOCK


def test_a_phone_is_shown_masked():
    assert masked_phone("13912345678") == "139******78"
    assert masked_phone("123") == ""
