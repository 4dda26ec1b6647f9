"""The flow chart on the portal: drawn from published text, the same in words."""

import json
from datetime import date

import pytest

from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.tests.register_factories import published_register
from mingzhi.portal.flowchart import HEIGHT, TALLEST, WIDTH, Flow, flow_of

CHART = json.dumps(
    {
        "states": [
            {"code": "a", "title": "收到申请", "stage": "启动", "main": True, "final": False},
            {"code": "b", "title": "待补正", "stage": "启动", "main": False, "final": False},
            {"code": "c", "title": "已决定", "stage": "决定", "main": True, "final": True},
        ],
        "ways": [
            {"from": "a", "to": "b", "steps": ["一次告知补正"], "back": False},
            {"from": "a", "to": "c", "steps": ["决定"], "back": False},
            {"from": "b", "to": "a", "steps": ["补正"], "back": True},
        ],
    },
    ensure_ascii=False,
)


def tall(stages: int, rows: int) -> Flow:
    states = [
        {"code": f"{n}-{row}", "title": "立案", "stage": f"阶段{n}", "main": row == 0, "final": False}
        for n in range(stages)
        for row in range(rows)
    ]
    flow = flow_of(json.dumps({"states": states, "ways": []}))
    assert flow is not None
    return flow


@pytest.mark.parametrize(("stages", "rows"), [(1, 3), (3, 4), (6, 5), (9, 3), (2, 30)])
def test_a_tall_drawing_is_cut_between_stages_and_no_box_is_lost(stages, rows):
    flow = tall(stages, rows)
    assert len(flow.columns) == (2 if flow.height > TALLEST else 1)
    assert sum(height for _top, height in flow.columns) == flow.height
    for box in flow.boxes:
        assert [top <= box.y and box.y + HEIGHT <= top + height for top, height in flow.columns].count(
            True
        ) == 1


@pytest.mark.serves("2.1.1b")
def test_boxes_do_not_overlap_and_stay_inside():
    flow = flow_of(CHART)
    assert len(flow.boxes) == 3 and len(flow.lines) == 1 and len(flow.branches) == 1
    for box in flow.boxes:
        assert box.x >= 0 and box.x + box.width <= WIDTH and box.y + HEIGHT <= flow.height
    places = [(box.x, box.y) for box in flow.boxes]
    assert len(set(places)) == 3
    assert [(ways.state, len(ways.out)) for ways in flow.ways] == [
        ("收到申请", 2),
        ("待补正", 1),
        ("已决定", 0),
    ]


@pytest.mark.parametrize("text", ["", "no", "{}", "[]", '{"states": [{}], "ways": []}'])
def test_what_is_no_chart_is_not_drawn(text):
    assert flow_of(text) is None


@pytest.mark.django_db
@pytest.mark.serves("2.1.1b")
def test_the_page_shows_drawing_list_version_and_hash(client):
    values = {
        "name": "许可程序",
        "version": "2026.1",
        "chart": CHART,
        "hash": "ab" * 32,
        "limits": "\t".join(("决定", "20个工作日", "行政许可法 §42-1")),
    }
    published_register("procedures", RegisterLine(key="licence", since=date(2026, 1, 1), values=values))
    page = client.get("/registers/procedures/of/licence/").content.decode()
    assert '<svg class="flow"' in page and "<title" in page and "<desc" in page
    assert (
        "一次告知补正" in page
        and "2026.1" in page
        and "ab" * 32 in page
        and "《行政许可法》第四十二条" in page
    )
    assert len(page.encode()) < 50_000


@pytest.mark.django_db
@pytest.mark.serves("2.1.1b")
def test_the_chart_prints_as_a_sheet_with_its_hash_and_its_words(client):
    values = {
        "name": "行政许可一般程序",
        "version": "2026.1",
        "chart": CHART,
        "basis": "行政许可法 §29-1；行政许可法 §34-1",
        "steps": "\t".join(("受理", "行政许可法 §32-1")),
        "limits": "\t".join(("作出决定", "20个工作日", "行政许可法 §42-1")),
        "hash": "5" * 64,
    }
    line = RegisterLine(key="licence", since=date(2026, 1, 1), values=values)
    published_register("procedures", line)
    page = client.get("/procedures/licence/sheet/").content.decode()
    assert "5" * 64 in page and 'role="img"' in page and "2026.1版" in page
    for title in ("收到申请", "待补正", "已决定"):
        assert f"<strong>{title}</strong>" in page, "every state stands in words too"
    assert "一次告知补正" in page and "作出决定" in page
    assert "/registers/procedures/of/licence/" in page and len(page) < 50_000
    entry = client.get("/registers/procedures/of/licence/").content.decode()
    assert "/procedures/licence/sheet/" in entry and "全部去向" in entry
    assert client.get("/procedures/no-such/sheet/").status_code == 404
