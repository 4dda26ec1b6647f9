"""Changes of the ground others stand on: each lists what rests on it and makes the tasks, or does nothing."""

from datetime import date

from mingzhi.catalogue.acts import repeal_article
from mingzhi.catalogue.policy import may_manage_all
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision.acts.adjusting import note_change
from mingzhi.supervision.models import Change
from mingzhi.supervision.queries.reliances import of_article
from mingzhi.supervision.rules.adjustment import ARTICLE, FATES, PLAN
from mingzhi.trail.acts import act


@act(
    "supervision.change_article",
    title=_("登记条文变动并派发调整任务"),
    may=may_manage_all,
    serves=("2.1.1c",),
    basis=(PLAN,),
)
def change_article(*, actor: Actor, statute: str, number: int, until: date, reason: str, fate: str) -> Change:
    """Note that an article was changed or repealed from a day, with a task for each thing resting on it.

    Refuses as ``catalogue.repeal_article`` does; then nothing is written at all.
    """
    touched = of_article(statute, number, on=until, keeper=actor.agency_code)
    done = repeal_article(
        actor=actor,
        statute=statute,
        number=number,
        until=until,
        reason=reason,
        fate=fate,
        cited_elsewhere=bool(touched),
    )
    return note_change(
        actor=actor,
        kind=ARTICLE,
        subject=f"urn:mingzhi:catalogue:article:{done.article.uid}",
        label=f"{statute} §{number} {FATES[fate]}",
        effective_on=until,
        reason=reason,
        touched=touched,
        content={"statute": statute, "number": number, "fate": fate},
    )
