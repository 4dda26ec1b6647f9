"""Who may set what at which level, asked before a form is shown (the acts ask again), and whose a line is."""

from collections.abc import Callable
from typing import Any

from mingzhi.identity.queries import region_names
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
