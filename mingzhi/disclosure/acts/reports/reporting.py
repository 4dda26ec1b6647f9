"""Take in what somebody says is wrong in a public notice: a report by anybody, an objection by the party."""

import secrets
from collections.abc import Callable, Mapping

from django.conf import settings

from mingzhi.calendars.queries import calendar
from mingzhi.disclosure import policy
from mingzhi.disclosure.acts.deadlines import deadline_of
from mingzhi.disclosure.models import Notice, Publication, Report, ReportWords
from mingzhi.disclosure.rules import periods, reports
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.kernel import canonical, clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotKnown, NotNow
from mingzhi.kernel.typed import readable
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

EVIDENCE = "政府信息公开条例 §41"
_WORDS = ("passage", "reason", "evidence")


@act(
    "disclosure.report_error",
    title=_("收到错误报告"),
    may=policy.anybody,
    locks="notice",
    serves=("2.1.3c",),
    basis=("政府信息公开条例 §6", "浙政办发〔2019〕20号 二(一)3"),
)
def report_error(
    *, actor: Actor, notice: Notice, matter: str, words: Mapping[str, str], address: str = ""
) -> tuple[Report, str]:
    """Take a report by anybody and return it with its query code, which is stored nowhere.

    ``words`` are passage, reason, evidence and contact, of which only the reason is needed; ``address``
    is where the visitor comes from: from one address only so many come in an hour (NotNow), and so many
    lie open on one notice. Raises Invalid for what is missing or too long; what never was public is NotKnown.
    """
    said = _read(matter, words)
    source = reports.digest("source", address, settings.SECRET_KEY) if address else ""
    _must_be_sparing(source)
    if Report.objects.filter(notice=notice, closed_at=None, kind=reports.ERROR).count() >= reports.MOST_OPEN:
        raise NotNow(
            "disclosure.report_many",
            _("这条信息已有多件错误报告正在核实，暂不再接收。"),
            way_out=_("请稍后再来，或者拨打公示机关的电话。"),
        )
    code = reports.new_code(secrets.choice)
    row = _report(
        notice, kind=reports.ERROR, matter=matter, code=reports.digest("code", code, settings.SECRET_KEY)
    )
    _keep(row, said, source)
    return row, code


@act(
    "disclosure.raise_objection",
    title=_("收到更正申请"),
    may=policy.may_object,
    locks="notice",
    serves=("2.1.2b", "2.1.3c"),
    basis=(EVIDENCE, "个人信息保护法 §46-1"),
)
def raise_objection(
    *,
    actor: Actor,
    notice: Notice,
    matter: str,
    words: Mapping[str, str],
    alongside: Callable[[Report], object] | None = None,
) -> Report:
    """Take the objection of the party to the notice on its own matter; the party follows it on its page.

    ``alongside`` files the evidence that came with it, in the same transaction. Raises Invalid without a
    reason or without the evidence §41 speaks of (in words or files), Conflict while an earlier objection of
    the party to this notice is not answered yet.
    """
    said = _read(matter, words)
    if not said["evidence"] and alongside is None:
        raise Invalid(
            "disclosure.report_evidence",
            _("请说明证明信息不准确的证据。"),
            citation=cite(EVIDENCE),
            way_out=_("写明证据的名称和内容，或者附上文件。"),
            field="evidence",
        )
    if Report.objects.filter(notice=notice, party_urn=actor.urn, closed_at=None).exists():
        raise Conflict(
            "disclosure.objection_open",
            _("您对这条信息已经提出过更正申请，正在核实。"),
            citation=cite(EVIDENCE),
            way_out=_("请等待答复；需要补充的，请联系公示机关。"),
        )
    row = _report(notice, kind=reports.OBJECTION, matter=matter, party_urn=actor.urn)
    _keep(row, said, "")
    if alongside is not None:
        alongside(row)
    return row


def _read(matter: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed, cleaned; Invalid names the field."""
    if matter not in reports.MATTERS:
        raise Invalid("disclosure.report_matter", _("请选择是哪一类问题。"), field="matter")
    said = {name: readable(words.get(name, "")).strip() for name in reports.LONGEST}
    for name, most in reports.LONGEST.items():
        if len(said[name]) > most:
            raise Invalid(
                "disclosure.report_long",
                _("内容不超过%(n)s字。"),
                way_out=_("请缩短后再提交；已填写的内容仍在表单上。"),
                params={"n": str(most)},
                field=name,
            )
    if not said["reason"]:
        raise Invalid(
            "disclosure.report_reason",
            _("请写明哪里有误、正确的应当是什么。"),
            way_out=_("写清楚，公示机关才能核实。"),
            field="reason",
        )
    return said


def _must_be_sparing(source: str) -> None:
    if not source:
        return
    recent = ReportWords.objects.filter(source=source, received_at__gt=clock.now() - reports.WITHIN)
    if recent[: reports.OFTEN].count() >= reports.OFTEN:
        raise NotNow(
            "disclosure.report_often",
            _("从您所在的网络地址提交的报告过多，暂时不能继续提交。"),
            way_out=_("请在一小时后再提交，换用手机网络，或者拨打公示机关的电话。"),
        )


def _report(
    notice: Notice, *, kind: str, matter: str, party_urn: str = "", code: str | None = None
) -> Report:
    publications = Publication.objects.filter(notice=notice, channel_id=PORTAL).select_related("version")
    shown = publications.order_by("-pk").first()
    if shown is None:
        raise NotKnown("disclosure.unknown", _("没有找到该公示信息。"))
    today = clock.today()
    term = reports.term_for(kind=kind, matter=matter, region_code=notice.region_code, on=today)
    deadline = deadline_of(today, term.length, calendar(notice.region_code))
    department = periods.facts_from(shown.version.facts).department
    return Report.objects.create(
        notice=notice,
        publication=shown if shown.until is None else None,
        kind=kind,
        matter=matter,
        party_urn=party_urn,
        code_digest=code,
        agency_code=notice.agency_code,
        agency_name=notice.agency_name,
        received_at=clock.now(),
        due_on=deadline.due_on,
        provisional=deadline.provisional,
        derivation=deadline.derivation,
        rule=term.code,
        basis=term.basis,
        confirmed=term.confirmed,
        demands=list(
            reports.demands(kind=kind, matter=matter, region_code=notice.region_code, department=department)
        ),
    )


def _keep(report: Report, said: Mapping[str, str], source: str) -> None:
    """Keep the words where they can be erased; the record holds only a salted commitment to them."""
    salt = secrets.token_bytes(32)
    words = {name: said[name] for name in _WORDS}
    ReportWords.objects.create(
        report=report,
        **words,
        contact=said["contact"],
        salt=salt.hex(),
        source=source,
        received_at=report.received_at,
    )
    notice = report.notice
    describe(
        subject=notice.subject_urn,
        label=notice.subject_label,
        mentions=(notice.source_urn, report.urn),
        content={
            "report": str(report.uid),
            "notice": str(notice.uid),
            "kind": report.kind,
            "matter": report.matter,
            "due_on": report.due_on.isoformat(),
            "contact": bool(said["contact"]),
        },
        basis=tuple(report.demands),
        hashes={"words": canonical.commitment(salt, words).hex()},
    )
