"""The bulk generator: struck rows equal the rows the acts write for the same party, and prove it."""

import re
from random import Random

import pytest
from django.db import connection
from stdnum.cn import ric, uscc

from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.queries import check
from mingzhi.records.acts import reserve_number
from mingzhi.site.command import main
from mingzhi.site.commands import generate as generate_command
from mingzhi.site.generator import patterns
from mingzhi.site.generator.capture import Captured, Disturbed, mark, since
from mingzhi.site.generator.columns import FRESH, fields_of
from mingzhi.site.generator.parties import Words, another, words_of
from mingzhi.site.generator.patterns import MIX, Order, people, script_of, walked
from mingzhi.site.generator.plate import Platemaker
from mingzhi.site.generator.seals import seals
from mingzhi.site.generator.slots import Slots, strike
from mingzhi.site.generator.striking import Press, jobs_of
from mingzhi.trail.models import Payload

RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}|[0-9a-f]{16}")
NUMBER = re.compile(r"(〔\d{4}〕)\d+号")
DRAWN = {"file_id", "pdf_size", "cover_id", "contents_id", "auxiliary_contents_id", "note_id", "number"}
"""Columns that hang on the drawn bytes, which copies share with their pattern, and the count of numbers."""


def written(value):
    """Return a value as text, bytes in hex (a leaf is a bare digest)."""
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def plain(captured):
    """Return the rows without what is random: ids become places, identifiers and numbers are masked."""
    places = {
        (model, row.pk): f"{model.__name__}#{nth}"
        for model, rows in captured.rows
        for nth, row in enumerate(rows)
    }
    found = {}
    for model, rows in captured.rows:
        found[model.__name__] = [
            {
                field.attname: places.get((field.related_model or model, getattr(row, field.attname)))
                if field.is_relation or field.primary_key
                else NUMBER.sub(r"\1N号", RANDOM.sub("*", written(getattr(row, field.attname))))
                for field in fields_of(model)
                if field.attname not in DRAWN and (model._meta.db_table, field.column) not in FRESH
            }
            for row in rows
        ]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "shape", [MIX[0], MIX[1], MIX[3], MIX[4]], ids=["lead", "summary", "licence", "ordinary"]
)
def test_struck_rows_equal_the_rows_of_acts(shape):
    crew, random = people(), Random(7)
    words = words_of(script_of(shape.matter)["party"])
    pattern = walked(crew, Order(shape, "qsj", 3, 0, 2), words)
    plate = Platemaker(pattern.captured, words, connection.vendor).make()
    (job,) = jobs_of([(plate, 1)], random)
    twin = another(words, Random(job.seed))
    before = mark()
    assert Press([plate]).do(job) == plate.rows
    copy = since(before)
    acted = walked(crew, Order(shape, "qsj", 3, 0, 1), twin).captured
    assert plain(copy) == plain(acted)
    sealed = seals(copy)
    assert len(sealed) == len(seals(acted)) and all(one.holds() for one in sealed)
    assert integrate(log="acts") and check("acts") == []


@pytest.mark.django_db
@pytest.mark.parametrize("beside", ["an act", "half an act"])
def test_beside_another_writer_nothing_is_copied_and_the_command_says_why(monkeypatch, capsys, beside):
    crew, shape, play = people(), MIX[0], patterns.Walk.play
    words = words_of(script_of(shape.matter)["party"])

    def disturb(walk, *said, **more):
        play(walk, *said, **more)
        if beside == "an act":
            job = system_actor("other", on=clock.today())
            reserve_number(actor=job, agency_code="B", sign="乙", document_kind="案", year=2026)

    def half(before):
        rows = dict(since(before).rows)
        return Captured(tuple((rows | {Payload: rows[Payload][1:]}).items()))

    if beside == "half an act":
        monkeypatch.setattr(patterns, "since", half)
    monkeypatch.setattr(patterns.Walk, "play", disturb)
    with pytest.raises(Disturbed):
        walked(crew, Order(shape, "qsj", 3, 0, 2), words)
    monkeypatch.setattr(generate_command, "generate", lambda **_more: (_ for _ in ()).throw(Disturbed()))
    assert main(["generate", "--cases", "3"]) == 1 and "另有程序写入" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_seed_decides_and_two_copies_differ():
    shape = MIX[1]
    words = words_of(script_of(shape.matter)["party"])
    pattern = walked(people(), Order(shape, "qsj", 3, 0, 2), words)
    plate = Platemaker(pattern.captured, words, connection.vendor).make()
    (job,) = jobs_of([(plate, 2)], Random(3))

    def struck(seed, nth):
        random = Random(seed)
        values = plate.values(job.start, nth, another(words, random), random)
        return [strike(values) for _sheet, strike in plate.sheets]

    assert struck(1, 0) == struck(1, 0)
    assert not set(struck(1, 0)) & set(struck(2, 1)) - {""}


def test_parties_are_as_long_and_as_valid_as_their_pattern():
    words = Words("清溪县好味食品店", "92339921MA7K9XY03N", "王秀兰", "339921197803070027", "13900000000")
    for seed in range(50):
        other = another(words, Random(seed))
        assert [len(word) for word in other.literals()] == [len(word) for word in words.literals()]
        assert uscc.is_valid(other.code) and other.operator[0] == "王"
        assert ric.calc_check_digit(other.id_number) == other.id_number[-1]


def test_a_digest_nobody_explains_is_refused():
    slots = Slots()
    slots.literal("a" * 64)
    assert strike(slots.pieces("100% " + "a" * 64))(["b"]) == "100% b"
    assert strike(slots.pieces("100%"))([]) == "100%"
    with pytest.raises(ValueError, match="nobody explained"):
        slots.pieces("c" * 64)
