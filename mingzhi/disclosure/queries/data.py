"""The sealed editions of the open-data files: anybody may read them."""

from dataclasses import dataclass
from datetime import datetime

from mingzhi.disclosure.models import DataEdition
from mingzhi.disclosure.queries.receipts import LOG
from mingzhi.kernel.canonical import canonical
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.ledger.queries import receipt_text


@dataclass(frozen=True, slots=True)
class SealedData:
    """One sealed edition: its number, when, the digest of its manifest."""

    number: int
    sealed_at: datetime
    manifest_sha256: str


def edition_of(manifest_sha256: str) -> SealedData | None:
    """Return the edition a manifest belongs to, None when it was never sealed."""
    row = DataEdition.objects.filter(manifest_sha256=manifest_sha256).first()
    return SealedData(row.number, row.sealed_at, row.manifest_sha256) if row else None


def receipt_of_data(manifest_sha256: str) -> str | None:
    """Return the receipt of the edition a manifest belongs to; None until it stands in a signed tree.

    Raises NotKnown for a manifest that was never sealed.
    """
    row = DataEdition.objects.filter(manifest_sha256=manifest_sha256).select_related("leaf").first()
    if row is None:
        raise NotKnown("disclosure.data_edition", _("没有封存过这一清单。"))
    extra = canonical({"content": row.leaf.content, "salt": row.leaf.salt})
    return receipt_text(log=LOG, commitment_hex=row.leaf.commitment, extra=extra)
