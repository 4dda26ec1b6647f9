"""Guard of service: what is served is a paper of the case that is meant for the party (程序规定 §82)."""

from mingzhi.cases.rules.coercive import SERVED_APART
from mingzhi.cases.rules.documents import FOR_THE_PARTY
from mingzhi.cases.rules.guards.question import Question, guard, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


@guard
def paper_on_file(question: Question) -> Refusal | None:
    """The paper was made in this case and is none of the agency's own (程序规定 §82, §78-2)."""
    chosen = question.entered.get("document")
    if chosen is None:
        return None
    if chosen in FOR_THE_PARTY and chosen in question.facts.documents:
        return _number_known(question, str(chosen))
    return wrong(
        "paper_on_file",
        _("本案案卷中没有这份可以送达的文书。"),
        question.step.basis[0],
        _("请从本案已经制作的文书中选择；内部审批文书不送达当事人。"),
        "document",
    )


def _number_known(question: Question, paper: str) -> Refusal | None:
    """The time against a decision beside runs from its service, so its number is known (强制法 §8-1)."""
    number, made_by = question.entered.get("document_number"), SERVED_APART.get(paper)
    of_case = {fact.number for fact in question.facts.beside if fact.code in (made_by or ())}
    if not number or made_by is None or number in of_case:
        return None
    return wrong(
        "paper_number_known",
        _("本案没有这个文号的决定书。"),
        question.step.basis[0],
        _("请填写本案决定书的文号；不填的，送达的是最近一份。"),
        "document_number",
    )
