"""Public answers from memory: quick while nothing moves, gone with the notice, never another's."""

import pytest
from django.conf import settings as site
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingzhi.disclosure.models import IndexJob
from mingzhi.disclosure.tests import factories as make
from mingzhi.identity.tests import factories as identity
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.4.2a")]


@pytest.fixture(autouse=True)
def keeping(settings, tmp_path):
    settings.PUBLIC_CACHE_SECONDS = 60
    settings.VAR = tmp_path
    settings.LOG_KEY_FILE = str(tmp_path / "log-keys")
    for name in caches:
        caches[name].clear()


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
    second, one = asked(Client(), address)
    assert many > 1 and one == 1
    assert second.content == first.content and second.status_code == 200
    for name in (
        "ETag",
        "Cache-Control",
        "Vary",
        "Content-Security-Policy",
        "X-Frame-Options",
        "Content-Language",
    ):
        assert second[name] == first[name]


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
    assert asked(staff, address)[1] > 1
    assert site.SESSION_COOKIE_NAME not in client.get(address).cookies


def test_whoever_has_it_is_told_so_from_memory_too(client, notice) -> None:
    for address in (f"/notices/{notice.uid}/", "/notices/?q=食品", "/registers/"):
        etag = client.get(address)["ETag"]
        answer, one = asked(client, address, **{"if-none-match": etag})
        assert answer.status_code == 304 and one == 1 and not answer.content


@pytest.mark.parametrize("address", ["/account/login/", "/desk/", "/notices/none/", "/work/"])
def test_other_doors_are_not_kept(client, notice, address) -> None:
    first = client.get(address)
    assert asked(client, address)[0].status_code == first.status_code
    assert not caches["public"]._cache  # the memory itself: nothing of these was put there


def test_a_long_address_and_an_unknown_host_are_not_kept(client, notice, settings) -> None:
    client.get("/notices/?q=" + "长" * 200)
    assert not caches["public"]._cache
    settings.ALLOWED_HOSTS = ["testserver"]
    assert client.get("/notices/", headers={"host": "elsewhere.example"}).status_code == 400
