"""The public registers: what is open before anybody enforces anything (浙政办发〔2019〕20号 二(一)1).

One declaration per register: its columns, which of them are facets, which stand in the list. The page, the
file, the API and the check of what is entered all read this table.
"""

from collections.abc import Iterator, Mapping

from mingzhi.disclosure.rules.procedure_registers import PROCEDURE_REGISTERS
from mingzhi.disclosure.rules.register import (
    AGENCY,
    BASIS,
    BODIES,
    CATALOGUE,
    CONFIRMED,
    LAW,
    REGION,
    WHERE,
    WHO,
    Column,
    Register,
)
from mingzhi.disclosure.rules.remedy_registers import REMEDY_REGISTERS
from mingzhi.kernel.wording import gettext_noop as _

_BODIES = (
    Register(
        code="bodies",
        title=_("执法主体"),
        group=WHO,
        about=_("行政执法机关、授权组织和受委托组织，层级、隶属、地址和电话。"),
        columns=(
            Column("name", _("名称")),
            Column("former", _("曾用名")),
            Column("kind", _("主体性质"), facet=True, shown=True),
            Column("level", _("层级"), facet=True, shown=True),
            REGION,
            Column("field", _("执法领域"), facet=True, shown=True),
            Column("code", _("统一社会信用代码")),
            Column("government", _("本级人民政府")),
            Column("superior", _("上级机关")),
            Column("review_unit", _("法制审核机构")),
            Column("address", _("地址"), shown=True),
            Column("phone", _("电话"), shown=True),
        ),
    ),
    Register(
        code="announcements",
        title=_("主体公告"),
        group=WHO,
        about=_("机关设立、更名、合并、撤销和职权调整的公告。"),
        kept=BODIES,
        columns=(
            Column("title", _("标题"), needed=True),
            AGENCY,
            REGION,
            Column("number", _("文号"), shown=True),
            Column("issuer", _("公告机关"), shown=True, needed=True),
            Column("text", _("公告内容"), form="long", needed=True),
        ),
    ),
    Register(
        code="officers",
        title=_("执法人员和辅助人员"),
        group=WHO,
        about=_("姓名、证件号码、所在机关和证件状态；不公开其他个人信息。"),
        columns=(
            Column("name", _("姓名")),
            Column("number", _("证件号码"), shown=True),
            Column("kind", _("证件类别"), facet=True, shown=True),
            Column("state", _("证件状态"), facet=True, shown=True),
            AGENCY,
            REGION,
            Column("issued_by", _("发证机关")),
            Column("valid_until", _("有效期至"), shown=True),
        ),
    ),
    Register(
        code="delegations",
        title=_("委托执法"),
        group=WHO,
        about=_("委托机关、受委托组织、委托事项、权限和期限。"),
        basis="行政处罚法 §20-2",
        columns=(
            Column("name", _("受委托组织")),
            AGENCY,
            REGION,
            Column("matters", _("委托事项"), shown=True, form="long"),
            Column("powers", _("委托权限"), form="long"),
            Column("published_on", _("公布日期")),
        ),
    ),
)
_LAW = (
    Register(
        code="statutes",
        title=_("执法依据"),
        group=LAW,
        about=_("现行有效的法律、法规、规章和规范性文件及其版本。"),
        columns=(
            Column("name", _("名称")),
            Column("rank", _("效力位阶"), facet=True, shown=True),
            Column("issuer", _("制定机关"), facet=True, shown=True),
            Column("version", _("版本"), shown=True),
            Column("number", _("文号")),
            Column("articles", _("条数")),
            CONFIRMED,
        ),
    ),
    Register(
        code="articles",
        title=_("引用条文"),
        group=LAW,
        about=_("执法事项引用的条文，以及修改、废止的日期和依据。"),
        columns=(
            Column("name", _("条文"), form="citations"),
            Column("statute", _("法律文件"), facet=True, shown=True),
            Column("state", _("状态"), facet=True, shown=True),
            Column("reason", _("变动依据"), shown=True),
        ),
    ),
    Register(
        code="powers",
        title=_("权责清单"),
        group=LAW,
        about=_("各机关行使的处罚、强制、检查、征收征用和许可事项，及其依据。"),
        columns=(
            Column("name", _("事项名称")),
            Column("code", _("事项编码"), shown=True),
            Column("kind", _("行为类别"), facet=True, shown=True),
            Column("field", _("领域"), facet=True),
            AGENCY,
            REGION,
            Column("procedures", _("适用程序")),
            Column("breached", _("违反的规定"), form="citations"),
            BASIS,
            Column("penalties", _("处罚种类和幅度"), form="long"),
            Column("version", _("版本")),
            CONFIRMED,
        ),
    ),
    Register(
        code="benchmarks",
        title=_("裁量基准"),
        group=LAW,
        about=_("各事项的裁量档次、适用情形和幅度。"),
        basis="行政处罚法 §34",
        columns=(
            Column("name", _("事项名称")),
            Column("grade", _("档次"), facet=True, shown=True),
            Column("sentence", _("幅度"), shown=True),
            Column("circumstances", _("适用情形"), form="long"),
            Column("line", _("行号")),
            Column("region", _("适用区域"), facet=True),
            BASIS,
            CONFIRMED,
        ),
    ),
    Register(
        code="review",
        title=_("法制审核目录"),
        group=LAW,
        about=_("哪些决定作出前必须经过法制审核。"),
        basis="浙政办发〔2019〕20号 二(三)2",
        columns=(
            Column("name", _("审核事项")),
            Column("kind", _("行为类别"), facet=True, shown=True),
            Column("code", _("编码")),
            Column("region", _("适用区域"), facet=True),
            BASIS,
            CONFIRMED,
        ),
    ),
    Register(
        code="recording",
        title=_("音像记录事项清单"),
        group=LAW,
        about=_("哪些环节必须录音录像、怎样记录、保存多久。"),
        basis="浙政办发〔2019〕20号 二(二)2",
        columns=(
            Column("name", _("记录事项")),
            Column("kind", _("行为类别"), facet=True, shown=True),
            Column("occasion", _("记录场合"), shown=True),
            Column("manner", _("记录方式"), facet=True),
            Column("points", _("记录要点"), form="long"),
            Column("phrase", _("用语指引"), form="long"),
            Column("retention", _("保存期限")),
            Column("region", _("适用区域"), facet=True),
            BASIS,
            CONFIRMED,
        ),
    ),
)
_HOW = (
    *PROCEDURE_REGISTERS,
    *REMEDY_REGISTERS,
)
_WHERE = (
    Register(
        code="inspection-items",
        title=_("随机抽查事项清单"),
        group=WHERE,
        about=_("随机抽查的事项、对象、比例、频次和方式。"),
        kept=CATALOGUE,
        columns=(
            Column("name", _("抽查事项"), needed=True),
            AGENCY,
            REGION,
            Column("subjects", _("抽查对象"), shown=True, needed=True),
            Column("share", _("抽查比例"), shown=True, needed=True),
            Column("frequency", _("抽查频次"), shown=True, needed=True),
            Column("manner", _("抽查方式"), facet=True, needed=True),
            Column("content", _("抽查内容"), form="long"),
            Column("basis", _("依据"), form="citations", needed=True),
        ),
    ),
    Register(
        code="monitoring",
        title=_("电子技术监控设备地点"),
        group=WHERE,
        about=_("用于收集证据的电子技术监控设备及其设置地点。"),
        basis="行政处罚法 §41-1",
        kept=BODIES,
        columns=(
            Column("name", _("设置地点"), needed=True),
            AGENCY,
            REGION,
            Column("device", _("设备名称"), facet=True, shown=True, needed=True),
            Column("purpose", _("监控的违法行为"), shown=True, needed=True),
            Column("legal_check", _("法制审核情况"), needed=True),
            Column("technical_check", _("技术审核情况"), needed=True),
        ),
    ),
    Register(
        code="windows",
        title=_("服务窗口"),
        group=WHERE,
        about=_("窗口地址、时间、职责、办理事项、岗位人员、示范文本、进度查询、咨询和投诉。"),
        basis="浙政办发〔2019〕20号 二(一)2",
        kept=BODIES,
        columns=(
            Column("name", _("窗口名称"), needed=True),
            AGENCY,
            REGION,
            Column("address", _("地址"), shown=True, needed=True),
            Column("hours", _("服务时间"), shown=True, needed=True),
            Column("duties", _("岗位职责"), form="long", needed=True),
            Column("matters", _("办理事项"), form="long"),
            Column("materials", _("申请材料"), form="long"),
            Column("staff", _("岗位人员"), needed=True),
            Column("samples", _("申请材料示范文本"), form="long", needed=True),
            Column("progress", _("办理进度查询"), needed=True),
            Column("advice", _("咨询服务"), needed=True),
            Column("complaints", _("投诉举报"), needed=True),
            Column("phone", _("电话"), shown=True, needed=True),
        ),
    ),
    Register(
        code="complaints",
        title=_("投诉举报渠道"),
        group=WHERE,
        about=_("对执法不满意，向谁反映。"),
        basis="行政处罚法 §75-2",
        kept=BODIES,
        columns=(
            Column("name", _("受理单位"), needed=True),
            AGENCY,
            REGION,
            Column("kind", _("渠道"), facet=True, shown=True, needed=True),
            Column("contact", _("联系方式"), shown=True, needed=True),
            Column("hours", _("受理时间"), needed=True),
            Column("scope", _("受理范围"), form="long", needed=True),
        ),
    ),
)
REGISTERS: Mapping[str, Register] = {row.code: row for row in (*_BODIES, *_LAW, *_HOW, *_WHERE)}


def kept_registers() -> Iterator[Register]:
    """Yield the registers whose entries are kept by hand."""
    return (row for row in REGISTERS.values() if row.kept)
