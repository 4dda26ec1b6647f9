"""The legal order of a file (市场监督管理行政处罚程序规定 §78)."""

from mingzhi.records.rules.arrangement import Placed, heading, numbered, place
from mingzhi.records.rules.properties import Found, check


def thing(title, part="正卷", order=3, on="2026-04-13", sequence=0, **more):
    given = {"pages": 1, "sha256": title, "sm3": title, "media_type": "application/pdf", **more}
    return Placed(urn=title, part=part, order=order, on=on, sequence=sequence, title=title, **given)


def titles(lines, part):
    return [line.placed.title for line in lines if line.placed.part == part]


def test_main_and_auxiliary_part_follow_their_article():
    lines = numbered(
        [
            thing("结案", part="副卷", order=5),
            thing("询问笔录", order=4),
            thing("决定", order=2, on="2026-04-14"),
            thing("立案", order=1),
            thing("回证", order=2, on="2026-04-15"),
            thing("终结报告", part="副卷", order=2),
            thing("审核意见", part="副卷", order=3),
        ]
    )
    assert titles(lines, "正卷") == ["立案", "决定", "回证", "询问笔录"]
    assert titles(lines, "副卷") == ["终结报告", "审核意见", "结案"]
    assert lines[0].placed.part == "正卷"


def test_pages_run_on_in_each_part_and_skip_what_has_none():
    lines = numbered(
        [
            thing("立案", order=1, pages=2),
            thing("录像", order=4, pages=0, media_type="video/mp4"),
            thing("决定", order=2, pages=3),
            thing("笔录", order=4, pages=1, sequence=1),
            thing("报告", part="副卷", order=2, pages=4),
        ]
    )
    assert [(line.placed.title, line.span) for line in lines] == [
        ("立案", "1-2"),
        ("决定", "3-5"),
        ("录像", "—"),
        ("笔录", "6"),
        ("报告", "1-4"),
    ]


def test_unknown_places_go_to_the_last_heading():
    assert place("正卷", 0) == place("正卷", 99) == 7
    assert place("副卷", 9) == 6
    assert heading("副卷", 3) == "审核意见"


def test_every_failure_is_named_under_its_property():
    lines = numbered([thing("立案", order=1), thing("坏件", order=4, pages=0, sm3="")])
    found = [
        Found(urn="立案", title="立案", digest_matches=True, commitment_matches=True),
        Found(urn="坏件", title="坏件", digest_matches=False, commitment_matches=False, author_known=False),
    ]
    checks = {
        one.code: one
        for one in check(lines=lines, found=found, required=[("penalty_decision", "决定书")], present=[])
    }
    assert {code for code, one in checks.items() if not one.passed} == {
        "digest",
        "commitment",
        "author",
        "documents",
        "paged",
        "second",
    }
    assert checks["digest"].failed == ("坏件",) and checks["documents"].failed == ("决定书",)
    assert {one.quality for one in checks.values()} == {"真实性", "完整性", "可用性", "安全性"}


def test_a_sound_file_passes_every_line():
    lines = numbered([thing("立案", order=1)])
    found = [Found(urn="立案", title="立案", digest_matches=True, commitment_matches=True)]
    assert all(one.passed for one in check(lines=lines, found=found, required=[("a", "甲")], present=["a"]))
