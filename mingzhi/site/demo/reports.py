"""Reports of errors in the notices: one new, one overdue, one answered by a correction; an objection."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from mingzhi.cases.models import Case
from mingzhi.cases.notices import draft_for
from mingzhi.cases.queries.party.page import party_actor
from mingzhi.disclosure import acts
from mingzhi.disclosure.models import Notice, Publication, Report
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, public_actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.site.demo.county import People

DAY = timedelta(days=1)
SETTLED, OLDEST, LATEST = 4 * DAY, 14 * DAY, 12
READ = (_("救济途径"), "对决定不服的，可以依法申请行政复议或者提起行政诉讼。")


class Desk:
    """The publisher and the second person of the agency whose notice it is, on a day."""

    def __init__(self, people: People, notice: Notice) -> None:
        self.notice = notice
        self._people = people
        self._key = next(key for key, code in people.agencies.items() if code == notice.agency_code)

    def play(self, role: str) -> Actor:
        """Return the agency's person with this role."""
        return self._people.actor(self._key, role, clock.today())

    def report(self, matter: str, reason: str, **words: str) -> Report:
        """Report as somebody from the public."""
        said = {"reason": reason, **words}
        visitor = public_actor(on=clock.today())
        return acts.report_error(actor=visitor, notice=self.notice, matter=matter, words=said)[0]


def _new(desk: Desk, start: datetime) -> None:
    with clock.fixed(start + 3 * DAY):
        desk.report(
            "wrong",
            "页面上的公示机关电话打不通，好像少了一位。",
            passage="公示机关联系电话",
            contact="网友老周 zhou@example.invalid",
        )


def _overdue(desk: Desk, start: datetime) -> None:
    with clock.fixed(start + DAY):
        desk.report("personal", "公示全文里能看到店里一名员工的名字，他不是当事人，请隐去。")


def _objected(desk: Desk, start: datetime) -> None:
    case = Case.objects.get(urn=desk.notice.subject_urn)
    with clock.fixed(start + 2 * DAY):
        row = acts.raise_objection(
            actor=party_actor(case, on=clock.today()),
            notice=desk.notice,
            matter="wrong",
            words={
                "passage": "违法事实",
                "reason": "公示的货值金额与送达我店的决定书不一致，请更正。",
                "evidence": "送达我店的《行政处罚决定书》原件第二页。",
            },
        )
    with clock.fixed(start + 3 * DAY):
        acts.find_report(
            actor=desk.play("publisher"),
            report=row,
            text="经与送达的决定书核对，公示表的货值金额录入有误，正在制作更正版本。",
        )


def _corrected(desk: Desk, start: datetime) -> None:
    with clock.fixed(start + DAY):
        row = desk.report("incomplete", "公示表里没有写不服决定怎么办。", evidence="决定书最后一段有写。")
    with clock.fixed(start + 3 * DAY):
        publisher = desk.play("publisher")
        acts.find_report(actor=publisher, report=row, text="属实，公示表遗漏救济途径，将补充。")
        urn = desk.notice.source_urn
        draft = draft_for(urn, publisher)
        fuller = replace(draft, fields=(*draft.fields, READ))
        version = acts.prepare_notice(actor=publisher, source_urn=urn, draft=fuller)
        acts.check_notice(
            actor=desk.play("checker"),
            version=version,
            passed=True,
            secrecy=True,
            privacy=True,
            same_text=True,
        )
        acts.correct(
            actor=publisher,
            notice=Notice.objects.get(pk=desk.notice.pk),
            version=version,
            reason="公示表遗漏救济途径，补充。",
            report=row,
        )
        acts.close_report(
            actor=publisher, report=row, remedy="corrected", text="已补充救济途径，感谢您的报告。"
        )


_PLAYS: Sequence[Callable[[Desk, datetime], None]] = (_overdue, _corrected, _objected, _new)


def load_reports(people: People, now: datetime) -> int:
    """Let readers report on notices that have been public for some days; return how many did."""
    public = Publication.objects.filter(until=None, kind="penalty", channel__own=True)
    settled = public.filter(since__lt=now - SETTLED).select_related("notice")
    rows = sorted(settled.order_by("-since")[:LATEST], key=lambda row: row.since)
    for play, row in zip(_PLAYS, rows, strict=False):
        play(Desk(people, row.notice), max(row.since, now - OLDEST) + timedelta(hours=2))
    return min(len(rows), len(_PLAYS))
