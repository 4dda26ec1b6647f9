"""What became of a push to another channel: the texts on its row are those its last act told.

While a push is under way its texts change with every attempt, and each attempt is a sealed row of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from mingzhi.disclosure.models import Delivery
from mingzhi.disclosure.rules import outlets
from mingzhi.site.checking.witnesses.reading import Look, entries_about, parts, unfounded
from mingzhi.trail.models import Entry

TOLD: Mapping[str, tuple[str, Mapping[str, str]]] = {
    outlets.CONFIRMED: (
        "disclosure.confirm_push",
        {"remote_id": "remote_id", "remote_url": "remote_url", "receipt": "receipt"},
    ),
    outlets.FAILED: ("disclosure.give_up_push", {"error": "error_code", "said": "error"}),
}
"""State → the act that leads to it, and which column stands under which name in its entry."""


def _told(state: str) -> Iterator[str]:
    act, columns = TOLD[state]
    for part in parts(Delivery.objects.filter(state=state).select_related("outlet", "notice")):
        told = entries_about((_subject(row) for row in part), act)
        for row in part:
            yield from _altered(row, columns, told.get(_subject(row), ()))


def _altered(row: Delivery, columns: Mapping[str, str], told: Iterable[Entry]) -> Iterator[str]:
    contents = [one.payload.content for one in sorted(told, key=lambda entry: entry.pk)]
    if None in contents:  # erased lawfully: perhaps this one's
        return
    said = next((one for one in reversed(contents) if one["push"] == str(row.uid)), None)
    if said is None:
        yield unfounded(row, "state")
        return
    for name, column in columns.items():
        if said.get(name, getattr(row, column)) != getattr(row, column):
            yield unfounded(row, column)


def _subject(row: Delivery) -> str:
    return row.notice.subject_urn if row.notice else f"urn:mingzhi:disclosure:outlet:{row.outlet.uid}"


LOOKS: tuple[Look, ...] = tuple(partial(_told, state) for state in TOLD)
