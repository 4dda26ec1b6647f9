"""What is typed at the command line, read; what cannot be read is refused with a sentence and an example."""

from argparse import ArgumentTypeError
from datetime import date


def day(text: str) -> date:
    """Read a day as 2026-04-13."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"不是日期 not a day: {text!r} (2026-04-13)") from None


def count(text: str) -> int:
    """Read how many: a whole number of at least 1."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"不是正整数 not a number of at least 1: {text!r}")
    return int(text)


def port(text: str) -> int:
    """Read a port, from the option or from MINGZHI_PORT."""
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise ArgumentTypeError(f"不是端口 not a port: {text!r} (1 … 65535)")
    return int(text)
