"""What was typed fits its column: PostgreSQL refuses what is longer, and people should read why."""

from typing import Any

from django.db import models

from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

LONGEST_REASON = 200


def must_fit(model: type[models.Model], **texts: Any) -> None:
    """Raise Invalid naming the first text that is longer than its column."""
    for name, text in texts.items():
        column = model._meta.get_field(name)
        if not isinstance(column, models.CharField) or column.max_length is None:
            continue
        if len(text) > column.max_length:
            raise Invalid(
                "identity.too_long",
                _("“%(label)s”不超过%(most)s个字。"),
                params={"label": str(column.verbose_name), "most": column.max_length},
                field=name,
            )


def given(reason: str) -> str:
    """Return the reason without blanks around it; raises Invalid when it is missing or too long."""
    reason = reason.strip()
    if not reason:
        raise Invalid("identity.reason", _("请写明理由。"), field="reason")
    if len(reason) > LONGEST_REASON:
        raise Invalid(
            "identity.reason_long",
            _("理由不超过%(most)s个字。"),
            params={"most": LONGEST_REASON},
            field="reason",
        )
    return reason
