"""Send the one-time codes that the party's desk owes: seconds after they were asked for, or not at all."""

import logging

from mingzhi.cases.acts.messages import Message, end, take_up, try_later
from mingzhi.cases.queries.party.messages import sender_of
from mingzhi.exchange.connectors.sms import Sms
from mingzhi.exchange.rules.outcome import Trouble
from mingzhi.kernel.refusal import Refusal

_log = logging.getLogger(__name__)


def send_codes(*, limit: int = 100) -> int:
    """Send what is owed; return how many messages were taken up."""
    for count in range(limit):
        message = take_up()
        if message is None:
            return count
        _send(message)
    return limit


def _send(message: Message) -> None:
    try:
        sender = sender_of(message.agency_code)
        if sender is None:
            try_later(message, code="not_configured")
            return
        Sms(sender).send_code(
            message.phone, message.secret, key=message.uid, day=message.day, again=message.tries > 1
        )
    except (Trouble, Refusal) as trouble:
        if getattr(trouble, "lasting", False):
            end(message.uid, "failed", code=trouble.code)
        else:
            try_later(message, code=trouble.code)
        _log.warning("a one-time code was not sent: %s", trouble.code)  # neither number nor code
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        try_later(message, code="answer")
        _log.warning("a one-time code was not sent: %s", type(error).__name__)
    else:
        end(message.uid, "sent")
