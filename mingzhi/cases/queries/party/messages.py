"""Whether a one-time code can reach a party's phone: the agency's, or the platform's, sender of messages."""

from mingzhi.cases.rules.access import PLATFORM, SENDER_NEEDS
from mingzhi.disclosure.connections import Connection, all_connections
from mingzhi.kernel.refusal import NotNow, Refusal
from mingzhi.kernel.wording import gettext_noop as _


def sender_of(agency_code: str) -> Connection | None:
    """Return the connection that sends the codes of an agency's cases; the platform's where it has none.

    Raises NotNow when the file of connections cannot be used.
    """
    found = [row for row in all_connections() if _can_send(row)]
    for agency in (agency_code, PLATFORM):
        own = next((row for row in found if row.agency == agency), None)
        if own is not None:
            return own
    return None


def can_reach(agency_code: str) -> bool:
    """Tell whether codes of this agency's cases can be sent."""
    return sender_of(agency_code) is not None


def has_a_sender() -> bool:
    """Tell whether codes can be sent for anybody: without, the pages do not offer them."""
    try:
        return any(_can_send(row) for row in all_connections())
    except Refusal:
        return False


def must_have_a_sender() -> None:
    """Refuse where no message can be sent at all; this says nothing about any code."""
    if not has_a_sender():
        raise NotNow(
            "cases.desk_no_sender",
            _("本平台没有开通短信，不能发送验证码。"),
            way_out=_("请以身份证件号码后六位核验，或者携带身份证件到承办机关查询。"),
        )


def _can_send(row: Connection) -> bool:
    return row.kind == "sms" and all(row.values.get(key) for key in SENDER_NEEDS)
