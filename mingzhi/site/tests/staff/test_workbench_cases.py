"""A case worked through the pages: opened, stepped, refused, reviewed, published, looked at."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhi.cases.models import Case, Step
from mingzhi.cases.rules.entries import applies
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.catalogue.queries import power_on, powers_of
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.records.models import Attachment, Custody, Document, RecordingGap
from mingzhi.site.checking import witnesses
from mingzhi.site.tests.pages import browser, play, text
from mingzhi.site.walk import silence
from mingzhi.workbench.tests.doors import client_for

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 4, 13, 9, 30, tzinfo=clock.CHINA)


@pytest.fixture
def today():
    with clock.fixed(MORNING):
        yield MORNING


OPENING = {
    "procedure": "ordinary",
    "cause": "经营超过保质期的食品案",
    "source": "日常检查发现",
    "party.kind": "individual_business",
    "party.name": "清溪县好味食品店",
    "party.code": "92339921MA7K9XY03N",
    "party.operator": "王秀兰",
    "party.address": "清溪县溪滨路18号",
}


def open_case(people, **changes):
    power = power_on("MZ-CF-SP-001", clock.today())
    client = browser(people, "handler")
    return client, client.post(reverse("work:open_fill", args=[power.uid]), OPENING | changes)


@pytest.mark.serves("2.2.1a")
def test_a_case_is_opened_from_a_power(people, today):
    client, answer = open_case(people, facts="举报称货架上有过期食品。", act_ended_on="2026-04-10")
    case = Case.objects.get()
    assert answer["Location"] == reverse("work:case", args=[case.uid])
    page = text(client.get(answer["Location"]))
    for words in (
        "经营超过保质期的食品案",
        "清市监案〔2026〕1号",
        "现在可以办理",
        "目前处于：线索核查",
        "期限",
        "举报称货架上有过期食品。",
        "2026年4月10日",
    ):
        assert words in page
    head = browser(people, "head")
    assert "举报称货架上有过期食品。" in text(head.get(step_url(case, "file")))
    assert not any(str(case.uid) in line for line in witnesses.check())


def inspection(people, **changes):
    officers = [people.cast(role, clock.today()).urn for role in ("handler", "second")]
    typed = {
        "officers": officers,
        "started_at": "2026-04-13T08:40",
        "place": "清溪县溪滨路18号",
        "id_shown": "yes",
        "rights_told": "yes",
        "present": "party",
        "present_name": "王秀兰",
        "facts": "货架上待售的火腿肠12包已超过保质期44天。",
        "signed": "signed",
        "occurred_at": "2026-04-13T08:40",
        "reason": "举报核查",
        "authorisation": "检查通知",
    }
    return typed | changes


@pytest.fixture
def opened(people, today):
    client, _answer = open_case(people)
    return client, Case.objects.get()


def step_url(case, code):
    return reverse("work:step", args=[case.uid, code])


def required(client, case, code, typed):
    """Fill required fields of the step that the sample lacks, as a person would read them off the form."""
    declared = PROCEDURES[case.procedure].by_step[code]
    known = {field.code for field in declared.fields}
    kept = {
        name: value for name, value in typed.items() if name in known or name in ("officers", "occurred_at")
    }
    lacking = [f.code for f in declared.fields if f.required and applies(f, kept) and f.code not in kept]
    assert not lacking, lacking
    return kept


@pytest.mark.serves("2.2.1a", "2.2.2b")
def test_a_step_is_taken_with_its_officers_its_document_and_its_recording(people, opened):
    client, case = opened
    form = text(client.get(step_url(case, "inspect")))
    assert "陈立" in form and "证件有效" in form and "第五十五条第一款" in form
    typed = required(client, case, "inspect", inspection(people))
    film = SimpleUploadedFile("记录仪.wav", silence(seed="inspect"), content_type="audio/wav")
    sent = typed | {"files": [film], "file_kind": "recording", "captured_from": "2026-04-13T08:38"}
    answer = client.post(step_url(case, "inspect"), sent)
    assert answer.status_code == 302, text(answer)
    step = Step.objects.get(code="inspect")
    assert step.officer_second and step.identity_shown and step.occurred_at.astimezone(clock.CHINA).hour == 8
    assert Document.objects.filter(step_urn=step.urn).count() == 1
    kept = Attachment.objects.get(step_urn=step.urn)
    assert kept.kind == "recording" and kept.item_code
    page = text(client.get(answer["Location"]))
    assert "现场检查" in page and "记录仪.wav" in page and 'data-draft-done="' in page


@pytest.mark.parametrize(
    ("start", "end"), [("2026-04-13T08:38", "2026-04-13T08:30"), ("gestern", ""), ("", "2027-01-01T08:00")]
)
def test_wrong_recording_times_refuse_the_form_before_anything_is_recorded(people, opened, start, end):
    client, case = opened
    film = SimpleUploadedFile("记录仪.wav", silence(seed="inspect"), content_type="audio/wav")
    times = {"captured_from": start, "captured_until": end}
    answer = client.post(step_url(case, "inspect"), inspection(people) | times | {"files": [film]})
    assert answer.status_code == 422 and "火腿肠12包已超过保质期44天" in text(answer)
    assert not Step.objects.filter(code="inspect").exists() and not Attachment.objects.exists()


def test_a_refused_step_names_every_wrong_field_and_keeps_the_rest(people, opened):
    client, case = opened
    typed = inspection(people, officers=[people.cast("handler", clock.today()).urn], place="", id_shown="")
    typed.pop("id_shown")
    answer = client.post(step_url(case, "inspect"), typed)
    page = text(answer)
    assert answer.status_code in (403, 422)
    assert (
        "火腿肠12包已超过保质期44天" in page
        and 'id="f-place-error"' in page
        and 'id="f-id_shown-error"' in page
    )
    assert "cases.officers" in page and "第四十二条第一款" in page
    assert not Step.objects.filter(code="inspect").exists()


def test_late_entry_needs_its_reason_and_the_future_is_refused(people, opened):
    client, case = opened
    typed = required(client, case, "inspect", inspection(people, occurred_at="2026-04-14T08:00"))
    assert "trail.future" in text(client.post(step_url(case, "inspect"), typed))


def test_a_row_is_added_without_a_script_and_nothing_is_recorded(people, opened):
    client, case = opened
    before = Step.objects.count()
    typed = {"items.name": ["火腿肠"], "items.quantity": ["12"], "add_row": "items"}
    answer = client.post(step_url(case, "preserve"), typed)
    assert answer.status_code == 200 and text(answer).count('name="items.name"') == 2
    assert "火腿肠" in text(answer) and Step.objects.count() == before


def test_why_not_is_said_before_anything_is_typed(people, opened):
    client, case = opened
    page = text(client.get(step_url(case, "conclude")))
    assert "cases.state" in page and "案件目前处于" in page
    barred = text(client.get(step_url(case, "file")))
    assert "cases.duty" in barred and 'name="facts"' not in barred
    assert client.get(step_url(case, "no_such_step")).status_code == 404


def test_documents_are_shown_with_rights_and_every_look_is_recorded(people):
    case = play(people, before="submit_review")
    with clock.fixed(datetime(2026, 3, 26, 10, 0, tzinfo=clock.CHINA)):
        main = Document.objects.filter(case_urn=case.urn, part="正卷").first()
        secret = Document.objects.filter(case_urn=case.urn, part="副卷").first()
        handler, publisher = browser(people, "handler"), browser(people, "publisher")
        assert handler.get(reverse("work:material", args=[main.uid])).status_code == 200
        answer = handler.get(reverse("work:material_file", args=[secret.uid]))
        assert answer.status_code == 200 and answer.getvalue().startswith(b"%PDF-")
        assert answer["X-Frame-Options"] == "SAMEORIGIN" and "no-store" in answer["Cache-Control"]
        assert Custody.objects.count() == 1
        assert publisher.get(reverse("work:material_file", args=[secret.uid])).status_code == 404
        elsewhere = identity.make_staff("handler", agency=identity.make_agency(name="别的局", sign="别"))
        assert client_for(elsewhere).get(reverse("work:material_file", args=[main.uid])).status_code == 404
        assert Custody.objects.count() == 1
        page = text(handler.get(reverse("work:case", args=[case.uid])))
        assert "调阅记录 1 次" in page
        assert "案件调查终结报告" in text(handler.get(reverse("work:dossier", args=[case.uid])))


def test_a_missing_recording_is_explained_by_name(people, opened):
    client, case = opened
    typed = required(client, case, "inspect", inspection(people))
    client.post(step_url(case, "inspect"), typed)
    url = reverse("work:add_material", args=[case.uid])
    page = text(client.get(reverse("work:case", args=[case.uid])))
    assert "案卷还缺" in page and url in page
    assert "音像记录清单要求的 1 项" in page and "已说明理由" not in page
    step = Step.objects.get(code="inspect")
    link = page.split(f"{url}?step=")[1].split('"')[0]
    item = link.split("item=")[1]
    empty = client.post(url, {"step": step.urn, "item": item})
    assert empty.status_code == 422 and "work.material" in text(empty)
    told = client.post(url, {"step": step.urn, "item": item, "reason": "记录仪故障"})
    assert told.status_code == 302 and RecordingGap.objects.get().reason == "记录仪故障"
    page = text(client.get(reverse("work:case", args=[case.uid])))
    assert "案卷还缺" not in page and "已说明理由" in page and "记录仪故障" in page


def test_another_agency_knows_nothing_of_the_case(people, opened):
    _client, case = opened
    other = client_for(identity.make_staff("handler", agency=identity.make_agency(name="别的局", sign="别")))
    for name in ("case", "dossier", "add_material"):
        assert other.get(reverse(f"work:{name}", args=[case.uid])).status_code == 404
    assert other.get(step_url(case, "inspect")).status_code == 404
    assert "清溪县好味食品店" not in text(other.get(reverse("work:cases")))


def test_the_list_is_searched_narrowed_and_asked_for_by_script(people, opened):
    client, _case = opened
    url = reverse("work:cases")
    assert "清溪县好味食品店" in text(client.get(url, {"q": "好味"}))
    assert "没有符合条件的案件" in text(client.get(url, {"q": "无此案"}))
    assert "没有符合条件的案件" in text(client.get(url, {"scope": "closed"}))
    assert client.get(url, {"after": "junk"}).status_code == 422


def test_the_first_page_says_what_waits(people, opened):
    client, _case = opened
    page = text(client.get(reverse("work:home")))
    assert "等我办理" in page and "我在等待" in page and "经营超过保质期的食品案" in page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_state_of_the_scenario_has_a_page_in_both_languages(people, language):
    case = play(people)
    with clock.fixed(datetime(2026, 6, 1, 10, 0, tzinfo=clock.CHINA)):
        client = browser(people, "head")
        client.cookies["django_language"] = language
        for name in ("case", "dossier"):
            answer = client.get(reverse(f"work:{name}", args=[case.uid]))
            assert answer.status_code == 200
        assert "清市监处罚〔2026〕1号" in text(client.get(reverse("work:case", args=[case.uid])))


def test_a_penalty_on_the_spot_is_led_from_step_to_step(people, today):
    power = powers_of(people.agency_code, clock.today(), procedure="summary")[0]
    client = browser(people, "handler")
    assert power.name in text(client.get(reverse("work:onsite")))
    assert "超过保质期" in text(client.get(reverse("work:open"), {"q": "过期食品"}))
    typed = OPENING | {"procedure": "summary", "party.kind": "organisation"}
    answer = client.post(reverse("work:onsite_fill", args=[power.uid]), typed)
    case = Case.objects.get()
    assert answer["Location"] == step_url(case, "check_on_site")
    form = text(client.get(answer["Location"]))
    assert "第 1 步，共 4 步" in form
    officers = [people.cast(role, clock.today()).urn for role in ("handler", "second")]
    sent = {"officers": officers, "id_shown": "yes", "place": "溪滨路18号", "facts": "未明码标价"}
    onward = client.post(step_url(case, "check_on_site"), sent)
    assert onward["Location"] == step_url(case, "tell_on_site")
