"""Public answers from memory: quick while nothing moves, gone with the notice, never another's."""

from io import BytesIO

import pytest
from django.conf import settings as site
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from mingzhi.disclosure.models import IndexJob
from mingzhi.disclosure.tests import factories as make
from mingzhi.identity.tests import factories as identity
from mingzhi.site.gateway.early_answers import EarlyAnswers
from mingzhi.site.gateway.public_answers import memory
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.4.2a")]


class Reader:
    """Reads through the application as the server calls it."""

    def __init__(self, cookies: str = "", *, memory_first: bool = True) -> None:
        whole = WSGIHandler()
        self.application = EarlyAnswers(whole) if memory_first else whole
        self.cookies = cookies

    def get(self, address, headers=None, method="GET", **more):
        environ = (
            RequestFactory(headers={"cookie": self.cookies, **(headers or {})}, **more)
            .generic(method, address)
            .environ
        )
        environ["wsgi.input"] = BytesIO()
        given = []
        content = b"".join(self.application(environ, lambda *head: given.extend(head)))
        return HttpResponse(content, status=int(given[0][:3]), headers=dict(given[1]))


@pytest.fixture
def client():
    return Reader()


@pytest.fixture(autouse=True)
def keeping(settings, tmp_path):
    settings.PUBLIC_CACHE_SECONDS = 60
    settings.VAR = tmp_path
    settings.LOG_KEY_FILE = str(tmp_path / "log-keys")
    memory.clear()
    request_started.disconnect(close_old_connections)  # it would end the transaction of the test
    yield
    request_started.connect(close_old_connections)
    memory.clear()


@pytest.fixture
def notice():
    row = make.published_notice()
    make.settle()
    return row


def asked(browser, address, **headers):
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address, headers=headers)
    return answer, len(queries)


def test_the_second_reader_costs_one_query_and_reads_the_same(client, notice) -> None:
    address = f"/notices/{notice.uid}/"
    first, many = asked(client, address)
    second, one = asked(Reader(), address)
    assert many > 1 and one == 1
    assert second.content == first.content and second.status_code == 200
    assert dict(second.items()) == dict(first.items())


@pytest.mark.parametrize("address", ["/", "/notices/", "{}", "{}notice.json", "{}qr.svg", "/api/v1/notices"])
@pytest.mark.parametrize("known", [False, True])
def test_memory_says_what_the_whole_application_says(client, notice, address, known) -> None:
    address = address.format(f"/notices/{notice.uid}/")
    whole = Reader(memory_first=False)
    headers = {"if-none-match": whole.get(address)["ETag"]} if known else {}
    client.get(address)
    (told, one), said = asked(client, address, **headers), whole.get(address, headers=headers)
    assert one == 1 and told.status_code == said.status_code == (304 if known else 200)
    assert told.content == said.content
    about = [set(answer.items()) - {("Content-Length", "0")} for answer in (told, said)]
    assert about[0] == about[1] and told["Content-Security-Policy"] and told["Referrer-Policy"]


@pytest.mark.parametrize("move", [make.corrected, make.withdrawn])
def test_what_moved_is_never_answered_from_memory(client, notice, move) -> None:
    addresses = [
        f"/notices/{notice.uid}/",
        f"/notices/{notice.uid}/notice.json",
        "/notices/",
        "/api/v1/notices",
    ]
    before = [client.get(address).content for address in addresses]
    move(notice)
    unsettled = client.get(addresses[0])
    make.settle()
    after = [client.get(address).content for address in addresses]
    assert unsettled.content != before[0]
    assert all(new != old for new, old in zip(after, before, strict=True))


def test_a_change_that_is_committed_after_a_later_number_counts(client, notice) -> None:
    newest = IndexJob.objects.latest("pk")
    about = {"notice": newest.notice, "queued_at": newest.queued_at, "done_at": newest.done_at}
    IndexJob.objects.create(pk=newest.pk + 2, **about)
    client.get("/notices/")
    assert asked(client, "/notices/")[1] == 1
    IndexJob.objects.create(pk=newest.pk + 1, **about)
    assert asked(client, "/notices/")[1] > 1


