"""Which declaration a case runs on."""

from mingzhi.cases.rules.procedure import Procedure, Stage, State
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _


def procedure_of(code: str, version: str) -> Procedure:
    """Return the procedure in the version the case was opened under.

    Raises NotNow when that version is not installed: a case never changes its rules silently.
    """
    procedure = PROCEDURES.get(code)
    if procedure is None or procedure.version != version:
        raise NotNow(
            "cases.version",
            _("本案适用的程序版本%(code)s %(version)s未安装。"),
            way_out=_("请系统管理员安装该程序版本。"),
            params={"code": code, "version": version},
        )
    return procedure


def state_of(code: str, version: str, state: str) -> State:
    """Return the state for display; an unknown one is shown by its code."""
    procedure = PROCEDURES.get(code)
    found = procedure.by_state.get(state) if procedure and procedure.version == version else None
    return found or State(code=state, title=state, stage=Stage.START)
