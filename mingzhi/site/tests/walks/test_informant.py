"""Who reported under a name is told whether a case is filed, and nobody else learns who it was."""

from datetime import date

import pytest
from django.urls import reverse

from mingzhi.cases.models import Clock
from mingzhi.cases.queries.party.page import party_actor, party_page
from mingzhi.cases.rules.documents import AUXILIARY
from mingzhi.kernel.refusal import NotNow
from mingzhi.records.models import Document
from mingzhi.site.demo.matters import script_of
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at, refused, take

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.1a")]
MINOR = {"ground": "minor", "reason": "当场改正，没有造成危害后果。"}
TOLD = {"informant": "步惊云", "told_how": "phone", "told_on": "2026-03-06"}
ARCHIVED = {"retention": "30年", "checked": True}


@pytest.fixture
def walk(people):
    return staged(people, script_of("ordinary", "snacks")).play(before="file")


def not_filed(walk, **more):
    with at("2026-03-04T09:30"):
        return take(walk, "refuse_filing", by="head", officers=(), data=MINOR | more)


def test_a_named_report_is_answered_before_the_file_is_put_away(walk):
    not_filed(walk, named_report=True)
    assert Clock.objects.get(code="informant").due == date(2026, 3, 11)
    with at("2026-03-06T10:00"):
        case = reverse("work:case", args=[walk.the_case().uid])
        assert "有待办理：告知举报人" in text(browser(walk.people, "handler").get(case))
        archive = {"walk": walk, "step": "archive", "by": "archivist", "officers": (), "data": ARCHIVED}
        refused(NotNow, "cases.informant_told", **archive)
        step = take(walk, "tell_informant", officers=(), data=TOLD)
        take(**archive)
    paper = Document.objects.get(uid=step.document_uid)
    assert paper.part == AUXILIARY and "决定不予立案" in str(paper.fields)
    page = party_page(str(walk.the_case().uid), party_actor(walk.the_case(), on=date(2026, 3, 6)))
    assert "步惊云" not in str(page) and "告知举报人" not in [event.title for event in page.events]


def test_where_nobody_gave_a_name_nobody_waits(walk):
    not_filed(walk)
    with at("2026-03-06T10:00"):
        refused(NotNow, "cases.informant_waits", walk=walk, step="tell_informant", officers=(), data=TOLD)
        take(walk, "archive", by="archivist", officers=(), data=ARCHIVED)
