"""Receipts: what lets anybody verify a notice without asking this system."""

from dataclasses import dataclass
from datetime import date

from mingzhi.disclosure.models import Leaf, Statement
from mingzhi.disclosure.queries.notices import notice
from mingzhi.kernel.canonical import canonical
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.ledger.queries import receipt_text

LOG = "publications"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt of the public log; ``text`` is None until the leaf is in a signed tree."""

    commitment: str
    text: str | None
    action: str


def receipt_of_notice(uid: str, *, version: int = 0) -> Receipt:
    """Return the receipt of what a notice says now: of its public version, or of how it came down.

    ``version`` asks for a public version while the notice stands. Raises NotKnown for what the public may
    not see: no other receipt is handed out for it.
    """
    found = notice(uid)
    commitment = found.commitment
    if version:
        public = {row.number: row.commitment for row in found.versions} if found.current else {}
        if version not in public:
            raise NotKnown(
                "disclosure.no_version",
                _("没有这一公开版本的回执；已经停止公示的，只有停止公示的回执。"),
                way_out=_("请从该信息的页面取得回执。"),
            )
        commitment = public[version]
    return _receipt(Leaf.objects.get(commitment=commitment))


def receipt_of_statement(day: date, agency: str = "") -> Receipt | None:
    """Return the receipt of a sealed statement, None when the day is not sealed."""
    row = Statement.objects.filter(day=day, agency_code=agency).select_related("leaf").first()
    return _receipt(row.leaf) if row else None


def notice_of_commitment(commitment: str) -> str | None:
    """Return the uid of the notice a commitment of the public log belongs to."""
    row = Leaf.objects.filter(commitment=commitment, notice__isnull=False).select_related("notice").first()
    return str(row.notice.uid) if row and row.notice else None


def _receipt(leaf: Leaf) -> Receipt:
    extra = canonical({"content": leaf.content, "salt": leaf.salt})
    return Receipt(
        leaf.commitment, receipt_text(log=LOG, commitment_hex=leaf.commitment, extra=extra), leaf.action
    )
