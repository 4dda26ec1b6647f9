"""What readers of the public side ask for: the same kinds of pages of Mingzhi and of Datasette."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from bench.load import Address

PAIRS = [
    "蜂蜜",
    "皮蛋",
    "藕粉",
    "香肠",
    "月饼",
    "银鱼",
    "坚果",
    "罐头",
    "白酒",
    "茶叶",
    "大米",
    "粽子",
    "糖果",
    "面粉",
    "年糕",
    "青团",
    "黄酒",
    "米醋",
    "虾皮",
    "笋干",
    "蟹糊",
    "果脯",
    "腐竹",
    "粉丝",
]
FREQUENT = [
    "当事人",
    "市场监督管理局",
    "食品安全法",
    "决定",
    "行政复议",
    "统一社会信用代码",
    "本机关",
    "罚款",
]
ONCE = ["一次性口罩", "体温检测", "消毒液", "防疫物资", "直播带货", "盲盒销售", "预制菜"]
TABLES = {
    "CSV of everything": "/notices.csv",
    "CSV of a search": f"/notices.csv?q={quote('当事人')}",
}
_THEIRS = "/notices/notices"
FACETS = ("kind", "agency_code", "region_code", "year")
_SHOWN = (  # the columns our table has, and no more
    *("kind", "title", "number", "party_name", "agency_name", "agency_code", "region_code"),
    *("decided_on", "published_on"),
)
_STREAM = "_stream=on&_size=max&" + "&".join(f"_col={name}" for name in _SHOWN)
THEIR_TABLES = {
    "CSV of everything": f"{_THEIRS}.csv?{_STREAM}",
    "CSV of a search": f"{_THEIRS}.csv?_search={quote('当事人')}&{_STREAM}",
}


def _at(values: Sequence[str], nth: int) -> str:
    return quote(values[nth % len(values)])


def addresses(sample: Mapping[str, Any]) -> dict[str, Address]:
    """Return the kinds of pages; each gives its n-th address, no two alike as far as that can be."""
    names, agencies, days, notices = (sample[name] for name in ("names", "agencies", "days", "notices"))

    def dated(nth: int) -> str:
        since, until = days[nth % (len(days) // 2)], days[len(days) // 2 + nth % (len(days) // 2)]
        return f"/notices/?q={_at(PAIRS, nth)}&agency={_at(agencies, nth)}&since={since}&until={until}"

    return {
        "search, company": lambda nth: f"/notices/?q={_at(names, nth)}",
        "search, beginning of a name": lambda nth: f"/notices/?q={_at([name[:6] for name in names], nth)}",
        "search, two characters": lambda nth: f"/notices/?q={_at(PAIRS, nth)}",
        "search, frequent word": lambda nth: f"/notices/?q={_at(FREQUENT, nth)}",
        "search, word frequent once": lambda nth: f"/notices/?q={_at(ONCE, nth)}",
        "search, two words": lambda nth: f"/notices/?q={_at(PAIRS, nth)}+{_at(PAIRS, nth // 7 + 3)}",
        "search, word, agency, dates": dated,
        "facets of an agency": lambda nth: f"/notices/?agency={_at(agencies, nth)}",
        "notice page, never asked before": lambda nth: f"/notices/{notices[nth % len(notices)]}/",
        "notice page, asked by many": lambda nth: f"/notices/{notices[-1 - nth % 10]}/",
    }


def of_datasette(sample: Mapping[str, Any]) -> dict[str, Address]:
    """Return the kinds Datasette has. Words of two characters are none its trigrams can find."""
    names, agencies, notices = (sample[name] for name in ("names", "agencies", "notices"))
    facets = "".join(f"&_facet={name}" for name in FACETS)
    long = [word for word in FREQUENT if len(word) > 2]

    def search(values: Sequence[str]) -> Address:
        return lambda nth: f"{_THEIRS}?_search={_at(values, nth)}{facets}"

    return {
        "search, company": search(names),
        "search, beginning of a name": search([name[:6] for name in names]),
        "search, frequent word": search(long),
        "search, word frequent once": search(ONCE),
        "facets of an agency": lambda nth: f"{_THEIRS}?agency_code={_at(agencies, nth)}{facets}",
        "notice page, never asked before": lambda nth: f"{_THEIRS}/{notices[nth % len(notices)]}",
        "notice page, asked by many": lambda nth: f"{_THEIRS}/{notices[-1 - nth % 10]}",
    }
