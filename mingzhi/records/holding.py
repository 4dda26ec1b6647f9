"""Files that wait in the store for the act that will file them.

Files come in before the form is accepted: while it is still being filled, or with a form that is refused. No
row speaks of them yet; a signed note does, good for two days and only in the hands of whoever sent them.
"""

from datetime import timedelta

from django.core import signing
from django.core.files.storage import storages

from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.storing import Stored

LASTS = timedelta(days=2)
_SALT = "mingzhi.records.held:"


def hold(stored: Stored, *, holder: str) -> str:
    """Return the note by which ``holder`` (a urn) can later file what was stored."""
    said = [stored.sha256, stored.sm3, stored.size, stored.media_type, stored.key, stored.name, stored.pages]
    return signing.dumps(said, salt=_SALT + holder, compress=True)


def held(note: str, *, holder: str) -> Stored:
    """Return what a note speaks of; Invalid for an old one, another person's, or bytes that are gone."""
    try:
        sha256, sm3, size, media_type, key, name, pages = signing.loads(
            note, salt=_SALT + holder, max_age=LASTS
        )
    except (signing.BadSignature, ValueError):
        raise _gone() from None
    if not storages["originals"].exists(key):
        raise _gone()
    return Stored(sha256=sha256, sm3=sm3, size=size, media_type=media_type, key=key, name=name, pages=pages)


def _gone() -> Invalid:
    return Invalid(
        "records.held",
        _("先前传上的文件已经过期，或者不是您传的。"),
        way_out=_("请重新选择文件。"),
        field="file",
    )
