"""A stranger's monitor: does the place still say what it committed to, and everything it said before?

Each run takes the newest signed head of the log of publications and proves out of a few tiles that it
continues the head of the run before (and those that other people were shown), asks for what changed since,
and looks again at some of what it saw before, the longest unseen first. It notices an altered or deleted
notice or version, and a log that was rewritten or shown differently to others. What it saw is kept between
runs; a run costs what has changed, not what there is.
"""

from collections.abc import Iterable
from itertools import islice

from mingzhi.portal.stranger import auditing, files, log, notices, registers
from mingzhi.portal.stranger.asking import MISSHAPEN, Place, Unanswered
from mingzhi.portal.stranger.state import PUBLIC, Report, Seen, State

AT_MOST = 500


def watch(
    place: Place,
    state: State,
    *,
    key: str = "",
    others: tuple[str, ...] = (),
    whole: bool = False,
    at_most: int = AT_MOST,
) -> Report:
    """Look once; ``state`` is brought up to date, except where the log itself is broken.

    ``key`` is the log's key known from elsewhere; ``others`` are heads other people were shown; ``whole``
    takes all open-data files and all entries of the log too; ``at_most`` notices are looked at (0: all).
    """
    report, shown = Report(), dict[int, str]()
    try:
        head = _follow(place, state, key, others)
        try:
            _look(place, state, head, report, shown, whole=whole, at_most=at_most)
        finally:
            _meet(place, state, head, shown)
    except log.Broken as broken:
        report.alarm(broken.zh, broken.en)
    except Unanswered as error:
        report.doubts.append(str(error))
    except MISSHAPEN as error:
        report.doubts.append(f"答复不合格式 an answer of another shape: {type(error).__name__} {error}"[:300])
    report.size, report.known = state.head.size if state.head else 0, len(state.notices)
    return report


def _follow(place: Place, state: State, key: str, others: Iterable[str] = ()) -> log.Head:
    """Take the newest head; raise Broken unless it continues the last one and those of others."""
    used = key or state.key or log.vkey(place)
    if state.key and used != state.key:
        raise log.Broken("日志公钥与以前不同。", "The log's key is another one than before.")
    new, old = log.head(place, used), state.head
    if old and new.size < old.size:
        raise log.Broken(
            f"日志变短了：从 {old.size} 到 {new.size}。", f"The log has shrunk from {old.size} to {new.size}."
        )
    tree, ahead = log.Tree(place, new), []
    if old:
        tree.continues(old.size, old.root)
    for note in [*state.others, *others]:
        other = log.read_head(note, used)
        if other.size > new.size:
            ahead.append(note)  # compared as soon as the place is as far
        else:
            tree.continues(other.size, other.root)
    state.key, state.head, state.others = used, new, ahead
    return new


def _look(
    place: Place,
    state: State,
    head: log.Head,
    report: Report,
    shown: dict[int, str],
    *,
    whole: bool,
    at_most: int,
) -> None:
    """Look at files and notices; note sizes and roots of all heads that their receipts were made for."""
    first = dict.fromkeys(_listed(place, state))
    named, proved = files.manifest(place, state, report)
    if named and proved:
        shown[proved.size] = proved.root
        first |= dict.fromkeys(files.changed(place, state, named, report))
        shown |= {found.size: found.root for found in registers.check(place, state, named, report)}
    if named and whole:
        first |= auditing.audit(place, state, head, named, report)
    waiting = sorted(state.notices.keys() - first.keys(), key=lambda uid: state.notices[uid].checked)
    for uid in islice([*first, *waiting], at_most or None):
        found = notices.check(place, state, uid, report)
        if found:
            shown[found.size] = found.root


def _meet(place: Place, state: State, head: log.Head, shown: dict[int, str]) -> None:
    """Raise Broken unless every head a receipt was made for belongs to the followed log."""
    if any(size > head.size for size in shown):
        head = _follow(place, state, state.key)
    tree = log.Tree(place, head)
    for size, root in shown.items():
        tree.continues(size, root)


def _listed(place: Place, state: State) -> list[str]:
    """Read the lists, the newest first, until nothing is new; remember and return what was not known."""
    found: dict[str, None] = {}
    for address in ("/api/v1/notices", "/api/v1/withdrawn"):
        for page in notices.pages(place, address):
            news = {item["uid"]: item.get("status", PUBLIC) for item in page}
            news = {uid: status for uid, status in news.items() if _is_news(state, uid, status)}
            for uid, status in news.items():
                found[uid] = None
                state.notices.setdefault(uid, Seen(status))
            if state.listed and not news:
                break
    state.listed = True
    return list(found)


def _is_news(state: State, uid: str, status: str) -> bool:
    known = state.notices.get(uid)
    return known is None or known.status != status
