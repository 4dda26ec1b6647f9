"""The shared templates and filters every face relies on."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from mingzhi.disclosure.queries.movement import Position
from mingzhi.kernel import clock
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.site.gateway import public_answers
from mingzhi.site.gateway.refusals import RefusalMiddleware
from mingzhi.site.gateway.security import content_security
from mingzhi.site.icons import ICONS
from mingzhi.site.templatetags import look


def test_dates_are_written_as_people_read_them():
    assert look.china_date(date(2026, 11, 3)) == "2026年11月3日"
    assert look.china_date("2026-11-03") == "2026年11月3日"
    assert look.china_moment("2026-11-03T01:05:00+00:00") == "2026年11月3日 09:05"
    assert look.china_date("约十一月") == "约十一月"
    with translation.override("en"):
        assert look.china_date(date(2026, 11, 3)) == "3 November 2026"


def test_money_is_whole_cents_shown_as_yuan():
    assert look.yuan(403200) == "4,032.00 元"
    assert look.yuan(-5) == "-0.05 元"
    assert look.yuan(0) == "0.00 元"
    assert look.yuan("面议") == "面议"


def test_time_left_is_counted_in_chinas_days(at_noon):
    assert look.left(at_noon.date()) == "今天届满"
    assert look.left(at_noon.date() + timedelta(days=3)) == "还剩 3 天"
    assert look.left(at_noon.date() - timedelta(days=2)) == "已超过 2 天"
    assert look.left(at_noon + timedelta(hours=5, minutes=1)) == "还剩 5 小时"
    assert look.left(at_noon - timedelta(minutes=1)) == "今天已届满"
    assert look.left(None) == ""


def test_a_clock_is_overdue_only_after_its_day(at_noon):
    today = at_noon.date()
    assert look.clock_state(SimpleNamespace(due=today)) == "running"
    assert look.clock_state(SimpleNamespace(due=today - timedelta(days=1))) == "overdue"
    assert look.clock_state(SimpleNamespace(due=today - timedelta(days=1), ended=True)) == "ended"


def test_citations_are_written_in_full():
    assert look.citation("行政处罚法 §58-1(2)") == "《行政处罚法》第五十八条第一款第二项"
    assert look.citation(cite("行政处罚法 §5")) == "《行政处罚法》第五条"
    assert look.citation("") == ""


def test_every_icon_is_well_formed():
    from xml.etree import ElementTree

    for name in ICONS:
        assert ElementTree.fromstring(look.icon(name)).get("aria-hidden") == "true"


def test_the_policy_lets_no_inline_script_or_style_pass():
    answer = content_security(lambda request: HttpResponse())(RequestFactory().get("/"))
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    assert (
        content_security(lambda request: own)(RequestFactory().get("/"))["Content-Security-Policy"]
        == "sandbox"
    )


@pytest.mark.parametrize(
    ("path", "brand"), [("/work/x/", "执法工作台"), ("/desk/x/", "我的事项"), ("/x/", "行政执法信息公示")]
)
def test_a_refusal_is_answered_with_status_sentence_article_and_way_out(path, brand):
    refusal = Invalid(
        "gate.wrong",
        "第%(n)s项不对。",
        citation=cite("行政处罚法 §5"),
        way_out="请改第%(n)s项。",
        params={"n": 3},
    )
    request, staff = RequestFactory().get(path), path.startswith("/work/")
    request.user = SimpleNamespace(is_authenticated=staff)
    page = answered(request, refusal)
    for words in ("第3项不对。", "《行政处罚法》第五条", "请改第3项。", brand):
        assert words in page
    assert ("gate.wrong" in page) == staff, "words for machines are not for citizens"


def answered(request, refusal):
    answer = RefusalMiddleware(lambda r: HttpResponse()).process_exception(request, refusal)
    assert answer.status_code == 422
    return answer.content.decode()


def test_htmx_gets_a_fragment_and_programs_get_json():
    middleware = RefusalMiddleware(lambda r: HttpResponse())
    gone = NotKnown("case.unknown", "没有找到该案件。")
    fragment = middleware.process_exception(
        RequestFactory().get("/work/", headers={"HX-Request": "true"}), gone
    )
    assert fragment.status_code == 404 and "<html" not in fragment.content.decode()
    answer = middleware.process_exception(RequestFactory().get("/api/v1/notices/1"), gone)
    assert answer.status_code == 404 and answer["Content-Type"] == "application/json"
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None


def test_a_clock_shows_its_derivation_and_its_article(at_noon):
    limit = SimpleNamespace(
        title="公示期限",
        due=at_noon.date() - timedelta(days=1),
        sentences=["自2026年4月1日的次日起算"],
        basis="行政处罚法 §48",
        provisional=True,
    )
    page = render_to_string("parts/clock.html", {"clock": limit})
    for words in ("已超过 1 天", "自2026年4月1日的次日起算", "《行政处罚法》第四十八条", "暂定", "overdue"):
        assert words in page


def test_a_timeline_entry_shows_author_times_basis_and_hash():
    moment = datetime(2026, 3, 3, 9, 40, tzinfo=clock.CHINA)
    entry = {
        "title": "现场检查",
        "occurred_at": moment,
        "recorded_at": moment + timedelta(days=2),
        "late_reason": "信号中断",
        "actor_label": "陈立",
        "role": "执法人员",
        "basis": ["行政处罚法 §55"],
        "content_hash": "ab" * 32,
    }
    page = render_to_string("parts/timeline_entry.html", {"entry": entry})
    for words in ("2026年3月3日 09:40", "2026年3月5日 09:40", "信号中断", "陈立", "第五十五条", "ab" * 32):
        assert words in page


def test_the_language_is_chosen_by_a_link_and_leads_nowhere_else():
    client = Client()
    answer = client.get("/language/en/", {"next": "/work/?a=1"})
    assert answer["Location"] == "/work/?a=1" and answer.cookies["django_language"].value == "en"
    assert client.get("/language/en/", {"next": "https://elsewhere.example/"})["Location"] == "/"
    assert client.get("/language/fr/").status_code == 404


@pytest.mark.django_db
def test_size_and_colours_come_from_the_server_as_chosen_by_a_link():
    client = Client()
    for name, value in (("text", "larger"), ("theme", "dark")):
        answer = client.get(f"/look/{name}/{value}/", {"next": "/verify/?a=1"})
        assert answer["Location"] == "/verify/?a=1" and not answer.cookies[f"mingzhi_{name}"]["httponly"]
    html = '<html lang="zh-Hans" data-text="larger" data-theme="dark">'
    assert html in client.get("/verify/").content.decode()
    client.get("/look/text/usual/")
    assert '<html lang="zh-Hans" data-theme="dark">' in client.get("/verify/").content.decode()
    client.cookies["mingzhi_theme"] = '"><script>'
    assert '<html lang="zh-Hans">' in client.get("/verify/").content.decode()
    assert client.get("/look/text/large/", {"next": "https://elsewhere.example/"})["Location"] == "/"
    for wrong in ("text/dark", "theme/large", "font/large", "theme/none"):
        assert client.get(f"/look/{wrong}/").status_code == 404


def test_answers_in_another_size_are_kept_apart(monkeypatch, settings):
    settings.PUBLIC_CACHE_SECONDS = 2
    monkeypatch.setattr(public_answers, "position", lambda: Position(7, 1, 0))
    ask = RequestFactory()
    keys = []
    for cookies in ({}, {"mingzhi_text": "large"}, {"mingzhi_theme": "dark"}, {"mingzhi_text": "odd"}):
        ask.cookies.clear()
        ask.cookies.load(cookies)
        keys.append(public_answers.key_of(ask.get("/verify/")))
    assert len(set(keys)) == 3 and keys[0] == keys[3]


@pytest.mark.parametrize("base", ["base_public.html", "base_desk.html", "base_work.html"])
def test_the_frames_hold_no_inline_script_and_no_inline_style(base):
    from html.parser import HTMLParser

    found = []

    class Look(HTMLParser):
        def handle_starttag(self, tag, attrs):
            names = dict(attrs)
            if tag == "style" or "style" in names or (tag == "script" and "src" not in names):
                found.append(tag)
            found.extend(name for name in names if name.startswith("on"))

    request = RequestFactory().get("/")
    Look().feed(render_to_string(base, {}, request))
    assert found == []


def test_long_titles_are_broken_for_the_boxes_of_the_chart():
    with translation.override("zh-hans"):
        assert look.in_box("调查取证") == [(25, "调查取证")]
    assert [line for _y, line in look.in_box("Concluded, to be submitted")] == [
        "Concluded, to",
        "be submitted",
    ]


def test_rights_and_days_in_refusals_are_told_in_words():
    refusal = Invalid(
        "test.words",
        "需要权限 %(right)s，%(until)s前，第%(n)s次",
        params={"right": "cases.approve", "until": "2026-04-10", "n": 2},
    )
    with translation.override("zh-hans"):
        assert look.refusal_sentence(refusal) == "需要权限 审批案件，2026年4月10日前，第2次"


JOB_NAMES = re.compile(r'^JOB = "([a-z_-]+)"|system_actor\("([a-z_-]+)"', re.MULTILINE)


def test_every_named_job_has_a_title_people_can_read():
    root = Path(look.__file__).parents[2]
    sources = (path for path in root.rglob("*.py") if "tests" not in path.parts)
    found = {one or other for path in sources for one, other in JOB_NAMES.findall(path.read_text("utf-8"))}
    assert found == set(look.JOBS)
    with translation.override("zh-hans"):
        assert look.who("carry-pushes") == "系统：推送公示信息" and look.who("陈立") == "陈立"


def test_a_list_that_fills_a_sentence_is_said_part_by_part():
    refusal = Invalid(
        "test.list", "%(grounds)s", params={"grounds": "较大数额罚款、直接关系当事人或者第三人重大权益"}
    )
    with translation.override("en"):
        assert look.refusal_sentence(refusal) == (
            "larger fine, Major rights of the party or a third person are directly at stake"
        )
    with translation.override("zh-hans"):
        assert look.refusal_sentence(refusal) == "较大数额罚款、直接关系当事人或者第三人重大权益"
