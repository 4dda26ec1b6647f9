"""The language in which the rights of the party are declared.

One declaration drives the button on the party's page, the form behind it, the conditions under which it
is granted, the clock of the agency, the line on the handler's desk and what has to wait meanwhile.
"""

from dataclasses import dataclass

from mingzhi.cases.rules.procedure import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Within how long the agency takes a request up, by which article; ``note`` if the law has no days."""

    length: str
    basis: str
    confirmed: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One right and the request that uses it.

    ``step`` takes the request up: its states and guards are the conditions, and ``day``, ``named`` and
    ``fixed`` fill its form (day of the request, name of the party, values that go without saying). A right
    without a step is answered in words, one of ``answers``; ``guards`` are conditions of its own.
    ``clock`` is the limit that runs for the party; ``holds`` are the steps that wait while a request is
    open; ``many`` allows several open requests; ``late`` says what the end of the limit
    means where the right outlives it. ``when`` says in plain words from when on it exists. ``replies``: the
    steps that answer what was taken up, with what of them the party reads. ``duty``: who answers, where it
    is not the handlers (a capability); ``checks``: what they confirm with their answer.
    """

    code: str
    title: str
    about: str
    when: str
    basis: str
    fields: tuple[Field, ...]
    term: Term
    step: str = ""
    day: str = ""
    named: str = ""
    fixed: tuple[tuple[str, str], ...] = ()
    guards: tuple[str, ...] = ()
    clock: str = ""
    holds: tuple[str, ...] = ()
    many: bool = False
    late: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    replies: tuple[tuple[str, tuple[str, ...]], ...] = ()
    duty: str = ""
    checks: tuple[Field, ...] = ()
