"""Post information boards: what the registers say of a window today, on a screen and on paper."""

from datetime import date

import pytest

from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.tests.register_factories import published_register
from mingzhi.portal.boarding import PROGRESS, board_of, people_of

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.2c")]
SINCE, TODAY = date(2026, 1, 1), date(2026, 4, 20)
AGENCY = "清溪县市场监督管理局"
WINDOW = {
    "name": "处罚事务窗口（7号）",
    "agency": AGENCY,
    "address": "一楼7号",
    "hours": "工作日 8:30—17:30",
    "duties": "接收陈述申辩\n\n送达文书 ",
    "matters": "食品经营许可\n文书领取",
    "materials": "申请书\n营业执照复印件",
    "staff": "何静（文书送达轮值）；许明、陈立",
    "samples": "陈述申辩书（第一格）",
    "progress": "凭文书上的二维码查询",
    "advice": "现场咨询",
    "complaints": "法规科，0579-86003399",
    "phone": "0579-86003307",
}


def line(key, **values):
    return RegisterLine(key=key, since=SINCE, values=values)


@pytest.fixture
def registers():
    published_register(
        "windows",
        RegisterLine(key="w7", since=SINCE, values=WINDOW),
        RegisterLine(key="gone", since=SINCE, until=date(2026, 2, 1), values={**WINDOW, "name": "旧窗口"}),
        RegisterLine(key="bare", since=SINCE, values={"name": "空窗口", "agency": AGENCY}),
        line(
            "odd", name="<script>alert(1)</script>", agency="甲", staff="<b>乙</b>（<i>）", duties="{{ x }}"
        ),
    )
    officer = {
        "name": "何静",
        "agency": AGENCY,
        "kind": "行政执法证",
        "number": "33992100163",
        "state": "有效",
    }
    published_register(
        "officers",
        line("o1", **officer, valid_until="2027-10-30"),
        line("o2", **{**officer, "name": "陈立", "agency": "别的局", "number": "1"}),
        RegisterLine(
            key="o3", since=SINCE, until=date(2026, 3, 1), values={**officer, "name": "许明", "number": "2"}
        ),
    )
    published_register("guides", line("g1", name="食品经营许可"), line("g2", name="药品经营许可"))
    published_register(
        "complaints",
        line("c1", name="法规科", agency=AGENCY, contact="三楼306室", hours="工作日", kind="现场"),
        line("c2", name="别的局法规科", agency="别的局", contact="四楼", hours="工作日", kind="现场"),
    )


def text(client, address, **more):
    answer = client.get(address, **more)
    assert answer.status_code == 200, address
    return answer.content.decode()


FORMS = ("board/", "sheet/a4/", "sheet/a3/")


@pytest.mark.parametrize("form", FORMS)
def test_a_board_says_what_a_window_must_say(client, registers, form, django_assert_max_num_queries):
    """浙政办发〔2019〕20号 二(一)2: duties, samples, progress, advice, complaints."""
    with django_assert_max_num_queries(9):
        page = text(client, f"/windows/w7/{form}")
    for value in (
        "接收陈述申辩",
        "送达文书",
        "营业执照复印件",
        "陈述申辩书（第一格）",
        "现场咨询",
        "三楼306室",
    ):
        assert value in page
    assert "<script>" not in page and page.count("<svg") >= 2
    assert page.count(PROGRESS) >= 2 and "/registers/guides/of/g1/" in page
    assert "别的局" not in page and "法规科，0579" not in page  # the register of channels says it better


def test_certificates_are_those_of_today_and_of_this_agency(registers):
    board = board_of("w7", TODAY)
    assert [(one.name, one.note, len(one.certificates)) for one in board.staff] == [
        ("何静", "文书送达轮值", 1),
        ("许明", "", 0),
        ("陈立", "", 0),
    ]
    assert [(one.name, one.guide) for one in board.matters] == [("食品经营许可", "g1"), ("文书领取", "")]
    assert list(people_of("甲;乙(丙)，\n；")) == [("甲", ""), ("乙", "丙")]


@pytest.mark.parametrize("form", FORMS)
def test_a_window_that_is_gone_or_never_was_has_no_board(client, registers, form):
    for key in ("gone", "none", "w7/w7", "x" * 400):
        assert client.get(f"/windows/{key}/{form}").status_code == 404, key
    assert client.get("/windows/w7/sheet/a5/").status_code == 404
    assert client.post(f"/windows/w7/{form}").status_code == 405


def test_an_empty_or_hostile_entry_is_shown_as_words(client, registers):
    assert "未登记" in text(client, "/windows/bare/board/")
    page = text(client, "/windows/odd/board/")
    assert "<script>alert" not in page and "&lt;script&gt;" in page and "{{ x }}" in page


def test_boards_are_listed_in_both_languages_and_found_from_the_register(client, registers):
    listed = text(client, "/windows/")
    assert "处罚事务窗口" in listed and "旧窗口" not in listed and "/windows/w7/sheet/a3/" in listed
    assert "Information board" in text(client, "/windows/", headers={"accept-language": "en"})
    assert "Duties" in text(client, "/windows/w7/board/", headers={"accept-language": "en"})
    assert "/windows/w7/board/" in text(client, "/registers/windows/of/w7/")
    assert "/windows/gone/board/" not in text(client, "/registers/windows/of/gone/")
    assert 'href="/windows/"' in text(client, "/registers/windows/")


def test_the_list_goes_on_page_by_page(client):
    published_register("windows", *(line(f"w{n:02d}", name=f"窗口{n:02d}", agency=AGENCY) for n in range(35)))
    first = text(client, "/windows/")
    assert first.count("/board/") == 30 and "after=w29" in first
    assert text(client, "/windows/?after=w29").count("/board/") == 5
    assert client.get("/windows/?after=%00").status_code == 422
