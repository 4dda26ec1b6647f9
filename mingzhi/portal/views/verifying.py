"""Verify a paper or a code: paste or upload a receipt, enter the code of a paper."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mingzhi.disclosure.queries import notices, receipts
from mingzhi.disclosure.queries.views import NoticeView
from mingzhi.kernel.refusal import NotKnown
from mingzhi.ledger.queries import latest_checkpoint, position
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.portal import papers
from mingzhi.portal.proving import Proof, prove

_LONGEST = 2 * 1024 * 1024
_LONGEST_DOCUMENT = 20 * 1024 * 1024
_CODE = re.compile(r"[0-9a-f]{16}|[0-9a-f]{64}")


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Take a receipt (pasted or as a file, with its PDF if wanted) or a code, and verify it."""
    if request.method != "POST":
        return render(request, "portal/verify.html", {"code": request.GET.get("code", "")})
    code = _code_of(request.POST.get("code", ""))
    if code:
        return HttpResponseRedirect(reverse("portal:code", args=[code]))
    text, document, error = _given(request)
    if error:
        return render(request, "portal/verify.html", {"error": error}, status=422)
    found = prove(text, document=document)
    context: dict[str, Any] = {"proof": found, "with_document": document is not None}
    if found.verified:
        context["notice"] = _notice(found)
    return render(request, "portal/verify.html", context, status=200 if found.verified else 422)


def _given(request: HttpRequest) -> tuple[str, bytes | None, str]:
    uploaded, paper = request.FILES.get("file"), request.FILES.get("document")
    if (uploaded and (uploaded.size or 0) > _LONGEST) or (paper and (paper.size or 0) > _LONGEST_DOCUMENT):
        return "", None, _("文件过大。")
    text = uploaded.read().decode("utf-8", "replace") if uploaded else request.POST.get("receipt", "")
    if not text.strip():
        return "", None, _("请粘贴回执、上传回执文件或者输入文书上的验证码。")
    text = text.replace("\r\n", "\n")
    return (text if text.endswith("\n") else text + "\n"), (paper.read() if paper else None), ""


def _notice(proof: Proof) -> NoticeView | None:
    try:
        return notices.notice(proof.uid) if proof.uid else None
    except NotKnown:
        return None


@require_safe
def code(request: HttpRequest, code: str) -> HttpResponse:
    """Look up the code of a paper, or the commitment of a leaf of either log."""
    wanted = _code_of(code)
    context: dict[str, Any] = {"code": code}
    paper = papers.find(wanted) if wanted else None
    if paper is not None:
        context["paper"] = paper
        context["proof"] = prove(paper.receipt) if paper.receipt else None
        return render(request, "portal/code.html", context)
    uid = receipts.notice_of_commitment(wanted) if len(wanted) == 64 else None
    if uid is not None:
        return HttpResponseRedirect(reverse("portal:notice", args=[uid]))
    context["places"] = _places(wanted)
    return render(request, "portal/code.html", context, status=200 if context["places"] else 404)


def _places(wanted: str) -> list[dict[str, Any]]:
    """Return where in the logs a commitment stands."""
    found = []
    for log in LOGS if len(wanted) == 64 else ():
        index, head = position(log, wanted), latest_checkpoint(log)
        if index is not None and head is not None and index < head.size:
            found.append({"log": log, "index": index, "head": head})
    return found


def _code_of(text: str) -> str:
    """Bring a code as typed or scanned into its form; nothing when it is none."""
    plain = "".join(text.split()).replace("-", "").replace("－", "").lower()
    plain = plain.rstrip("/").rsplit("/", 1)[-1]
    return plain if _CODE.fullmatch(plain) else ""
