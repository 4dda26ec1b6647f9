"""What may be a name is put before the second person: nothing undecided becomes public."""

from copy import deepcopy

import pytest
from django.urls import reverse

from mingzhi.cases.models import Decision
from mingzhi.cases.notices import draft_for
from mingzhi.disclosure.acts import prepare_notice, publish
from mingzhi.disclosure.models import Check, Duty, NoticeVersion
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged
from mingzhi.site.walk import scenario
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]
FACTS = "另查明，货车登记在冷静名下，仓库位于方正街。"


@pytest.fixture
def desk(people, tmp_path, settings):
    """Play the expired-food case up to its publication, with a name nobody announced in the facts."""
    settings.VAR = tmp_path
    script = deepcopy(scenario("expired-food"))
    script["core"]["facts"] += FACTS
    return staged(people, script).play(before="publish")


def prepared(walk) -> NoticeVersion:
    urn = Decision.objects.get().urn
    publisher = walk.actor("publisher", clock.today())
    return prepare_notice(actor=publisher, source_urn=urn, draft=draft_for(urn, publisher))


def form(version, **more):
    """Return the form of the check with everything confirmed."""
    confirmed = {"secrecy": "on", "privacy": "on", "same_text": "on", "passed": "yes"}
    return {"version": str(version.uid), **confirmed, **more}


def test_a_name_nobody_announced_is_decided_hidden_and_only_then_public(desk, people) -> None:
    first = prepared(desk)
    assert [doubt["text"] for doubt in first.doubts] == ["冷静"] and "冷静" in first.text
    duty = Duty.objects.get(source_urn=first.notice.source_urn, is_lead=True)
    page, do = reverse("work:duty", args=[duty.uid]), reverse("work:duty_do", args=[duty.uid, "check"])
    checker = browser(people, "checker")
    shown = text(checker.get(page))
    assert '<mark class="asked">冷静</mark>' in shown and "登记在【冷静】名下" in shown

    for answers, said in (({}, "尚未认定：冷静"), ({"said_0": "name"}, "尚未隐去，不能通过：冷静")):
        refused = checker.post(do, form(first, **answers))
        assert refused.status_code == 422 and said in text(refused)
    assert not Check.objects.filter(version=first).exists()
    with pytest.raises(NotNow):
        publish(actor=desk.actor("publisher", clock.today()), notice=first.notice, version=first)

    assert checker.post(do, form(first, passed="no", said_0="name")).status_code == 302
    assert Check.objects.get(version=first).said == {"冷静": "name"}
    entry = Entry.objects.filter(act="disclosure.check_notice").latest("pk")
    assert entry.payload.content["said"] == {"冷静": "name"}

    second = prepared(desk)  # nobody has to type the name again
    assert second.doubts == [] and "冷静" not in second.text and "冷某" in second.text
    assert "冷静" in second.names_checked
    assert checker.post(do, form(second)).status_code == 302
    assert publish(actor=desk.actor("publisher", clock.today()), notice=second.notice, version=second)


def test_what_is_no_name_is_said_once(desk, people) -> None:
    first = prepared(desk)
    duty = Duty.objects.get(source_urn=first.notice.source_urn, is_lead=True)
    do = reverse("work:duty_do", args=[duty.uid, "check"])
    checker = browser(people, "checker")
    assert checker.post(do, form(first, passed="no", remark="再核对日期", said_0="word")).status_code == 302
    second = prepared(desk)
    assert second.doubts == [] and "冷静" in second.text
    assert checker.post(do, form(second)).status_code == 302
    assert Check.objects.latest("pk").passed


def test_a_return_that_says_nothing_is_refused(desk, people) -> None:
    first = prepared(desk)
    duty = Duty.objects.get(source_urn=first.notice.source_urn, is_lead=True)
    answer = browser(people, "checker").post(
        reverse("work:duty_do", args=[duty.uid, "check"]), form(first, passed="no", said_0="word")
    )
    assert answer.status_code == 422 and "退回须写明意见" in text(answer)


