"""The party asks to have the file put right; the agency answers with reasons."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import due
from mingzhi.cases import policy
from mingzhi.cases.models import Case, Rectification, RectificationAnswer
from mingzhi.cases.queries.party.page import party_paper
from mingzhi.cases.rules import rectification as rules
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.typed import readable
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.queries import DocumentView, dossier
from mingzhi.trail.acts import act, describe

_NEEDED = {
    "passage": _("请照抄文书中有误的内容。"),
    "reason": _("请写明错在哪里，正确的应当是什么。"),
    "evidence": _("请说明证明记录不准确的证据。"),
}


@act(
    "cases.ask_rectification",
    title=_("收到当事人的案卷更正申请"),
    may=policy.may_ask_rectification,
    locks="case",
    serves=("2.1.2b",),
    basis=(rules.BASIS, rules.PERSONAL),
)
def ask_rectification(
    *, actor: Actor, case: Case, document_uid: str, matter: str, words: Mapping[str, str]
) -> Rectification:
    """Take the party's request about one paper it has seen; it follows the answer on its page.

    ``words`` are passage, reason and evidence. NotKnown for a paper that is not the party's, Invalid for
    what is missing or too long, Conflict while a request on the same paper is open.
    """
    paper = party_paper(str(case.uid), document_uid, actor)
    said = _read(matter, words)
    today = clock.today()
    deadline = due(today, rules.TERM.length, calendar=calendar(case.region_code))
    row = Rectification(
        case=case,
        party_urn=actor.urn,
        party_label=actor.label[:200],
        document_uid=str(paper.uid),
        document_title=f"{paper.title} {paper.number}".strip()[:200],
        matter=matter,
        **said,
        received_at=clock.now(),
        due_on=deadline.due_date,
        provisional=deadline.provisional,
        derivation=deadline.derivation(),
        rule=rules.TERM.code,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "cases.rectification_open",
            _("您对这份文书已经提出过更正申请，正在核实。"),
            citation=cite(rules.BASIS),
            way_out=_("请等待答复；需要补充的，请联系承办机关。"),
        ) from error
    _tell(row, {"matter": matter, "document": row.document_title, **said, "due_on": row.due_on.isoformat()})
    return row


@act(
    "cases.answer_rectification",
    title=_("答复案卷更正申请"),
    may=policy.may_answer_rectification,
    locks="request",
    serves=("2.1.2b",),
    basis=(rules.BASIS, rules.PERSONAL),
)
def answer_rectification(
    *, actor: Actor, request: Rectification, outcome: str, text: str, recipient: str = ""
) -> RectificationAnswer:
    """Answer a request: corrected, refused with reasons, or forwarded to whom it concerns.

    Conflict when it is answered already; NotNow when it is called corrected before anything that
    corrects it came into the file.
    """
    if request.closed_at is not None:
        raise Conflict(
            "cases.rectification_closed", _("该申请已经答复。"), way_out=_("请刷新页面，查看答复。")
        )
    said, named = _answer_words(outcome, text, recipient)
    if outcome == rules.CORRECTED:
        _must_be_corrected(actor, request)
    moment = clock.now()
    row = RectificationAnswer.objects.create(
        request=request,
        outcome=outcome,
        text=said,
        recipient=named,
        late=clock.today() > request.last_day,
        answered_at=moment,
        answered_by_urn=actor.urn,
        answered_by_label=actor.label,
    )
    request.closed_at = moment
    request.save(update_fields=["closed_at"])
    _tell(request, {"outcome": outcome, "text": said, "recipient": named, "late": row.late})
    return row


def _read(matter: str, words: Mapping[str, str]) -> dict[str, str]:
    if matter not in rules.MATTERS:
        raise Invalid("cases.rectification_matter", _("请选择哪一类内容有误。"), field="matter")
    said = {name: readable(words.get(name, "")).strip() for name in rules.LONGEST}
    for name, most in rules.LONGEST.items():
        if not said[name]:
            raise Invalid(
                "cases.rectification_words",
                _NEEDED[name],
                citation=cite(rules.BASIS),
                way_out=_("写清楚，承办机关才能核实；已填写的内容仍在表单上。"),
                field=name,
            )
        if len(said[name]) > most:
            raise Invalid(
                "cases.rectification_long",
                _("内容不超过%(n)s字。"),
                way_out=_("请缩短后再提交；已填写的内容仍在表单上。"),
                params={"n": str(most)},
                field=name,
            )
    return said


def _answer_words(outcome: str, text: str, recipient: str) -> tuple[str, str]:
    if outcome not in rules.OUTCOMES:
        raise Invalid("cases.rectification_outcome", _("请选择答复的结果。"), field="outcome")
    said, named = readable(text).strip(), readable(recipient).strip()
    if not said or len(said) > rules.ANSWER_LONGEST:
        raise Invalid(
            "cases.rectification_answer",
            _("须写明核实情况和理由，不超过%(n)s字。"),
            citation=cite(rules.BASIS),
            way_out=_("答复会原样给当事人看，请写清楚，不要写他人的个人信息。"),
            params={"n": str(rules.ANSWER_LONGEST)},
            field="text",
        )
    if outcome == rules.FORWARDED and (not named or len(named) > 200):
        raise Invalid(
            "cases.rectification_recipient",
            _("须写明有权更正的机关，不超过二百字。"),
            citation=cite(rules.BASIS),
            field="recipient",
        )
    return said, named if outcome == rules.FORWARDED else ""


def _must_be_corrected(actor: Actor, request: Rectification) -> None:
    """Raise NotNow unless something came into the file after the request."""
    things = dossier(request.case.urn, actor, auxiliary=True).things
    filed = [one.made_at if isinstance(one, DocumentView) else one.attached_at for one in things]
    if not any(at >= request.received_at for at in filed):
        raise NotNow(
            "cases.rectification_undone",
            _("收到申请后，还没有更正文书或者更正材料归入案卷。"),
            citation=cite(rules.BASIS),
            way_out=_("请先制作更正文书，或者补充归入经核对的材料；原件不改动，更正附在其后。"),
            field="outcome",
        )


def _tell(request: Rectification, content: dict[str, Any]) -> None:
    case = request.case
    describe(
        subject=case.urn,
        label=case.label,
        mentions=(f"urn:mingzhi:records:document:{request.document_uid}",),
        content={"rectification": str(request.uid), **content},
    )
