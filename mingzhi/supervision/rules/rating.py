"""What a rating of an act may say."""

from mingzhi.kernel.wording import gettext_noop as _

SCORES = (("good", _("满意")), ("fair", _("基本满意")), ("poor", _("不满意")))
TITLES = dict(SCORES)
LONGEST = 1000
MOST = 50
"""Ratings of one act: more than can stand around two officers says that somebody plays with it."""