def test_what_the_second_person_finds_besides_is_hidden_and_can_be_taken_back(desk, people) -> None:
    """Words picked out of the public text, as a name or as something else, and undone by a later check."""
    first = prepared(desk)
    duty = Duty.objects.get(source_urn=first.notice.source_urn, is_lead=True)
    page, do = reverse("work:duty", args=[duty.uid]), reverse("work:duty_do", args=[duty.uid, "check"])
    checker = browser(people, "checker")
    wanted = {"hide_names": "方正", "hide": "登记在", "said_0": "word"}

    refused = checker.post(do, form(first, **wanted))
    assert refused.status_code == 422 and "还没有改，不能通过：方正、登记在" in text(refused)
    assert "登记在</textarea>" in text(refused)  # nothing that was entered is lost
    assert checker.post(do, form(first, passed="no", **wanted)).status_code == 302
    assert Check.objects.get(version=first).said == {"冷静": "word", "方正": "name", "登记在": "hide"}
    shown = text(browser(people, "publisher").get(page))
    assert "审查要求改动的文字" in shown and "登记在" in shown

    second = prepared(desk)
    assert "货车***冷静名下，仓库位于方某街" in second.text
    secret = next(mark for mark in second.marks if mark["kind"] == "confidential")
    assert secret["source"] == "政府信息公开条例 §15"
    shown = text(checker.get(page))
    assert "不再隐去“方正”" in shown and "不再隐去“登记在”" in shown
    boxes = {part.split("“")[1].split("”")[0]: part for part in shown.split('name="again_')[1:]}
    again = {"again_" + boxes["方正"].split('"')[0]: "yes"}
    assert checker.post(do, form(second, **again)).status_code == 422
    assert checker.post(do, form(second, passed="no", **again)).status_code == 302
    third = prepared(desk)
    assert "货车***冷静名下，仓库位于方正街" in third.text
    assert checker.post(do, form(third)).status_code == 302


def test_nobody_can_ask_for_what_no_later_text_could_hide(desk, people) -> None:
    """The party's name and the headings must stand there: a notice could never be made again."""
    first = prepared(desk)
    duty = Duty.objects.get(source_urn=first.notice.source_urn, is_lead=True)
    do = reverse("work:duty_do", args=[duty.uid, "check"])
    checker = browser(people, "checker")
    for wanted, said in (
        ("好味食品店", "必须公示，不能隐去：好味食品店"),
        ("违法事实", "仍有文字留在公示文本中"),
        ("从来没有的文字", "公示文本中没有这些文字"),
        ("一", "只有一个字"),
    ):
        refused = checker.post(do, form(first, passed="no", hide=wanted))
        assert refused.status_code == 422 and said in text(refused), wanted
        assert wanted in text(refused)
    assert not Check.objects.filter(version=first).exists()


def test_who_prepared_it_is_told_that_somebody_else_must_check(desk, people) -> None:
    first = prepared(desk)
    duty = Duty.objects.get(source_urn=first.notice.source_urn, is_lead=True)
    page = reverse("work:duty", args=[duty.uid])
    own = text(browser(people, "publisher").get(page))
    assert "须由另一名人员审查" in own and 'id="check"' not in own
    other = text(browser(people, "checker").get(page))
    assert 'id="check"' in other and "须由另一名人员审查" not in other


def test_each_mark_stands_beside_its_reason(desk, people) -> None:
    first = prepared(desk)
    duty = Duty.objects.get(source_urn=first.notice.source_urn, is_lead=True)
    shown = text(browser(people, "checker").get(reverse("work:duty", args=[duty.uid])))
    number = shown.split('<a class="ref" href="#why-')[1].split('"')[0]
    row = shown.split(f'<tr id="why-{number}">')[1].split("</tr>")[0]
    assert "当事人以外的自然人姓名" in row and "待确认" in row
    assert "不是自动隐去" not in shown


def test_lines_for_signing_are_no_difference(people, tmp_path, settings) -> None:
    """The paper given on the spot is signed; its public text is not, and nobody has hidden anything there."""
    settings.VAR = tmp_path
    walk = staged(people, scenario("price-tags")).play(before="collect_on_spot")
    duty = Duty.objects.get(subject_urn=walk.the_case().urn, is_lead=True)
    prepared(walk)
    shown = text(browser(people, "checker").get(reverse("work:duty", args=[duty.uid])))
    assert "原文与公示文本对照" in shown and "不是自动隐去" not in shown
