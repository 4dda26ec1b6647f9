"""The sequencer: order, batches, checkpoints, keys; nothing lost, nothing signed on damage."""

import stat

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.ledger import keys
from mingzhi.ledger.acts.integrate import DamagedLog, integrate, integrate_all
from mingzhi.ledger.acts.queue import queue_leaf, queue_leaves
from mingzhi.ledger.models import Checkpoint, Leaf, Log, Tile
from mingzhi.ledger.queries import check, latest_checkpoint, position, vkey, waiting
from mingzhi.ledger.rules import merkle
from mingzhi.ledger.rules.notes import parse_note, parse_tree_head, parse_vkey
from mingzhi.ledger.tests.factories import commitment, commitments, fill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key_folder(settings, tmp_path):
    settings.LOG_KEY_FILE = str(tmp_path / "log-keys")
    settings.LOG_JOURNAL = str(tmp_path / "log-journal")
    return tmp_path / "log-keys"


def test_the_first_call_opens_the_log_and_signs_the_empty_tree(settings, key_folder):
    assert integrate(log="acts") == 0
    head = latest_checkpoint("acts")
    assert (head.size, head.root) == (0, merkle.EMPTY_ROOT.hex())
    note = parse_note(head.text)
    assert note.signed_by(parse_vkey(vkey("acts")))
    assert parse_tree_head(note.text).origin == f"{settings.LOG_ORIGIN}/acts"
    assert stat.S_IMODE((key_folder / "acts.key").stat().st_mode) == 0o600
    assert (key_folder / "acts.vkey").read_text().strip() == vkey("acts")
    assert [file.name for file in key_folder.iterdir() if file.name.startswith(".")] == []


def test_leaves_get_gapless_positions_in_the_order_they_were_queued():
    queue_leaves(log="acts", commitments=commitments(5))
    queue_leaf(log="publications", commitment=commitment(0))
    assert waiting("acts") == 5
    assert integrate_all() == 6
    assert [position("acts", item.hex()) for item in commitments(5)] == [0, 1, 2, 3, 4]
    assert position("publications", commitment(0).hex()) == 0
    assert waiting("acts") == 0


def test_nothing_new_signs_nothing_new(django_assert_num_queries):
    fill("acts", 3)
    with django_assert_num_queries(2):
        assert integrate(log="acts") == 0
    assert Checkpoint.objects.count() == 1


@pytest.mark.parametrize("sizes", [(1,), (255, 256, 257), (1, 2, 3, 700), (600,)])
def test_the_signed_root_is_that_of_the_leaves(sizes):
    leaves = [merkle.leaf_hash(item) for item in fill("acts", *sizes, batch=300)]
    for head in Checkpoint.objects.all():
        assert bytes(head.root) == merkle.root_of(leaves[: head.size])
    assert Tile.objects.filter(level=0).count() == sizes[-1] // 256
    assert check("acts") == []


def test_a_leaf_whose_id_comes_late_is_not_lost():
    """On PostgreSQL a transaction may commit after others that took higher ids."""
    late = Leaf.objects.create(log="acts", commitment=commitment(0), queued_at="2026-04-13T00:00Z")
    higher = Leaf.objects.create(
        id=late.pk + 50, log="acts", commitment=commitment(1), queued_at="2026-04-13T00:00Z"
    )
    integrate(log="acts", batch=1)
    lower = Leaf.objects.create(
        id=late.pk + 20, log="acts", commitment=commitment(2), queued_at="2026-04-13T00:00Z"
    )
    assert integrate(log="acts") == 1
    higher.refresh_from_db()
    lower.refresh_from_db()
    assert (higher.position, lower.position) == (1, 2)
    assert check("acts") == []


def test_an_unknown_log_is_refused():
    with pytest.raises(ValueError, match="no log"):
        integrate(log="others")


def test_a_failure_in_the_middle_leaves_nothing_half_done(monkeypatch):
    fill("acts", 200)
    queue_leaves(log="acts", commitments=commitments(100, start=200))

    def fail(*_args: object, **_kwargs: object) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(Checkpoint.objects, "create", fail)
        with pytest.raises(OSError, match="power"), transaction.atomic():
            integrate(log="acts")
    assert (waiting("acts"), Tile.objects.count(), latest_checkpoint("acts").size) == (100, 0, 200)
    assert check("acts") == []
    assert integrate(log="acts") == 100
    assert check("acts") == []


