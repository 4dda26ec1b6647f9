"""Turn a broken uniqueness of the database into a refusal people understand."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from mingzhi.kernel.refusal import Conflict


@contextmanager
def once(code: str, sentence: str, *, way_out: str = "", field: str = "") -> Iterator[None]:
    """Raise Conflict with this sentence when the rows written inside exist already."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Conflict(code, sentence, way_out=way_out, field=field) from error
