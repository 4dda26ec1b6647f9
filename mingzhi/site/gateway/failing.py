"""What failed through nobody's fault before the screen: said, with what was typed, without the database.

A database that is locked or away and a full disk pass; the answer is "later" (503), and programs are told the
same. The page asks nothing of the database: it is what cannot answer. The trace goes to the error stream.
"""

import errno
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext

from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.site.gateway.refusals import words_of

RETRY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Failure:
    """What can be said of a failure."""

    code: str
    status: int
    sentence: str
    way_out: str
    meant: Callable[[BaseException], bool]


def _is_full(error: BaseException) -> bool:
    """Tell whether there is no room left: for a file, or in the database (both databases say so in words)."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return isinstance(error, OperationalError) and any(
        said in str(error) for said in ("disk is full", "No space left")
    )


def _may_pass(error: BaseException) -> bool:
    """Tell whether trying again may help; SQLite says of absent tables and columns the same."""
    return not str(error).startswith("no such ")


FAILURES = (
    Failure(
        code="site.full",
        status=503,
        sentence=_("服务器的存储空间已满，刚才的内容没有保存。"),
        way_out=_("请告诉系统管理员；腾出空间以后再提交一次。"),
        meant=_is_full,
    ),
    Failure(
        code="site.busy",
        status=503,
        sentence=_("数据库暂时没有应答，刚才的操作没有完成。"),
        way_out=_("请过半分钟再试；仍然不行的，请告诉系统管理员发生的时间。"),
        meant=lambda error: isinstance(error, OperationalError | InterfaceError) and _may_pass(error),
    ),
    Failure(
        code="site.failed",
        status=500,
        sentence=_("系统暂时不能办理，刚才的操作没有完成。"),
        way_out=_("请稍后再试；仍然不行的，请告诉系统管理员发生的时间。"),
        meant=lambda _error: True,
    ),
)
"""The first that is meant is said."""


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that failed: as a page, or as JSON for programs and scripts."""
    error = sys.exc_info()[1] or RuntimeError()
    failure = next(one for one in FAILURES if one.meant(error))
    answer = _said(request, failure)
    if failure.status == 503:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def _said(request: HttpRequest, failure: Failure) -> HttpResponse:
    if request.path.startswith("/api/") or request.headers.get("Accept") == "application/json":
        told = {
            "code": failure.code,
            "sentence": gettext(failure.sentence),
            "citation": "",
            "way_out": gettext(failure.way_out),
            "field": "",
        }
        return JsonResponse(told, status=failure.status, json_dumps_params={"ensure_ascii": False})
    words: tuple[str, ...] = ()
    with suppress(Exception):  # the form itself may be what could not be read
        words = words_of(request)
    page = loader.render_to_string("500.html", {"failure": failure, "words": words})
    return HttpResponse(page, status=failure.status)
