"""Decisions the law keeps from the public: why, filed with the justice department, which looked at it."""

from datetime import datetime, timedelta

from mingzhi.disclosure.acts import check_filing, exempt
from mingzhi.disclosure.models import Duty
from mingzhi.kernel import clock
from mingzhi.site.demo.county import People

FILED, CHECKED = timedelta(days=1), timedelta(days=2)
JUSTICE = "qsf"
GROUND = "minor"


def load_filings(people: People, now: datetime) -> int:
    """File each decision that a rule bars from publication (政府信息公开条例 §15, §17); return how many."""
    barred = list(Duty.objects.filter(is_lead=True).exclude(barred_by="").order_by("id"))
    for number, duty in enumerate(barred, 1):
        agency = next(key for key, code in people.agencies.items() if code == duty.agency_code)
        with clock.fixed(min(duty.created_at + FILED, now)):
            filed = exempt(
                actor=people.actor(agency, "head", clock.today()),
                duty=duty,
                ground=GROUND,
                reason="当事人是未成年人，公开处罚信息涉及其个人隐私。",
                filed_with="清溪县司法局",
                filed_on=clock.today(),
                receipt=f"清司备〔{clock.today().year}〕{number}号",
            )
        with clock.fixed(min(duty.created_at + CHECKED, now)):
            check_filing(
                actor=people.actor(JUSTICE, "supervisor", clock.today()),
                exemption=filed,
                outcome="accepted",
                remark="当事人年龄属实，理由成立，准予备案。",
            )
    return len(barred)
