"""A stranger's monitor: quiet while all is well, loud when a row was changed below the guards."""

import gzip
import subprocess
import sys
from datetime import timedelta

import pytest

from mingzhi.disclosure.queries import bulk
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import canonical, clock
from mingzhi.ledger import keys
from mingzhi.ledger.rules.notes import TreeHead
from mingzhi.portal.opendata.building import build
from mingzhi.portal.stranger import log, monitor, notices
from mingzhi.portal.stranger.state import ALARM, FINE, UNSURE, Seen, State, keep, load
from mingzhi.portal.tests.stranger import below_the_guards
from mingzhi.portal.views.notices import link

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a", "2.1.3c")]


@pytest.fixture
def built(seen, settle, tmp_path):
    """Build the open-data files of what ``seen`` published and seal them."""

    def again():
        made = build(tmp_path / "open-data", link)
        make.sealed_data(made.manifest.sha256, made.notices)
        settle()
        return tmp_path / "open-data"

    again()
    return again


def alarms(place, known, **more):
    report = monitor.watch(place, known, **more)
    assert report.status == ALARM, report
    return " ".join(en for _zh, en in report.alarms)


def test_lawful_acts_raise_no_alarm(place, seen, settle, tmp_path) -> None:
    notice, known = seen
    make.corrected(notice, text="更正")
    make.published_notice("29")
    settle()
    assert monitor.watch(place, known).status == FINE
    make.withdrawn(notice)
    settle()
    keep(tmp_path / "kept.json", known)
    again = load(tmp_path / "kept.json")
    assert again == known
    report = monitor.watch(place, again)
    assert (report.status, report.checked, report.known, report.size) == (FINE, 3, 3, 5)
    assert again.notices[str(notice.uid)].status == "withdrawn"


def test_a_run_costs_what_has_changed(place, seen, settle) -> None:
    _notice, known = seen
    for number in range(30, 40):
        make.published_notice(str(number))
    settle()
    assert monitor.watch(place, known, at_most=4).checked == 4
    place.asked.clear()
    report = monitor.watch(place, known, at_most=4)
    assert (report.status, report.checked, report.known) == (FINE, 4, 12)
    assert len(place.asked) < 16
    assert not [path for path in place.asked if "/tile/entries/" in path]
    assert monitor.watch(place, known, at_most=4).status == FINE
    assert all(seen.checked for seen in known.notices.values())  # each comes round


def test_a_receipt_that_is_not_made_yet_is_no_alarm_within_the_hour(place, seen, monkeypatch) -> None:
    _notice, known = seen
    make.published_notice("29")
    make.refresh()
    assert monitor.watch(place, known).status == UNSURE
    monkeypatch.setattr(notices, "_PATIENCE", timedelta(0))
    assert "never came into the log" in alarms(place, known)


def test_an_altered_text_is_noticed(place, seen) -> None:
    notice, known = seen
    assert below_the_guards(
        "UPDATE disclosure_noticeversion SET text = %s WHERE notice_id = %s", ("罚款四十元", notice.pk)
    )
    assert "altered" in alarms(place, known)
    assert "altered" in alarms(place, State())  # also by one who looks for the first time


def test_an_alteration_of_text_and_committed_content_is_noticed(place, seen) -> None:
    notice, known = seen
    leaf = notice.leaves.get()
    content = {**leaf.content, "text": "罚款四十元"}
    below_the_guards(
        "UPDATE disclosure_noticeversion SET text = %s WHERE notice_id = %s", ("罚款四十元", notice.pk)
    )
    text = canonical.canonical(content).decode()
    assert below_the_guards("UPDATE disclosure_leaf SET content = %s WHERE id = %s", (text, leaf.pk))
    assert "bad receipt" in alarms(place, known) or "something else" in alarms(place, known)


def test_an_alteration_with_a_commitment_of_its_own_is_noticed(place, seen) -> None:
    notice, known = seen
    leaf = notice.leaves.get()
    content = {**leaf.content, "text": "罚款四十元"}
    below_the_guards(
        "UPDATE disclosure_noticeversion SET text = %s WHERE notice_id = %s", ("罚款四十元", notice.pk)
    )
    below_the_guards(
        "UPDATE disclosure_leaf SET content = %s, commitment = %s WHERE id = %s",
        (
            canonical.canonical(content).decode(),
            canonical.commitment(bytes.fromhex(leaf.salt), content).hex(),
            leaf.pk,
        ),
    )
    assert "no longer shows a version" in alarms(place, known)


def test_a_deleted_notice_is_noticed(place, seen) -> None:
    notice, known = seen
    assert below_the_guards("DELETE FROM disclosure_publication WHERE notice_id = %s", (notice.pk,)) == 1
    assert "without tombstone" in alarms(place, known)


def test_a_notice_seen_only_in_a_list_is_missed_too(place, seen) -> None:
    notice, known = seen
    known.notices[str(notice.uid)] = Seen("public")
    below_the_guards("DELETE FROM disclosure_publication WHERE notice_id = %s", (notice.pk,))
    assert "without tombstone" in alarms(place, known)


