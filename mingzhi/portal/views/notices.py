"""The page of one notice, its versions, proof, receipt, PDF, JSON and QR code."""

from io import BytesIO
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries import notices, receipts, sealed
from mingzhi.disclosure.queries.files import read_pdf
from mingzhi.disclosure.queries.views import NoticeView, VersionView
from mingzhi.disclosure.rules.outcomes import PENALTY
from mingzhi.disclosure.rules.periods import EARLY_END_BASIS, EARLY_END_CONDITIONS
from mingzhi.kernel.typed import natural
from mingzhi.ledger.queries import vkey
from mingzhi.portal.answers import as_json, conditional, notice_json, revalidated
from mingzhi.portal.describing import described
from mingzhi.portal.difference import only_table, pieces, tables
from mingzhi.portal.proving import Proof, prove

_KIND = "执法类别"
"""A notice whose own table says the kind more closely is not told it twice."""


def link(uid: str) -> str:
    """Return the permanent address of a notice."""
    return f"{settings.PUBLIC_URL}{reverse('portal:notice', args=[uid])}"


@require_safe
def notice(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a notice, or the tombstone of one that came down."""
    view = notices.notice(uid)
    context: dict[str, Any] = {
        "notice": view,
        "shown": view.current,
        "seal": sealed.seal_of(view),
        "address": link(view.uid),
    }
    if view.current is None:
        response = revalidated(request, render(request, "portal/tombstone.html", context))
        response["X-Robots-Tag"] = "noindex"
        return response
    context["fields"] = _further(view, view.current)
    context["text"] = "" if only_table(view.current.text, view.current.fields) else view.current.text
    context["kind_told"] = any(label == _KIND for label, _value in context["fields"])
    if view.kind == PENALTY and view.expires_on:
        context["early_end"] = EARLY_END_CONDITIONS.values()
        context["early_end_basis"] = EARLY_END_BASIS
    context["described"] = described(view, view.current, context["address"])
    return revalidated(request, render(request, "portal/notice.html", context))


def _further(view: NoticeView, shown: VersionView) -> list[tuple[str, str]]:
    """Return the rows of the table that do not repeat what already stands above them."""
    above = {view.agency_name, shown.party_name, view.kind_title, shown.document_number}
    above.add(view.decided_on.isoformat())
    return [(label, value) for label, value in shown.fields if value not in above]


@require_safe
def versions(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what changed from one public version to another."""
    view = notices.notice(uid)
    if view.current is None:
        return notice(request, uid)
    new = _chosen(view, request.GET.get("to", ""), view.versions[-1])
    before = [row for row in view.versions if row.number < new.number]
    old = _chosen(view, request.GET.get("from", ""), before[-1] if before else new)
    page = render(
        request,
        "portal/versions.html",
        {
            "notice": view,
            "old": old,
            "new": new,
            "title": pieces(old.title, new.title),
            "party": pieces(old.party_name, new.party_name),
            "table": tables(old.fields, new.fields),
            "text": pieces(old.text, new.text),
        },
    )
    page["X-Robots-Tag"] = "noindex"  # what was put right is not for search engines
    return page


def _chosen(view: NoticeView, asked: str, otherwise: VersionView) -> VersionView:
    return next((row for row in view.versions if str(row.number) == asked), otherwise)


@require_safe
def proof(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Verify the receipt of a notice before the reader's eyes and show every step."""
    view = notices.notice(uid)
    receipt = receipts.receipt_of_notice(str(uid))
    found: Proof | None = prove(receipt.text) if receipt.text else None
    return render(
        request,
        "portal/proof.html",
        {
            "notice": view,
            "shown": view.current,
            "seal": sealed.seal_of(view),
            "proof": found,
            "receipt": receipt,
            "vkey": vkey(receipts.LOG),
        },
    )


@require_safe
def receipt(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Hand out the receipt (``.tlog-proof``); 404 with a sentence until the leaf is in a signed tree."""
    asked = request.GET.get("version", "")
    found = receipts.receipt_of_notice(str(uid), version=natural(asked) or 0)
    if found.text is None:
        raise Http404(_("回执将在数秒内生成，请稍后再取。"))
    response = conditional(request, found.text.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.commitment[:16]}.tlog-proof"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Hand out the redacted PDF of a public version; nothing once the notice has come down."""
    view = notices.notice(uid)
    if view.current is None:
        raise Http404
    version = _chosen(view, request.GET.get("version", ""), view.current)
    if not version.pdf_sha256:
        raise Http404
    response = conditional(request, read_pdf(version.pdf_sha256), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{uid}-v{version.number}.pdf"'
    return response


@require_safe
def as_data(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Hand out the notice as JSON: the same as the API gives."""
    return as_json(request, notice_json(notices.notice(uid), link))


@require_safe
def qr(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Draw the permanent address as a QR code."""
    view = notices.notice(uid)
    drawing = BytesIO()
    segno.make(link(view.uid), error="m").save(
        drawing, kind="svg", border=4, light="#fff", xmldecl=False, svgns=True, nl=False
    )
    return conditional(request, drawing.getvalue(), content_type="image/svg+xml", max_age=86400)
