"""The registers printed from executed procedures (浙政办发〔2019〕20号 二(一)1): charts, service guides."""

from mingzhi.disclosure.rules.register import BASIS, HOW, Column, Register
from mingzhi.kernel.wording import gettext_noop as _

VERSION = Column("version", _("程序版本"), shown=True)
HASH = Column("hash", _("声明哈希"))
STEPS = Column("steps", _("办理步骤"), form="lines")
LIMITS = Column("limits", _("期限"), form="lines")
DOCUMENTS = Column("documents", _("文书"), form="lines")

PROCEDURE_REGISTERS = (
    Register(
        code="procedures",
        title=_("执法程序流程图"),
        group=HOW,
        about=_("系统实际执行的程序：流程图、每一步的依据、期限和版本。"),
        columns=(
            Column("name", _("执法程序")),
            Column("kind", _("行为类别"), facet=True, shown=True),
            VERSION,
            Column("chart", _("流程图"), form="chart"),
            BASIS,
            STEPS,
            LIMITS,
            HASH,
        ),
    ),
    Register(
        code="guides",
        title=_("服务指南"),
        group=HOW,
        about=_("每一事项的依据、办理步骤、期限、文书和权利，由系统实际执行的程序生成。"),
        columns=(
            Column("name", _("事项名称")),
            Column("code", _("事项编码"), shown=True),
            Column("kind", _("行为类别"), facet=True, shown=True),
            Column("field", _("领域"), facet=True),
            Column("procedure", _("执法程序"), facet=True, shown=True),
            BASIS,
            STEPS,
            LIMITS,
            Column("rights", _("您的期限"), form="lines"),
            DOCUMENTS,
            VERSION,
            HASH,
        ),
    ),
)
