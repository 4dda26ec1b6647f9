"""A stranger's monitor: quiet while all is well, loud when a row was changed below the guards."""

import subprocess
import sys

import pytest

from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import canonical
from mingzhi.ledger import keys
from mingzhi.ledger.rules.notes import TreeHead
from mingzhi.portal.stranger import monitor
from mingzhi.portal.tests.stranger import Here, below_the_guards

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a", "2.1.3c")]


@pytest.fixture
def place(client):
    return Here(client)


@pytest.fixture
def seen(place, settle):
    """Return a notice and what a monitor knows that has seen it."""
    notice = make.published_notice()
    make.published_notice("28", party_name="清溪县别家店")
    settle()
    state = monitor.State()
    assert monitor.watch(place, state).status == monitor.FINE
    return notice, state


def alarms(place, state, **more):
    report = monitor.watch(place, state, **more)
    assert report.status == monitor.ALARM, report
    return " ".join(en for _zh, en in report.alarms)


def test_lawful_acts_raise_no_alarm(place, seen, settle, tmp_path) -> None:
    notice, state = seen
    make.corrected(notice, text="更正")
    make.published_notice("29")
    settle()
    assert monitor.watch(place, state).status == monitor.FINE
    make.withdrawn(notice)
    settle()
    monitor.keep(tmp_path / "kept.json", state)
    again = monitor.load(tmp_path / "kept.json")
    report = monitor.watch(place, again)
    assert (report.status, report.checked, report.size) == (monitor.FINE, 3, 5)
    assert again.notices[str(notice.uid)]["status"] == "withdrawn"


def test_a_receipt_that_is_not_made_yet_is_no_alarm(place, seen) -> None:
    _notice, state = seen
    make.published_notice("29")
    make.refresh()
    assert monitor.watch(place, state).status == monitor.UNSURE


def test_an_altered_text_is_noticed(place, seen) -> None:
    notice, state = seen
    assert below_the_guards(
        "UPDATE disclosure_noticeversion SET text = %s WHERE notice_id = %s", ("罚款四十元", notice.pk)
    )
    assert "altered" in alarms(place, state)
    assert "altered" in alarms(place, monitor.State())  # also by one who looks for the first time


def test_an_alteration_of_text_and_committed_content_is_noticed(place, seen) -> None:
    notice, state = seen
    leaf = notice.leaves.get()
    content = {**leaf.content, "text": "罚款四十元"}
    below_the_guards(
        "UPDATE disclosure_noticeversion SET text = %s WHERE notice_id = %s", ("罚款四十元", notice.pk)
    )
    text = canonical.canonical(content).decode()
    assert below_the_guards("UPDATE disclosure_leaf SET content = %s WHERE id = %s", (text, leaf.pk))
    assert "not hold" in alarms(place, state) or "Receipt" in alarms(place, state)


def test_a_deleted_notice_is_noticed(place, seen) -> None:
    notice, state = seen
    assert below_the_guards("DELETE FROM disclosure_publication WHERE notice_id = %s", (notice.pk,)) == 1
    assert "without tombstone" in alarms(place, state)


def test_a_deleted_earlier_version_is_noticed(place, seen, settle) -> None:
    notice, state = seen
    make.corrected(notice, text="更正")
    settle()
    old = notice.publications.order_by("pk").first()
    below_the_guards("DELETE FROM disclosure_correction WHERE old_id = %s", (old.pk,))
    assert below_the_guards("DELETE FROM disclosure_publication WHERE id = %s", (old.pk,)) == 1
    assert "no longer shows a version" in alarms(place, state)


def test_an_altered_log_is_noticed(place, seen) -> None:
    _notice, state = seen
    below_the_guards(
        "UPDATE ledger_leaf SET commitment = %s WHERE log = 'publications' AND position = 0", (bytes(32),)
    )
    assert "does not continue" in alarms(place, monitor.State())
    state.entries, state.head = [], None
    assert "does not continue" in alarms(place, state)


def test_a_log_shown_differently_to_others_is_noticed(place, seen) -> None:
    _notice, state = seen
    signer = keys.load("publications")
    other = str(signer.sign(str(TreeHead(signer.name, 2, bytes(32)))))
    assert "Split view" in alarms(place, state, others=(other,))
    same = state.head.note
    assert monitor.watch(place, state, others=(same,)).status == monitor.FINE
    assert "not validly signed" in alarms(
        place, state, others=(same.replace(same.split()[2], "A" * 43 + "="),)
    )


def test_a_shorter_log_and_another_key_are_noticed(place, seen) -> None:
    _notice, state = seen
    state.head = type(state.head)(9, state.head.root, state.head.note)
    assert "shrunk" in alarms(place, state)
    state.key = "mingzhi.demo.example/publications+00000000+AAAA"
    assert "key" in alarms(place, state, key=monitor.log.vkey(place))


def test_it_needs_neither_django_nor_anything_installed() -> None:
    source = (
        "import sys; sys.modules['django'] = None; import mingzhi.site.commands.monitor, "
        "mingzhi.portal.stranger.rebuilding; "
        "print(sorted({n.split('.')[0] for n in sys.modules} - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", source], capture_output=True, text=True, check=True, timeout=60
    )
    assert "'mingzhi'" in done.stdout
    assert not [name for name in ("granian", "cryptography", "ninja", "psycopg") if name in done.stdout]


def test_a_place_that_does_not_answer_is_no_alarm(tmp_path) -> None:
    words = ["monitor", "http://127.0.0.1:9", "--state", str(tmp_path / "s.json")]
    done = subprocess.run(
        [sys.executable, "-m", "mingzhi.site.command", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == monitor.UNSURE
    assert "NOT ALL COULD BE CHECKED" in done.stdout
