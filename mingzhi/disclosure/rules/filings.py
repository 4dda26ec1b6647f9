"""What the justice department says of a decision that is not published, whose reason was filed with it.

The filing is due inside the term of publication (广东省行政执法公示办法 §16 is the model).
No text that was read sets a term for the department's own look, so none is reckoned.
"""

from mingzhi.kernel.wording import gettext_noop as _

ACCEPTED, ASKED = "accepted", "asked"
OUTCOMES: dict[str, str] = {ACCEPTED: _("予以备案"), ASKED: _("要求公开")}
WAITING, ENDED = "waiting", "ended"
STATES: dict[str, str] = {WAITING: _("待核查"), **OUTCOMES, ENDED: _("已恢复公示义务")}
FILING = "浙政办发〔2019〕20号 二(一)3"
REVISITED = "政府信息公开条例 §18"
