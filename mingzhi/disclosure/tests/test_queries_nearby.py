"""A name or code with one slip is found, an article however typed; words that are just different are not."""

import pytest

from mingzhi.disclosure.queries.nearby import nearby
from mingzhi.disclosure.queries.searching import Filters, search
from mingzhi.disclosure.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a")]


@pytest.mark.parametrize(
    "typed",
    [
        "清溪县好昧食品店",  # one sign wrong
        "清溪县好食品店",  # one left out
        "清溪县好好味食品店",  # one put in
        "92339921MA7K9XY08N",  # one digit of the code wrong
        "清溪县好味食品站",  # the last sign wrong
        "行政处罚 好昧食品店",  # another word stands beside it
    ],
)
def test_one_slip_is_forgiven(typed) -> None:
    notice = make.published_notice()
    make.settle()
    assert search(Filters(text=typed)).hits == []
    page = nearby(Filters(text=typed), limit=20)
    assert page and [hit.row.uid for hit in page.hits] == [str(notice.uid)]


@pytest.mark.parametrize("typed", ["食品安全法第九百八十七条", "食品安全法第987条", "食品安全法§987-1"])
def test_an_article_is_found_however_it_is_typed(typed) -> None:
    make.published_notice("28")
    notice = make.published_notice("30", text="违反《食品安全法》第九百八十七条第一款")
    make.settle()
    assert [hit.row.uid for hit in search(Filters(text=typed)).hits] == [str(notice.uid)]
    assert search(Filters(text="食品安全法第986条")).hits == []


@pytest.mark.parametrize("typed", ["好昧", "清江县美味饭店", "92339921MA7K8XY08N", "", "甲" * 60])
def test_other_words_are_not_and_are_asked_for_together(typed, django_assert_max_num_queries) -> None:
    make.published_notice()
    make.settle()
    with django_assert_max_num_queries(3):
        assert nearby(Filters(text=typed), limit=20) is None


def test_filters_stay_in_force(client) -> None:
    make.published_notice()
    make.settle()
    assert nearby(Filters(text="清溪县好昧食品店", kind="licence"), limit=20) is None
    page = client.get("/notices/?q=清溪县好昧食品店").content.decode()
    assert "只差一两个字" in page and "好味食品店" in page.replace("<mark>", "").replace("</mark>", "")
