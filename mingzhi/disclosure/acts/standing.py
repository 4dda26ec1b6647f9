"""What acts ask about a notice under lock: does it still stand, what is public of it now."""

from mingzhi.disclosure.models import Exemption, Notice, Publication
from mingzhi.disclosure.rules import withdrawals
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.matters import matters_of
from mingzhi.disclosure.rules.periods import EARLY_END_BASIS
from mingzhi.kernel.actor import Actor
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


def require_fallen(source_urn: str, ground: str, fallen_by: str) -> None:
    """Raise unless the room of the matter confirms that ``fallen_by`` made the decision fall on that ground.

    What stands is not taken down as fallen, whoever asks (行政处罚法 第四十八条第二款).
    """
    if ground not in withdrawals.FALLEN:
        return
    room = matters_of(source_urn)
    if not fallen_by or room is None or not room.fell(source_urn, fallen_by, ground):
        raise NotNow(
            "disclosure.stands",
            _("该决定没有登记为被变更、撤销、确认违法或者确认无效，不能以此为由停止公示。"),
            citation=cite("行政处罚法 §48-2"),
            way_out=_("请先在案件中登记复议、诉讼或者自行纠正的结果，再从案件中办理撤回公示。"),
        )


def require_early_endable(notice: Notice, actor: Actor) -> None:
    """Raise while the matter itself hinders an early end: not performed, above all (公示规定 §14-1)."""
    if notice.kind != "penalty":
        raise NotNow(
            "disclosure.early_kind",
            _("只有行政处罚信息可以提前停止公示。"),
            citation=cite(EARLY_END_BASIS),
            way_out=_("其他信息公示到期满为止；公示有误的，请办理更正或者撤回。"),
        )
    room = matters_of(notice.source_urn)
    hindered = room.hinders_early_end(notice.subject_urn, actor) if room else None
    if hindered is not None:
        raise hindered


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