def cut(size: int) -> None:
    """Take the newest entries out with everything that covered them, as somebody with the database could."""
    tables = ("leaf", "checkpoint", "tile")
    with connection.cursor() as cursor:
        for table in tables:
            on = f" ON ledger_{table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER ledger_{table}_no_delete{on}")
    Leaf.objects.filter(position__gte=size).delete()
    Checkpoint.objects.filter(size__gt=size).delete()
    Tile.objects.filter(level=0, number__gte=size // 256).delete()


def test_a_log_cut_short_with_all_its_traces_is_noticed_and_not_signed_on(
    django_capture_on_commit_callbacks, key_folder
):
    with django_capture_on_commit_callbacks(execute=True):
        fill("acts", 300, 600)
    assert keys.remembered("acts") == latest_checkpoint("acts").text and check("acts") == []
    connection.check_constraints()
    cut(300)
    assert latest_checkpoint("acts").size == 300
    head, noted = check("acts")
    assert "检查点 600 不在数据库中" in head and "300 个条目不在日志中" in noted
    queue_leaf(log="acts", commitment=commitment(900))
    with pytest.raises(DamagedLog, match="600"), transaction.atomic():
        integrate(log="acts")
    (key_folder / "acts.head").unlink()  # the one deliberate way on
    (key_folder.parent / "log-journal" / "acts").unlink()
    assert check("acts") == [] and integrate(log="acts") == 1


@pytest.mark.parametrize("harm", ["cut", "signature"])
def test_a_kept_head_that_was_tampered_with_is_named(django_capture_on_commit_callbacks, key_folder, harm):
    with django_capture_on_commit_callbacks(execute=True):
        fill("acts", 3)
    text = keys.remembered("acts")
    keys.remember("acts", text[:-9] if harm == "cut" else text.replace("\n3\n", "\n2\n"))
    assert len(check("acts")) == 1


def test_a_head_left_behind_by_a_crash_is_no_harm(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        fill("acts", 3)
    queue_leaves(log="acts", commitments=commitments(2, start=3))
    integrate(log="acts")
    assert latest_checkpoint("acts").size == 5 and "\n3\n" in keys.remembered("acts") and check("acts") == []
    queue_leaf(log="acts", commitment=commitment(9))
    assert integrate(log="acts") == 1


def test_a_lost_key_stops_the_log_and_is_reported(key_folder):
    fill("acts", 3)
    (key_folder / "acts.key").rename(key_folder / "kept")
    queue_leaf(log="acts", commitment=commitment(3))
    with pytest.raises(keys.KeyProblem, match="密钥文件不存在"), transaction.atomic():
        integrate(log="acts")
    assert len(check("acts")) == 1
    keys.create("acts", Log.objects.get().origin)
    with pytest.raises(keys.KeyProblem, match="不是建立日志时的密钥"), transaction.atomic():
        integrate(log="acts")
    assert len(check("acts")) == 1
    (key_folder / "kept").rename(key_folder / "acts.key")
    assert integrate(log="acts") == 1
    assert check("acts") == []


@pytest.mark.parametrize("text", ["", "PRIVATE+KEY+a+b", "PRIVATE+KEY+a+00000000+AAAA", "\x00"])
def test_a_damaged_key_file_is_named(key_folder, text):
    key_folder.mkdir()
    (key_folder / "acts.key").write_text(text)
    with pytest.raises(keys.KeyProblem):
        keys.load("acts")


def test_the_key_once_made_is_kept(key_folder):
    first = keys.create("acts", "one.example/acts")
    again = keys.create("acts", "one.example/acts")
    assert first.vkey == again.vkey == keys.load("acts").vkey


def _without_guard(statement: str) -> None:
    """Alter a row the way somebody with the whole database in hand could: the guard taken away."""
    table = statement.split()[2 if statement.startswith("DELETE") else 1]
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    names = [f"{table}_no_update", f"{table}_no_delete"]
    if table == "ledger_leaf":
        names.append("ledger_leaf_once")
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER {name}{on}")
        cursor.execute(statement)


ZEROS = {"sqlite": "zeroblob(32)", "postgresql": "decode(repeat('00', 32), 'hex')"}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE ledger_leaf SET commitment = {zeros} WHERE position = 3", "瓦片 0/0 与条目不一致"),
        ("DELETE FROM ledger_leaf WHERE position = 299", "检查点 300 不一致"),
        ("DELETE FROM ledger_leaf WHERE position = 5", "编号在 5 处不连续"),
        ("UPDATE ledger_leaf SET position = 1000 WHERE position = 7", "编号在 7 处不连续"),
        ("UPDATE ledger_tile SET root = {zeros}", "瓦片 0/0 与条目不一致"),
        ("DELETE FROM ledger_tile", "缺少瓦片 0/0"),
        ("UPDATE ledger_checkpoint SET root = {zeros} WHERE size = 260", "检查点 260 的文本与登记"),
        ("UPDATE ledger_checkpoint SET text = 'x' WHERE size = 260", "检查点 260 的文本格式"),
        (
            "UPDATE ledger_checkpoint SET text = replace(text, '260', '261') WHERE size = 260",
            "260 的签名无效",
        ),
        ("DELETE FROM ledger_checkpoint WHERE size = 300", "有 40 个条目已经编号"),
    ],
)
def test_the_check_finds_what_was_altered_behind_the_guards(statement, found):
    fill("acts", 10, 260, 300)
    assert check("acts") == []
    _without_guard(statement.format(zeros=ZEROS[connection.vendor]))
    assert [problem for problem in check("acts") if found in problem]


def test_nothing_is_signed_on_a_damaged_tree():
    fill("acts", 10)
    _without_guard(f"UPDATE ledger_leaf SET commitment = {ZEROS[connection.vendor]} WHERE position = 3")
    queue_leaf(log="acts", commitment=commitment(10))
    with pytest.raises(DamagedLog), transaction.atomic():
        integrate(log="acts")
    assert latest_checkpoint("acts").size == 10


def test_a_log_without_identity_is_a_problem_only_when_something_stands_in_it():
    assert check("acts") == []
    Checkpoint.objects.create(log="acts", size=0, root=b"", text="", signed_at="2026-04-13T00:00Z")
    assert len(check("acts")) == 1


@pytest.mark.parametrize("table", ["log", "tile", "checkpoint"])
@pytest.mark.parametrize("form", ["UPDATE ledger_{0} SET id = id", "DELETE FROM ledger_{0}"])
def test_the_database_refuses_to_alter_the_log(table, form):
    fill("acts", 256)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(form.format(table))
