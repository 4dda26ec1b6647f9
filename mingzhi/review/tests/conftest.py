import pytest

from mingzhi.identity.rules.views import ReviewerView
from mingzhi.review.acts import assigning, opining

ROSTER = [
    ReviewerView(
        urn="urn:mingzhi:identity:person:fang", name="方圆", qualification="法律职业资格", qualified=True
    ),
    ReviewerView(
        urn="urn:mingzhi:identity:person:chen", name="陈立", qualification="法律职业资格", qualified=True
    ),
    ReviewerView(urn="urn:mingzhi:identity:person:new", name="新人", qualification="", qualified=False),
]


@pytest.fixture(autouse=True)
def roster(monkeypatch, at_noon):
    """The agency's reviewers on that day, as identity would list them."""
    listed = list(ROSTER)
    for module in (assigning, opining):
        monkeypatch.setattr(module, "reviewers", lambda agency, on: listed)
    return listed
