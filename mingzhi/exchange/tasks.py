"""Background work of this room."""

from mingzhi.exchange.carrying import carry_out


def carry_pushes() -> int:
    """Carry out what is owed to the outlets; return how many pushes were taken up."""
    return carry_out()
