"""What the release says against what stands in the tables: rights of roles, demands of steps."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mingzhi.cases.models import StepDemand
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.identity.acts.people import ROLES_FILE
from mingzhi.identity.models import Role
from mingzhi.identity.rules.roles import read_roles
from mingzhi.site.checking.witnesses.reading import Look


def _roles() -> Iterator[str]:
    """Nobody has more rights than the release gives the role (浙政办发〔2019〕20号 二(一)1)."""
    released = {
        spec.code: (sorted(spec.capabilities), sorted(spec.certified))
        for spec in read_roles(ROLES_FILE.read_text(encoding="utf-8"))
    }
    for role in Role.objects.order_by("code"):
        if released.get(role.code) != (sorted(role.capabilities), sorted(role.certified)):
            yield _("岗位 %(code)s 的权限与发布版不一致。") % {"code": role.code}


def _demands() -> Iterator[str]:
    """The database asks as many officers of a step as its declaration does (行政处罚法 §42-1)."""
    stored = {(row.procedure, row.code): row.officers for row in StepDemand.objects.all()}
    for procedure in PROCEDURES.values():
        for step in procedure.steps:
            if stored.get((procedure.code, step.code), 0) != step.officers:
                yield _("步骤 %(procedure)s %(code)s 的人数要求与发布版不一致。") % {
                    "procedure": procedure.code,
                    "code": step.code,
                }


LOOKS: tuple[Look, ...] = (_roles, _demands)
