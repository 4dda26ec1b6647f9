"""Background work of this room: one act each, by a named system job."""

from mingzhi.disclosure.acts import expire_due, forget_due
from mingzhi.disclosure.acts.indexing import is_lost, rebuild, refresh
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor


def expire_due_notices() -> int:
    """Take down every notice whose last day is over; return how many."""
    return expire_due(actor=system_actor("disclosure-expiry", on=clock.today()))


def refresh_search() -> int:
    """Do the waiting jobs of the search index; build it anew where it was lost; return how many."""
    return rebuild() if is_lost() else refresh()


def forget_contacts() -> int:
    """Erase the contacts of reports that were answered long enough ago; return how many."""
    return forget_due(actor=system_actor("disclosure-forget-contacts", on=clock.today()))
