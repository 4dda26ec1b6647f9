"""A refusal: the named, expected "no" of the product.

Every refusal tells a code, a sentence for the user, the article it rests on and the way out.
Sentences are Chinese templates; ``params`` fill them after translation.
"""

from collections.abc import Mapping
from typing import Any

from mingzhi.kernel.citation import Citation


class Refusal(Exception):
    """The law or the state of the matter forbids what was asked.

    ``status`` is the HTTP status a face answers with; faces never choose their own.
    """

    status = 409

    def __init__(
        self,
        code: str,
        sentence: str,
        *,
        citation: Citation | None = None,
        way_out: str = "",
        params: Mapping[str, Any] | None = None,
        field: str = "",
    ) -> None:
        self.code = code
        self.sentence = sentence
        self.citation = citation
        self.way_out = way_out
        self.params = dict(params or {})
        self.field = field
        super().__init__(str(self))

    def __str__(self) -> str:
        return self.sentence % self.params if self.params else self.sentence


class NotAllowed(Refusal):
    """This actor may not do this (known thing, missing right)."""

    status = 403


class NotKnown(Refusal):
    """This actor may not know whether the thing exists; faces answer 404."""

    status = 404


class NotNow(Refusal):
    """The matter is not in a state in which this can happen."""

    status = 409


class Conflict(Refusal):
    """Somebody else was first; the state has changed since it was read."""

    status = 409


class Invalid(Refusal):
    """What was entered does not meet the rule; ``field`` names where."""

    status = 422
