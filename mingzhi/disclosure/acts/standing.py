"""What acts ask about a notice under lock: does it still stand, what is public of it now."""

from mingzhi.disclosure.models import Exemption, Notice, Publication
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, NotNow
from mingzhi.kernel.wording import gettext_noop as _


def require_living(notice: Notice) -> None:
    """Raise Conflict when the notice has come down for good."""
    if notice.closed_at is not None:
        raise Conflict(
            "disclosure.closed",
            _("该信息已经停止公示。"),
            citation=cite("行政处罚法 §48-2"),
            way_out=_("请刷新页面，查看停止公示的理由。"),
        )


def refuse_exempt(source_urn: str) -> None:
    """Raise NotNow while it was decided, and filed, that the decision is not published."""
    if Exemption.objects.filter(source_urn=source_urn, ended=None).exists():
        raise NotNow(
            "disclosure.exempt",
            _("该决定已经办理不予公示。"),
            citation=cite("政府信息公开条例 §15"),
            way_out=_("可以公开的，请先恢复公示义务。"),
        )


def open_publication(notice: Notice) -> Publication | None:
    """Return what is public of the notice on this platform now."""
    return (
        Publication.objects.filter(notice=notice, channel_id=PORTAL, until=None)
        .select_related("version", "leaf")
        .first()
    )


def require_seen(publication: Publication | None, seen: str | None) -> None:
    """Raise Conflict when something else is public than what was looked at (None: not asked)."""
    if seen is not None and seen != (str(publication.uid) if publication else ""):
        raise Conflict(
            "disclosure.moved_on", _("公示状态已被他人更改。"), way_out=_("请刷新页面后重新办理。")
        )
