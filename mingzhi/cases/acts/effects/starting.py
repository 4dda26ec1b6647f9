"""Who handles the case, and what is known about the act it is about."""

from datetime import date

from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Handler
from mingzhi.review import acts as review
from mingzhi.review.models import Submission
from mingzhi.trail.acts import wrote


@effect("appoint_handlers")
def appoint_handlers(work: Work) -> None:
    """Put the two named officers in charge; others are relieved (程序规定 §19-2)."""
    named = [work.data["handler_1"], work.data["handler_2"]]
    known = {officer.urn: officer for officer in work.officers}
    if Submission.objects.filter(case_urn=work.case.urn).exists():
        review.name_handlers(
            actor=work.actor,
            case_urn=work.case.urn,
            case_label=work.case.label,
            handlers=[(urn, known[urn].name) for urn in named],
        )
    Handler.objects.filter(case=work.case, until__isnull=True).exclude(person_urn__in=named).update(
        until=work.at, ended_because=str(work.data.get("reason", work.declared.title))[:200]
    )
    staying = set(
        Handler.objects.filter(case=work.case, until__isnull=True).values_list("person_urn", flat=True)
    )
    wrote(
        Handler.objects.bulk_create(
            Handler(
                case=work.case,
                person_urn=urn,
                person_label=known[urn].name,
                certificate_number=known[urn].certificate_number,
                since=work.at,
            )
            for urn in named
            if urn not in staying
        )
    )
    note_the_act(work)


def note_the_act(work: Work) -> None:
    """Keep when the unlawful act ended and whether it did harm, as a step says (行政处罚法 第三十六条)."""
    if work.data.get("act_ended_on"):
        work.case.act_ended_on = date.fromisoformat(work.data["act_ended_on"])
    if work.data.get("harmful") is True:
        work.case.harmful = True


@effect("decide_recusal")
def decide_recusal(work: Work) -> None:
    """Relieve the handler who must withdraw (行政处罚法 第四十三条第三款)."""
    whom = work.data["whom"]
    work.mentions.append(whom)
    if work.data["result"] == "yes":
        Handler.objects.filter(case=work.case, person_urn=whom, until__isnull=True).update(
            until=work.at, ended_because="决定回避"
        )
