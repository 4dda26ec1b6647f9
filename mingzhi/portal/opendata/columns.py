"""The columns of the tables of open data, each with its meaning: every file reads these."""

from typing import NamedTuple


class Column(NamedTuple):
    """One column: its name in every file, its Chinese heading, what it means."""

    name: str
    heading: str
    meaning: str
    meaning_en: str


NOTICES = (
    Column("notice", "标识", "公示信息的永久标识（UUID）", "permanent identifier of the notice (UUID)"),
    Column("version", "版本", "现行版本号，自 1 起", "number of the present version, from 1"),
    Column("kind", "类别代码", "公示类别的代码", "code of the kind of notice"),
    Column("kind_title", "类别", "公示类别的名称", "name of the kind of notice"),
    Column("title", "标题", "公示标题", "title"),
    Column("number", "文号", "决定书文号", "number of the decision"),
    Column(
        "party_name", "执法对象", "依法可以公开的名称；其余已隐去", "party as far as the law lets it be shown"
    ),
    Column("party_kind", "对象类型", "执法对象的类型", "kind of party"),
    Column(
        "party_code",
        "对象代码",
        "统一社会信用代码；自然人为空",
        "unified social credit code; empty for people",
    ),
    Column("agency_code", "机关代码", "执法机关代码", "code of the agency"),
    Column("agency_name", "机关", "作出时的机关名称", "name of the agency on that day"),
    Column("region_code", "区划代码", "行政区划代码", "code of the region"),
    Column("region_name", "区划", "行政区划名称", "name of the region"),
    Column("decided_on", "决定日期", "决定作出之日", "day of the decision"),
    Column("first_published_at", "首次公示", "首次公示的时间", "when first published"),
    Column("since", "本版起", "本版本开始公示的时间", "since when this version is public"),
    Column("expires_on", "截止日期", "公示期最后一日；空为长期", "last day of publication; empty: no term"),
    Column("period_basis", "期限依据", "公示期限的依据", "basis of the period"),
    Column("correction", "更正说明", "本版更正或者更新的理由", "why this version replaced the one before"),
    Column(
        "penalties",
        "处罚种类",
        "处罚种类的代码，以“;”分开，读自公示表的处罚内容；名称见 declared.json",
        "codes of the kinds of penalty, joined by a semicolon, read from the table; names in declared.json",
    ),
    Column(
        "fine_yuan",
        "罚款金额（元）",
        "各项罚款之和，读自公示表的处罚内容；没有罚款或者未载明金额的为空",
        "the fines together, read from the table; empty where there is none or no sum is stated",
    ),
    Column(
        "legal_basis",
        "法律依据",
        "所依据的法律和条，以“;”分开，如 食品安全法§124，读自公示表的处罚依据或者执法依据",
        "laws and articles it rests on, as law§article, joined by semicolons, read from the table",
    ),
    Column("pdf_sha256", "PDF 摘要", "公示文书 PDF 的 SHA-256", "SHA-256 of the published PDF"),
    Column("commitment", "承诺", "公开日志中的承诺（十六进制）", "commitment in the public log (hex)"),
    Column("url", "网址", "永久网址", "permanent address"),
)
NUMBERS = {"version": "INTEGER", "fine_yuan": "NUMERIC"}
"""Columns that programs read as numbers, with what SQLite calls them."""
TOMBSTONES = (
    Column("notice", "标识", "公示信息的永久标识（UUID）", "permanent identifier of the notice (UUID)"),
    Column("kind", "类别代码", "公示类别的代码", "code of the kind of notice"),
    Column("kind_title", "类别", "公示类别的名称", "name of the kind of notice"),
    Column("agency_code", "机关代码", "执法机关代码", "code of the agency"),
    Column("agency_name", "机关", "机关名称", "name of the agency"),
    Column("region_code", "区划代码", "行政区划代码", "code of the region"),
    Column("region_name", "区划", "行政区划名称", "name of the region"),
    Column(
        "ended", "结束方式", "withdraw 撤回，expire 期满，end_early 提前停止", "withdraw, expire or end_early"
    ),
    Column("at", "结束时间", "停止公示的时间", "when it came down"),
    Column("decided_on", "决定日期", "决定作出之日", "day of the decision"),
    Column("number", "文号", "决定书文号", "number of the decision"),
    Column("ground_document", "依据文书", "撤回所依据的文书", "document on which a withdrawal rests"),
    Column("reason", "理由", "停止公示的公开理由", "public reason"),
    Column("basis", "依据", "停止公示的依据", "basis"),
    Column("commitment", "承诺", "公开日志中的承诺（十六进制）", "commitment in the public log (hex)"),
    Column("url", "网址", "永久网址", "permanent address"),
)
CHANGES = (
    Column("at", "时间", "记入的时间", "when it was recorded"),
    Column(
        "action",
        "行为",
        "publish、correct、update、withdraw、expire、end_early",
        "what happened to the notice",
    ),
    Column("notice", "标识", "公示信息的永久标识（UUID）", "permanent identifier of the notice (UUID)"),
    Column("commitment", "承诺", "公开日志中的承诺（十六进制）", "commitment in the public log (hex)"),
)
EDITIONS = (
    Column("register", "登记簿", "登记簿的代码", "code of the register"),
    Column("edition", "期次", "自 1 起的期次", "number of the edition, from 1"),
    Column("published_at", "公布时间", "公布的时间", "when it was published"),
    Column("added", "新增", "比上一期新增的条目数", "entries that the edition before did not have"),
    Column("removed", "移出", "比上一期移出的条目数", "entries that the edition before had"),
    Column("commitment", "承诺", "公开日志中的承诺（十六进制）", "commitment in the public log (hex)"),
)


def names(columns: tuple[Column, ...]) -> list[str]:
    """Return the names of the columns."""
    return [column.name for column in columns]
