"""Every form of the workbench, and the party's entrance, carries the token that makes it count once."""

import re

from tests.architecture.source import PACKAGE

WORK = PACKAGE / "workbench" / "templates" / "work"
DESK = PACKAGE / "partydesk" / "templates" / "desk"
DESK_FORMS = [DESK / name for name in ("entrance.html", "report.html")]
LEAVES_NO_TRACE = ("account:logout",)
_FORM = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.S)


def test_forms_carry_their_token() -> None:
    forms = [
        (path.name, form)
        for path in [*WORK.rglob("*.html"), *DESK_FORMS]
        for form in _FORM.findall(path.read_text())
    ]
    assert len(forms) > 5
    bare = [
        name
        for name, form in forms
        if "{% once" not in form and not any(address in form for address in LEAVES_NO_TRACE)
    ]
    assert not bare, f"put {{% once %}} behind the csrf token of the forms in {sorted(set(bare))}"
