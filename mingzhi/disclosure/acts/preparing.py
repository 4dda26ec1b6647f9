"""Prepare a notice and have it checked by a second person."""

import hashlib
from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from mingzhi.disclosure import policy
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.acts.builders import StoredPdf
from mingzhi.disclosure.acts.desk import take_to_desk
from mingzhi.disclosure.acts.standing import refuse_exempt
from mingzhi.disclosure.models import Check, Duty, Notice, NoticeVersion
from mingzhi.disclosure.queries.files import pdf_key
from mingzhi.disclosure.rules import doubts, kinds
from mingzhi.disclosure.rules.source import NoticeDraft
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


def prepare_notice(*, actor: Actor, source_urn: str, draft: NoticeDraft) -> NoticeVersion:
    """Prepare the next version of the notice on a source.

    The PDF is stored under its digest before the act begins; the act itself is short. Raises Invalid
    when the kind's schema is not met, NotNow when publication is barred or the notice has come down.
    """
    policy.may_prepare(actor=actor, draft=draft)
    kinds.check_schema(draft.kind, draft.fields, draft.party_name)
    return _record_version(actor=actor, source_urn=source_urn, draft=draft, pdf=store_pdf(draft.pdf))


def store_pdf(content: bytes) -> StoredPdf:
    """Store the bytes under their SHA-256; raises Invalid for what is not a PDF."""
    if not content:
        return StoredPdf()
    if not content.startswith(b"%PDF-"):
        raise Invalid("disclosure.not_pdf", _("公示文书须为 PDF 文件。"), field="pdf")
    digest = hashlib.sha256(content).hexdigest()
    storages["originals"].save(pdf_key(digest), ContentFile(content))
    return StoredPdf(digest, len(content))


@act(
    "disclosure.prepare_notice",
    title=_("制作公示信息"),
    may=policy.may_prepare,
    serves=("2.1.3c",),
    basis=("浙政办发〔2019〕20号 二(一)3",),
    stage="决定",
)
def _record_version(*, actor: Actor, source_urn: str, draft: NoticeDraft, pdf: StoredPdf) -> NoticeVersion:
    """Prepare the next version of a notice, to be checked by a second person."""
    moment = clock.now()
    duty = Duty.objects.filter(source_urn=source_urn).order_by("-is_lead", "pk").first()
    subject = (duty.subject_urn, duty.subject_label) if duty else (source_urn, draft.title)
    _refuse_barred(duty)
    refuse_exempt(source_urn)
    notice = (
        Notice.objects.select_for_update()
        .filter(source_urn=source_urn, kind=draft.kind, closed_at=None)
        .first()
    )
    if notice is None:
        _refuse_after_withdrawal(source_urn)
        notice = builders.notice(draft, source_urn=source_urn, subject=subject, moment=moment)
        take_to_desk(notice, moment)
        notice.save()
    else:
        take_to_desk(notice, moment)
    last = notice.versions.order_by("-number").first()
    version = builders.version(
        notice, draft, number=last.number + 1 if last else 1, pdf=pdf, actor=actor, moment=moment
    )
    version.save()
    describe(
        subject=subject[0],
        label=subject[1],
        mentions=(source_urn, f"urn:mingzhi:disclosure:notice:{notice.uid}"),
        content={
            "notice": str(notice.uid),
            "version": version.number,
            "commitment": version.commitment,
            "hidden": len(version.marks),
            "names_checked": len(version.names_checked),
            "doubts": len(version.doubts or ()),
        },
        hashes={"pdf": pdf.sha256} if pdf.sha256 else {},
    )
    return version


def _must_confirm(*, passed: bool, every: bool) -> None:
    if passed and not every:
        raise Invalid(
            "disclosure.check_all",
            _("审查通过须逐项确认：不涉国家秘密，不涉个人隐私和商业秘密，与送达文书一致。"),
            citation=cite("政府信息公开条例 §17"),
            field="passed",
        )


def _said_about(
    version: NoticeVersion, said: Mapping[str, str], more: Mapping[str, str], *, passed: bool, remark: str
) -> dict[str, str]:
    return doubts.said_about(
        version.doubts or (),
        said,
        passed=passed,
        remark=remark,
        more=more,
        shown=(version.title, version.text, *(value for _label, value in version.fields)),
        kept=(version.party_name, version.document_number, version.notice.agency_name),
    )


def _refuse_barred(duty: Duty | None) -> None:
    if duty is not None and duty.barred_by:
        raise NotNow(
            "disclosure.barred",
            _("该决定依法不予公开，不能制作公示信息。"),
            citation=cite("政府信息公开条例 §15"),
            way_out=_("请办理不予公示并将理由报同级司法行政部门备案。"),
        )


def _refuse_after_withdrawal(source_urn: str) -> None:
    fallen = {"changed", "revoked", "unlawful", "void"}
    if Notice.objects.filter(source_urn=source_urn, withdrawal__ground__in=fallen).exists():
        raise NotNow(
            "disclosure.fallen",
            _("该决定已被变更、撤销、确认违法或者确认无效，不能再次公示。"),
            citation=cite("行政处罚法 §48-2"),
            way_out=_("重新作出的决定另行公示。"),
        )


@act(
    "disclosure.check_notice",
    title=_("公示前保密审查"),
    may=policy.may_check,
    locks="version",
    serves=("2.1.3c",),
    basis=("政府信息公开条例 §17", "浙政办发〔2019〕20号 二(一)3"),
    stage="决定",
)
def check_notice(
    *,
    actor: Actor,
    version: NoticeVersion,
    passed: bool,
    secrecy: bool,
    privacy: bool,
    same_text: bool,
    remark: str = "",
    said: Mapping[str, str] | None = None,
    more: Mapping[str, str] | None = None,
) -> Check:
    """Check a version for secrets, privacy and equality with the served text, as a second person.

    To pass, all three must be confirmed and each possible name must be ``said`` to be none
    (:mod:`mingzhi.disclosure.rules.doubts`); a return needs a remark, a word that was said to be a name, or
    ``more``: what else must be hidden (name, hide), or no longer (word).
    Raises Conflict when checked already.
    """
    if Check.objects.filter(version=version).exists():
        raise Conflict("disclosure.checked", _("该版本已经审查。"), way_out=_("请刷新页面。"))
    _must_confirm(passed=passed, every=secrecy and privacy and same_text)
    about = _said_about(version, said or {}, more or {}, passed=passed, remark=remark)
    check = builders.check(
        version,
        passed=passed,
        secrecy=secrecy,
        privacy=privacy,
        same_text=same_text,
        remark=remark,
        actor=actor,
        moment=clock.now(),
        said=about,
    )
    check.save()
    notice = version.notice
    describe(
        subject=notice.subject_urn,
        label=notice.subject_label,
        mentions=(notice.source_urn, f"urn:mingzhi:disclosure:notice:{notice.uid}"),
        content={
            "notice": str(notice.uid),
            "version": version.number,
            "passed": passed,
            "secrecy": secrecy,
            "privacy": privacy,
            "same_text": same_text,
            "remark": check.remark,
            "said": check.said,
        },
    )
    return check
