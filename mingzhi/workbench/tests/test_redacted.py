"""Both texts side by side: each difference has its number and reason, what was changed by hand has none."""

from mingzhi.redaction import PROFILES, Known, redact
from mingzhi.workbench.showing.redacted import LONGEST, side_by_side

ZJ = PROFILES["zj"]
TEXT = "李建军（电话13857912468）在场。李建军、李甲生共同经营。\n王秀兰支付3000元。证人张丽13857912468到场。"
KNOWN = Known(other_names=("李建军", "李甲生", "王秀兰"))


def compared(original: str = TEXT, **changes: str):
    hidden = redact(original, known=KNOWN, profile=ZJ)
    public = hidden.text
    for wrong, right in changes.items():
        public = public.replace(wrong, right)
    marks = [mark.as_json() for mark in hidden.marks]
    return public, side_by_side(original, public, marks=marks, asked=["共同"])


def test_both_texts_are_whole_and_in_order() -> None:
    public, both = compared()
    assert "".join(piece.text for piece in both.original) == TEXT
    assert "".join(piece.text for piece in both.public) == public


def test_a_name_is_one_difference_however_often_it_stands() -> None:
    _public, both = compared()
    found = {one.original: one for one in both.differences}
    assert (found["李建军"].public, found["李建军"].places) == ("李某甲", 2)
    assert (found["李甲生"].public, found["王秀兰"].public) == ("李某乙", "王某")
    numbers = [piece.number for piece in both.original if piece.text == "李建军"]
    assert numbers == [found["李建军"].number] * 2
    assert [one.reason for one in found["李建军"].reasons] == ["当事人以外的自然人姓名"]
    assert [one.reason for one in found["13857912468"].reasons] == ["电话号码"]
    assert found["李建军"].reasons[0].source and not found["李建军"].reasons[0].confirmed


def test_two_hidden_pieces_side_by_side_have_both_reasons() -> None:
    _public, both = compared()
    (one,) = [one for one in both.differences if one.original == "张丽13857912468"]
    assert one.public == "张某***"
    assert {"电话号码", "当事人以外的自然人姓名"} <= {why.reason for why in one.reasons}


def test_what_was_changed_by_hand_has_no_reason() -> None:
    _public, both = compared(**{"3000": "4000"})
    (one,) = [one for one in both.differences if not one.reasons]
    assert (one.original, one.public) == ("3", "4")


def test_a_line_that_was_left_out_has_the_reason_of_its_field() -> None:
    marks = [
        {"start": 0, "end": 3, "replacement": "", "reason": "姓名", "source": "S", "confirmed": True},
        {"start": 0, "end": 11, "replacement": "", "reason": "电话", "source": "S", "confirmed": True},
    ]
    both = side_by_side("案由：无照\n经营者：王秀兰\n完", "案由：无照\n完", marks=marks)
    (one,) = both.differences
    assert one.original.strip() == "经营者：王秀兰" and [why.reason for why in one.reasons] == ["姓名"]


def test_possible_names_are_marked_in_the_public_text_only() -> None:
    _public, both = compared()
    assert [piece.text for piece in both.public if piece.asked == 0] == ["共同"]
    assert not any(piece.asked >= 0 for piece in both.original)


def test_a_long_paper_is_compared_quickly_and_an_endless_one_not_at_all() -> None:
    long = "\n".join(TEXT.replace("3000", str(3000 + nth)) for nth in range(400))
    _public, both = compared(long)
    assert len(long) > 20_000 and {one.original for one in both.differences} >= {"李建军", "王秀兰"}
    assert side_by_side("甲" * (LONGEST + 1), "乙").differences == ()
