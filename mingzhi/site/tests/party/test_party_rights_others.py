"""Rights beside defence and hearing, the doors that stay closed, and what is too much."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from mingzhi.cases.acts import take_step
from mingzhi.cases.acts.requesting import answer_request, ask_right, withdraw_request
from mingzhi.cases.models import PartyRequest, RequestOutcome
from mingzhi.cases.queries.party.requests import request_row, requests_of, requests_waiting
from mingzhi.identity.models import Agency
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.records.models import Attachment, Document
from mingzhi.site.tests.asking import DEFENCE, IN_TIME, ask, enter, noticed, party
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.taking import at, refused, take
from mingzhi.site.walk import Walk, scenario

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.2b")]


def test_recusal_names_somebody_of_the_case_and_holds_the_decision(people, client):
    walk = noticed(people)
    walk.play(start="record_defence", before="decide_penalty")
    case = walk.the_case()
    with at("2026-04-14T09:00"):
        with pytest.raises(Invalid) as wrong:
            ask(case, "recusal", whom="urn:mingzhi:identity:person:stranger", reason="亲属关系。")
        assert wrong.value.field == "whom"
        handler = people.cast("handler", clock.today())
        row = ask(case, "recusal", whom=handler.urn, reason="与举报人是亲属。")
        refused(NotNow, "cases.unheard", walk=walk, step="decide_penalty", by="head", officers=())
        assert requests_of(case, handler)[0].said[0][1] == "陈立", "people are shown by name"
        data = {"whom": handler.urn, "asked_by": "party", "requested_on": "2026-04-14", "reason": "亲属。"}
        done = browser(people, "handler").post(
            reverse("work:step", args=[case.uid, "ask_recusal"]) + f"?request={row.uid}", data
        )
        assert done.status_code == 302
        refused(NotNow, "cases.recusal_settled", walk=walk, step="decide_penalty", by="head", officers=())
        settled = {"whom": handler.urn, "position": "staff", "result": "no", "reason": "不是亲属。"}
        take(walk, "decide_recusal", by="head", officers=(), data=settled)
        enter(client, case)
        page = text(client.get(reverse("desk:request", args=[row.uid])))
        assert "机关的答复" in page and "不是亲属。" in page


def test_time_to_pay_is_asked_for_and_moot_once_everything_is_paid(people):
    walk = noticed(people)
    walk.play(start="record_defence", before="pay")
    with at("2026-04-20T10:00"):
        row = ask(walk.the_case(), "plan", reason="经营困难，希望分两期。")
        handler = people.cast("handler", clock.today())
        with pytest.raises(NotNow):
            answer_request(actor=handler, request=row, answer="moot", text="已经缴清。")
    walk.play(start="pay", before="close")
    with at("2026-05-08T10:00"):
        assert walk.the_case().state == "performed"
        late = people.cast("handler", clock.today())
        with pytest.raises(Invalid):
            answer_request(actor=late, request=row, answer="moot", text=" ")
        answer_request(actor=late, request=row, answer="moot", text="罚款已经缴清，无须延期。")
        found = requests_of(walk.the_case(), party(walk.the_case()))[0]
        assert found.late and found.text == "罚款已经缴清，无须延期。"
        with pytest.raises(Conflict):
            answer_request(actor=late, request=row, answer="moot", text="再次。")


def test_reconsideration_through_the_agency_has_five_working_days_and_an_answer(people):
    walk = Walk(script=scenario("price-tags"), cast=people.cast).play(before="complete")
    case = walk.the_case()
    with at("2026-04-20T10:00"):
        row = ask(case, "reconsideration", claim="撤销处罚决定。", facts="商品有标价，只是被遮挡。")
        assert row.closed_at is None and row.due_on.isoformat() == "2026-04-27"
        opener = people.cast("handler", clock.today())
        assert [one.pk for one in requests_waiting(opener, limit=9)] == [row.pk]
        with pytest.raises(Invalid):
            answer_request(actor=opener, request=row, answer="moot", text="无法办理。")
        answer_request(actor=opener, request=row, answer="sent", text="已转送清溪县人民政府。")
    with at("2026-08-03T10:00"):
        late = ask(case, "reconsideration", claim="撤销处罚决定。", facts="再次申请。")
        assert late.outcome.outcome == "refused" and late.outcome.basis == "行政复议法 §20-1"


def test_a_licence_is_corrected_withdrawn_and_heard_from_the_page(people, client):
    script = scenario("road-licence")
    script["party"]["id_number"] = "339921196410139885"
    walk = Walk(script=script, cast=people.cast).play(before="receive_correction")
    case = walk.the_case()
    with at("2026-04-17T10:00"):
        code = Document.objects.get(template_code="licence_correction_notice").code
        entered = client.post(reverse("desk:home"), {"code": code, "digits": "139885"})
        assert entered.status_code == 302
        page = text(client.get(reverse("desk:matter")))
        assert "申请人" in page and "现在没有正在计算的期限" in page, "no heading over nothing"
        row = ask(case, "correct", materials=["占用道路平面图", "交通组织方案"])
        assert row.closed_at is None
        early = ask(case, "hearing", note="")
        assert early.outcome.outcome == "refused" and early.outcome.text.startswith("“%(right)s”只能在")
        handler = browser(people, "handler")
        done = handler.post(
            reverse("work:step", args=[case.uid, "receive_correction"]) + f"?request={row.uid}",
            {"materials": "占用道路平面图\n交通组织方案", "received_on": "2026-04-17"},
        )
        assert done.status_code == 302 and walk.the_case().state == "applied"
        back = ask(walk.the_case(), "withdraw_application", note="改期再办。")
        taken = handler.post(
            reverse("work:step", args=[case.uid, "withdraw_application"]) + f"?request={back.uid}",
            {"withdrawn_on": "2026-04-17", "note": "改期再办。"},
        )
        assert taken.status_code == 302 and walk.the_case().state == "withdrawn"


def test_every_door_is_closed_to_the_others_and_nothing_is_altered(people, client):
    walk = noticed(people)
    case = walk.the_case()
    with at(IN_TIME):
        row = ask(case, "defence", **DEFENCE)
        for address in (reverse("desk:right", args=["defence"]), reverse("desk:request", args=[row.uid])):
            assert client.get(address)["Location"] == reverse("desk:home")
        stranger = identity.make_staff("handler", agency=identity.make_agency())
        colleague = identity.make_staff("handler", agency=Agency.objects.get(code=case.agency_code))
        for somebody in (stranger, people.cast("handler", clock.today())):
            with pytest.raises(NotKnown):
                ask_right(actor=somebody, case=case, right="defence", data=DEFENCE)
        with pytest.raises(NotKnown):
            request_row(row.uid, stranger)
        with pytest.raises(NotAllowed):
            answer_request(actor=colleague, request=row, answer="moot", text="不办。")
        with pytest.raises(NotKnown):
            withdraw_request(actor=colleague, request=row)
        other = noticed(people).the_case()
        with pytest.raises(NotKnown):
            request_row(row.uid, party(other))
        crossed = browser(people, "handler").get(
            reverse("work:step", args=[other.uid, "record_defence"]) + f"?request={row.uid}"
        )
        assert crossed.status_code == 404
        enter(client, case)
        assert client.get(reverse("desk:right", args=["nothing"])).status_code == 404
        assert client.post(reverse("desk:request_withdraw", args=[row.uid])).status_code == 302
        assert PartyRequest.objects.get(pk=row.pk).closed_at is not None
        assert client.post(reverse("desk:request_withdraw", args=[row.uid])).status_code == 409
        for change in (
            lambda: PartyRequest.objects.update(data={}),
            lambda: PartyRequest.objects.update(closed_at=None),
            lambda: RequestOutcome.objects.update(text="x"),
            lambda: PartyRequest.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_too_much_is_refused_before_it_is_kept(people, client):
    walk = noticed(people)
    case = walk.the_case()
    with at(IN_TIME):
        enter(client, case)
        form = reverse("desk:right", args=["defence"])
        many = [SimpleUploadedFile(f"{n}.txt", f"第{n}份".encode()) for n in range(6)]
        assert client.post(form, {"defence": "意见。", "files": many}).status_code == 422
        assert client.post(form, {"defence": "长" * 4001}).status_code == 422
        bad = SimpleUploadedFile("x.exe", b"MZ\x90\x00" + b"\x00" * 64)
        good = SimpleUploadedFile("召回.txt", "召回3包".encode())
        refused = client.post(form, {"defence": "意见。", "files": [bad, good]})
        assert (refused.status_code, [one.name for one in refused.context["held"]]) == (422, ["召回.txt"])
        kept = refused.context["held"][0].note
        assert f'name="held" value="{kept}" checked' in refused.content.decode()
        assert not PartyRequest.objects.exists() and not Attachment.objects.filter(source="清溪县好味食品店")
        sent = client.post(form, {"defence": "意见。", "held": [kept]})
        assert sent.status_code == 302
        assert [one["name"] for one in PartyRequest.objects.get().files] == ["召回.txt"]
        for _n in range(4):
            ask(case, "defence", **DEFENCE)
        with pytest.raises(Conflict):
            ask(case, "defence", **DEFENCE)
        hostile = ask(
            case, "recusal", whom=people.cast("handler", clock.today()).urn, reason="<script>x</script>"
        )
        assert "<script>x" not in text(client.get(reverse("desk:request", args=[hostile.uid])))


def test_the_step_of_another_right_cannot_take_a_request_up(people):
    walk = noticed(people)
    case = walk.the_case()
    with at(IN_TIME):
        row = ask(case, "defence", **DEFENCE)
        page = browser(people, "handler").get(
            reverse("work:step", args=[case.uid, "ask_recusal"]) + f"?request={row.uid}"
        )
        assert page.status_code == 404
        nonsense = browser(people, "handler").get(
            reverse("work:step", args=[case.uid, "record_defence"]) + "?request=1"
        )
        assert nonsense.status_code == 404
        with pytest.raises(NotNow):
            take_step(actor=people.cast("head", clock.today()), case=case, step="decide_penalty", data={})
