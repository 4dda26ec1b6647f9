"""While nothing waits, the first page says where this post begins."""

import pytest

from mingzhi.cases.tests.given import actor
from mingzhi.workbench.navigation import starts_for


@pytest.mark.parametrize(
    ("can", "names"),
    [
        ({"cases.handle", "cases.view"}, {"cases", "open", "onsite"}),
        ({"catalogue.manage"}, {"kept", "calendar"}),
        (set(), set()),
    ],
)
def test_a_post_begins_where_its_rights_are(can: set[str], names: set[str]) -> None:
    assert {place.name for place in starts_for(actor(can=frozenset(can)))} == names
