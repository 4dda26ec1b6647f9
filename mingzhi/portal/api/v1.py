"""The operations of the public API."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext
from ninja import Query
from ninja.errors import ValidationError as BadRequest

from mingzhi.disclosure.queries import browsing, notices, receipts, statements
from mingzhi.disclosure.queries.searching import search
from mingzhi.disclosure.rules.completeness import Line
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotKnown, NotNow, Refusal
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.portal.answers import as_json, conditional, notice_json, row_json, version_json
from mingzhi.portal.api import registers, schemas
from mingzhi.portal.api.describing import DescribedAPI
from mingzhi.portal.api.parameters import AgencyCode, Cursor, Day, Limit, NoticeUid, NoticeVersion
from mingzhi.portal.asking import filters_from, must_know, understood
from mingzhi.portal.stranger.asked import NAMES
from mingzhi.portal.views.notices import link

api = DescribedAPI(
    title=_("明执公开接口"),
    version="1",
    description=_(
        "行政执法公示信息、完整性声明和回执。只读，不需要密钥。给出的都是公示的副本，"
        "停止公示的信息只留下记载。没有的参数以 422 拒绝并列出可用的参数。"
        "答复带有 ETag，下次请求用 If-None-Match 带回。"
    ),
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api-v1",
)
api.add_router("/registers", registers.router)
_REFUSED = {404: schemas.Problem, 422: schemas.Problem}


@api.get(
    "/notices",
    response={200: schemas.NoticePage, **_REFUSED},
    tags=["notices"],
    summary=_("公示信息列表"),
    description=_("公示中的信息，决定日期近的在前；按位置翻页，读的时候不会错位。"),
)
def list_notices(request: HttpRequest, asked: Query[schemas.Asked]) -> HttpResponse:
    """Return public notices, newest decision first, by keyset: pages do not shift while you read."""
    must_know(request.GET, tuple(schemas.Asked.model_fields))
    words = QueryDict(mutable=True)
    words.update({name: str(value) for name in NAMES if (value := getattr(asked, name))})
    page = search(
        filters_from(understood(words)), after=int(asked.cursor or 0), limit=asked.limit, facets=False
    )
    return as_json(
        request,
        {
            "count": page.count,
            "count_is_lower_bound": page.more,
            "next_cursor": str(page.after) if page.after else None,
            "items": [row_json(hit.row, link) for hit in page.hits],
        },
    )


@api.get(
    "/notices/{uid}",
    response={200: schemas.Notice, **_REFUSED},
    tags=["notices"],
    summary=_("一条公示信息"),
    description=_("一条公示信息；已经停止公示的，给出其记载。"),
)
def get_notice(request: HttpRequest, uid: NoticeUid) -> HttpResponse:
    """Return a notice, or the tombstone of one that came down."""
    return as_json(request, notice_json(notices.notice(uid), link))


@api.get(
    "/notices/{uid}/versions",
    response={200: schemas.Versions, **_REFUSED},
    tags=["notices"],
    summary=_("一条公示信息的各个版本"),
    description=_("仍在公示的信息的全部公开版本，最早的在前。"),
)
def get_versions(request: HttpRequest, uid: NoticeUid) -> HttpResponse:
    """Return every public version of a standing notice, the oldest first."""
    return as_json(request, {"items": [version_json(row) for row in notices.notice(uid).versions]})


@api.get(
    "/notices/{uid}/receipt",
    response={200: str, **_REFUSED},
    tags=["notices"],
    summary=_("一条公示信息的回执（.tlog-proof）"),
    description=_("证明公示信息在公开日志中的回执，C2SP tlog-proof 文本。"),
)
def get_receipt(request: HttpRequest, uid: NoticeUid, version: NoticeVersion = 0) -> HttpResponse:
    """Return the receipt that proves the notice against the public log, as C2SP tlog-proof text."""
    found = receipts.receipt_of_notice(str(uid), version=version)
    if found.text is None:
        raise NotNow(
            "portal.receipt_waiting",
            gettext("回执将在数秒内生成。"),
            way_out=gettext("请稍后再取。"),
        )
    return _text(request, found.text)


@api.get(
    "/withdrawn",
    response={200: schemas.Tombstones},
    tags=["notices"],
    summary=_("撤回和提前停止公示的信息"),
    description=_(
        "撤回和提前停止公示的记载，最近的在前，不含原来的内容；期满的在开放数据的 tombstones 文件里。"
    ),
)
def list_withdrawn(request: HttpRequest, cursor: Cursor = "", limit: Limit = 20) -> HttpResponse:
    """Return the tombstones, the newest first, without any content of the fallen notices."""
    limit = max(1, min(limit, 100))
    found = notices.withdrawn(limit=limit + 1, after=cursor)
    items = [
        {
            "uid": row.uid,
            "url": link(row.uid),
            "kind": row.kind,
            "number": row.number,
            "agency": {"code": row.agency_code, "name": row.agency_name},
            "decided_on": row.decided_on.isoformat(),
            "status": row.status,
            "at": row.end.at.astimezone(clock.CHINA).isoformat(timespec="seconds"),
            "reason": row.end.reason,
            "ground": row.end.ground,
            "late": row.end.late,
        }
        for _key, row in found[:limit]
        if row.end
    ]
    following = found[limit - 1][0] if len(found) > limit else None
    return as_json(request, {"next_cursor": following, "items": items})


@api.get(
    "/statements",
    response={200: schemas.Days},
    tags=["completeness"],
    summary=_("有封存声明的日期"),
    description=_("有完整性声明封存的日期，最近的在前。"),
)
def list_statements(request: HttpRequest) -> HttpResponse:
    """Return the days with a sealed statement of completeness, the newest first."""
    return as_json(request, {"items": [day.isoformat() for day in statements.sealed_days(limit=366)]})


@api.get(
    "/statements/{day}",
    response={200: schemas.Statement, **_REFUSED},
    tags=["completeness"],
    summary=_("一天的完整性声明"),
    description=_("一天的完整性声明：已经封存的给封存的，没有封存的给此刻的。"),
)
def get_statement(request: HttpRequest, day: Day, agency: AgencyCode = "") -> HttpResponse:
    """Return the statement of a day: sealed where there is one, else as things stand."""
    if day > clock.today():
        raise NotKnown("portal.future", gettext("该日尚未到来。"))
    view = statements.statement(day, agency)
    return as_json(
        request,
        {
            "day": view.day.isoformat(),
            "sealed_at": view.sealed_at.astimezone(clock.CHINA).isoformat(timespec="seconds")
            if view.sealed_at
            else None,
            "whole": _line(view.whole, view.commitments.get("", "")),
            "agencies": [_line(row, view.commitments.get(row.agency_code, "")) for row in view.lines],
        },
    )


@api.get(
    "/statements/{day}/receipt",
    response={200: str, **_REFUSED},
    tags=["completeness"],
    summary=_("完整性声明的回执"),
    description=_("封存的完整性声明的回执。"),
)
def get_statement_receipt(request: HttpRequest, day: Day, agency: AgencyCode = "") -> HttpResponse:
    """Return the receipt of a sealed statement."""
    found = receipts.receipt_of_statement(day, agency)
    if found is None or found.text is None:
        raise NotKnown("portal.not_sealed", gettext("该日的声明尚未封存。"))
    return _text(request, found.text)


@api.get(
    "/agencies",
    response={200: schemas.Agencies},
    tags=["agencies"],
    summary=_("公示的机关"),
    description=_("在此公示的机关及其公示中的信息数。"),
)
def list_agencies(request: HttpRequest) -> HttpResponse:
    """Return the agencies that publish here with the number of their public notices."""
    items = [
        {
            "code": row.code,
            "name": row.name,
            "level": row.level,
            "region": {"code": row.region_code, "name": row.region_name},
            "notices": row.notices,
        }
        for row in browsing.publishers()
    ]
    return as_json(request, {"items": items})


def _line(line: Line, commitment: str) -> dict[str, Any]:
    return {
        "agency": {"code": line.agency_code, "name": line.agency_name},
        "decisions": line.decisions,
        "accounted": line.counts.accounted,
        "missing": line.missing,
        "counts": line.counts.as_dict(),
        "corrected": line.corrected,
        "late": line.late,
        "commitment": commitment,
    }


def _text(request: HttpRequest, text: str) -> HttpResponse:
    response = conditional(request, text.encode(), content_type="text/plain; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _invalid(sentence: str, field: str) -> Refusal:
    return Invalid("portal.invalid", sentence, field=field)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal as a problem with its own status."""
    response = as_json(
        request,
        {
            "code": refusal.code,
            "sentence": str(refusal),
            "citation": str(refusal.citation or ""),
            "way_out": refusal.way_out,
            "field": refusal.field,
        },
    )
    response.status_code = refusal.status
    return response


@api.exception_handler(BadRequest)
def not_understood(request: HttpRequest, error: BadRequest) -> HttpResponse:
    """Answer a parameter that cannot be read as a problem that names it."""
    first = error.errors[0] if error.errors else {}
    field = str((first.get("loc") or ("",))[-1])
    return refused(request, _invalid(gettext("参数 %(name)s 无法识别。") % {"name": field}, field))
