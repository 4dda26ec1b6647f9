"""Login, lock-out, password, appointment, logout as people meet them."""

import hashlib

import pytest
from django.test import Client

from mingzhi.identity.models import Account
from mingzhi.identity.tests import factories
from mingzhi.trail.models import Entry
from mingzhi.workbench.tests.doors import client_for, person_of

PASSWORD = "QingXi-2026-demo"
NEW = "Bamboo-River-2026"

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return factories.make_account(person_of(factories.make_staff("handler", name="陈立")), "chenli", PASSWORD)


def log_in(client, password, path="/account/login/"):
    return client.post(path, {"username": "chenli", "password": password, "next": "/work/registers/"})


def test_a_login_leads_to_the_page_that_was_asked_for(account, client):
    assert client.get("/work/registers/")["Location"] == "/account/login/?next=/work/registers/"
    assert log_in(client, PASSWORD)["Location"] == "/work/registers/"
    page = client.get("/work/registers/").content.decode()
    assert "陈立" in page and "承办人" in page


def test_a_wrong_password_says_how_many_tries_there_are(account, client):
    page = log_in(client, "wrong").content.decode()
    assert "登录名或者密码不正确" in page and "连续输错 5 次" in page


def test_guessing_is_locked_and_the_page_says_for_how_long(account):
    client = Client()
    answers = [log_in(client, f"wrong-{n}") for n in range(6)]
    assert answers[-1].status_code == 429
    page = answers[-1].content.decode()
    assert "登录已锁定" in page and "15 分钟" in page and "account.locked" in page
    assert log_in(client, PASSWORD).status_code == 429


def test_strangers_who_guess_do_not_lock_out_whoever_logged_in_here_before(account):
    owner = Client()
    assert log_in(owner, PASSWORD).status_code == 302
    owner.post("/account/logout/")
    marks = [name for name in owner.cookies if name.startswith("known-")]
    assert len(marks) == 1 and "chenli" not in marks[0]
    assert owner.cookies[marks[0]]["httponly"] and owner.cookies[marks[0]]["path"] == "/account/"
    stranger = Client()
    assert [log_in(stranger, f"wrong-{n}").status_code for n in range(6)][-1] == 429
    assert log_in(owner, PASSWORD).status_code == 302
    thief = Client()
    thief.cookies[marks[0]] = owner.cookies[marks[0]].value + "x"
    assert log_in(thief, PASSWORD).status_code == 429


def test_guessing_in_a_known_browser_locks_that_browser_alone(account):
    known, other = Client(), Client()
    for browser in (known, other):
        log_in(browser, PASSWORD)
        browser.post("/account/logout/")
    assert [log_in(known, f"wrong-{n}").status_code for n in range(6)][-1] == 429
    assert log_in(known, PASSWORD).status_code == 429
    assert log_in(other, PASSWORD).status_code == log_in(Client(), PASSWORD).status_code == 302
    locked = Entry.objects.get(act="identity.lock_login")
    assert locked.subject_urn == account.urn


def test_the_mark_of_one_name_is_worth_nothing_to_another(account):
    browser = Client()
    log_in(browser, PASSWORD)
    mark = next(name for name in browser.cookies if name.startswith("known-"))
    factories.make_account(factories.make_person(), "zhoumin", PASSWORD)
    stranger = Client()
    stranger.cookies["known-" + hashlib.sha256(b"zhoumin").hexdigest()[:12]] = browser.cookies[mark].value
    given = {"username": "zhoumin", "password": "wrong"}
    for _turn in range(5):
        Client().post("/account/login/", given)
    assert stranger.post("/account/login/", {**given, "password": PASSWORD}).status_code == 429


def test_the_password_is_changed_with_the_old_one_and_the_session_goes_on(account, client):
    log_in(client, PASSWORD)
    wrong = client.post("/account/password/", {"old": "no", "new": NEW, "again": NEW})
    assert wrong.status_code == 422 and "原密码不正确" in wrong.content.decode()
    apart = client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW + "x"})
    assert "两次输入的新密码不一致" in apart.content.decode()
    elsewhere = Client()
    log_in(elsewhere, PASSWORD)
    weak = client.post("/account/password/", {"old": PASSWORD, "new": "12345678", "again": "12345678"})
    assert weak.status_code == 422 and "identity.password_weak" in weak.content.decode()
    assert client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW}).status_code == 302
    assert client.get("/work/").status_code == 200 and elsewhere.get("/work/").status_code == 302
    assert Account.objects.get(username="chenli").check_password(NEW)


def test_the_post_one_acts_in_is_chosen_and_only_ones_own(account, client):
    person = account.person
    agency = person.appointments.get().agency
    second = factories.appoint(person, agency, "publisher")
    log_in(client, PASSWORD)
    page = client.get("/account/appointment/").content.decode()
    assert "承办人" in page and "公示员" in page
    assert client.post("/account/appointment/", {"appointment": str(second.uid)}).status_code == 302
    assert "公示员" in client.get("/work/").content.decode()
    foreign = factories.appoint(factories.make_person(), agency, "head")
    refused = client.post("/account/appointment/", {"appointment": str(foreign.uid)})
    assert refused.status_code == 403 and "identity.appointment" in refused.content.decode()


def test_logging_out_ends_the_session_for_every_copy_of_its_cookie(account, client):
    log_in(client, PASSWORD)
    copy = Client()
    copy.cookies["sessionid"] = client.cookies["sessionid"].value
    assert copy.get("/work/").status_code == 200
    assert client.get("/account/logout/").status_code == 405
    assert client.post("/account/logout/").status_code == 302
    assert client.get("/work/").status_code == copy.get("/work/").status_code == 302


def test_a_session_from_before_the_login_is_not_taken_over(account, client):
    client.get("/account/login/")
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    log_in(client, PASSWORD)
    assert client.cookies["sessionid"].value != planted and client.cookies["sessionid"]["httponly"]
    stale = Client()
    stale.cookies["sessionid"] = planted
    assert stale.get("/work/").status_code == 302


@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:x", "%", "9"],
)
def test_the_next_page_stays_on_this_site(account, client, target):
    assert (
        client.post(
            "/account/login/", {"username": "chenli", "password": PASSWORD, "next": target}
        ).status_code
        == 302
    )
    uid = str(account.person.appointments.get().uid)
    answer = client.post("/account/appointment/", {"appointment": uid, "next": target})
    assert answer["Location"] == "/work/"
    assert client.get("/language/en/", {"next": target})["Location"] == "/"


def test_pages_of_staff_are_not_kept_by_others(account):
    client = client_for(factories.make_staff("head"))
    answer = client.get("/work/")
    assert "Cookie" in answer["Vary"] and "default-src 'none'" in answer["Content-Security-Policy"]
