"""Last year's annual statistics of every agency that can: frozen, approved, checked, published."""

from datetime import datetime, timedelta

from mingzhi.disclosure.acts import check_notice, publish
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.site.demo.county import People, county
from mingzhi.supervision.acts.annual import approve_statistics, freeze_statistics, prepare_statistics

NARRATIVE = (
    "全年未发生行政执法重大舆情。执法信息按期公示，现场执法全过程记录，重大执法决定均经法制审核。"
    "各项数据由系统依案件记录计算。"
)
HANDS = ("publisher", "checker", "head")


def load_annual(people: People, now: datetime) -> int:
    """Publish the newest annual statistics that fell due; return how many agencies did.

    They are due by 31 January of the next year (浙政办发〔2019〕20号 二(一)3): made ten days before.
    """
    made = 0
    for agency, code in people.agencies.items():
        if not _has_hands(agency):
            continue
        day = _day(now)
        with clock.fixed(day):
            hands = {role: people.actor(agency, role, clock.today()) for role in HANDS}
            _publish(hands, code, day.year - 1)
        made += 1
    return made


def _has_hands(agency: str) -> bool:
    found = {role for entry in county()["people"] if entry["agency"] == agency for role in entry["roles"]}
    return found.issuperset(HANDS)


def _day(now: datetime) -> datetime:
    day = now.replace(month=1, day=21)
    return day if day < now - timedelta(days=1) else day.replace(year=now.year - 1)


def end_of_reported_year(now: datetime) -> datetime:
    """Return a day near the end of the year that :func:`load_annual` reports."""
    return now.replace(year=_day(now).year - 1, month=12, day=20)


def _publish(hands: dict[str, Actor], code: str, year: int) -> None:
    publisher = hands["publisher"]
    frozen = freeze_statistics(actor=publisher, agency_code=code, year=year, narrative=NARRATIVE)
    snapshot = approve_statistics(actor=hands["head"], snapshot=frozen)
    version = prepare_statistics(actor=publisher, snapshot=snapshot)
    check_notice(
        actor=hands["checker"], version=version, passed=True, secrecy=True, privacy=True, same_text=True
    )
    publish(actor=publisher, notice=version.notice, version=version)
