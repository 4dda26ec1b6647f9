"""The embedded default: everything under var/, a fictional county, never for real records."""

from mingzhi.site.settings.base import *  # noqa: F403
