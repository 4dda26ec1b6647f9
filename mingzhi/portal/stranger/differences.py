"""What the rebuilt pages lack of the original's, and why; everything else is there, word for word.

``parts`` names what is left out of the original's pages: elements, or values of their ``data-part``. The test
that every rebuilt page equals the original's leaves out these parts and no others.
"""

from typing import NamedTuple


class Difference(NamedTuple):
    """What is missing, in both languages, and the parts of the original's pages that hold it."""

    chinese: str
    english: str
    parts: tuple[str, ...] = ()


DIFFERENCES = (
    Difference(
        "按词查询、组合条件、登记簿某日的情况和两天之间的变化：用 --serve 回答；"
        "静态网页只有按单个条件的列表和每个条目的全部状态。不提示只差一两个字的结果。",
        "Searching by words, combined conditions, registers on any day and between two days are answered "
        "with --serve. The pages alone have the list for each single condition and every state of each "
        "entry. Words that differ by a slip are not suggested.",
        ("form", "nav", "narrowing", "registers"),
    ),
    Difference(
        "服务器此刻计算的内容：核验标记、完整性声明、回执和二维码。数据中有承诺和盐，可以自行核验。",
        "What the server computes at this moment: the green mark, the statement of completeness, receipts "
        "and QR codes. The data has commitments and salts, so that anybody can verify.",
        ("seal", "complete", "take", "receipt", "verify", "note"),
    ),
    Difference(
        "应当公示和应当撤回的日期、是否逾期、期限怎样算出、其他渠道的期限：不在公示内容之中。",
        "When a notice was due to appear or to come down, whether that was late, how terms were reckoned "
        "and the terms of other channels: they are not content of the notice.",
        ("due", "late", "first", "period-reason", "derivation", "beside"),
    ),
    Difference(
        "机关的层级、岗位信息公示牌和流程图的图形（图中的去向都有文字）。",
        "The level of an agency, window boards and the drawing of flow charts (every way is told in words).",
        ("level", "boards", "figure"),
    ),
    Difference(
        "报告错误、CSV、JSON 和订阅：请到原站。",
        "Reporting an error, CSV, JSON and feeds: on the original.",
        ("report", "data"),
    ),
    Difference(
        "同一天作出的决定在列表中的先后：数据不含原站的内部次序。",
        "The order in lists of decisions of the same day: the data does not have the original's own numbers.",
    ),
    Difference(
        "PDF 文书：开放数据只有它的哈希。",
        "The PDF documents: the open data has their digests only.",
    ),
    Difference(
        "年报比较、核验、公示屏、接口和公开日志没有页面；日志可以从原站逐块取得。",
        "Comparison of annual statistics, verification, the hall screen, the API and the log have no pages; "
        "the log can be taken from the original tile by tile.",
    ),
)
