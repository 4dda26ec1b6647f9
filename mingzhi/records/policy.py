"""Who may write and read records."""

from collections.abc import Callable

from mingzhi.kernel.actor import Actor, ActorKind, party_right
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotAllowed, NotKnown
from mingzhi.kernel.wording import gettext_noop as _

WRITERS = frozenset(
    {
        "cases.handle",
        "cases.approve",
        "cases.discuss",
        "review.review",
        "review.assign",
        "disclosure.prepare",
        "disclosure.check",
        "disclosure.exempt",
        "records.archive",
    }
)
"""Capabilities whose acts make documents or bring in files."""

READERS = WRITERS | {"cases.view", "supervision.view"}
AUXILIARY = "records.view_auxiliary"
ATTACH = "records.attach"
"""What a party's actor carries where the face has let it hand in material."""

_FULL_RECORD = cite("行政处罚法 §47")


PART_TAKERS: list[Callable[[Actor, str, str], bool]] = []
"""Who takes part in a matter, asked as (actor, case urn, step urn); the room that knows enters its answer."""


def belongs(actor: Actor, agency_code: str) -> bool:
    """Tell whether the actor works for the agency or may see its records; jobs belong everywhere."""
    return actor.kind is ActorKind.SYSTEM or actor.agency_code == agency_code or actor.sees(agency_code)


def may_write(*, actor: Actor, agency_code: str = "", **_arguments: object) -> None:
    """Refuse unless the actor makes records for this agency."""
    if actor.kind is ActorKind.SYSTEM:
        return
    if agency_code and not belongs(actor, agency_code):
        raise unknown()
    if not actor.capabilities & WRITERS:
        raise NotAllowed(
            "records.write",
            _("您的岗位不能制作、归入案卷材料。"),
            citation=_FULL_RECORD,
            way_out=_("请由承办人、审核人员或者档案员办理。"),
        )


def may_attach(
    *, actor: Actor, case_urn: str, agency_code: str = "", step_urn: str = "", **_arguments: object
) -> None:
    """Refuse unless the actor handles the case or took the step; a party only into its own case.

    Colleagues of the same agency, and the archivist, may read a file but not add to it.
    """
    if actor.kind is ActorKind.PARTY and actor.can(ATTACH) and actor.can(party_right(case_urn)):
        return
    may_write(actor=actor, agency_code=agency_code)
    if actor.kind is not ActorKind.SYSTEM and not all(
        takes_part(actor, case_urn, step_urn) for takes_part in PART_TAKERS
    ):
        raise NotAllowed(
            "records.not_handler",
            _("您不是本案的承办人，不能向本案归入材料。"),
            citation=cite("行政处罚法 §42-1"),
            way_out=_("请交由本案承办人归入；需要参与办理的，由机关负责人指定为承办人。"),
        )


def may_archive(*, actor: Actor, agency_code: str = "", **_arguments: object) -> None:
    """Refuse unless the actor archives for this agency."""
    if agency_code and not belongs(actor, agency_code):
        raise unknown()
    if actor.kind is ActorKind.SYSTEM:
        return
    if not actor.capabilities & {"records.archive", "cases.handle"}:
        actor.must("records.archive", citation=cite("市场监督管理行政处罚程序规定 §78-1"))


def may_hand_over(*, actor: Actor, case_urn: str, agency_code: str, **_arguments: object) -> None:
    """Refuse unless the actor handles the case, or keeps the archive of its agency."""
    if not belongs(actor, agency_code):
        raise unknown()
    archivist = actor.can("records.archive") and actor.agency_code == agency_code
    handles = actor.can("cases.handle") and all(takes_part(actor, case_urn, "") for takes_part in PART_TAKERS)
    if not (archivist or handles):
        raise NotAllowed(
            "records.hand_over",
            _("移送案卷材料由本案承办人或者本机关档案员办理。"),
            citation=cite("浙政办发〔2019〕20号 二(二)4"),
            way_out=_("请交由本案承办人或者本机关档案员办理。"),
        )


def may_read(*, viewer: Actor, agency_code: str, case_urn: str, auxiliary: bool) -> bool:
    """Tell whether the viewer may know of a thing; ``auxiliary`` when it stands in the 副卷.

    Handlers and reviewers of a case get the auxiliary part from their room, which knows them.
    """
    if viewer.kind is ActorKind.SYSTEM:
        return True
    if viewer.kind is ActorKind.PARTY:
        return not auxiliary and viewer.can(party_right(case_urn))
    if not belongs(viewer, agency_code) or not viewer.capabilities & READERS:
        return False
    return not auxiliary or viewer.can(AUXILIARY)


def unknown() -> NotKnown:
    """Return the one answer to whoever may not know whether a record exists."""
    return NotKnown("records.unknown", _("没有找到该材料。"), way_out=_("请核对编号，或者联系承办机关。"))
