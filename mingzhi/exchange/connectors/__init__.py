"""The connectors by the kind of outlet they serve."""

from mingzhi.exchange.connectors.base import Connector
from mingzhi.exchange.connectors.sms import Sms
from mingzhi.exchange.connectors.webhook import Webhook
from mingzhi.exchange.connectors.wechat import Wechat
from mingzhi.exchange.connectors.weibo import Weibo

CONNECTORS: dict[str, type[Connector]] = {"wechat": Wechat, "weibo": Weibo, "sms": Sms, "webhook": Webhook}

__all__ = ["CONNECTORS", "Connector"]
