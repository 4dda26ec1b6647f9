"""Who may change the catalogue: its keepers, and the named job that loads the shipped data."""

from typing import Any

from mingzhi.kernel.actor import Actor, ActorKind

MANAGE = "catalogue.manage"
LOADER = "urn:mingzhi:site:job:load_catalogue"


def may_manage(*, actor: Actor, **_arguments: Any) -> None:
    """Let the keepers of the catalogue through; raise NotAllowed otherwise."""
    actor.must(MANAGE)


def may_load(*, actor: Actor, **_arguments: Any) -> None:
    """Let the loading job and the keepers through; raise NotAllowed otherwise."""
    if actor.kind is ActorKind.SYSTEM and actor.urn == LOADER:
        return
    actor.must(MANAGE)
