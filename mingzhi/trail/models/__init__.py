from mingzhi.trail.models.entry import Entry, Mention, Payload

__all__ = ["Entry", "Mention", "Payload"]