def test_nothing_is_kept_while_the_index_lags_behind(client, notice) -> None:
    IndexJob.objects.filter(pk=IndexJob.objects.latest("pk").pk).update(done_at=None)
    client.get("/notices/")
    assert asked(client, "/notices/")[1] > 1


def test_each_language_has_its_own(client, notice) -> None:
    address = f"/notices/{notice.uid}/"
    chinese = client.get(address, headers={"accept-language": "zh-CN"}).content.decode()
    english = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert 'lang="zh-Hans"' in chinese and 'lang="en"' in english
    again, one = asked(client, address, **{"accept-language": "zh-CN"})
    assert one == 1 and again.content.decode() == chinese


def test_who_has_a_session_is_neither_kept_nor_answered_from_memory(client, notice) -> None:
    address = f"/notices/{notice.uid}/"
    client.get(address)
    staff = client_for(identity.make_staff("handler", agency=identity.make_agency()))
    session = f"{site.SESSION_COOKIE_NAME}={staff.cookies[site.SESSION_COOKIE_NAME].value}"
    assert asked(Reader(session), address)[1] > 1 and len(memory) == 1
    assert not client.get(address).has_header("Set-Cookie")


def test_whoever_has_it_is_told_so_from_memory_too(client, notice) -> None:
    for address in (f"/notices/{notice.uid}/", "/notices/?q=食品", "/registers/"):
        etag = client.get(address)["ETag"]
        answer, one = asked(client, address, **{"if-none-match": etag})
        assert answer.status_code == 304 and one == 1 and not answer.content


@pytest.mark.parametrize("address", ["/account/login/", "/desk/", "/notices/none/", "/work/"])
def test_other_doors_are_not_kept(client, notice, address) -> None:
    first = client.get(address)
    assert asked(client, address)[0].status_code == first.status_code
    assert len(memory) == 0


def test_a_long_address_and_an_unknown_host_are_not_kept(client, notice, settings) -> None:
    client.get("/notices/?q=" + "长" * 200)
    assert len(memory) == 0
    settings.ALLOWED_HOSTS = ["testserver"]
    client.get("/notices/")
    for host in ("elsewhere.example", "testserver/../", "\xff"):
        assert client.get("/notices/", headers={"host": host}).status_code == 400


def test_what_is_secure_and_what_is_not_are_kept_apart(client, notice, settings) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.PROXIES = ["10.0.0.1"]
    reader = Reader()
    secure = {"headers": {"x-forwarded-proto": "https"}}
    for _again in range(2):
        by_proxy = reader.get("/notices/", REMOTE_ADDR="10.0.0.1", **secure)
        by_stranger = reader.get("/notices/", REMOTE_ADDR="203.0.113.7", **secure)
        assert by_proxy.has_header("Strict-Transport-Security")
        assert not by_stranger.has_header("Strict-Transport-Security")


def test_other_methods_and_conditions_of_writers_are_asked_of_the_application(client, notice) -> None:
    address = f"/notices/{notice.uid}/"
    client.get(address)
    assert client.get(address, method="HEAD").status_code == 200
    assert client.get(address, method="POST").status_code == 403
    assert client.get(address, headers={"if-match": '"another"'}).status_code == 412


def test_nothing_is_kept_without_leave(client, notice, settings) -> None:
    settings.PUBLIC_CACHE_SECONDS = 0
    client.get("/notices/")
    assert len(memory) == 0


def test_a_header_of_a_visitor_chooses_no_key(notice) -> None:
    Reader(memory_first=False).get("/notices/", headers={"mingzhi.kept_under": "mine", "kept-under": "mine"})
    assert len(memory) == 0
