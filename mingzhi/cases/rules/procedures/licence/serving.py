"""Service in a licence procedure: the rules on penalties do not apply, so it goes by 民事诉讼法 §87–95."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field

SERVICE = ("民事诉讼法 §87-1", "民事诉讼法 §88-1")
_BASES = {
    "document": "民事诉讼法 §87-1",
    "manner": "民事诉讼法 §88-1",
    "served_on": "民事诉讼法 §87-2",
    "receiver": "民事诉讼法 §88-1",
    "retained_how": "民事诉讼法 §89",
    "refused_why": "民事诉讼法 §89",
    "consent": "民事诉讼法 §90-1",
    "electronic_recorded": "民事诉讼法 §90-2",
    "reason": "民事诉讼法 §95-2",
    "announced_why": "民事诉讼法 §95-2",
    "announced_how": "民事诉讼法 §95-1",
    "announced_recorded": "民事诉讼法 §95-2",
}


def civil(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the fields of service with the articles that count for a licence."""
    return tuple(replace(field, basis=_BASES.get(field.code, field.basis)) for field in fields)
