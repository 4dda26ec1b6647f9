"""Annual statistics: counted from the cases, frozen, approved, published, submitted, computed again."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from mingzhi.disclosure.models import Publication
from mingzhi.identity.models import AgencyVersion
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.site.commands import statistics as command
from mingzhi.site.tests.annual import JANUARY, YEAR, code, freeze, made_public, who
from mingzhi.supervision.acts.annual import (
    approve_statistics,
    confirm_statistics,
    prepare_statistics,
    receive_receipt,
    submit_statistics,
)
from mingzhi.supervision.models import AnnualSnapshot, AnnualSubmission
from mingzhi.supervision.queries.annual import differences, latest, owed, year_view
from mingzhi.supervision.queries.figures import cases_of_cell, figures
from mingzhi.supervision.queries.receiving import receiver_of, submissions_waiting
from mingzhi.supervision.rules.labels import HASH
from mingzhi.supervision.rules.statistics import (
    due_on,
    hash_of,
    labelled,
    money_of,
    orders,
    penalty_column,
    per_cent,
    tables,
    ten_thousands,
    total,
)
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3e")]


def kinds(*pairs):
    return [{"kind": kind, "amount": amount, "days": 0, "text": ""} for kind, amount in pairs]


@pytest.fixture
def decided(walk):
    walk.play(before="publish")
    with clock.fixed(JANUARY):
        yield walk


def test_several_kinds_count_once_under_the_heaviest_that_can_be_counted():
    order = orders()["eleven"]
    for given, wanted in (
        (kinds(("warning", 0), ("fine", 100)), "fine"),
        (kinds(("fine", 100), ("revoke_licence", 0), ("stop_business", 0)), "revocation"),
        (kinds(("fine", 100), ("other", 0)), "fine"),
        (kinds(("warning", 0), ("confiscate_goods", 0)), "warning"),
        (kinds(("fine", 1), ("confiscate_income", 1)), "confiscation"),
        (kinds(("confiscate_goods", 0)), "other"),
        (kinds(("unheard of", 0)), "other"),
        ([], "other"),
    ):
        assert penalty_column(given, order) == wanted
    assert money_of(kinds(("fine", 100), ("confiscate_income", 20), ("other", 5))) == 120


def test_the_order_of_severity_is_data_and_changes_the_column():
    both = kinds(("stop_business", 0), ("restrict_business", 0))
    assert penalty_column(both, orders()["eleven"]) == "stop"
    assert penalty_column(both, orders()["seven"]) == "restriction"


def test_money_is_shown_exactly():
    assert [per_cent(*of) for of in ((0, 0), (38, 40), (2, 3))] == ["—", "95.0%", "66.7%"]
    told = " ".join(ten_thousands(cents) for cents in (0, 4999, 5000, 403200, 123456789012))
    assert told == "0.00 0.00 0.01 0.40 123456.79"
    assert due_on(2026) == date(2027, 1, 31)
    # No text that orders the tables was read: every one is shown as to be confirmed.
    assert not any(table.confirmed for table in tables().values())


def test_figures_come_from_the_cases_and_each_opens_them(decided):
    found = figures(code(decided), YEAR, order="eleven", as_of=clock.now())
    assert total(found["penalty"]) == 1 and found["penalty"]["money"] == 403200
    assert found["certificates"]["certified"] >= 2
    column = next(name for name, number in found["penalty"].items() if number == 1)
    cases, number = cases_of_cell(
        who(decided, "head"),
        code(decided),
        YEAR,
        table="penalty",
        column=column,
        order="eleven",
        as_of=clock.now(),
    )
    assert (cases, number) == ([decided.the_case()], 1)
    assert total(figures(code(decided), YEAR - 1, order="eleven", as_of=clock.now())["penalty"]) == 0
    early = datetime(2026, 1, 1, tzinfo=clock.CHINA)
    assert total(figures(code(decided), YEAR, order="eleven", as_of=early)["penalty"]) == 0
    labels = dict(labelled(found))
    assert labels["行政处罚实施情况：合计（宗）"] == "1"
    coercion = [int(value) for label, value in labels.items() if label.startswith("行政强制实施情况：")]
    assert coercion[-1] == sum(coercion[:-1]) == int(labels["行政强制实施情况：合计（宗）"]) == 1
    officers, certified, rate = (
        labels[f"执法证持证率：{name}"] for name in ("执法岗位人员", "其中持有效执法证件", "持证率")
    )
    assert rate == f"{int(certified) * 100 / int(officers):.1f}%"
    assert labels["行政处罚实施情况：罚没金额（万元）"] == "0.40"


def test_the_cases_of_a_cell_are_shown_to_those_who_may_know_them_only(decided):
    stranger = identity.make_actor({"cases.view"}, agency_code="x", seen=set())
    given = {"table": "coercion", "column": "seizure", "order": "eleven", "as_of": clock.now()}
    cases, _number = cases_of_cell(stranger, code(decided), YEAR, **given)
    assert cases == []
    for wrong in ({"table": "none"}, {"column": "none"}, {"table": "certificates", "column": "officers"}):
        with pytest.raises(NotKnown):
            cases_of_cell(stranger, code(decided), YEAR, **{**given, **wrong})
    with pytest.raises(NotKnown):
        year_view(stranger, code(decided), YEAR)


def test_from_freezing_to_the_receipt_and_computed_again(decided, capsys):
    snapshot = made_public(decided)
    assert hash_of(snapshot.content) == snapshot.hash
    fields = dict(Publication.objects.get(notice__kind="annual").version.fields)
    assert fields[HASH] == snapshot.hash and fields["年度"] == "2026"
    publisher = who(decided, "publisher")
    sent = submit_statistics(actor=publisher, snapshot=snapshot, recipient="government")
    with pytest.raises(Conflict):
        submit_statistics(actor=publisher, snapshot=snapshot, recipient="government")
    done = receive_receipt(actor=publisher, submission=sent, receipt="清政收〔2027〕3号")
    assert done.received_at == JANUARY and done.confirmed is False
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnualSubmission.objects.filter(pk=sent.pk).update(confirmed=True)
    with pytest.raises(Conflict):
        receive_receipt(actor=publisher, submission=sent, receipt="又一件")
    view = year_view(publisher, code(decided), YEAR)
    assert view.public_uid and not view.late and view.waiting is None
    assert differences(snapshot) == []
    arguments = type("Arguments", (), {"year": YEAR, "agency": code(decided)})
    assert command.run(arguments) == 0
    assert snapshot.hash in capsys.readouterr().out
    arguments.year = 2019
    assert command.run(arguments) == 2


def test_the_recipient_confirms_itself_where_it_has_a_login(decided):
    region = AgencyVersion.objects.get(agency__code=code(decided), until=None).region
    justice = identity.make_agency(name="清溪县司法局", region=region)
    supervisor, publisher = identity.make_staff("supervisor", agency=justice), who(decided, "publisher")
    browser, sender = client_for(supervisor), client_for(publisher)
    sent = submit_statistics(actor=publisher, snapshot=made_public(decided), recipient="government")
    address = f"/work/statistics/{code(decided)}/{YEAR}/"
    assert address in browser.get("/work/").content.decode()
    assert "待清溪县司法局确认收到" in sender.get(address).content.decode()
    with pytest.raises(NotNow):
        receive_receipt(actor=publisher, submission=sent, receipt="清政收〔2027〕3号")
    stranger = identity.make_staff("supervisor", agency=identity.make_agency(name="邻县司法局"))
    for other, kind in ((publisher, NotAllowed), (who(decided, "head"), NotAllowed), (stranger, NotAllowed)):
        with pytest.raises(kind):
            confirm_statistics(actor=other, submission=sent)
    answer = browser.post(address, {"doing": "confirm", "recipient": "government", "receipt": "3号"})
    assert answer.status_code == 302
    assert address not in browser.get("/work/").content.decode()
    page = sender.get(address).content.decode()
    assert "接收单位已确认" in page and "清溪县司法局" in page and "自行登记" not in page
    with pytest.raises(Conflict):
        confirm_statistics(actor=supervisor, submission=sent)


def test_the_head_of_the_superior_confirms(decided):
    own = AgencyVersion.objects.get(agency__code=code(decided), until=None)
    superior = identity.make_agency(name="钱塘市市场监督管理局", region=own.region)
    AgencyVersion.objects.filter(pk=own.pk).update(until=JANUARY.date())
    own.pk, own.since, own.superior = None, JANUARY.date(), superior
    own.save()
    head, publisher = identity.make_staff("head", agency=superior), who(decided, "publisher")
    sent = submit_statistics(actor=publisher, snapshot=made_public(decided), recipient="superior")
    assert submissions_waiting(head) == [sent] and receiver_of(sent, clock.today()) is None
    client_for(head)
    assert submissions_waiting(identity.make_staff("handler", agency=superior)) == []
    assert confirm_statistics(actor=head, submission=sent).confirmed and submissions_waiting(head) == []


def test_a_figure_that_cannot_be_reached_again_is_reported(decided, capsys):
    snapshot = freeze(decided)
    snapshot.content["figures"]["penalty"]["fine"] += 7
    found = differences(snapshot)
    assert any(line.startswith("hash ") for line in found)
    assert any(line.startswith("penalty.fine") for line in found)


@pytest.mark.parametrize(
    ("change", "kind", "wanted"),
    [
        ({"by": "head"}, NotAllowed, "actor.capability"),
        ({"year": 2027}, NotNow, "supervision.year"),
        ({"year": 1999}, NotNow, "supervision.year"),
        ({"narrative": " "}, Invalid, "supervision.narrative"),
        ({"order": "none"}, Invalid, "supervision.order"),
        ({"agency_code": "11339921MB0W99999X"}, NotKnown, "identity.agency"),
    ],
)
def test_what_cannot_be_frozen(decided, change, kind, wanted):
    with pytest.raises(kind) as refused:
        freeze(decided, **change)
    assert refused.value.code == wanted and not AnnualSnapshot.objects.exists()


def test_approval_publication_and_submission_keep_their_order(decided):
    old, publisher = freeze(decided), who(decided, "publisher")
    snapshot = freeze(decided)
    with pytest.raises(NotNow):
        prepare_statistics(actor=publisher, snapshot=snapshot)
    with pytest.raises(NotAllowed):
        approve_statistics(actor=publisher, snapshot=snapshot)
    with pytest.raises(Conflict):
        approve_statistics(actor=who(decided, "head"), snapshot=old)
    approve_statistics(actor=who(decided, "head"), snapshot=snapshot)
    with pytest.raises(Conflict):
        approve_statistics(actor=who(decided, "head"), snapshot=snapshot)
    with pytest.raises(NotNow):
        submit_statistics(actor=publisher, snapshot=snapshot, recipient="government")
    with pytest.raises(Invalid):
        submit_statistics(actor=publisher, snapshot=snapshot, recipient="friend")
    stranger = identity.make_actor({"cases.approve", "disclosure.prepare"}, agency_code="x", seen=set())
    for call in (
        lambda: approve_statistics(actor=stranger, snapshot=snapshot),
        lambda: submit_statistics(actor=stranger, snapshot=snapshot, recipient="government"),
        lambda: prepare_statistics(actor=stranger, snapshot=snapshot),
    ):
        with pytest.raises(NotKnown):
            call()


def test_a_snapshot_cannot_be_altered(decided):
    snapshot = approve_statistics(actor=who(decided, "head"), snapshot=freeze(decided))
    for change in ({"hash": "0" * 64}, {"content": {}}, {"approved_by_label": "别人"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AnnualSnapshot.objects.filter(pk=snapshot.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnualSnapshot.objects.filter(pk=snapshot.pk).delete()


def test_late_statistics_are_seen(decided):
    supervisor = identity.make_actor({"supervision.view"}, agency_code="x", seen={code(decided)})
    assert [line.late for line in owed(supervisor, YEAR)] == [False]
    with clock.fixed(datetime(2027, 2, 1, 9, 0, tzinfo=clock.CHINA)):
        assert [line.late for line in owed(supervisor, YEAR)] == [True]
        made_public(decided)
        assert [(line.late, line.public) for line in owed(supervisor, YEAR)] == [(True, True)]
        assert year_view(supervisor, code(decided), YEAR).late  # public, and sent to nobody
        publisher, sent = who(decided, "publisher"), latest(code(decided), YEAR)
        submit_statistics(actor=publisher, snapshot=sent, recipient="government")
        assert not any(x.late for x in (*owed(supervisor, YEAR), year_view(supervisor, code(decided), YEAR)))


def test_the_pages_of_a_year_work_to_the_end(decided):
    address = f"/work/statistics/{code(decided)}/{YEAR}/"
    publisher, head, checker = (client_for(who(decided, role)) for role in ("publisher", "head", "checker"))
    assert publisher.get("/work/statistics/?year=2026").status_code == 200
    assert publisher.get("/work/statistics/?year=1").status_code == 404
    assert publisher.get("/work/statistics/?year=" + "9" * 5000).status_code == 200
    assert publisher.post(address, {"doing": "approve"}).status_code == 409
    assert publisher.post(address, {"doing": "freeze", "narrative": ""}).status_code == 422
    ticks = {"secrecy": "on", "privacy": "on", "same_text": "on"}
    for browser, said in (
        (publisher, {"doing": "freeze", "narrative": "平稳。", "order": "eleven"}),
        (head, {"doing": "approve"}),
        (publisher, {"doing": "prepare"}),
        (checker, {"doing": "check", **ticks}),
        (publisher, {"doing": "publish"}),
        (publisher, {"doing": "submit", "recipient": "government"}),
        (publisher, {"doing": "receipt", "recipient": "government", "receipt": "收到"}),
        (publisher, {"doing": "freeze", "narrative": "更正后的总体情况。", "order": "seven"}),
        (head, {"doing": "approve"}),
        (publisher, {"doing": "prepare"}),
        (checker, {"doing": "check", **ticks}),
        (publisher, {"doing": "publish", "reason": "总体情况补充"}),
    ):
        answer = browser.post(address, said)
        assert answer.status_code == 302, (said, answer.content.decode()[-3000:])
    page = publisher.get(address).content.decode()
    assert "更正后的总体情况" in page and "第 2 版" in page
    column = next(
        name
        for name, number in AnnualSnapshot.objects.last().content["figures"]["penalty"].items()
        if number == 1
    )
    cell = publisher.get(f"{address}penalty/{column}/").content.decode()
    assert decided.the_case().number in cell
    assert publisher.get(f"{address}penalty/none/").status_code == 404
    text = publisher.get(f"{address}figures.csv").content.decode()
    assert text.startswith("\ufeff") and "罚没金额（万元）,0.40,0.00" in text
