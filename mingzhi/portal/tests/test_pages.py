import gzip
import re
from datetime import datetime

import pytest
from django.test import Client

from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.portal import papers
from mingzhi.portal.papers import PaperProof

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.4.2a")]


@pytest.fixture
def page(client: Client):
    def get(address: str, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status, address
        return response.content.decode()

    return get


@pytest.fixture
def notice(settle):
    row = make.published_notice()
    settle()
    return row


def test_the_first_page_shows_completeness_doors_and_the_newest(page, notice) -> None:
    text = page("/")
    assert "完整性声明" in text
    assert "事前公开" in text and "事中公示" in text and "事后公开" in text
    assert f"/notices/{notice.uid}/" in text
    assert make.AGENCY_NAME in text


def test_what_is_late_on_another_channel_is_told_on_both_pages(page, notice) -> None:
    """Public here, overdue there: neither page may look as if nothing were owed."""
    assert "逾期未公示 0 · 未到期限 1" in plain(page("/"))
    with clock.fixed(datetime(2026, 4, 24, 9, tzinfo=clock.CHINA)):
        assert "信用信息公示（双公示）： 逾期未公示 1 · 未到期限 0" in plain(page("/"))
        row = plain(page("/statement/")).partition("信用信息公示（双公示） 期限待确认")[2]
        assert row.split()[:3] == [make.AGENCY_NAME, "0", "1"]
        assert "看其他渠道此刻的情况" in page("/statement/2026-04-20/")


def plain(html: str) -> str:
    """Return the words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_pages_work_on_an_empty_house(page) -> None:
    for address in (
        "/",
        "/notices/",
        "/agencies/",
        "/withdrawn/",
        "/statement/",
        "/verify/",
        "/stages/before/",
        "/stages/during/",
        "/stages/after/",
        "/api/docs",
        "/notices.atom",
        "/notices.json",
    ):
        page(address)


@pytest.mark.parametrize(
    "address", ["/stages/never/", "/statement/2026-13-01/", "/statement/2026-04-21/", "/notices/1/", "/v/xyz"]
)
def test_addresses_that_lead_nowhere_are_not_found(page, address) -> None:
    page(address, 404)


def test_the_notice_page_shows_table_text_time_and_mark(page, notice) -> None:
    text = page(f"/notices/{notice.uid}/")
    for wanted in (
        "清溪县好味食品店",
        "没收违法所得32元",
        "溪滨路18号",
        "2026年4月14日",
        "2026年4月23日",
        "2031年4月20日",
        "《浙政办发〔2019〕20号》二(一)3",
        "已核验",
        "待确认",
    ):
        assert wanted in text
    assert "王秀兰" not in text


def test_before_integration_the_mark_waits(page) -> None:
    assert "数秒内可核验" in page(f"/notices/{make.published_notice().uid}/")


def test_a_page_that_differs_from_the_log_says_so(page, notice, monkeypatch) -> None:
    from mingzhi.disclosure.queries import sealed

    monkeypatch.setattr(sealed, "_says", lambda leaf, view: False)
    text = page(f"/notices/{notice.uid}/")
    assert "与公开日志不一致" in text
    assert "已核验" not in text


def test_drafts_have_no_page(page) -> None:
    version = make.draft_only()
    for part in ("", "versions/", "proof/", "receipt.tlog-proof", "document.pdf", "notice.json", "qr.svg"):
        page(f"/notices/{version.notice.uid}/{part}", 404)


def test_search_marks_the_hit_and_links_its_data(page, notice) -> None:
    text = page("/notices/?q=溪滨路&agency=" + make.AGENCY)
    assert "<mark>溪滨路</mark>" in text
    assert "/notices.atom?q=" in text
    assert "1 件" in text


def test_what_a_visitor_types_is_shown_as_text(page, notice) -> None:
    text = page("/notices/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in text


def test_the_difference_of_versions(page, notice, settle) -> None:
    make.corrected(notice, text=make.TEXT.replace("溪滨路", "溪宾路"))
    settle()
    text = page(f"/notices/{notice.uid}/versions/")
    assert re.search(r"<del>.*滨</del>", text, re.S)
    assert re.search(r"<ins>.*宾</ins>", text, re.S)
    assert "公示文本地址误录" in page(f"/notices/{notice.uid}/")


def test_the_proof_page_verifies(page, notice) -> None:
    text = page(f"/notices/{notice.uid}/proof/")
    assert "核验通过" in text
    assert "mingzhi verify" in text


def test_a_code_of_a_paper_tells_that_it_is_genuine_and_nothing_else(page, monkeypatch) -> None:
    proof = PaperProof(
        title="行政处罚决定书",
        number="清市监处罚〔2026〕27号",
        agency_name=make.AGENCY_NAME,
        on="2026-04-14",
        commitment="0123456789abcdef" * 4,
        log="acts",
        pdf_sha256="ab" * 32,
        receipt=None,
    )
    monkeypatch.setattr(papers, "_lookups", [lambda code: proof if code == "0123456789abcdef" else None])
    text = page("/v/0123-4567-89AB-CDEF")
    assert "清市监处罚〔2026〕27号" in text
    page("/v/fedcba9876543210", 404)


def test_a_commitment_of_a_notice_leads_to_its_page(client, notice) -> None:
    commitment = notice.publications.get().leaf.commitment
    assert client.get(f"/v/{commitment}").headers["Location"] == f"/notices/{notice.uid}/"


def test_a_withdrawn_notice_leaves_a_tombstone(page, client, notice, settle) -> None:
    make.withdrawn(notice, "复议撤销")
    settle()
    text = page(f"/notices/{notice.uid}/")
    assert "本信息已撤回" in text and "复议撤销" in text and "已核验" in text
    assert "《行政处罚法》第四十八条第二款" in text
    assert client.get(f"/notices/{notice.uid}/").headers["X-Robots-Tag"] == "noindex"
    assert "复议撤销" in page("/withdrawn/")


def test_pages_are_small(client, notice) -> None:
    for address in ("/", f"/notices/{notice.uid}/", "/notices/"):
        assert len(gzip.compress(client.get(address).content)) < 12_000


def test_few_queries(client, notice, django_assert_max_num_queries) -> None:
    for address in ("/", f"/notices/{notice.uid}/", "/notices/?q=溪滨路", "/statement/"):
        with django_assert_max_num_queries(12):
            client.get(address)


def test_a_search_without_result_has_ways_out_and_says_the_conditions_in_words(page) -> None:
    text = page("/notices/?q=%E9%BE%99%E5%87%A4&kind=penalty&fine=from10000")
    assert "行政处罚" in text and "1 万元以上" in text
    assert 'href="?q=%E9%BE%99%E5%87%A4"' in text and 'href="/withdrawn/"' in text


def test_a_day_is_read_as_people_write_it_and_what_is_none_is_said(page) -> None:
    assert 'value="2026-01-05"' in page("/notices/?since=2026.1.5")
    text = page("/notices/?since=2026-13-45&year=abc")
    assert "决定日期自：2026-13-45" in text and "决定年份：abc" in text and "✕" not in text
    assert "“1900-01-01”不是可以查的日期" in page("/registers/officers/?on=1900-01-01")


def test_the_page_of_a_penalty_says_how_its_publication_ends_early(page, client, notice) -> None:
    assert "已经自觉履行行政处罚决定中规定的义务" in page(f"/notices/{notice.uid}/")


def test_results_say_what_was_imposed_in_the_language_of_the_reader(page, client, notice) -> None:
    assert "没收违法所得32元；没收火腿肠12包；罚款4000元" in page("/notices/")
    client.get("/language/en/")
    assert "Confiscation" in page("/notices/") and "没收火腿肠12包；罚款" not in page("/notices/")


def test_who_has_a_number_gets_that_document_or_hears_that_it_came_down(page, settle) -> None:
    """By its characters 〔2026〕2号 stands in 〔2026〕12号 too: that is another decision."""
    make.published_notice("12")
    two = make.published_notice("2", title="旁人不知道的标题")
    settle()
    for asked in ("清市监处罚〔2026〕2号", "清市监处罚[2026]2号", "清市监处罚（2026）第2号"):
        text = page(f"/notices/?q={asked}")
        assert "正是这个文号的公示" in text and text.index(str(two.uid)) < text.index('id="found"')
    assert "正是这个文号" not in page("/notices/?q=清市监处罚〔2026〕")
    make.withdrawn(two)
    settle()
    text = page("/notices/?q=清市监处罚〔2026〕2号")
    said = text[text.index('role="status"') : text.index('id="found"')]
    assert "文号为 清市监处罚〔2026〕2号 的公示已经停止" in said and f"/notices/{two.uid}/" in said
    assert "旁人不知道的标题" not in text


def test_the_number_of_a_draft_tells_nothing(page) -> None:
    make.draft_only()
    text = page("/notices/?q=清市监处罚〔2026〕27号")
    assert "文号为" not in text and "正是这个文号" not in text
