"""How public answers are given: conditional, cacheable, in JSON with Chinese letters as they are."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from mingzhi.disclosure.queries.views import NoticeView, Row, VersionView
from mingzhi.kernel import clock


def conditional(request: HttpRequest, content: bytes, *, content_type: str, max_age: int = 0) -> HttpResponse:
    """Answer with an ETag over the bytes; 304 when the reader has them.

    ``max_age`` is for what never shows the content of a notice: that may come down at any moment.
    """
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    how = {"max_age": max_age} if max_age else {"no_cache": True}
    patch_cache_control(response, public=True, **how)
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer or response


def revalidated(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """Give a page an ETag over what it shows; 304 when the reader has it."""
    tagged(page)
    return get_conditional_response(request, etag=page["ETag"], response=page) or page


def tagged(page: HttpResponse) -> None:
    """Put an ETag over what a page shows, and the word that it is asked for again every time."""
    page["ETag"] = quote_etag(hashlib.sha256(page.content).hexdigest()[:32])
    patch_cache_control(page, public=True, no_cache=True)


def as_json(request: HttpRequest, value: Any, *, max_age: int = 0) -> HttpResponse:
    """Answer with JSON that anybody may read from anywhere."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    response = conditional(request, content, content_type="application/json; charset=utf-8", max_age=max_age)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def row_json(row: Row, link: Callable[[str], str]) -> dict[str, Any]:
    """Return one line of a list for programs."""
    return {
        "uid": row.uid,
        "url": link(row.uid),
        "kind": row.kind,
        "kind_title": row.kind_title,
        "stage": row.stage,
        "title": row.title,
        "number": row.number,
        "party": {"name": row.party_name, "kind": row.party_kind},
        "agency": {"code": row.agency_code, "name": row.agency_name},
        "region": {"code": row.region_code, "name": row.region_name},
        "decided_on": row.decided_on.isoformat(),
        "published_at": _moment(row.published_at),
        "updated_at": _moment(row.since),
        "version": row.version,
        "expires_on": row.expires_on.isoformat() if row.expires_on else None,
        "penalties": row.outcome.kinds,
        "fine_yuan": row.outcome.number,
        "legal_basis": [basis.code for basis in row.bases],
        "commitment": row.commitment,
    }


def notice_json(view: NoticeView, link: Callable[[str], str]) -> dict[str, Any]:
    """Return a whole notice, or the tombstone of a fallen one, for programs."""
    duty = view.duty
    return {
        "uid": view.uid,
        "url": link(view.uid),
        "status": view.status,
        "kind": view.kind,
        "kind_title": view.kind_title,
        "stage": view.stage,
        "number": view.number,
        "agency": {"code": view.agency_code, "name": view.agency_name},
        "region": {"code": view.region_code, "name": view.region_name},
        "decided_on": view.decided_on.isoformat(),
        "due_on": duty.due_on.isoformat() if duty else None,
        "due_basis": duty.basis if duty else "",
        "published_at": _moment(view.first_published_at),
        "published_late": duty.late if duty else False,
        "expires_on": view.expires_on.isoformat() if view.expires_on else None,
        "period_basis": view.period_basis,
        "commitment": view.commitment,
        "content": version_json(view.current) if view.current else None,
        "versions": len(view.versions),
        "end": _end_json(view),
    }


def version_json(version: VersionView) -> dict[str, Any]:
    """Return one public version for programs."""
    return {
        "version": version.number,
        "title": version.title,
        "number": version.document_number,
        "party": {"name": version.party_name, "kind": version.party_kind, "code": version.party_code},
        "fields": [{"label": label, "value": value} for label, value in version.fields],
        "text": version.text,
        "pdf_sha256": version.pdf_sha256,
        "since": _moment(version.since),
        "until": _moment(version.until) if version.until else None,
        "nature": version.nature,
        "reason": version.reason,
        "after_report": version.after_report,
        "commitment": version.commitment,
    }


def _end_json(view: NoticeView) -> dict[str, Any] | None:
    end = view.end
    if end is None:
        return None
    return {
        "how": end.how,
        "at": _moment(end.at),
        "reason": end.reason,
        "basis": end.basis,
        "ground": end.ground,
        "due_on": end.due_on.isoformat() if end.due_on else None,
        "late": end.late,
    }


def _moment(value: Any) -> str:
    return str(value.astimezone(clock.CHINA).isoformat(timespec="seconds"))
