"""Say at the end which tests and modules cost most: ``python -m pytest -p tests.heavy mingzhi/cases``.

Counted are the processor's seconds of this process and of those it started and waited for, not the time
on the wall: that depends on who else is at work. What a fixture costs counts for the first test that asks.
"""

import os
from collections import Counter
from collections.abc import Iterator

import pytest

MOST = 30
_seconds: Counter[str] = Counter()


def _spent() -> float:
    return sum(os.times()[:4])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Note what a test costs, with what it sets up."""
    before = _spent()
    try:
        return (yield)
    finally:
        _seconds[item.nodeid] = _spent() - before


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the heaviest."""
    modules: Counter[str] = Counter()
    for test, spent in _seconds.items():
        modules[test.split("::")[0]] += spent
    terminalreporter.section(f"{sum(modules.values()):.0f} processor seconds")
    for heaviest in (modules, _seconds):
        for name, spent in heaviest.most_common(MOST):
            terminalreporter.write_line(f"{spent:8.2f}  {name}")
