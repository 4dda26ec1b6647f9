"""Background work of this room."""

from mingzhi.exchange.carrying import carry_out
from mingzhi.exchange.messages import send_codes


def carry_pushes() -> int:
    """Carry out what is owed to the outlets; return how many pushes were taken up."""
    return carry_out()


def carry_codes() -> int:
    """Send the one-time codes that are owed; return how many were taken up."""
    return send_codes()
