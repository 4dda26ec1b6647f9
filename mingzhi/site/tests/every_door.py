"""Every route of every face with what stands behind it; a route that is not listed fails a test.

``PUBLIC`` shows what anybody may see. ``STAFF`` asks for a login and names nothing by its address.
Everything else names the kind of thing its address leads to: to those who may not know it, such an
address must answer like one that leads nowhere.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC, STAFF, OWN = "public", "staff", "own"

WORK = {
    "account:appointment": STAFF,
    "account:login": PUBLIC,
    "account:logout": PUBLIC,
    "account:password": STAFF,
    "clauses": STAFF,
    "work:act_code": "case",
    "work:act_code_drawing": "case",
    "work:add_material": "case",
    "work:adjustments": STAFF,
    "work:calendar": STAFF,
    "work:case": "case",
    "work:cases": STAFF,
    "work:change": STAFF,  # the law and the bodies are public; what of cases rests on them is left out
    "work:change_article": STAFF,
    "work:change_body": STAFF,
    "work:changes": STAFF,
    "work:completeness": STAFF,
    "work:dossier": "case",
    "work:duties": STAFF,
    "work:duty": "duty",
    "work:duty_do": "duty",
    "work:entry": "entry",
    "work:entry_receipt": "entry",
    "work:escalated": STAFF,
    "work:filing": "filing",
    "work:filing_do": "filing",
    "work:filings": STAFF,
    "work:hold": STAFF,
    "work:home": STAFF,
    "work:jump": STAFF,
    "work:kept": STAFF,
    "work:material": "material",
    "work:material_file": "material",
    "work:member": "person",
    "work:member_do": "person",
    "work:members": "?agency",
    "work:numbers": "?agency",
    "work:object": "object",
    "work:onsite": STAFF,
    "work:onsite_fill": STAFF,  # a power of the public list
    "work:open": STAFF,
    "work:open_fill": STAFF,
    "work:outlet": "outlet",
    "work:outlet_do": "outlet",
    "work:outlets": STAFF,
    "work:parameter": "?agency",
    "work:parameters": "?agency",
    "work:people": "?agency",
    "work:new_power": STAFF,
    "work:power": STAFF,
    "work:power_do": STAFF,
    "work:recording_list": STAFF,
    "work:review_list": STAFF,
    "work:template": STAFF,
    "work:template_do": STAFF,
    "work:templates": STAFF,
    "work:powers": "?agency",
    "work:public_item": STAFF,
    "work:public_item_do": STAFF,
    "work:public_items": STAFF,
    "work:public_items_of": STAFF,
    "work:push": "push",
    "work:push_do": "push",
    "work:ratings": STAFF,
    "work:rectification_answer": "rectification",
    "work:rectifications": "case",
    "work:registers": STAFF,
    "work:report": "report",
    "work:report_do": "report",
    "work:reports": STAFF,
    "work:request_answer": "request",
    "work:requests": "case",
    "work:review": "review",
    "work:review_do": "review",
    "work:reviews": STAFF,
    "work:statistics": STAFF,
    "work:statistics_cell": "agency",
    "work:statistics_csv": "agency",
    "work:statistics_year": "agency",
    "work:step": "case",
    "work:trail_agency": "?agency",
    "work:trail_person": STAFF,
    "work:version": "version",
    "work:bundle": "case",
    "work:bundle_file": "case",
    "work:volume": "case",
    "work:volume_file": "case",
}
DESK = {
    "desk:act": PUBLIC,
    "desk:act_again": PUBLIC,
    "desk:act_rate": PUBLIC,
    "desk:act_rated": PUBLIC,
    "desk:entrance": PUBLIC,
    "desk:home": PUBLIC,
    "desk:leave": OWN,
    "desk:matter": OWN,
    "desk:objection": "notice",
    "desk:one_time": PUBLIC,
    "desk:paper": "paper",
    "desk:receipt": "paper",
    "desk:rectification": "paper",
    "desk:report": "unpublished",
    "desk:report_follow": PUBLIC,
    "desk:report_forget": PUBLIC,
    "desk:request": "asked",
    "desk:request_withdraw": "asked",
    "desk:right": OWN,
}
NOTICES = {
    "api-v1:get_notice": "unpublished",
    "api-v1:get_receipt": "unpublished",
    "api-v1:get_versions": "unpublished",
    "portal:data": "unpublished",
    "portal:document": "unpublished",
    "portal:notice": "unpublished",
    "portal:proof": "unpublished",
    "portal:qr": "unpublished",
    "portal:receipt": "unpublished",
    "portal:versions": "unpublished",
}
OPEN = {
    "api-v1:api-root",
    "api-v1:difference",
    "api-v1:get_receipt#2",  # of a register
    "api-v1:get_statement",
    "api-v1:get_statement_receipt",
    "api-v1:list_agencies",
    "api-v1:list_editions",
    "api-v1:list_lines",
    "api-v1:list_notices",
    "api-v1:list_registers",
    "api-v1:list_statements",
    "api-v1:list_withdrawn",
    "api-v1:openapi-json",
    "demo_hall",
    "language",
    "log:checkpoint",
    "log:entries",
    "log:proof",
    "log:tile",
    "log:vkey",
    "portal:",
    "portal:agencies",
    "portal:annual",
    "portal:annual_csv",
    "portal:api_docs",
    "portal:board",
    "portal:board_sheet",
    "portal:boards",
    "portal:chart_sheet",
    "portal:code",
    "portal:csv",
    "portal:embed",
    "portal:feed",
    "portal:home",
    "portal:kiosk",
    "portal:list",
    "portal:open_data",
    "portal:open_data_file",
    "portal:open_data_receipt",
    "portal:register",
    "portal:register_compare",
    "portal:register_csv",
    "portal:register_editions",
    "portal:register_entry",
    "portal:register_json",
    "portal:register_receipt",
    "portal:register_rows",
    "portal:registers",
    "portal:robots",
    "portal:search",
    "portal:sitemap",
    "portal:sitemap_part",
    "portal:stage",
    "portal:statement",
    "portal:statement_now",
    "portal:statement_receipt",
    "portal:verify",
    "portal:withdrawn",
    "set_language",
}
EVERY = {**WORK, **DESK, **NOTICES, **dict.fromkeys(OPEN, PUBLIC)}


def routes() -> dict[str, URLPattern]:
    """Return every route there is by its full name; a name taken twice is told apart by a number."""
    found: dict[str, URLPattern] = {}
    for name, pattern in _walk(get_resolver().url_patterns, ""):
        found[name if name not in found else f"{name}#2"] = pattern
    return found


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )
        else:
            yield f"{space}{pattern.name or ''}", pattern
