"""Structured data in, PDF/A out: pure, deterministic, without database or network.

The layouts are Typst files beside this module; the data reaches them as JSON through ``sys.inputs`` and
is never joined into source text. The compiler is built once per thread and reused; equal arguments give
equal bytes, so a paper can be drawn again and compared with what was filed.
"""

import io
import json
import re
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, Protocol

import segno
import typst
from django.conf import settings

from mingzhi.catalogue.rules.templates import Layout, TemplateView
from mingzhi.kernel.canonical import canonical
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.rules.glyphs import clean_all
from mingzhi.records.rules.sheet import blocks, sealed
from mingzhi.records.rules.wording import day

ROOM = Path(__file__).resolve().parent
PAPER = ROOM / "typst" / "paper.typ"
FONTS = ROOM / "fonts"
STANDARD: Literal["a-2b"] = "a-2b"
LETTERS = frozenset({Layout.DECISION, Layout.NOTICE})
CLOSER = LETTERS | {Layout.APPROVAL, Layout.OPINION, Layout.RECEIPT, Layout.LIST}
"""Layouts that can be set closer, so that no few lines (or signatures alone) spill onto a last page."""
LARGEST = 600_000
"""The longest data (bytes of canonical JSON) one paper takes: some two hundred pages."""

_PAGES = re.compile(rb"<xmpTPg:NPages>(\d{1,6})</xmpTPg:NPages>")
_local = threading.local()


class AgencyFacts(Protocol):
    """What a paper tells of its agency; ``identity.AgencyView`` has all of it."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def address(self) -> str: ...  # noqa: D102
    @property
    def phone(self) -> str: ...  # noqa: D102
    @property
    def reconsideration_body(self) -> str: ...  # noqa: D102
    @property
    def court(self) -> str: ...  # noqa: D102
    @property
    def payment(self) -> str: ...  # noqa: D102


ENTERED = ("court",)
"""What a paper may name otherwise than its agency does: a court above ruled, or another has jurisdiction."""


def facts_of(agency: AgencyFacts, *, number: str, on: date) -> dict[str, Any]:
    """Return what every paper knows besides its own data (see catalogue.rules.templates)."""
    return {
        "number": number,
        "on": on.isoformat(),
        "agency_name": agency.name,
        "agency_address": agency.address,
        "agency_phone": agency.phone,
        "reconsideration_body": agency.reconsideration_body,
        "court": agency.court,
        "payment": agency.payment,
    }


def render(
    template: TemplateView,
    data: Mapping[str, Any],
    *,
    agency: AgencyFacts,
    number: str = "",
    verify_url: str = "",
    on: date,
) -> bytes:
    """Return the PDF/A-2b of one paper.

    ``verify_url`` is printed as QR and text; its last part is the code that
    :func:`mingzhi.records.queries.paper_by_code` knows. Raises Invalid when the data is too large or
    holds what has no canonical form.
    """
    said = {name: data[name] for name in ENTERED if data.get(name)}
    filled = dict(data) | facts_of(agency, number=number, on=on) | said
    sheet = {
        "layout": template.layout.value,
        "title": template.title,
        "agency": agency.name,
        "number": number,
        "on": day(on),
        "sealed": sealed(template),
        "blocks": blocks(template, filled),
        "keywords": [word for word in (number, template.code, template.version) if word],
        **_mark(verify_url),
    }
    return _fewest_pages(sheet, on=on) if template.layout in CLOSER else draw(sheet, on=on)


def _fewest_pages(sheet: Mapping[str, Any], *, on: date) -> bytes:
    """Draw a paper; closer set where that saves a page."""
    drawn = draw(sheet, on=on)
    pages = pages_of(drawn)
    if pages == 1:
        return drawn
    closer = draw({**sheet, "dense": True}, on=on)
    return closer if pages_of(closer) < pages else drawn


def draw(sheet: Mapping[str, Any], *, on: date) -> bytes:
    """Draw a filled sheet; the document's date is the paper's date, not the clock's.

    Raises Invalid for a sheet that is too large or cannot be printed.
    """
    body = {name: value for name, value in sheet.items() if name != "qr"}
    plain: dict[str, Any] = {**clean_all(body), "qr": sheet["qr"], "faces": faces()}
    try:
        size = len(canonical(plain))
    except (TypeError, ValueError) as error:
        raise unprintable(str(error)) from error
    if size > LARGEST:
        raise unprintable(f"{size} > {LARGEST}")
    moment = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    drawn = _compiler().compile(
        format="pdf",
        sys_inputs={"sheet": json.dumps(plain, ensure_ascii=False)},
        pdf_standards=STANDARD,
        timestamp=int(moment.timestamp()),
    )
    assert isinstance(drawn, bytes)  # noqa: S101 - one file, no output path
    return drawn


def pages_of(pdf: bytes) -> int:
    """Return the number of pages of a PDF drawn here (its metadata say it).

    Raises ValueError for any other PDF.
    """
    found = _PAGES.search(pdf)
    if found is None:
        raise ValueError("not drawn here")
    return int(found[1])


def faces() -> dict[str, Any]:
    """Return the font families in order of preference; an agency's own 仿宋 comes first where mounted."""
    own = list(getattr(settings, "PAPER_FACES", ()))
    return {
        "song": ["Mingzhi Song"],
        "hei": ["Mingzhi Hei", "Mingzhi Song"],
        "kai": ["Mingzhi Kai", "Mingzhi Song"],
        "body": [*own, "Mingzhi Song"],
    }


def _compiler() -> typst.Compiler:
    found: typst.Compiler | None = getattr(_local, "compiler", None)
    if found is None:
        own = getattr(settings, "PAPER_FONTS", "")
        paths = [str(FONTS), *([str(own)] if own else [])]
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
        found = typst.Compiler(str(PAPER), root=str(PAPER.parent), font_paths=fonts)
        _local.compiler = found
    return found


def _mark(verify_url: str) -> dict[str, str]:
    if not verify_url:
        return {"qr": "", "code": "", "code-shown": "", "url-shown": ""}
    code = verify_url.rstrip("/").rsplit("/", 1)[-1].upper()
    drawing = io.BytesIO()
    segno.make(verify_url, error="m").save(drawing, kind="svg", border=0, xmldecl=False, nl=False)
    return {
        "qr": drawing.getvalue().decode("ascii"),
        "code": code,
        "code-shown": "-".join(code[start : start + 4] for start in range(0, len(code), 4)),
        "url-shown": verify_url.split("://", 1)[-1],
    }


def unprintable(why: str) -> Invalid:
    """Return the refusal of data that cannot become a paper."""
    return Invalid(
        "records.unprintable",
        _("内容不能制作成文书：%(why)s。"),
        way_out=_("请缩短内容，或者将长材料作为附件归入案卷。"),
        params={"why": why},
    )
