"""Files that wait: the note names them for two days, for their sender alone, while they are there."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages

from mingzhi.kernel.refusal import Invalid
from mingzhi.records import holding
from mingzhi.records.holding import held, hold
from mingzhi.records.storing import store_bytes

CHEN, ZHOU = "urn:mingzhi:identity:person:chen", "urn:mingzhi:identity:person:zhou"


def note(content=b"one line of text\n"):
    stored = store_bytes(content, "说明.txt")
    return stored, hold(stored, holder=CHEN)


def test_a_note_gives_back_what_was_stored():
    stored, said = note()
    assert held(said, holder=CHEN) == stored


@pytest.mark.parametrize(
    "spoil", [lambda said: "", lambda said: "x" + said[1:], lambda said: said[:-1] + "~"]
)
def test_a_made_up_note_names_nothing(spoil):
    _stored, said = note()
    with pytest.raises(Invalid, match="已经过期"):
        held(spoil(said), holder=CHEN)


def test_another_person_cannot_use_it():
    _stored, said = note()
    with pytest.raises(Invalid) as refused:
        held(said, holder=ZHOU)
    assert refused.value.field == "file" and refused.value.way_out


def test_it_ends_after_two_days(monkeypatch):
    _stored, said = note()
    assert timedelta(days=2) == holding.LASTS
    monkeypatch.setattr(holding, "LASTS", timedelta(seconds=-1))
    with pytest.raises(Invalid):
        held(said, holder=CHEN)


def test_bytes_that_are_gone_are_not_promised():
    stored, said = note(b"another line\n")
    Path(storages["originals"].path(stored.key)).unlink()
    with pytest.raises(Invalid):
        held(said, holder=CHEN)
