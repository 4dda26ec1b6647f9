"""Service of any paper, and its announcement where the party cannot be found (程序规定 §82; 民事诉讼法 §95).

Shared by every procedure; each names its own states.
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures.fields import REASON, RULES, SERVICE, text
from mingzhi.kernel.wording import gettext_noop as _

SERVE_DOCUMENT = Step(
    code="serve_document",
    title=_("送达其他文书"),
    sources=(),
    stage=Stage.SERVICE,
    basis=(f"{RULES} §82",),
    document="service_receipt",
    fields=(
        text("document", _("文书"), f"{RULES} §82"),
        text("document_number", _("文号（不填的为最近一份）"), required=False),
        *SERVICE,
    ),
    guards=("paper_on_file",),
    officers=2,
    recording="service",
    effect="serve_document",
    guide=_("处罚告知书和决定书有各自的送达步骤。"),
)
ANNOUNCE_SERVICE = Step(
    code="announce_service",
    title=_("发布送达公告"),
    sources=(),
    duty="cases.approve",
    stage=Stage.SERVICE,
    basis=(f"{RULES} §82(5)", "民事诉讼法 §95-1"),
    fields=(
        text("document", _("文书"), f"{RULES} §82"),
        text("document_number", _("文号（不填的为最近一份）"), required=False),
        replace(REASON, label=_("公告送达的原因"), basis=f"{RULES} §82(5)"),
    ),
    guards=("paper_on_file",),
    document="service_announcement",
    numbered="公告",
    guide=_("自公告发布之日起经过三十日，即视为送达；期满后在相应的送达步骤登记公告日期。"),
)
