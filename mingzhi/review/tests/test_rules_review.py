from mingzhi.review.rules.difference import difference
from mingzhi.review.rules.points import POINTS, Said, assemble, missing


def test_there_are_seven_points_and_missing_keeps_their_order():
    assert len(POINTS) == 7
    assert [point.code for point in missing({"facts", "law"})] == [
        "subject",
        "procedure",
        "powers",
        "documents",
        "crime",
    ]


def test_the_opinion_is_assembled_from_findings_in_the_order_of_the_points():
    said = (
        Said(point="law", verdict="有问题", text="减轻理由未逐项对应。", pin="调查终结报告 第3页"),
        Said(point="subject", verdict="符合", text=""),
    )
    assert assemble(said) == (
        "1. 主体与资格符合。\n2. 法律适用与裁量有问题：减轻理由未逐项对应（调查终结报告 第3页）。"
    )


def test_replaced_and_dropped_documents_are_told():
    changed = difference(
        [{"uid": "a", "title": "甲", "sha256": "1"}, {"uid": "b", "title": "乙", "sha256": "1"}],
        [{"uid": "a", "title": "甲", "sha256": "2"}],
        core_before={"facts": "x"},
        core_after={"facts": "x", "reasons": "y"},
    )
    assert (changed.added, changed.dropped, changed.replaced, changed.core) == (
        (),
        ("乙",),
        ("甲",),
        ("reasons",),
    )
    assert not changed.empty
