"""Whether the public text of a decision may be changed in the way somebody wants to change it."""

from collections.abc import Mapping

from mingzhi.cases.models import Decision, LicenceChange, Step
from mingzhi.disclosure.models import Publication
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _

MASKS = "＊*×某○ "


def must_keep_to_the_paper(decision: Decision | LicenceChange, changes: Mapping[str, str]) -> None:
    """Refuse to make a public text say anything but the served paper (公示规定 第七条).

    Once a decision is public its text is made anew from the paper. What may be changed by hand is
    hiding more, and what an approved and served correction of the decision says (行政处罚法 第七十五条).
    Raises NotNow for anything else.
    """
    if not changes or not _is_public(decision):
        return
    served = _served(decision)
    for wrong, right in changes.items():
        hides = not right.strip(MASKS)
        if not hides and not any(wrong in before and right in after for before, after in served):
            raise NotNow(
                "cases.correction_not_served",
                _("公示文本须与送达的决定书一致，不能改为“%(right)s”。"),
                citation=cite("市场监督管理行政处罚信息公示规定 §7"),
                way_out=_(
                    "公示文本有误的，不填改动、重新生成即与决定书一致；决定书本身有误的，先报批并送达更正。"
                ),
                params={"right": right},
            )


def _is_public(decision: Decision | LicenceChange) -> bool:
    return Publication.objects.filter(version__notice__source_urn=decision.urn).exists()


def served_corrections(decision: Decision) -> dict[str, str]:
    """Return wrong text → right text of every correction that was approved and served (行政处罚法 §75-2)."""
    return dict(_served(decision))


def _served(decision: Decision | LicenceChange) -> list[tuple[str, str]]:
    """What the corrections said that reached the party: each approved one with a service after it."""
    steps = list(
        Step.objects.filter(
            case_id=decision.case_id,
            id__gt=decision.step_id,
            code__in=("correct_decision", "serve_correction"),
        ).order_by("id")
    )
    last = max((step.pk for step in steps if step.code == "serve_correction"), default=0)
    return [
        (str(step.data["before"]), str(step.data["after"]))
        for step in steps
        if step.code == "correct_decision" and step.pk < last
    ]
