"""The registers of remedies: who hears complaints against a decision, and where applications are taken."""

from dataclasses import replace

from mingzhi.disclosure.rules.register import AGENCY, BASIS, BODIES, HOW, REGION, Column, Register
from mingzhi.kernel.wording import gettext_noop as _

REMEDY_REGISTERS = (
    Register(
        code="remedies",
        title=_("救济渠道"),
        group=HOW,
        about=_("不服决定向谁申请复议、向哪个法院起诉、期限多长。"),
        basis="行政复议法 §20-1",
        columns=(
            Column("name", _("执法机关")),
            Column("level", _("层级"), facet=True),
            REGION,
            Column("reconsideration", _("行政复议机关"), shown=True),
            Column("reconsideration_term", _("申请复议的期限"), shown=True),
            Column("court", _("管辖人民法院"), shown=True),
            Column("court_term", _("起诉的期限"), shown=True),
            BASIS,
        ),
    ),
    Register(
        code="reconsideration",
        title=_("行政复议申请渠道"),
        group=HOW,
        about=_("行政复议机关在哪里接收申请：地址、电话、互联网渠道和时间。"),
        basis="行政复议法 §22-2",
        kept=BODIES,
        columns=(
            Column("name", _("行政复议机关"), needed=True),
            replace(AGENCY, title=_("登记机关"), facet=False, shown=False),
            REGION,
            Column("office", _("行政复议机构"), shown=True, needed=True),
            Column("address", _("递交和邮寄地址"), shown=True, needed=True),
            Column("phone", _("电话"), shown=True, needed=True),
            Column("online", _("互联网渠道"), shown=True, form="link"),
            Column("hours", _("接待时间"), needed=True),
        ),
    ),
)
