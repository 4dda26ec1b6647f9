"""A party that no column can hold is refused by name, on both databases."""

import pytest

from mingzhi.cases.acts.parties import write_party
from mingzhi.cases.models import Case, Party
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid


@pytest.mark.parametrize("name", ["name", "operator", "id_number", "address", "phone"])
def test_an_entry_longer_than_its_column_is_refused(name: str) -> None:
    most = Party._meta.get_field(name).max_length
    with pytest.raises(Invalid) as refused:
        write_party(Case(), {"name": "某店", name: "长" * (most + 1)}, clock.now())
    assert refused.value.field == f"party.{name}" and str(most) in str(refused.value)
