from dataclasses import replace

from django.utils.translation import gettext, override

from mingzhi.cases.notices.wording import conclusion_of
from mingzhi.cases.rules import severity
from mingzhi.cases.rules.core import ContentCore, Penalty
from mingzhi.disclosure.rules.outcomes import PENALTY_KINDS, read


def test_every_kind_the_decisions_know_is_known_here_by_the_same_name_and_article() -> None:
    assert {(k.code, k.title, k.basis) for k in PENALTY_KINDS} == {
        (kind.code, kind.title, kind.basis) for kind in severity.KINDS.values()
    }
    assert all(read(kind.title).kinds == (kind.code,) for kind in PENALTY_KINDS)


def test_a_decision_is_published_in_chinese_and_told_in_the_language_of_the_reader():
    penalties = (
        Penalty(kind="confiscate_goods", text="火腿肠12包"),
        Penalty(kind="fine", amount=400050),
    )
    core = ContentCore(outcome="penalty", party={}, facts="", penalties=penalties)
    with override("en"):
        assert conclusion_of(core) == "没收非法财物火腿肠12包；罚款4000.50元"
        assert conclusion_of(core, gettext) == "Confiscation of goods 火腿肠12包; Fine 4000.50 yuan"
        assert conclusion_of(replace(core, outcome="time_barred", penalties=()), gettext).isascii()


def test_another_penalty_does_not_run_into_what_it_is():
    other = Penalty(kind="other", text="责令限期拆除")
    said = conclusion_of(ContentCore(outcome="penalty", party={}, facts="", penalties=(other,)))
    assert said == f"{severity.KINDS['other'].title}：责令限期拆除" and read(said).kinds == ("other",)
