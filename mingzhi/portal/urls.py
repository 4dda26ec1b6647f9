"""The addresses of the public face. Permanent: a notice, a statement, a code on a paper."""

from django.urls import include, path

from mingzhi.portal.api.v1 import api
from mingzhi.portal.views import (
    accessibility,
    annual,
    api_docs,
    boards,
    charts,
    crawling,
    embedding,
    home,
    kiosk,
    notices,
    opendata,
    registers,
    searching,
    statements,
    verifying,
)

_NOTICE = "notices/<uuid:uid>/"
_REGISTER = "registers/<slug:code>/"

public_urls = [
    path("", home.home, name="home"),
    path("stages/<slug:stage>/", home.stage, name="stage"),
    path("agencies/", home.agencies, name="agencies"),
    path("withdrawn/", home.withdrawn, name="withdrawn"),
    path("notices/", searching.results, name="search"),
    path("notices.atom", searching.feed, name="feed"),
    path("notices.json", searching.as_list, name="list"),
    path("notices.csv", searching.as_csv, name="csv"),
    path("embed/notices/", embedding.column, name="embed"),
    path("kiosk/", kiosk.kiosk, name="kiosk"),
    path("robots.txt", crawling.robots, name="robots"),
    path("sitemap.xml", crawling.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", crawling.sitemap_part, name="sitemap_part"),
    path(_NOTICE, notices.notice, name="notice"),
    path(f"{_NOTICE}versions/", notices.versions, name="versions"),
    path(f"{_NOTICE}proof/", notices.proof, name="proof"),
    path(f"{_NOTICE}receipt.tlog-proof", notices.receipt, name="receipt"),
    path(f"{_NOTICE}document.pdf", notices.document, name="document"),
    path(f"{_NOTICE}notice.json", notices.as_data, name="data"),
    path(f"{_NOTICE}qr.svg", notices.qr, name="qr"),
    path("registers/", registers.index, name="registers"),
    path("registers/<slug:code>.json", registers.as_list, name="register_json"),
    path("registers/<slug:code>.csv", registers.as_csv, name="register_csv"),
    path(_REGISTER, registers.register, name="register"),
    path(f"{_REGISTER}of/<path:key>/", registers.entry, name="register_entry"),
    path(f"{_REGISTER}difference/", registers.compare, name="register_compare"),
    path(f"{_REGISTER}editions/", registers.editions, name="register_editions"),
    path(f"{_REGISTER}editions/<int:number>/rows.json", registers.rows_file, name="register_rows"),
    path(f"{_REGISTER}editions/<int:number>/receipt.tlog-proof", registers.receipt, name="register_receipt"),
    path("procedures/<path:key>/sheet/", charts.sheet, name="chart_sheet"),
    path("windows/", boards.index, name="boards"),
    path("windows/<path:key>/board/", boards.screen, name="board"),
    path("windows/<path:key>/sheet/<slug:paper>/", boards.sheet, name="board_sheet"),
    path("statistics/", annual.annual, name="annual"),
    path("statistics/figures.csv", annual.as_csv, name="annual_csv"),
    path("statement/", statements.statement, name="statement_now"),
    path("statement/<str:day>/", statements.statement, name="statement"),
    path("statement/<str:day>/receipt.tlog-proof", statements.receipt, name="statement_receipt"),
    path("verify/", verifying.verify, name="verify"),
    path("v/<str:code>", verifying.code, name="code"),
    path("v/<str:code>/", verifying.code),
    path("open-data/", opendata.index, name="open_data"),
    path("open-data/receipts/<str:manifest>.tlog-proof", opendata.receipt, name="open_data_receipt"),
    path("open-data/<path:name>", opendata.file, name="open_data_file"),
    path("accessibility/", accessibility.accessibility, name="accessibility"),
    path("api/docs", api_docs.docs, name="api_docs"),
]

urlpatterns = [
    path("", include((public_urls, "portal"))),
    path("log/", include("mingzhi.portal.log.urls")),
    path("api/v1/", api.urls),
]
