import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.kernel.canonical import canonical, commitment, digest

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=30,
)


@given(VALUES)
def test_equals_an_independent_implementation_of_rfc_8785(value):
    assert canonical(value) == rfc8785.dumps(value)


def test_order_of_members_does_not_matter():
    assert digest({"乙": 1, "甲": [True, None]}) == digest({"甲": [True, None], "乙": 1})


@pytest.mark.parametrize("value", [1.5, {"x": 0.1}, b"bytes", object(), {"x": {1, 2}}])
def test_refuses_what_two_machines_could_write_differently(value):
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800"])
def test_refuses_numbers_and_text_without_one_form(value):
    with pytest.raises(ValueError):
        canonical(value)


def test_commitment_changes_with_salt_and_content():
    one = commitment(b"\0" * 32, {"罚款": 400000})
    assert len(one) == 32
    assert one != commitment(b"\1" * 32, {"罚款": 400000})
    assert one != commitment(b"\0" * 32, {"罚款": 400001})
    with pytest.raises(ValueError):
        commitment(b"short", {})
