from datetime import datetime, timedelta

import pytest
from django.contrib.auth import authenticate, get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import Client, RequestFactory

from mingzhi.identity.middleware import ActorMiddleware
from mingzhi.identity.sessions import choose_appointment, locked_out
from mingzhi.identity.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.trail.models import Entry, Payload

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 4, 13, 9, 0, tzinfo=clock.CHINA)
PASSWORD = "QingXi-2026-demo"


@pytest.fixture
def staff():
    agency = make.make_agency()
    person = make.make_person("陈立")
    make.appoint(person, agency, "handler")
    make.certify(person, agency)
    return make.make_account(person, username="chenli", password=PASSWORD)


def ask(client: Client):
    """Send one request with the client's cookies through the middleware; return the request."""
    request = RequestFactory().get("/work/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    request.session = SessionStore(session_key=request.COOKIES.get("sessionid"))
    request.user = get_user(request)
    ActorMiddleware(lambda request: HttpResponse())(request)
    if request.session.modified:
        request.session.save()
    return request


def acts() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("act", flat=True))


def log_in(client: Client, account) -> None:
    client.force_login(account)


def test_a_login_is_recorded_and_gives_the_actor_of_the_day(staff, client):
    with clock.fixed(MOMENT):
        log_in(client, staff)
        actor = ask(client).actor
    assert actor.label == "陈立" and actor.can("cases.handle")
    entry = Entry.objects.get(act="identity.log_in")
    assert entry.actor_urn == staff.person.urn and entry.subject_urn == staff.urn


def test_a_visitor_has_no_actor_and_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ask(client).actor is None


def test_an_idle_session_ends_and_the_record_says_why(staff, client):
    with clock.fixed(MOMENT):
        log_in(client, staff)
    with clock.fixed(MOMENT + timedelta(minutes=29)):
        assert ask(client).actor is not None
    with clock.fixed(MOMENT + timedelta(minutes=58)):
        assert ask(client).actor is not None
    with clock.fixed(MOMENT + timedelta(minutes=88)):
        request = ask(client)
    assert request.actor is None and not request.user.is_authenticated
    assert acts() == ["identity.log_in", "identity.log_out"]
    assert Payload.objects.get(entry__act="identity.log_out").content == {"reason": "长时间未操作"}


def test_a_session_ends_after_eight_hours_however_busy(staff, client):
    with clock.fixed(MOMENT):
        log_in(client, staff)
    for minutes in range(20, 480, 20):
        with clock.fixed(MOMENT + timedelta(minutes=minutes)):
            assert ask(client).actor is not None, minutes
    with clock.fixed(MOMENT + timedelta(hours=8)):
        assert ask(client).actor is None
    assert Payload.objects.get(entry__act="identity.log_out").content == {"reason": "会话达到最长时限"}


def test_a_session_without_its_clocks_is_not_trusted(staff, client):
    with clock.fixed(MOMENT):
        log_in(client, staff)
        session = client.session
        del session["session_began"]
        session.save()
        assert ask(client).actor is None


def test_a_certificate_withdrawn_now_counts_with_the_next_request(staff, client):
    with clock.fixed(MOMENT):
        log_in(client, staff)
        assert ask(client).actor.can("cases.handle")
        certificate = staff.person.certificates.get()
        certificate.events.create(kind="withdrawn", on=clock.today(), recorded_at=clock.now())
        assert not ask(client).actor.can("cases.handle")


def test_a_person_switches_to_another_own_appointment_only(staff, client):
    agency = make.Agency.objects.get()
    own = make.appoint(staff.person, agency, "archivist")
    foreign = make.appoint(make.make_person(), agency, "head")
    with clock.fixed(MOMENT):
        log_in(client, staff)
        request = ask(client)
        assert request.actor.role == "handler"
        choose_appointment(request, str(own.uid))
        request.session.save()
        assert ask(client).actor.role == "archivist"
        with pytest.raises(NotAllowed):
            choose_appointment(request, str(foreign.uid))


def attempt(password: str, *, username: str = "chenli", source: str = "10.0.0.1", agent: str = "A"):
    request = RequestFactory().post(
        "/account/login/",
        {"username": username},
        REMOTE_ADDR=source,
        HTTP_USER_AGENT=agent,
    )
    return authenticate(request, username=username, password=password)


def test_guessing_locks_the_name_whatever_address_or_browser_it_comes_from(staff):
    for number in range(5):
        assert attempt("wrong", source=f"10.0.0.{number}", agent=f"browser {number}") is None
    assert attempt(PASSWORD, source="10.9.9.9", agent="new") is None
    assert acts() == ["identity.fail_login"] * 4 + ["identity.lock_login"]
    assert Entry.objects.filter(subject_urn=staff.urn).count() == 5


def test_four_mistakes_lock_nobody_and_success_forgets_them(staff):
    for _ in range(4):
        attempt("wrong")
    assert attempt(PASSWORD) == staff


def test_the_lock_opens_again_after_its_time(staff, settings):
    for _ in range(5):
        attempt("wrong")
    assert attempt(PASSWORD) is None
    settings.AXES_COOLOFF_TIME = timedelta(0)
    assert attempt(PASSWORD) == staff


def test_a_name_of_nobody_is_not_kept_in_the_record(staff):
    attempt("whatever", username="QingXi-2026-demo")
    entry = Entry.objects.get(act="identity.fail_login")
    assert "QingXi" not in entry.subject_label
    assert "QingXi" not in str(entry.payload.content) + entry.subject_urn


def test_the_page_for_a_locked_name_tells_how_long():
    request = RequestFactory().post("/account/login/")
    request.user = make.Account(username="x")
    request.session = SessionStore()
    answer = locked_out(request, None, {})
    assert answer.status_code == 429 and "15" in answer.content.decode()
