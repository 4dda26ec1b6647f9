"""What of the annual statistics becomes public: every figure, the narrative, the hash of the snapshot."""

from mingzhi.disclosure.rules.source import NoticeDraft
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.redaction import Known, possible_names, profile_for
from mingzhi.supervision.models import AnnualSnapshot
from mingzhi.supervision.rules.labels import HASH, YEAR
from mingzhi.supervision.rules.statistics import labelled, orders, tables


def draft_of(snapshot: AnnualSnapshot, agency: AgencyView) -> NoticeDraft:
    """Return the notice of a snapshot; nothing in it names a party, and its narrative gave nobody away."""
    frozen = snapshot.content
    year = str(snapshot.report.year)
    notes = [note for table in tables().values() for note in table.notes]
    unconfirmed = "、".join(table.title for table in tables().values() if not table.confirmed)
    said = [
        frozen["narrative"],
        "统计说明：" + "".join(notes),
        f"处罚种类轻重顺序：{orders()[frozen['order']].title}。口径待确认的表：{unconfirmed}。",
    ]
    doubts = possible_names((frozen["narrative"],), known=Known(), profile=profile_for(agency.region_code))
    fields = [(YEAR, year), *labelled(frozen["figures"]), (HASH, snapshot.hash)]
    return NoticeDraft(
        kind="annual",
        title=f"{agency.name}{year}年度行政执法统计年报",
        number="",
        agency_code=agency.code,
        agency_name=agency.name,
        region_code=agency.region_code,
        region_name=agency.region_name,
        level=agency.level,
        party_name="",
        party_kind="",
        decided_on=(snapshot.approved_at or clock.now()).astimezone(clock.CHINA).date(),
        fields=fields,
        text="\n\n".join(said),
        doubts=[doubt.as_json() for doubt in doubts],
    )
