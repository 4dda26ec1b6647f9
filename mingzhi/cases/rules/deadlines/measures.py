"""The time limits of interim measures: what holds back a person's property never moves over a holiday.

行政强制法 §69 makes limits up to ten days working days; the thirty days of a measure stay calendar days.
"""

from mingzhi.cases.rules.procedure import Limit
from mingzhi.kernel.wording import gettext_noop as _

PRESERVATION = Limit(
    code="preservation",
    title=_("对先行登记保存的证据作出处理"),
    length="7wd",
    basis="行政处罚法 §56",
    on_expiry=_("逾期未采取相关措施的，先行登记保存措施自动解除"),
    roll="none",
)
URGENT = Limit(
    code="urgent_approval",
    title=_("向负责人报告并补办批准手续"),
    length="24h",
    basis="行政强制法 §19",
    roll="none",
)
SEIZURE = Limit(
    code="seizure",
    title=_("查封、扣押期限"),
    length="30d",
    extension="30d",
    basis="行政强制法 §25-1",
    on_expiry=_("期限届满的，应当及时作出解除决定并立即退还财物"),
    excludes=(_("检测、检验、检疫或者技术鉴定的期间"),),
    roll="none",
)
FREEZING = Limit(
    code="freezing",
    title=_("冻结期限"),
    length="30d",
    extension="30d",
    basis="行政强制法 §32-1",
    on_expiry=_("逾期未作出处理决定或者解除冻结决定的，金融机构自冻结期满之日起解除冻结"),
    roll="none",
)
FREEZING_NOTICE = Limit(
    code="freezing_notice",
    title=_("向当事人交付冻结决定书"),
    length="3wd",
    basis="行政强制法 §31",
)
