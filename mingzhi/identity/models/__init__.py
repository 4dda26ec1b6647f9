from mingzhi.identity.models.account import Account

__all__ = ["Account"]
