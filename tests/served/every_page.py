"""The pages that are looked at: of the public, of the party, of everybody at the workbench."""

from mingzhi.kernel import clock
from tests.served.known import AGENCY

YEAR = clock.today().year


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
