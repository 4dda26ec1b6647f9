"""The act frame and the acts on the trail itself."""

from mingzhi.trail.acts.frame import act, describe

__all__ = ["act", "describe"]
