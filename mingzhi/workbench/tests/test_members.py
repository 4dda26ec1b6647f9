"""The administrator's pages of people: found, kept, and only those of the agencies that are seen."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingzhi.identity.models import Account, Appointment, CertificateEvent, Person
from mingzhi.identity.queries import certificates_on, reviewers
from mingzhi.identity.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.trail.models import Entry
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1c")]
LIST = reverse("work:members")
MOST = 24


@pytest.fixture
def agency():
    return make.make_agency()


@pytest.fixture
def admin(agency):
    return client_for(make.make_staff("admin", agency=agency, name="钱程"))


def employed(agency, name, role="officer"):
    person = make.make_person(name)
    make.appoint(person, agency, role)
    return person


def page_of(person, doing=""):
    return (
        reverse("work:member_do", args=[person.uid, doing])
        if doing
        else reverse("work:member", args=[person.uid])
    )


def shown(answer):
    return answer.content.decode()


def password_in(answer):
    return re.search(r'id="first-password">([^<]+)<', shown(answer))[1]


def test_the_form_of_somebody_new_is_sent_with_its_own_token_to_its_own_address(agency, admin):
    page = shown(admin.get(LIST))
    action, token = re.search(
        r'method="post" action="(/work/people/[^"]*)".*?name="once" value="([^"]+)"', page, re.S
    ).groups()
    assert "?agency=" in action
    new = {"name": "新来", "role": "handler", "since": clock.today().isoformat(), "once": token}
    assert "trail.form" not in shown(admin.post(action, new))
    assert Person.objects.filter(name="新来").count() == 1


def test_somebody_new_is_entered_logs_in_and_sets_an_own_password(agency, admin):
    new = {"name": "新来", "role": "handler", "since": clock.today().isoformat(), "username": "xinlai"}
    wrong = admin.post(LIST, new | {"username": "Xin Lai"})
    assert wrong.status_code == 422 and 'value="新来"' in shown(wrong), "what was typed stays"
    assert not Person.objects.filter(name="新来").exists()
    answer = admin.post(LIST, new)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    password = password_in(answer)
    assert password not in shown(admin.get(page_of(Person.objects.get(name="新来"))))
    assert password not in str([entry.payload.content for entry in Entry.objects.all()])
    officer = Client()
    login = officer.post("/account/login/", {"username": "xinlai", "password": password})
    assert login.status_code == 302
    assert officer.get("/work/")["Location"] == "/account/password/"
    own = {"old": password, "new": "ShuiQing-9-yuedu", "again": "ShuiQing-9-yuedu"}
    assert officer.post("/account/password/", own).status_code == 302
    assert officer.get("/work/").status_code == 200


def test_posts_certificate_and_qualification_are_given_and_end(agency, admin):
    person, today = employed(agency, "周敏"), clock.today()
    assert "行政执法证由司法行政部门的管理员登记" in shown(admin.get(page_of(person)))
    admin = client_for(make.make_staff("registrar", agency=agency))

    def do(doing, **data):
        answer = admin.post(page_of(person, doing), data)
        assert answer.status_code == 302 and answer["Location"] == page_of(person), shown(answer)

    do("appoint", agency=agency.code, role="reviewer", since=today.isoformat())
    do(
        "certify",
        agency=agency.code,
        kind="officer",
        number="33992100999",
        issued_by="之江省人民政府",
        since=today.isoformat(),
        until=(today + timedelta(days=900)).isoformat(),
    )
    change = {"certificate": "33992100999", "on": today.isoformat(), "reason": "涉嫌违纪调查"}
    do("change_certificate", change="suspended", **change)
    assert not certificates_on([person.urn], today)[person.urn].valid
    do("change_certificate", change="restored", **change)
    do("change_certificate", change="withdrawn", **change)
    assert [event.kind for event in CertificateEvent.objects.order_by("id")][-1] == "withdrawn"
    assert (
        admin.post(page_of(person, "change_certificate"), {**change, "change": "restored"}).status_code == 404
    )
    ground = {"ground": "法律职业资格", "since": today.isoformat()}
    missing = admin.post(page_of(person, "qualify"), ground)
    assert missing.status_code == 422 and "第五十八条" in shown(missing)
    do("qualify", number="A20203399210001", **ground)
    assert reviewers(agency.code, today)[0].qualified
    qualification = person.reviewer_qualifications.get()
    do("disqualify", qualification=str(qualification.uid), until=today.isoformat(), reason="吊销")
    post = Appointment.objects.get(person=person, role__code="reviewer")
    for until in (date(2099, 12, 31), today):  # what was lined up for later comes today
        do("dismiss", post=str(post.uid), until=until.isoformat(), reason="调离审核岗位")
    text = shown(admin.get(page_of(person)))
    assert "调离审核岗位" in text and "涉嫌违纪调查" in text and "免除任职" in text


def test_a_name_is_put_right_with_a_reason(agency, admin):
    person = employed(agency, "周民")
    right = {"name": "周敏", "title": "副科长", "phone": "", "reason": "登记时写错"}
    assert admin.post(page_of(person, "correct"), right | {"name": "周民", "title": ""}).status_code == 422
    assert admin.post(page_of(person, "correct"), right | {"reason": ""}).status_code == 422
    assert admin.post(page_of(person, "correct"), right).status_code == 302
    assert "副科长" in shown(admin.get(page_of(person)))
    said = Entry.objects.get(act="identity.correct_person").payload.content
    assert said["before"]["name"] == "周民" and said["name"] == "周敏"


def test_a_lost_password_is_reset_and_a_login_closed_and_opened_again(agency, admin):
    person = employed(agency, "周敏")
    assert admin.post(page_of(person, "reset_login")).status_code == 404, "there is none yet"
    first = password_in(admin.post(page_of(person, "open_login"), {"username": "zhoumin"}))
    second = password_in(admin.post(page_of(person, "reset_login")))
    officer = Client()
    assert officer.post("/account/login/", {"username": "zhoumin", "password": first}).status_code == 200
    assert officer.post("/account/login/", {"username": "zhoumin", "password": second}).status_code == 302
    assert admin.post(page_of(person, "close_login"), {"reason": ""}).status_code == 422
    assert admin.post(page_of(person, "close_login"), {"reason": "借调"}).status_code == 302
    assert officer.get("/work/").status_code == 302, "a running session ends"
    third = password_in(admin.post(page_of(person, "reopen_login"), {"reason": "返岗"}))
    assert officer.post("/account/login/", {"username": "zhoumin", "password": third}).status_code == 302


def test_a_form_sent_twice_shows_no_second_password(agency, admin):
    person = employed(agency, "周敏")
    text = shown(admin.get(page_of(person)))
    form = re.search(r'action="([^"]+open_login/)".*?name="once" value="([^"]+)"', text, re.S)
    sent = {"username": "zhoumin", "once": form[2]}
    assert "first-password" in shown(admin.post(form[1], sent))
    again = admin.post(form[1], sent)
    assert again.status_code == 302 and Account.objects.filter(username="zhoumin").count() == 1


def test_nothing_is_offered_or_taken_for_oneself(agency):
    actor = make.make_staff("admin", agency=agency)
    client, me = client_for(actor), Person.objects.get(uid=actor.urn.rpartition(":")[2])
    text = shown(client.get(page_of(me)))
    assert "由其他管理员办理" in text and "appoint/" not in text
    head = {"agency": agency.code, "role": "head", "since": clock.today().isoformat()}
    assert client.post(page_of(me, "appoint"), head).status_code == 404
    assert Appointment.objects.filter(person=me).count() == 1


def test_roles_over_a_region_are_neither_offered_nor_taken(agency, admin):
    person = employed(agency, "周敏")
    assert 'value="registrar"' not in shown(admin.get(page_of(person)))
    more = {"agency": agency.code, "role": "registrar", "since": clock.today().isoformat()}
    assert admin.post(page_of(person, "appoint"), more).status_code == 422
    new = {"name": "新来", "role": "supervisor", "since": clock.today().isoformat()}
    assert admin.post(LIST, new).status_code == 422
    registrar = client_for(make.make_staff("registrar", agency=agency))
    assert registrar.post(page_of(person, "appoint"), more).status_code == 302


def test_people_of_other_agencies_are_not_there(agency, admin):
    other = make.make_agency()
    stranger = employed(other, "旁人")
    make.make_account(stranger, username="pangren")
    for query in ("", "?q=旁人", "?q=pangren", "?agency=all"):
        assert "旁人</a>" not in shown(admin.get(LIST + query))
    assert admin.get(f"{LIST}?agency={other.code}").status_code == 404
    assert admin.get(page_of(stranger)).status_code == 404
    assert admin.post(page_of(stranger, "reset_login")).status_code == 404
    new = {"name": "新来", "role": "officer", "since": clock.today().isoformat()}
    assert admin.post(f"{LIST}?agency={other.code}", new).status_code == 404
    more = {"agency": other.code, "role": "officer", "since": clock.today().isoformat()}
    assert admin.post(page_of(employed(agency, "自己人"), "appoint"), more).status_code == 422
    registrar = client_for(make.make_staff("registrar", agency=agency))
    assert (
        "旁人" in shown(registrar.get(f"{LIST}?agency=all"))
        and registrar.get(page_of(stranger)).status_code == 200
    )


def test_the_list_finds_narrows_and_pages(agency, admin):
    people = [employed(agency, f"人员{n:02}") for n in range(55)]
    make.certify(people[0], agency, number="33992155555")
    make.make_account(people[1], username="findme")
    left = employed(agency, "已走")
    Appointment.objects.filter(person=left).update(until=clock.today(), ended_because="辞职")

    def names(query):
        return re.findall(
            r'<a href="/work/people/[0-9a-f-]+/">([^<]+)</a>', shown(admin.get(f"{LIST}?{query}"))
        )

    assert names("q=33992155555") == names("q=人员00") == ["人员00"] and names("q=FINDME") == ["人员01"]
    assert names("shown=left") == ["已走"] and "已走" not in names("shown=serving")
    assert "人员00" not in names("shown=uncertified") and "人员02" in names("shown=uncertified")
    assert "人员01" not in names("shown=no_login") and "人员02" in names("shown=no_login")
    first = names("")
    following = re.search(r'rel="next" href="\?([^"]+)"', shown(admin.get(LIST)))[1].replace("&amp;", "&")
    assert len(first) == 50 and len({*first, *names(following)}) == 57 == len(first) + len(names(following))
    assert names("after=nonsense") == first


def test_the_pages_ask_little_whatever_the_number(agency, admin):
    def asked(address):
        admin.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(address).status_code == 200
        return len(queries)

    person = employed(agency, "周敏")
    few = asked(LIST), asked(page_of(person))
    for number in range(9):
        make.certify(employed(agency, f"人员{number}"), agency)
        make.certify(person, agency)
        make.qualify(person) if not number else None
    many = asked(LIST), asked(page_of(person))
    assert many[0] == few[0] <= MOST and many[1] <= few[1] + 1 <= MOST


def test_everybody_finds_the_own_record(agency):
    officer = make.make_staff("handler", agency=agency)
    client = client_for(officer)
    where = reverse("work:trail_person", args=[officer.urn])
    assert f'href="{where}"' in shown(client.get("/work/")) and client.get(where).status_code == 200
