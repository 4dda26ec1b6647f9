"""A stranger with nothing but an address watches a running server, and notices when it breaks its word.

The monitor is a process of its own, in a folder of its own, without a setting of the place it watches.
"""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served.world import Server, World, done

pytestmark = pytest.mark.serves("2.1.3c", "2.4.2a")

ALTER = """
from mingzhi.disclosure.models import Publication
from mingzhi.portal.tests.stranger import below_the_guards
public = Publication.objects.filter(until=None).earliest("pk")
change = "UPDATE disclosure_noticeversion SET text = text || '。' WHERE id = %s"
assert below_the_guards(change, (public.version_id,)) == 1
print(public.notice.uid)
"""
DELETE = """
from mingzhi.disclosure.models import Publication
from mingzhi.portal.tests.stranger import below_the_guards
public = Publication.objects.filter(until=None, corrects=None).latest("pk")
assert below_the_guards("DELETE FROM disclosure_publication WHERE id = %s", (public.pk,)) == 1
print(public.notice.uid)
"""
SAY = """
from mingzhi.disclosure.acts import seal_data
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
seal_data(actor=system_actor("open-data", on=clock.today()), manifest_sha256={digit!r} * 64, notices=0)
"""


class Stranger:
    """Somebody who runs ``mingzhi monitor`` and keeps what was seen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def looks(self, url: str, *options: str) -> tuple[int, str]:
        """Run the monitor to its end; return its exit status and all it said."""
        words = [sys.executable, "-m", "mingzhi.site.command", "monitor", url, "--at-most", "0", *options]
        environment = {"PYTHONPATH": str(Path.cwd()), "PATH": ""}
        done = subprocess.run(
            words, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        return done.returncode, done.stdout + done.stderr


NOTHING_KEPT = {"MINGZHI_PUBLIC_CACHE_SECONDS": "0"}


@pytest.fixture
def stranger(tmp_path: Path) -> Stranger:
    return Stranger(tmp_path / "stranger")


@pytest.fixture(scope="module")
def place(county: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a copy of the county without a worker: what happens is what the tests do."""
    world = county.copy(tmp_path_factory.mktemp("watched") / "var", "mingzhi_watched")
    say(world)
    server = Server(world).start(worker=False, more=NOTHING_KEPT)
    yield server
    server.stop()


def say(world: World) -> None:
    """Build and seal the files, sign the tree."""
    world.each("opendata", "ledger integrate")


def did(world: World, source: str) -> str:
    ran = world.python(source)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def stranger_is_content(place: Server, stranger: Stranger) -> None:
    status, said = stranger.looks(place.url, "--files")
    assert status == 0 and "EVERYTHING HOLDS" in said, said


def test_a_split_view_is_noticed(place: Server, stranger: Stranger, tmp_path: Path) -> None:
    """The same key signs two histories: one for this stranger, another one for everybody else."""
    stranger_is_content(place, stranger)
    place.stop()  # a database in use cannot be copied
    other = place.world.copy(tmp_path / "other", "mingzhi_other")
    place.start(worker=False, more=NOTHING_KEPT)
    for world, digit in ((place.world, "a"), (other, "b")):
        world.print(SAY.format(digit=digit), done("ledger integrate"))
    stranger_is_content(place, stranger)  # each history by itself is sound
    elsewhere = Server(other).start(worker=False)
    try:
        note = urllib.request.urlopen(f"{elsewhere.url}/log/publications/checkpoint", timeout=30).read()
        (stranger.folder / "from-a-friend.txt").write_bytes(note)
        status, said = stranger.looks(place.url, "--checkpoint", "from-a-friend.txt")
        assert status == 1 and "Split view" in said
        status, said = stranger.looks(elsewhere.url)  # and the other history shown at the known address
        assert status == 1 and "Split view" in said
    finally:
        elsewhere.stop()


def test_an_alteration_is_noticed_also_by_one_who_comes_later_and_a_deletion(
    place: Server, stranger: Stranger, tmp_path: Path
) -> None:
    stranger_is_content(place, stranger)
    uid = did(place.world, ALTER)
    for who in (stranger, Stranger(tmp_path / "newcomer")):
        status, said = who.looks(place.url)
        assert status == 1 and f"Notice {uid} shows other content than the log holds" in said
    uid = did(place.world, DELETE)
    status, said = stranger.looks(place.url)
    assert status == 1 and f"Notice {uid} is gone without tombstone" in said


def test_a_living_place_is_followed_without_alarm(world: World, stranger: Stranger) -> None:
    """With the worker running, files are built, sealed and signed by themselves."""
    server = Server(world).start()
    try:
        for _attempt in range(60):
            status, said = stranger.looks(server.url, "--files")
            assert status != 1, said
            if status == 0 and "lines checked" in said:
                break
            time.sleep(1)
        assert status == 0, said
    finally:
        server.stop()
