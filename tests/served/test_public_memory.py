"""What is answered from memory, by a server and seen by readers, while other processes move notices."""

import http.client
from collections.abc import Iterator

import pytest

from tests.served.world import Server, World

pytestmark = pytest.mark.serves("2.1.3a", "2.4.2a")

PUBLISH = """
from mingzhi.disclosure.tests import factories as make
notices = make.published_notice("stays"), make.published_notice("goes")
make.settle()
print(*(notice.uid for notice in notices))
"""
WITHDRAW = """
from mingzhi.disclosure.models import Notice
from mingzhi.disclosure.tests import factories as make
make.withdrawn(Notice.objects.latest("id"))
"""
SETTLE = """
from mingzhi.disclosure.tests import factories as make
make.settle()
"""
KEPT = {"MINGZHI_PUBLIC_CACHE_SECONDS": "600"}


@pytest.fixture(scope="module")
def served(migrated: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, list[str]]]:
    """Serve two published notices; give their addresses too."""
    world = migrated.copy(tmp_path_factory.mktemp("memory") / "var", "mingzhi_memory")
    addresses = [f"/notices/{uid}/" for uid in did(world, PUBLISH).split()]
    server = Server(world).start(worker=False, more=KEPT)
    yield server, addresses
    server.stop()


def did(world: World, source: str) -> str:
    ran = world.python(source)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def asked(server: Server, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    line.request("GET", address, headers={name.replace("_", "-"): text for name, text in headers.items()})
    answer = line.getresponse()
    content = answer.read()
    line.close()
    said = {name.lower(): value for name, value in answer.getheaders() if name.lower() != "date"}
    return answer.status, said, content


def test_what_another_process_withdrew_is_gone_at_the_next_request(served: tuple[Server, list[str]]) -> None:
    server, (_stays, address) = served
    first = asked(server, address)
    assert first[0] == 200 and asked(server, address) == first
    for moved in (WITHDRAW, SETTLE):  # before the index knows it, and after
        did(server.world, moved)
        _status, headers, content = asked(server, address)
        assert headers["x-robots-tag"] == "noindex" and content != first[2]


def test_memory_answers_readers_who_have_it_and_no_other_host(served: tuple[Server, list[str]]) -> None:
    server, (address, _goes) = served
    status, whole, _content = asked(server, address)
    again = asked(server, address, If_None_Match=whole["etag"])
    assert status == 200 and again[0] == 304 and again[2] == b""
    for name in ("etag", "cache-control", "vary", "content-security-policy", "referrer-policy"):
        assert again[1][name] == whole[name]
    assert asked(server, address, Host="elsewhere.example")[0] == 400
