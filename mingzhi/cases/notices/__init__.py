"""What of a decision becomes public: the source of its duties, and the redacted notice.

The owner prepares the notice (浙政办发〔2019〕20号 二(一)3). ``draft_for`` and ``paper_for`` take the urn of
any decision of a case: the one that ends it, a coercive one on the way, one on a licence after its grant.
"""

from mingzhi.cases.notices.coercion import coercive_draft
from mingzhi.cases.notices.decision import draft_of
from mingzhi.cases.notices.drawing import public_template
from mingzhi.cases.notices.finding import Published, decision_for, draft_for, in_full
from mingzhi.cases.notices.redacting import plain_text
from mingzhi.cases.notices.sources import coercive_source, licence_change_source, source_of

__all__ = [
    "Published",
    "coercive_draft",
    "coercive_source",
    "decision_for",
    "draft_for",
    "draft_of",
    "in_full",
    "licence_change_source",
    "plain_text",
    "public_template",
    "source_of",
]
