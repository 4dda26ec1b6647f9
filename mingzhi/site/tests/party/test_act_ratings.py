"""An act is rated once and without a name: one token, a box, a receipt, an objection."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.site.checking.witnesses.ratings import altered_ratings
from mingzhi.site.tests.acting import MORNING, make, mine, officer, path_of, public
from mingzhi.site.tests.unguarded import unguarded
from mingzhi.supervision.acts import rating as rating_acts
from mingzhi.supervision.acts.rating import open_ratings, rate
from mingzhi.supervision.models import BoxedRating, Rating
from mingzhi.supervision.queries.ratings import ratings
from mingzhi.supervision.tasks import open_box
from mingzhi.trail.models import Entry, Payload
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.2a")]


@pytest.fixture
def scene(walk):
    walk.play(before="inspect")
    with clock.fixed(MORNING):
        yield walk


def said(code, **more):
    return {"key": code.key, "token": mine(code), "score": "good", "complaint": False, "text": "", **more}


def visits(walk, number):
    """Return codes of as many visits: the same task, each on another day."""
    codes = []
    for days in range(number):
        with clock.fixed(MORNING + timedelta(days=days)):
            codes.append(make(walk))
    return codes


def opened(days=1):
    """Open the box some days later and return what was in it."""
    with clock.fixed(MORNING + timedelta(days=days)):
        open_box()
    return list(Rating.objects.all())


def test_every_phone_gets_the_same_token_and_it_is_spent_once(scene):
    code = make(scene)
    first, second = (Client(REMOTE_ADDR=f"203.0.113.{n}") for n in (77, 78))
    tokens = set()
    for phone in (first, second):
        kept = phone.get(path_of(code)).cookies[f"mingzhi-act-{code.key}"]
        assert kept["httponly"] and kept["path"] == f"/desk/a/{code.key}/"
        tokens.add(kept.value)
    assert tokens == {mine(code)}, "nothing in a phone tells it from another"
    form = {"key": code.key, "token": mine(code), "score": "poor", "text": "态度生硬", "complaint": "1"}
    done = first.post("/desk/act-rating/", form)
    assert done.status_code == 200 and "已收到评价" in done.content.decode()
    again = second.post("/desk/act-rating/", {**form, "score": "good", "text": "很好"})
    page = again.content.decode()
    assert again.status_code == 409 and "很好" in page and "提出异议" in page
    assert BoxedRating.objects.get().score == "poor"


def test_the_codes_of_one_visit_are_one_act(scene):
    first, second = make(scene), make(scene, officers=("second", "handler"))
    phone = Client()
    shown = phone.get(path_of(second))
    assert shown.cookies[f"mingzhi-act-{second.key}"].value == mine(first) != mine(second)
    assert f'value="{mine(first)}"' in shown.content.decode()
    assert phone.get(f"/desk/a/{second.key}/").status_code == 200
    with pytest.raises(Invalid):
        rate(actor=public(), **said(second))
    with clock.fixed(MORNING.replace(hour=23, minute=59)):
        last = make(scene)
    form = {"key": second.key, "token": mine(first), "score": "poor"}
    assert phone.post("/desk/act-rating/", form).status_code == 200
    for key in (first.key, second.key, last.key):
        again = phone.post("/desk/act-rating/", {**form, "key": key, "score": "good"})
        assert again.status_code == 409, "one visit, one rating"
    assert [(slip.code, slip.score) for slip in BoxedRating.objects.all()] == [(first, "poor")]
    with clock.fixed(MORNING.replace(hour=0, minute=1) + timedelta(days=1)):
        following = make(scene)
        rate(actor=public(), **said(following))
    assert {row.code for row in opened(days=2)} == {first, following}


def test_nothing_leads_to_the_rater(scene):
    codes = visits(scene, 4)
    before = Entry.objects.count()
    for minute, code in enumerate(codes):
        with clock.fixed(MORNING + timedelta(minutes=minute)):
            rate(actor=public(), **said(code, score="good", text=f"第{minute}份"))
    assert Entry.objects.count() == before, "no entry has the minute"
    slips = str(list(BoxedRating.objects.values()))
    assert "10:0" not in slips and mine(codes[0]) not in slips
    assert opened(days=0) == [], "the day is not over"
    rows = opened()
    assert len(rows) == 4 and not BoxedRating.objects.exists()
    entry = Entry.objects.get(act="supervision.open_ratings")
    told = Payload.objects.get(entry=entry).content
    assert told["received"] == 4 and told["receipts"] == sorted(row.receipt for row in rows)
    assert told.keys() == {"received", "receipts", "digest"}
    mentioned = {entry.subject_urn, *entry.mentions.values_list("urn", flat=True)}
    assert not mentioned & {scene.the_case().urn, *(code.urn for code in codes)}


@pytest.mark.parametrize(
    "alter",
    [lambda rows: rows.update(score="poor"), lambda rows: rows.update(text="x"), lambda rows: rows.delete()],
    ids=["score", "words", "gone"],
)
def test_a_rating_altered_in_the_database_is_found(scene, alter):
    for code in visits(scene, 2):
        rate(actor=public(), **said(code, score="good", text="很好"))
    opened()
    assert list(altered_ratings()) == []
    with unguarded("supervision_rating"):
        assert alter(Rating.objects.filter(pk=Rating.objects.order_by("pk").first().pk))
        assert list(altered_ratings())


def test_the_order_in_which_slips_came_is_lost_when_the_box_is_opened(scene, monkeypatch):
    codes = visits(scene, 6)
    for number, code in enumerate(codes):
        rate(actor=public(), **said(code, text=f"第{number}份"))

    def backwards(_random, rows):
        rows.sort(key=lambda row: row.text, reverse=True)

    monkeypatch.setattr(rating_acts.secrets.SystemRandom, "shuffle", backwards)
    with clock.fixed(MORNING + timedelta(days=1)):
        written = open_ratings(actor=system_actor("open-ratings", on=clock.today()), before=clock.today())
    assert [row.text for row in written] == [f"第{n}份" for n in reversed(range(6))], "written as shuffled"
    with clock.fixed(MORNING + timedelta(days=1)), pytest.raises(NotAllowed):
        open_ratings(actor=officer(scene), before=clock.today())


def test_a_receipt_tells_its_holder_that_the_rating_was_counted(scene):
    code, phone = make(scene), Client()
    receipt = rate(actor=public(), **said(code))
    assert "还没有找到" in phone.post("/desk/act-rating/receipt/", {"receipt": receipt}).content.decode()
    opened()
    written = "-".join((receipt[:4], receipt[4:])).upper()
    assert "已在箱中登记" in phone.post("/desk/act-rating/receipt/", {"receipt": written}).content.decode()
    assert "还没有找到" in phone.post("/desk/act-rating/receipt/", {"receipt": "x" * 16}).content.decode()
    assert receipt not in json.dumps([str(row) for row in Rating.objects.values()])


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"token": "made-up"}, Invalid),
        ({"token": ""}, Invalid),
        ({"score": "superb"}, Invalid),
        ({"score": ""}, Invalid),
        ({"text": "x" * 1001}, Invalid),
        ({"key": "ffffffffffff"}, NotKnown),
    ],
)
def test_ratings_without_a_token_or_sense_are_refused(scene, change, kind):
    code = make(scene)
    with pytest.raises(kind):
        rate(actor=public(), **{**said(code), **change})
    with pytest.raises(NotAllowed):
        rate(actor=officer(scene), **said(code))
    with clock.fixed(MORNING + timedelta(days=31)), pytest.raises(NotNow):
        rate(actor=public(), **said(code))
    assert not BoxedRating.objects.exists()


def test_a_rating_that_the_officers_gave_themselves_is_disputed_and_no_longer_counts(scene):
    code, phone = make(scene), Client()
    rate(actor=public(), **said(code, text="非常好"))
    spent = phone.post("/desk/act-rating/", {"key": code.key, "token": mine(code), "score": "poor"})
    assert spent.status_code == 409 and "提出异议" in spent.content.decode()
    form = {"key": code.key, "token": mine(code), "objection": "1", "text": " "}
    assert phone.post("/desk/act-rating/", form).status_code == 422
    assert phone.post("/desk/act-rating/", {**form, "text": "不是我们评的。"}).status_code == 200
    assert phone.post("/desk/act-rating/", {**form, "text": "再次。"}).status_code == 409
    opened()
    assert phone.post("/desk/act-rating/", {**form, "text": "次日。"}).status_code == 409
    with pytest.raises(Conflict):
        rate(actor=public(), **said(code))
    sees = identity.make_actor({"supervision.view"}, agency_code="x", seen={code.agency_code})
    (line,) = ratings(sees).agencies
    assert (line.good, line.poor, line.disputed) == (0, 0, 1)
    assert {row.text for row in ratings(sees).rows} == {"非常好", "不是我们评的。"}


def test_the_database_keeps_one_rating_for_an_act_and_alters_none(scene):
    code = make(scene)
    rate(actor=public(), **said(code))
    with pytest.raises(IntegrityError), transaction.atomic():
        BoxedRating.objects.create(code=code, kind="rating", day=clock.today(), score="poor", receipt="r")
    for table in (BoxedRating, Rating):
        opened() if table is Rating else None
        with pytest.raises(DatabaseError), transaction.atomic():
            table.objects.update(text="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        Rating.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        again = {"code": code, "agency_code": code.agency_code, "day": clock.today(), "receipt": "r"}
        Rating.objects.create(**again, kind="rating", score="good")


def test_only_supervisors_read_ratings_and_only_of_agencies_they_see(scene):
    code = make(scene)
    rate(actor=public(), **said(code, text="很好", complaint=True))
    opened()
    for role in ("handler", "head", "publisher"):
        with pytest.raises(NotAllowed):
            ratings(officer(scene, role))
    sees = identity.make_actor({"supervision.view"}, agency_code="x", seen={code.agency_code})
    found = ratings(sees)
    assert [(line.good, line.poor, line.complaints) for line in found.agencies] == [(1, 0, 1)]
    assert [row.text for row in found.rows] == ["很好"]
    assert len(ratings(sees, complaints_only=True).rows) == 1
    blind = identity.make_actor({"supervision.view"}, agency_code="x", seen=set())
    assert ratings(blind, agency_code=code.agency_code).rows == ()


def test_staff_who_are_logged_in_cannot_rate(scene):
    code, browser = make(scene), client_for(officer(scene))
    browser.get(path_of(code))
    answer = browser.post("/desk/act-rating/", {"key": code.key, "token": mine(code), "score": "good"})
    assert answer.status_code == 403 and "不能以工作人员身份提交" in answer.content.decode()
    assert not BoxedRating.objects.exists()
