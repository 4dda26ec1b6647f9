"""The public API on registers: the same columns, words and facets as the pages."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from mingzhi.disclosure.queries import registers
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.portal.answers import as_json, conditional
from mingzhi.portal.registering import asked_of, change_json, edition_json, line_json

router = Router(tags=["registers"])
_MOST = 100


class Column(Schema):
    """One column of a register."""

    code: str
    title: str
    facet: bool


class RegisterInfo(Schema):
    """A register with what it holds today."""

    code: str
    title: str
    about: str
    basis: str
    entries: int
    changed_at: str | None
    columns: list[Column]


class Registers(Schema):
    """All registers."""

    items: list[RegisterInfo]


class Line(Schema):
    """One entry as it holds from ``since`` until ``until`` (not included)."""

    key: str
    url: str
    since: str
    until: str | None
    values: dict[str, str]


class Lines(Schema):
    """One page of a register as it stood on a day."""

    on: str
    next_cursor: str | None
    items: list[Line]


class LinesAsked(Schema):
    """What a register can be asked for; every facet column is a parameter too."""

    q: str = Field("", max_length=100, description="words, all of which an entry must hold")
    agency: str = Field("", max_length=100, description="what concerns the agency of this name")
    on: date | None = Field(None, description="as it stood on this day; default today")
    cursor: str = Field("", max_length=200, description="next_cursor of the page before")
    limit: int = Field(20, ge=1, le=_MOST)


class Change(Schema):
    """How one entry differs between two days."""

    how: str = Field(description="added, ended or changed")
    columns: list[str]
    old: Line | None
    new: Line | None


class Changes(Schema):
    """The difference of a register between two days."""

    since: str
    until: str
    more: bool
    items: list[Change]


class Edition(Schema):
    """One sealed edition of a register."""

    register_: str = Field(alias="register")
    edition: int
    published_at: str
    rows: int
    added: int
    removed: int
    rows_sha256: str
    commitment: str


class Editions(Schema):
    """The editions of a register, the newest first."""

    items: list[Edition]


@router.get("", response=Registers, summary="The public registers")
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


@router.get("/{code}", response=Lines, summary="Entries of a register on a day")
def list_lines(request: HttpRequest, code: str, asked_for: Query[LinesAsked]) -> HttpResponse:
    """Return entries by keyset; every facet column of the register is a parameter too."""
    declared = registers.register_of(code)
    words = request.GET.copy()
    words["after"] = asked_for.cursor
    asked = asked_of(declared, words)
    page = registers.browse(code, asked, limit=asked_for.limit, facets=False)
    items = [line_json(declared, line) for line in page.lines]
    return as_json(request, {"on": asked.on.isoformat(), "next_cursor": page.after or None, "items": items})


@router.get("/{code}/difference", response=Changes, summary="Difference between two days")
def difference(request: HttpRequest, code: str, since: date, until: date) -> HttpResponse:
    """Return what was added, ended and changed between two days."""
    declared = registers.register_of(code)
    changes, more = registers.compare(code, since, until)
    items = [change_json(declared, change) for change in changes]
    told = {"since": since.isoformat(), "until": until.isoformat(), "more": more, "items": items}
    return as_json(request, told)


@router.get("/{code}/editions", response=Editions, summary="Sealed editions")
def list_editions(request: HttpRequest, code: str, before: int = 0) -> HttpResponse:
    """Return the sealed editions of a register, the newest first."""
    rows = registers.editions(code, before=before, limit=_MOST)
    return as_json(request, {"items": [edition_json(row) for row in rows]})


@router.get("/{code}/editions/{number}/receipt", response=str, summary="Receipt of an edition")
def get_receipt(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Return the receipt that proves an edition; its rows are beside it as ``rows.json`` on the portal."""
    text = registers.receipt(registers.register_of(code).code, number)
    if text is None:
        raise NotNow("portal.receipt_waiting", _("回执将在数秒内生成。"), way_out=_("请稍后再取。"))
    response = conditional(request, text.encode(), content_type="text/plain; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response
