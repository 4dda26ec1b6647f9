"""Find the decision behind a source urn and draft its notice, whatever kind it is of."""

from collections.abc import Mapping

from mingzhi.cases.models import CoerciveDecision, Decision, LicenceChange
from mingzhi.cases.notices import coercion, licence_change
from mingzhi.cases.notices.decision import draft_of
from mingzhi.disclosure.queries.said import said_on
from mingzhi.disclosure.rules.source import NoticeDraft
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _

Published = Decision | CoerciveDecision | LicenceChange
_BESIDE: Mapping[str, type[CoerciveDecision] | type[LicenceChange]] = {
    model.NOUN: model for model in (CoerciveDecision, LicenceChange)
}


def decision_for(urn: str) -> Published:
    """Return the decision behind a source urn, for the faces that prepare notices; NotNow for none."""
    *_front, noun, uid = urn.split(":")
    found: Published | None
    if noun in _BESIDE:
        found = _BESIDE[noun].objects.select_related("case", "step").filter(uid=uid).first()
    else:
        found = Decision.objects.select_related("case", "core").filter(uid=uid).first()
    if found is None:
        raise NotNow("cases.no_decision", _("没有找到该决定。"))
    return found


def draft_for(
    urn: str,
    viewer: Actor,
    *,
    corrections: Mapping[str, str] | None = None,
    said: Mapping[str, str] | None = None,
) -> NoticeDraft:
    """Return the finished notice of the decision behind a source urn.

    ``said`` is what a check that is not recorded yet says of its words, so that it can be tried beforehand.
    """
    decision = decision_for(urn)
    every = {**said_on(urn, viewer), **(said or {})}
    if isinstance(decision, CoerciveDecision):
        return coercion.coercive_draft(decision, viewer, corrections=corrections, said=every)
    if isinstance(decision, LicenceChange):
        return licence_change.licence_change_draft(decision, viewer, corrections=corrections, said=every)
    return draft_of(decision, viewer, corrections=corrections, said=every)


def in_full(decision: Published) -> str | None:
    """Return the lines from which a public text was made; None where it was made from the whole paper."""
    if isinstance(decision, CoerciveDecision):
        return coercion.lines_in_full(decision)
    if isinstance(decision, LicenceChange) and not decision.document_uid:
        return licence_change.lines_in_full(decision)
    return None