def test_a_deleted_earlier_version_is_noticed(place, seen, settle) -> None:
    notice, known = seen
    make.corrected(notice, text="更正")
    settle()
    assert monitor.watch(place, known).status == FINE
    assert len(known.notices[str(notice.uid)].versions) == 2
    old = notice.publications.order_by("pk").first()
    below_the_guards("DELETE FROM disclosure_correction WHERE old_id = %s", (old.pk,))
    assert below_the_guards("DELETE FROM disclosure_publication WHERE id = %s", (old.pk,)) == 1
    assert "no longer shows a version" in alarms(place, known)


def test_an_altered_log_is_noticed(place, seen) -> None:
    _notice, known = seen
    below_the_guards(
        "UPDATE ledger_leaf SET commitment = %s WHERE log = 'publications' AND position = 0", (bytes(32),)
    )
    assert "bad receipt" in alarms(place, State())
    assert "bad receipt" in alarms(place, known)


def test_a_log_that_was_written_anew_is_noticed(place, seen, settle) -> None:
    _notice, known = seen
    below_the_guards(
        "UPDATE ledger_leaf SET commitment = %s WHERE log = 'publications' AND position = 0", (bytes(32),)
    )
    below_the_guards("UPDATE ledger_leaf SET position = NULL WHERE log = %s", ("publications",))
    below_the_guards("DELETE FROM ledger_checkpoint WHERE log = %s", ("publications",))
    make.published_notice("29")
    settle()
    assert log.head(place, known.key).size > known.head.size
    assert "does not continue" in alarms(place, known)


def test_a_log_shown_differently_to_others_is_noticed(place, seen, settle) -> None:
    _notice, known = seen
    signer = keys.load("publications")
    other = str(signer.sign(str(TreeHead(signer.name, 2, bytes(32)))))
    assert "Split view" in alarms(place, known, others=(other,))
    same = known.head.note
    assert monitor.watch(place, known, others=(same,)).status == FINE
    assert "not validly signed" in alarms(
        place, known, others=(same.replace(same.split()[2], "A" * 43 + "="),)
    )


def test_a_head_of_others_that_is_ahead_is_compared_as_soon_as_the_place_is_as_far(
    place, seen, settle, tmp_path
) -> None:
    _notice, known = seen
    signer = keys.load("publications")
    ahead = str(signer.sign(str(TreeHead(signer.name, 3, bytes(32)))))
    assert monitor.watch(place, known, others=(ahead,)).status == FINE
    keep(tmp_path / "kept.json", known)
    make.published_notice("29")
    settle()
    assert "Split view" in alarms(place, load(tmp_path / "kept.json"))


def test_a_shorter_log_and_another_key_are_noticed(place, seen) -> None:
    _notice, known = seen
    known.head = type(known.head)(9, known.head.root, known.head.note)
    assert "shrunk" in alarms(place, known)
    known.key = "mingzhi.demo.example/publications+00000000+AAAA"
    assert "key" in alarms(place, known, key=log.vkey(place))


def test_the_files_are_checked_against_seal_log_and_pages(place, seen, built, settle) -> None:
    notice, known = seen
    report = monitor.watch(place, known, whole=True)
    assert (report.status, report.lines) == (FINE, 2)
    make.corrected(notice, text="更正")
    make.withdrawn(make.published_notice("30"))
    settle()
    built()
    report = monitor.watch(place, known, whole=True)
    assert (report.status, report.lines) == (FINE, 4)
    assert monitor.watch(place, State(), whole=True).status == FINE


def test_a_manifest_that_was_never_sealed_is_noticed(place, seen, built, monkeypatch) -> None:
    _notice, known = seen
    manifest = built() / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("Free to use", "Not free to use"), "utf-8")
    assert monitor.watch(place, known).status == UNSURE
    monkeypatch.setattr(notices, "_PATIENCE", timedelta(0))
    assert "manifest" in alarms(place, known)


def test_a_file_that_is_not_the_sealed_one_is_noticed(place, seen, built) -> None:
    _notice, known = seen
    path = built() / "notices.jsonl.gz"
    path.write_bytes(
        gzip.compress(gzip.decompress(path.read_bytes()).replace("好味".encode(), "好位".encode()))
    )
    assert monitor.watch(place, known).status == FINE  # pages and log are well
    assert "notices.jsonl.gz is not the file" in alarms(place, known, whole=True)


@pytest.mark.parametrize(("kept", "said"), [(0, "leaves out"), (2, "")])
def test_sealed_files_that_leave_out_a_notice_are_noticed(
    place, seen, built, settle, monkeypatch, kept, said
) -> None:
    """A publisher who seals files without a notice that everybody can see on its page is found out."""
    _notice, known = seen
    whole = bulk.standing
    left = list(whole())[:kept]
    monkeypatch.setattr(bulk, "standing", lambda: left)
    monkeypatch.setattr(bulk, "standing_ends", lambda: (len(left), left[-1].key if left else 0))
    with clock.fixed(clock.now() + timedelta(minutes=1)):
        built()
        if said:
            assert said in alarms(place, known, whole=True)
        else:
            assert monitor.watch(place, known, whole=True).status == FINE


def test_what_moved_is_read_from_the_files_of_the_days(place, seen, built, settle) -> None:
    notice, known = seen
    assert monitor.watch(place, known, at_most=1).status == FINE
    make.corrected(notice, text="更正")
    settle()
    built()
    assert monitor.watch(place, known, at_most=1).status == FINE
    assert len(known.notices[str(notice.uid)].versions) == 2


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
    assert done.returncode == UNSURE
    assert "NOT ALL COULD BE CHECKED" in done.stdout
