"""Let the ground move: a changed article with its tasks answered, passed on, overdue; a fresh one; bodies."""

from datetime import datetime, timedelta

from mingzhi.identity.queries import agency_row
from mingzhi.kernel import clock
from mingzhi.site.demo.county import People
from mingzhi.site.jobs.registers import publish_changed
from mingzhi.supervision.acts.adjusting import answer_adjustment
from mingzhi.supervision.acts.bodies import rename_agency
from mingzhi.supervision.acts.changes import change_article
from mingzhi.supervision.models import Change
from mingzhi.supervision.tasks import escalate_overdue

LONG_AGO, ANSWERED, RECENT = timedelta(days=48), timedelta(days=40), timedelta(days=3)
RENAMED, OVERDUE = timedelta(days=20), timedelta(days=12)
SUPPOSED = "演示数据：假定该条修改，用来说明动态调整；法律本身没有变动"


def load_changes(people: People, *, now: datetime) -> None:
    """Note two changed articles, answer part of the older one, and let the rest go up."""
    with clock.fixed(now - LONG_AGO):
        older = _changed(people, "食品安全法", 126)
        publish_changed()
    with clock.fixed(now - ANSWERED):
        _answer(people, older)
    with clock.fixed(now - RECENT):
        _changed(people, "食品安全法", 34)
        publish_changed()
    with clock.fixed(now - RENAMED):
        _rename(people)
        publish_changed()
    with clock.fixed(now - OVERDUE):
        escalate_overdue()


def _changed(people: People, statute: str, number: int) -> Change:
    return change_article(
        actor=people.actor("sj", "admin", clock.today()),
        statute=statute,
        number=number,
        until=clock.today(),
        reason=SUPPOSED,
        fate="changed",
    )


def _rename(people: People) -> None:
    """The county's health bureau bears another name; its former one stays in every register."""
    rename_agency(
        actor=people.actor("sft", "registrar", clock.today()),
        agency=agency_row(people.agencies["qwj"]),
        since=clock.today(),
        name="清溪县卫生健康和疾病预防控制局",
        sign="",
        reason="清溪县机构改革方案（演示数据）",
        number="清政发〔演示〕12号",
    )


def _answer(people: People, change: Change) -> None:
    """The county's publisher answers its guides, the province keeps one power and passes another on."""
    today = clock.today()
    county = change.tasks.filter(agency_code=people.agencies["qsj"], kind="guide")
    answer_adjustment(
        actor=people.actor("qsj", "publisher", today),
        change=change,
        tasks=[str(row.uid) for row in county],
        outcome="adjusted",
        text="权责清单和服务指南已经核对，引文照新条文公布。",
    )
    keeper = people.actor("sj", "admin", today)
    own = [str(row.uid) for row in change.tasks.filter(kind="power", agency_code=keeper.agency_code)]
    answer_adjustment(
        actor=keeper, change=change, tasks=own[:1], outcome="stays", text="修改不涉及该事项的幅度。"
    )
    answer_adjustment(
        actor=keeper,
        change=change,
        tasks=own[1:2],
        outcome="passed",
        text="该事项由市局牵头修订。",
        to_agency=people.agencies["mj"],
    )
