"""Every look at a file is an entry: views, downloads, exports of a whole case."""

import hashlib
from collections.abc import Mapping, Sequence

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.listing import Taking, listing_of
from mingzhi.records.models import Custody, StoredFile
from mingzhi.records.models.custody import USES
from mingzhi.records.policy import may_hand_over
from mingzhi.records.queries.dossier import Thing, thing
from mingzhi.records.rules.bundles import HAND_OVERS, LISTING_HASH, TAKING
from mingzhi.trail.acts import act, describe
from mingzhi.trail.acts.frame import current_moment


def _anybody(*, actor: Actor, **_arguments: object) -> None:
    """Let the act itself decide: whether a file may be seen depends on the file (NotKnown otherwise)."""


@act(
    "records.view_file",
    title=_("调阅案卷材料"),
    may=_anybody,
    serves=("2.2.2b", "2.2.4b"),
    basis=("浙政办发〔2019〕20号 二(二)4",),
)
def view_file(
    *, actor: Actor, urn: str, use: str = "view", purpose: str = "", auxiliary: bool = False
) -> Thing:
    """Record that the actor looks at or takes a document or attachment; return it for reading.

    ``auxiliary`` is said by the room that knows the actor as handler or reviewer of the case. Raises
    NotKnown for whoever may not know of it.
    """
    if use not in dict(USES):
        raise ValueError(f"a file is not used by {use!r}")
    found = thing(urn, actor, auxiliary=auxiliary)
    at, _recorded = current_moment()
    row = Custody.objects.create(**_row(actor, found, use, purpose), at=at)
    describe(
        subject=found.case_urn,
        label=found.case_label,
        title=f"{row.get_use_display()}：{found.title}"[:120],
        content={
            "subject": found.urn,
            "title": found.title,
            "part": found.part,
            "use": use,
            "purpose": row.purpose,
        },
        hashes={"file": found.file.sha256},
        mentions=(found.urn,),
    )
    return found


@act(
    "records.export_case",
    title=_("导出案卷材料"),
    may=_anybody,
    serves=("2.2.4a",),
    basis=("浙政办发〔2019〕20号 二(二)4",),
)
def export_case(
    *, actor: Actor, case_urn: str, case_label: str, things: Sequence[Thing], purpose: str
) -> int:
    """Record that the actor takes these things of a case out of the house; return how many.

    Raises Invalid without a purpose.
    """
    if not purpose.strip():
        raise Invalid(
            "records.purpose",
            _("导出案卷材料须写明用途。"),
            way_out=_("请写明行政复议、行政诉讼、监督或者当事人查阅等用途。"),
            field="purpose",
        )
    return _taken(actor, case_urn, case_label, things, purpose)


@act(
    TAKING,
    title=_("取出移送的案卷材料"),
    may=may_hand_over,
    serves=("2.2.4a",),
    basis=("浙政办发〔2019〕20号 二(二)4", *(one.basis for one in HAND_OVERS.values())),
)
def hand_over(
    *,
    actor: Actor,
    case_urn: str,
    case_label: str,
    agency_code: str,
    things: Sequence[Thing],
    occasion: str,
    receiver: str,
) -> int:
    """Record that the file of a case is taken for a court or a body of reconsideration; return how many.

    ``receiver`` names that body and the number of its matter. The entry holds the digest of the list that
    lies in the bundle. Raises Invalid without a receiver, and for an occasion that ``rules/bundles`` does
    not know.
    """
    known = HAND_OVERS.get(occasion)
    if known is None:
        raise Invalid("records.occasion", _("请选择移送的事由。"), field="occasion")
    if not receiver.strip():
        raise Invalid(
            "records.receiver",
            _("移送案卷材料须写明接收机关和案号。"),
            citation=cite(known.basis),
            way_out=_("请按其通知书填写，例如“明州市人民法院（2026）之02行初15号”。"),
            field="receiver",
        )
    purpose = f"{known.title}：{receiver.strip()}"[:200]
    at, _recorded = current_moment()
    taking = Taking(
        case_urn=case_urn, case_label=case_label, purpose=purpose, taken_by=actor.label, taken_at=at
    )
    listed = hashlib.sha256(listing_of(taking, things)).hexdigest()
    return _taken(actor, case_urn, case_label, things, purpose, hashes={LISTING_HASH: listed})


def _taken(
    actor: Actor,
    case_urn: str,
    case_label: str,
    things: Sequence[Thing],
    purpose: str,
    *,
    hashes: Mapping[str, str] | None = None,
) -> int:
    seen = [thing(one.urn, actor, auxiliary=True) if one.part == "副卷" else one for one in things]
    at, _recorded = current_moment()
    Custody.objects.bulk_create(Custody(**_row(actor, one, "export", purpose), at=at) for one in seen)
    describe(
        subject=case_urn,
        label=case_label,
        content={"purpose": purpose.strip()[:200], "things": [one.urn for one in seen]},
        hashes={**(hashes or {}), **{str(number): one.file.sha256 for number, one in enumerate(seen, 1)}},
    )
    return len(seen)


def _row(actor: Actor, found: Thing, use: str, purpose: str) -> dict[str, object]:
    return {
        "file_id": StoredFile.objects.only("id").get(sha256=found.file.sha256).pk,
        "subject_urn": found.urn,
        "subject_label": found.title,
        "case_urn": found.case_urn,
        "use": use,
        "purpose": purpose.strip()[:200],
        "actor_urn": actor.urn,
        "actor_label": actor.label,
        "agency_code": actor.agency_code,
    }
