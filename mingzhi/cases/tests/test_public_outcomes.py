from mingzhi.cases.rules import severity
from mingzhi.disclosure.rules.outcomes import PENALTY_KINDS, read


def test_every_kind_the_decisions_know_is_known_here_by_the_same_name_and_article() -> None:
    assert {(k.code, k.title, k.basis) for k in PENALTY_KINDS} == {
        (kind.code, kind.title, kind.basis) for kind in severity.KINDS.values()
    }
    assert all(read(kind.title).kinds == (kind.code,) for kind in PENALTY_KINDS)
