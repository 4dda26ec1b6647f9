"""The pages that are looked at: of the public, of the party, of everybody at the workbench."""

from mingzhi.kernel import clock

AGENCY = "11339921MB0W12342N"
YEAR = clock.today().year
PLACES = (
    f"AGENCY = {AGENCY!r}"
    + """
import json
from mingzhi.cases.models import Case
from mingzhi.catalogue.models import PowerVersion
from mingzhi.disclosure.models import Delivery, Duty, Notice, Outlet, Publication, RegisterRow
from mingzhi.records.models import Document
from mingzhi.review.models import Submission
case = lambda state: Case.objects.filter(state=state, agency_code=AGENCY).earliest("id")
duty = lambda state: Duty.objects.filter(subject_urn=case(state).urn, is_lead=True).earliest("id")
found = {state: case(state) for state in ("investigating", "noticed", "archived")} | {
    "notice": Publication.objects.filter(until=None, channel_id="portal").earliest("id").notice,
    "withdrawn": Notice.objects.exclude(closed_at=None).earliest("id"),
    "review": Submission.objects.filter(closed_at=None).earliest("id"),
    "duty": duty("served"),
    "owed": duty("decided"),
    "outlet": Outlet.objects.earliest("id"),
    "power": PowerVersion.objects.get(power__code="MZ-CF-SP-001", valid_until=None),
    "push": Delivery.objects.earliest("id"),
    "fallen": Duty.objects.filter(states__state="withdrawn", is_lead=True).earliest("id"),
}
paper = Document.objects.filter(case_urn=case("served").urn, number__contains="处罚").earliest("id")
window = RegisterRow.objects.filter(register="windows", until=None, until_edition=None).earliest("id")
party = case("archived").parties.filter(until=None).exclude(code="").earliest("id")
more = {"code": paper.code, "object": party.code, "window": window.key, "body": AGENCY}
print(json.dumps({name: str(row.uid) for name, row in found.items()} | more))
"""
)
"""Run against the database of the server: what the addresses name."""


def public_pages(at: dict[str, str]) -> list[str]:
    notice, gone = f"/notices/{at['notice']}/", f"/notices/{at['withdrawn']}/"
    return [
        "/",
        "/agencies/",
        "/withdrawn/",
        "/notices/",
        "/notices/?q=保质期",
        "/stages/before/",
        "/kiosk/",
        "/accessibility/",
        "/demo/hall/",
        "/stages/during/",
        "/stages/after/",
        "/registers/",
        "/registers/bodies/",
        "/registers/powers/?q=食品",
        f"/registers/bodies/of/{at['body']}/",
        "/registers/bodies/editions/",
        "/registers/bodies/difference/",
        "/statistics/",
        f"/statistics/?agency={AGENCY}",
        "/open-data/",
        "/embed/notices/",
        notice,
        f"{notice}versions/",
        f"{notice}proof/",
        gone,
        "/statement/",
        "/verify/",
        "/windows/",
        f"/windows/{at['window']}/board/",
        f"/windows/{at['window']}/sheet/a4/",
        f"/v/{at['code']}",
        "/api/docs",
        "/account/login/",
        "/desk/",
        f"/desk/d/{at['code']}/",
        "/no-such-page/",
    ]


def work_pages(at: dict[str, str]) -> dict[str, list[str]]:
    return {
        "chenli": [
            "/work/",
            "/work/cases/",
            "/work/cases/open/",
            "/work/cases/onsite/",
            f"/work/cases/{at['investigating']}/",
            f"/work/cases/{at['archived']}/",
            f"/work/cases/{at['archived']}/dossier/",
            f"/work/cases/{at['investigating']}/steps/conclude/",
            f"/work/cases/{at['investigating']}/steps/inquire/",
            f"/work/cases/{at['investigating']}/materials/",
            "/work/registers/",
            "/work/registers/powers/",
            "/work/registers/parameters/",
            "/work/registers/people/",
            "/work/registers/numbers/",
            "/work/registers/public/",
            f"/work/objects/{at['object']}/",
            f"/work/cases/{at['investigating']}/act-code/",
            "/account/password/",
            "/account/appointment/",
        ],
        "xuwen": ["/work/reviews/", f"/work/reviews/{at['review']}/"],
        "jiangnan": [
            "/work/publish/",
            f"/work/publish/{at['duty']}/",
            f"/work/publish/{at['owed']}/",
            f"/work/publish/{at['fallen']}/",
            "/work/publish/outlets/",
            f"/work/publish/outlets/{at['outlet']}/",
            f"/work/publish/pushes/{at['push']}/",
        ],
        "shenguoping": [
            "/work/",
            f"/work/cases/{at['noticed']}/steps/decide_penalty/",
            "/work/completeness/",
            "/work/statistics/",
            f"/work/statistics/{AGENCY}/{YEAR}/",
        ],
        "admin": [
            "/work/registers/calendar/",
            "/work/registers/parameters/hearing.fine.person/",
            "/work/registers/people/",
            f"/work/registers/powers/{at['power']}/",
            "/work/registers/review-list/",
            "/work/registers/recording-list/",
            "/work/registers/templates/inspection_record/",
        ],
        "supervisor": [
            "/work/",
            "/work/publish/filings/",
            "/work/completeness/",
            "/work/statistics/",
            "/work/ratings/",
        ],
    }
