"""The public API on registers: the same columns, words and facets as the pages."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Query, Router, Schema
from pydantic import Field

from mingzhi.disclosure.queries import registers
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.portal.answers import as_json, conditional
from mingzhi.portal.api.parameters import Before, EditionNumber, RegisterCode, Since, Until
from mingzhi.portal.registering import asked_exactly, change_json, edition_json, line_json

router = Router(tags=["registers"])
_MOST = 100


class Column(Schema, json_schema_extra={"description": _("登记簿的一列。")}):
    """One column of a register."""

    code: str
    title: str
    facet: bool


class RegisterInfo(Schema, json_schema_extra={"description": _("一个登记簿和它今天的内容。")}):
    """A register with what it holds today."""

    code: str
    title: str
    about: str
    basis: str
    entries: int
    changed_at: str | None
    columns: list[Column]


class Registers(Schema, json_schema_extra={"description": _("全部登记簿。")}):
    """All registers."""

    items: list[RegisterInfo]


class Line(
    Schema, json_schema_extra={"description": _("一个条目，自 since 起、到 until 为止（不含该日）有效。")}
):
    """One entry as it holds from ``since`` until ``until`` (not included)."""

    key: str
    url: str
    since: str
    until: str | None
    values: dict[str, str]


class Lines(Schema, json_schema_extra={"description": _("登记簿某一天的一页。")}):
    """One page of a register as it stood on a day."""

    on: str
    next_cursor: str | None
    items: list[Line]


class LinesAsked(
    Schema, json_schema_extra={"description": _("查询登记簿的条件；可以作为分面的各列也都是参数。")}
):
    """What a register can be asked for; every facet column is a parameter too."""

    q: str = Field("", max_length=100, description=_("字词，条目须全部含有"))
    agency: str = Field("", max_length=100, description=_("与这个名称的机关有关的"))
    on: date | None = Field(None, description=_("这一天的样子，默认今天"))
    cursor: str = Field("", max_length=200, description=_("上一页给出的 next_cursor"))
    limit: int = Field(20, ge=1, le=_MOST, description=_("一页几条"))


class Change(Schema, json_schema_extra={"description": _("一个条目在两天之间的不同。")}):
    """How one entry differs between two days."""

    how: str = Field(description=_("added 新增、ended 移出或者 changed 变更"))
    columns: list[str]
    old: Line | None
    new: Line | None


class Changes(Schema, json_schema_extra={"description": _("登记簿在两天之间的变化。")}):
    """The difference of a register between two days."""

    since: str
    until: str
    more: bool
    items: list[Change]


class Edition(Schema, json_schema_extra={"description": _("登记簿封存的一期。")}):
    """One sealed edition of a register."""

    register_: str = Field(alias="register")
    edition: int
    published_at: str
    rows: int
    added: int
    removed: int
    rows_sha256: str
    commitment: str


class Editions(Schema, json_schema_extra={"description": _("登记簿的各期，最近的在前。")}):
    """The editions of a register, the newest first."""

    items: list[Edition]


@router.get(
    "",
    response=Registers,
    summary=_("公开登记簿"),
    description=_("每个登记簿及其各列，和今天的条数。"),
)
def list_registers(request: HttpRequest) -> HttpResponse:
    """Return every register with its columns and the number of entries today."""
    items = [
        {
            "code": row.code,
            "title": row.title,
            "about": row.about,
            "basis": row.basis,
            "entries": count,
            "changed_at": changed.astimezone(clock.CHINA).isoformat(timespec="seconds") if changed else None,
            "columns": [
                {"code": column.code, "title": column.title, "facet": column.facet} for column in row.columns
            ],
        }
        for row, count, changed in registers.overview(clock.today())
    ]
    return as_json(request, {"items": items})


@router.get(
    "/{code}",
    response=Lines,
    summary=_("登记簿某一天的条目"),
    description=_("按位置翻页的条目；可以作为分面的各列也都是参数。"),
)
def list_lines(request: HttpRequest, code: RegisterCode, asked_for: Query[LinesAsked]) -> HttpResponse:
    """Return entries by keyset; every facet column of the register is a parameter too."""
    declared = registers.register_of(code)
    words = request.GET.copy()
    words["after"] = asked_for.cursor
    asked = asked_exactly(declared, words, ("cursor", "limit"))
    page = registers.browse(code, asked, limit=asked_for.limit, facets=False)
    items = [line_json(declared, line) for line in page.lines]
    return as_json(request, {"on": asked.on.isoformat(), "next_cursor": page.after or None, "items": items})


@router.get(
    "/{code}/difference",
    response=Changes,
    summary=_("两天之间的变化"),
    description=_("两天之间新增、移出和变更的条目。"),
)
def difference(request: HttpRequest, code: RegisterCode, since: Since, until: Until) -> HttpResponse:
    """Return what was added, ended and changed between two days."""
    declared = registers.register_of(code)
    changes, more = registers.compare(code, since, until)
    items = [change_json(declared, change) for change in changes]
    told = {"since": since.isoformat(), "until": until.isoformat(), "more": more, "items": items}
    return as_json(request, told)


@router.get(
    "/{code}/editions",
    response=Editions,
    summary=_("封存的各期"),
    description=_("登记簿封存的各期，最近的在前。"),
)
def list_editions(request: HttpRequest, code: RegisterCode, before: Before = 0) -> HttpResponse:
    """Return the sealed editions of a register, the newest first."""
    rows = registers.editions(code, before=before, limit=_MOST)
    return as_json(request, {"items": [edition_json(row) for row in rows]})


@router.get(
    "/{code}/editions/{number}/receipt",
    response=str,
    summary=_("一期的回执"),
    description=_("证明一期登记簿的回执；各条在门户的 rows.json。"),
)
def get_receipt(request: HttpRequest, code: RegisterCode, number: EditionNumber) -> HttpResponse:
    """Return the receipt that proves an edition; its rows are beside it as ``rows.json`` on the portal."""
    text = registers.receipt(registers.register_of(code).code, number)
    if text is None:
        raise NotNow(
            "portal.receipt_waiting", gettext("回执将在数秒内生成。"), way_out=gettext("请稍后再取。")
        )
    response = conditional(request, text.encode(), content_type="text/plain; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response
