"""Which declaration a case runs on."""

from mingzhi.cases.rules.procedure import Procedure, Stage, State
from mingzhi.cases.rules.procedures import INSTALLED, PROCEDURES
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _

NOT_INSTALLED = "cases.version"
"""The code of the refusal to go on with a case of which the version of the procedure is missing."""


def procedure_of(code: str, version: str) -> Procedure:
    """Return the procedure in the version the case was opened under.

    Raises NotNow when that version is not installed: a case never changes its rules silently.
    """
    procedure = INSTALLED.get((code, version))
    if procedure is None:
        raise NotNow(
            NOT_INSTALLED,
            _("本案适用的程序版本%(code)s %(version)s未安装。"),
            way_out=_("请系统管理员安装该程序版本。"),
            params={"code": code, "version": version},
        )
    return procedure


def shown_by(code: str, version: str) -> Procedure:
    """Return that version, else the one in force: for lists, which permit nothing and must not fail."""
    return INSTALLED.get((code, version)) or PROCEDURES[code]


def state_of(code: str, version: str, state: str) -> State:
    """Return the state for display; an unknown one is shown by its code."""
    procedure = INSTALLED.get((code, version))
    found = procedure.by_state.get(state) if procedure else None
    return found or State(code=state, title=state, stage=Stage.START)
