"""What is asked before a request of the party is taken, answered or closed."""

from collections.abc import Mapping, Sequence
from typing import Any

from mingzhi.cases.acts.asking import clean
from mingzhi.cases.models import Case, PartyRequest
from mingzhi.cases.queries.party.rights import people_of
from mingzhi.cases.queries.procedures import procedure_of
from mingzhi.cases.rules.entries import check_entries
from mingzhi.cases.rules.procedure import FieldKind
from mingzhi.cases.rules.rights import Right, declared_as, right_of, still_to_come
from mingzhi.kernel import clock
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.storing import Stored

MOST_OPEN = 5
MOST_A_DAY = 20
MOST_FILES = 5
LARGEST_FILE = 20 * 1024 * 1024
"""Safety settings of the product, not law: whoever has more to say or to show goes to the agency."""

LONGEST = 4000
MOOT = "moot"


def right_named(case: Case, code: str) -> Right:
    """Return the right of the case's procedure; Invalid when it has none of that code."""
    found = right_of(case.procedure, code)
    if found is None:
        raise Invalid("cases.right", _("本案没有这项申请。"), field="right")
    return found


def checked_entries(
    case: Case, right: Right, data: Mapping[str, Any], files: Sequence[Stored]
) -> dict[str, Any]:
    """Return what the party wrote, cleaned; Invalid names the field that is wrong."""
    entered = clean(data)
    for refusal in check_entries(declared_as(right), entered):
        raise refusal
    if any(len(value) > LONGEST for value in entered.values() if isinstance(value, str)):
        raise Invalid(
            "cases.request_long",
            _("内容不超过%(n)s字。"),
            way_out=_("更多的内容请写成文件附上，或者向承办机关递交。"),
            params={"n": str(LONGEST)},
            field=right.fields[0].code,
        )
    for field in right.fields:
        if field.kind is FieldKind.PERSON and entered.get(field.code) not in dict(people_of(case)):
            raise Invalid("cases.request_whom", _("请从本案的办案人员中选择。"), field=field.code)
    must_be_few(len(files), max((one.size for one in files), default=0))
    return entered


def must_be_few(number: int, largest: int) -> None:
    """Raise Invalid for too many files or one that is too large, before their bytes are looked into."""
    if number > MOST_FILES or largest > LARGEST_FILE:
        raise Invalid(
            "cases.request_files",
            _("一次最多附%(n)s个文件，每个不超过%(mb)s兆字节。"),
            way_out=_("更多、更大的材料请向承办机关递交。"),
            params={"n": str(MOST_FILES), "mb": str(LARGEST_FILE // 1024 // 1024)},
            field="files",
        )


def must_be_new(case: Case, right: Right) -> None:
    """Raise Conflict while the same request is open, NotNow when too many came on one day."""
    rows = PartyRequest.objects.filter(case=case, right=right.code)
    still = rows.filter(closed_at__isnull=True).count()
    if still >= (MOST_OPEN if right.many else 1):
        raise Conflict(
            "cases.request_open",
            _("您提出的“%(right)s”正在等待办理，没有重复登记。"),
            citation=cite(right.basis),
            way_out=_("请等待办理；需要补充的，请联系承办机关，或者撤回后重新提出。"),
            params={"right": right.title},
        )
    day = clock.now().astimezone(clock.CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    if PartyRequest.objects.filter(case=case, received_at__gte=day)[:MOST_A_DAY].count() >= MOST_A_DAY:
        raise NotNow(
            "cases.request_many",
            _("今天提交的申请已满%(n)s件。"),
            way_out=_("请明天再提交，或者直接向承办机关递交。"),
            params={"n": str(MOST_A_DAY)},
        )


def must_be_open(request: PartyRequest) -> None:
    """Raise Conflict when the request is closed."""
    if request.closed_at is not None:
        raise Conflict(
            "cases.request_closed", _("该申请已经办结或者撤回。"), way_out=_("请刷新页面，查看结果。")
        )


def must_be_moot(request: PartyRequest, right: Right) -> None:
    """Raise NotNow while the step of the right can be taken, or will be: words do not replace it."""
    case = request.case
    procedure = procedure_of(case.procedure, case.procedure_version)
    step = procedure.by_step.get(right.step)
    if step is not None and case.state in step.sources:
        raise NotNow(
            "cases.request_not_moot",
            _("该申请应当办理“%(step)s”，不能只作答复。"),
            citation=cite(right.basis),
            way_out=_("请办理该步骤；结果会显示在当事人页面。"),
            params={"step": step.title},
            field="answer",
        )
    if step is not None and still_to_come(right, procedure, case.state):
        raise NotNow(
            "cases.request_still_to_come",
            _("案件还会到可以办理“%(step)s”的阶段，不能以已经过了阶段答复。"),
            citation=cite(right.basis),
            way_out=_("请先办理案件的下一步；到了那一阶段，再办理该申请。"),
            params={"step": step.title},
            field="answer",
        )
