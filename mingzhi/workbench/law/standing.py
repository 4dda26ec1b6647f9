"""Who may set what at which level, asked before a form is shown (the acts ask again), and whose a line is."""

from collections.abc import Callable, Iterable
from typing import Any

from mingzhi.catalogue.policy import keeps_for_all
from mingzhi.catalogue.rules.lists import RecordingItemView
from mingzhi.catalogue.rules.review import ReviewRuleView
from mingzhi.identity.queries import agencies_on, region_names
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

SHIPPED = _("随软件提供")


def lets(may: Callable[..., None], **arguments: Any) -> bool:
    """Tell whether a policy lets these arguments through."""
    try:
        may(**arguments)
    except Refusal:
        return False
    return True


def place_names() -> dict[str, str]:
    """Return the names of all places by their code; what is of no place came with the software. One query."""
    return {**region_names(), "": SHIPPED}


def names_of(owners: Iterable[str]) -> dict[str, str]:
    """Return the names of all places and of the agencies among these owners; at most two queries."""
    names = place_names()
    codes = frozenset(owners) - names.keys()
    own = {view.code: view.name for view in agencies_on(clock.today(), codes=codes)} if codes else {}
    return {**names, **own}


def own_list(actor: Actor) -> str | None:
    """Return whose list or format a keeper sets: the own agency's, None for all agencies of the place."""
    return None if keeps_for_all(actor) else actor.agency_code


def agency_names(rows: Iterable[tuple[ReviewRuleView | RecordingItemView, object]]) -> dict[str, str]:
    """Return the names of the agencies whose own lines are among these; no query where there is none."""
    codes = frozenset(line.agency for line, _more in rows if line.agency)
    if not codes:
        return {}
    return {view.code: view.name for view in agencies_on(clock.today(), codes=codes)}
