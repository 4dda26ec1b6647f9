"""The papers of a walked case say what the statutes want said, and nothing untrue."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from mingzhi.cases.models import Decision
from mingzhi.cases.notices import draft_of
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.records.models import Document
from mingzhi.records.queries import read_bytes
from mingzhi.review.queries import rounds_of
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at, take
from mingzhi.site.walk import scenario

pytestmark = pytest.mark.django_db


def paper(code):
    return Document.objects.filter(template_code=code).latest("id")


def words(code):
    found = read_bytes(paper(code).file)
    pages = PdfReader(BytesIO(found)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.mark.serves("2.1.3c")
def test_a_public_text_is_not_made_to_say_what_no_paper_says(walk):
    """市场监督管理行政处罚信息公示规定 §7."""
    walk.play(before="correct")
    decision, publisher = Decision.objects.get(), walk.actor("publisher", clock.today())
    with pytest.raises(NotNow) as refusal:
        draft_of(decision, publisher, corrections={"火腿肠": "香肠"})
    assert refusal.value.code == "cases.correction_not_served"
    assert "香肠" not in draft_of(decision, publisher).text
    assert "货值金额" not in draft_of(decision, publisher, corrections={"货值金额": "＊＊"}).text


@pytest.mark.serves("2.3.4a")
def test_an_opinion_names_the_longer_limit_it_was_given_in(walk):
    """市场监督管理行政处罚程序规定 §55: an opinion within the approved limit is not told as late."""
    walk.play(before="opinion")
    with at("2026-03-27T10:00"):
        longer = {"reason": "案情复杂。", "length": 5}
        take(walk, "extend_review", by="head", officers=(), data=longer)
    (first,) = rounds_of(walk.the_case().urn)
    with at("2026-03-27T11:00"):
        opinion = {"do": "opinion", "by": "@reviewer", "kind": "建议纠正", "text": "请补正。"}
        walk.perform({**opinion, "at": clock.now()})
    assert paper("review_opinion").fields["due_on"] == first.due.isoformat() > "2026-04-03"


@pytest.mark.serves("2.2.1a", "2.1.2b")
def test_a_seizure_leaves_decision_inventory_and_record(walk):
    """行政强制法 §18(7), §24-1, §24-2."""
    walk.play(before="extend_seizure")
    decision, inventory, record = map(paper, ("seizure_decision", "seizure_inventory", "seizure_record"))
    assert inventory.step_urn == record.step_urn == decision.step_urn
    assert inventory.fields["document_name"] == f"实施行政强制措施决定书 {decision.number}"
    assert inventory.fields["items"] == decision.fields["items"]
    assert [name[:2] for name in record.fields["officers"]] == ["陈立", "周敏"]
    said = words("seizure_decision")
    for needed in ("清溪县好味食品店", "第一百一十条第四项", "2026年4月11日", "六十日", "六个月", "人民法院"):
        assert needed in said
    approval = paper("seizure_approval")
    assert approval.fields["opinion_head"]["name"] == "沈国平"
    brought = approval.fields["opinion_handler"]
    assert brought["opinion"].startswith("已办理“") and "报请" not in brought["opinion"]  # nobody asked by it
    assert paper("order_to_correct").fields["correct_by"] == "2026年3月3日前"


def test_no_paper_carries_a_day_of_receipt_nobody_wrote(walk):
    walk.play(before="conclude")
    for code in ("seizure_decision", "order_to_correct", "preservation_handling"):
        assert "received_on" not in paper(code).fields and "signed_for_on" not in paper(code).fields
        assert "收到日期：2026" not in words(code)


def test_defence_papers_hold_what_the_party_said_and_handed_in(walk):
    walk.play(before="extend_seizure")
    assert paper("defence_record").fields["evidence"] == []
    assert "无异议" in paper("defence_answer").fields["defence"]


def test_the_register_of_a_remedy_speaks_chinese_and_of_the_remedy(walk):
    walk.play()
    walk.play("later")
    fields = paper("remedy_record").fields
    assert fields["kind"] == "行政复议" and fields["remedy_outcome"] == "撤销"
    assert fields["remedy_filed_on"] and "火腿肠" not in fields["remedy_text"]
    assert "penalty" not in words("remedy_record")


def test_a_decision_on_the_spot_is_handed_over_there_on_the_day(people):
    """行政处罚法 §52-1."""
    staged(people, scenario("price-tags")).play(before="report_for_record")
    fields = paper("service_receipt").fields
    assert (fields["manner"], fields["served_on"]) == ("当场交付", "2026-04-13")
    assert fields["place"] == "清溪县人民路52号"
