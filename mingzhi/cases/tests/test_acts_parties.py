"""A party that no column can hold is refused by name; nobody unknown is punished."""

import pytest

from mingzhi.cases.acts.parties import write_party
from mingzhi.cases.models import Case, Party
from mingzhi.cases.rules.facts import PartyFact
from mingzhi.cases.rules.guards import GUARDS, Question
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.tests.given import ON, actor, given
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid


@pytest.mark.parametrize("name", ["name", "operator", "id_number", "address", "phone"])
def test_an_entry_longer_than_its_column_is_refused(name: str) -> None:
    most = Party._meta.get_field(name).max_length
    with pytest.raises(Invalid) as refused:
        write_party(Case(), {"name": "某店", name: "长" * (most + 1)}, clock.now())
    assert refused.value.field == f"party.{name}" and str(most) in str(refused.value)


@pytest.mark.parametrize("number", ["339921203003070027", "33992120300307002７"])
def test_nobody_is_entered_who_was_not_born_yet(number: str) -> None:
    """2030 is ahead; and wide signs are read as the digits they are, so the check holds for them too."""
    with pytest.raises(Invalid) as refused:
        write_party(Case(), {"name": "某人", "kind": "person", "id_number": number}, clock.now())
    assert refused.value.field == "party.id_number"


def test_nobody_unknown_is_punished() -> None:
    """行政处罚法 §40: the facts must be established, and who did it is the first of them."""
    step = PROCEDURES["ordinary"].by_step["decide_penalty"]
    question = Question(facts=given(party=PartyFact(known=False)).read(), step=step, actor=actor(), on=ON)
    refusal = GUARDS["party_punishable"](question)
    assert refusal is not None and refusal.code == "cases.party_known"
    on_spot = PROCEDURES["summary"].by_step["decide_on_spot"]
    assert all("party_punishable" in one.guards for one in (step, on_spot))
