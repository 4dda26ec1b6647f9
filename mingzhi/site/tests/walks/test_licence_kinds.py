"""Licences with rules of their own, through acts (行政许可法 §26-2, §35, §42-2, §53–57)."""

from datetime import date

import pytest

from mingzhi.cases.models import Clock
from mingzhi.catalogue.acts import publish_power_version
from mingzhi.catalogue.queries import power_on
from mingzhi.catalogue.tests.factories import keeper
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.records.models import Document
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at, refused, take
from mingzhi.site.walk import scenario
from mingzhi.supervision.queries.figures import figures

pytestmark = pytest.mark.django_db

CODE = "MZ-XK-JT-001"


def marked(people, *flags):
    """Walk the licence up to its acceptance, its power marked as of these kinds."""
    old = power_on(CODE, clock.today())
    with at("2026-01-01T09:00"):
        publish_power_version(
            actor=keeper(),
            code=CODE,
            since=clock.today(),
            version="2",
            name=old.name,
            kind=str(old.kind),
            field=old.field,
            procedures=list(old.procedures),
            basis=list(old.basis),
            flags=list(flags),
        )
    return staged(people, scenario("road-licence")).play(before="accept")


def act(walk, step, data=None, *, by="handler", officers=()):
    return take(walk, step, by=by, officers=officers, data=data)


def no(walk, code, step, data=None, *, by="handler", kind=NotNow):
    return refused(kind, code, walk=walk, step=step, by=by, officers=(), data=data)


ONE = {"handling": "joint", "departments": ["交通运输局", "公安局"]}


def test_only_what_the_government_lets_be_handled_as_one_has_forty_five_days(people):
    walk = marked(people)
    with at("2026-04-20T10:00"):
        entered = {**accepted(walk), **ONE}
        refusal = no(walk, "cases.handled_as_one", "accept_joint", entered)
        assert refusal.citation.compact == "行政许可法 §26-2"


def accepted(walk):
    event = next(item for item in walk.script["events"] if item.get("step") == "accept")
    return walk.filled(dict(event["data"]), clock.today())


def test_handled_as_one_it_takes_forty_five_days_and_fifteen_more_by_the_government(people):
    """行政许可法 §42-2; excluded time stops this term too (§45)."""
    walk = marked(people, "licence_joint")
    with at("2026-04-20T10:00"):
        act(walk, "accept_joint", {**accepted(walk), **ONE})
        assert Clock.objects.get(code="licence_joint").due == date(2026, 6, 25)
        assert not Clock.objects.filter(code="licence_decide").exists()
        paper = Document.objects.get(template_code="licence_acceptance")
        assert paper.fields["decide_term"] == "四十五个工作日"
        no(walk, "cases.own_term_running", "extend_time", {"reason": "x", "told": True}, by="head")
        longer = {"reason": "需外地核实。", "told": True}
        refusal = no(walk, "cases.field_missing", "extend_joint", longer, by="head", kind=Invalid)
        assert refusal.field == "government"
        act(walk, "extend_joint", {**longer, "government": True}, by="head")
    assert Clock.objects.get(code="licence_joint").due == date(2026, 7, 16)
    notice = Document.objects.get(template_code="licence_extension_notice")
    assert notice.fields["approved_by"] == "本级人民政府负责人"
    with at("2026-04-22T09:00"):
        act(walk, "exclude_time")
    assert Clock.objects.get(code="licence_joint").paused_at is not None


def decided(walk, step="grant"):
    """Examine, propose, and try to decide."""
    act(walk, "examine_on_site", officers=("handler", "second"))
    act(walk, "propose")


def test_what_is_tested_to_standards_is_tested_and_granted_only_when_it_meets_them(people):
    """行政许可法 §55."""
    walk = marked(people, "licence_test")
    with at("2026-04-20T10:00"):
        no(walk, "cases.testing_said", "accept", accepted(walk), kind=Invalid)
        act(walk, "accept", {**accepted(walk), "testing": True})
        assert Clock.objects.get(code="licence_test").due == date(2026, 4, 27)
    test = {
        "started_at": "2026-05-08T09:30:00+08:00",
        "place": "清溪县物流园区3号",
        "id_shown": True,
        "rights_told": True,
        "standards": ["GB 38900-2020"],
        "facts": "制动性能不合格。",
        "result": "fails",
    }
    with at("2026-05-08T12:00"):
        act(walk, "test_to_standard", test, officers=("handler", "second"))
        assert not Clock.objects.filter(code="licence_test", ended_at=None).exists()
        decided(walk)
        no(walk, "cases.tested", "grant", by="head")


@pytest.mark.parametrize(
    ("flag", "code"),
    [
        ("licence_right", "cases.chosen_fairly"),
        ("licence_qualification", "cases.assessed"),
        ("licence_two_levels", "cases.decided_here"),
    ],
)
def test_what_the_kind_of_the_licence_asks_comes_before_the_grant(people, flag, code):
    walk = marked(people, flag)
    with at("2026-05-08T12:00"):
        act(walk, "accept")
        decided(walk)
        no(walk, code, "grant", by="head")


def test_what_a_superior_decides_is_sent_up(people):
    """行政许可法 §35, §43."""
    walk = marked(people, "licence_two_levels")
    with at("2026-05-08T12:00"):
        act(walk, "accept")
        up = {"superior_name": "明州市交通运输局", "conclusion": "材料属实，符合条件。", "all_material": True}
        no(walk, "cases.examined", "send_up", up, by="head")
        act(walk, "examine_on_site", officers=("handler", "second"))
        act(walk, "send_up", up, by="head")
    assert walk.the_case().state == "closed"
    assert not Clock.objects.filter(code="licence_decide", ended_at=None).exists()
    _verifying_is_no_inspection(walk.the_case().agency_code)


def _verifying_is_no_inspection(agency):
    """行政许可法 §34-3 is a step of the licence, §61 supervises: the annual statistics count the latter."""
    cells = figures(agency, 2026, order="eleven", as_of=clock.now())
    assert (cells["licence"]["applied"], cells["inspection"]["inspection"]) == (1, 0)


def test_what_is_registered_needs_no_further_examination(people):
    """行政许可法 §56: complete material is registered at once."""
    walk = marked(people, "licence_registration")
    with at("2026-04-20T12:00"):
        act(walk, "accept")
        act(walk, "propose")
        act(walk, "grant", by="head")
    assert walk.the_case().state == "granted"


def test_a_limited_licence_goes_to_who_was_accepted_first(people):
    """行政许可法 §57."""
    first = marked(people, "licence_quota")
    with at("2026-04-20T10:00"):
        act(first, "accept")
    later = staged(people, scenario("road-licence")).play(before="accept")
    with at("2026-05-08T12:00"):
        act(later, "accept")
        decided(later)
        no(later, "cases.first_come", "grant", by="head")
        decided(first)
        act(first, "grant", by="head")
        act(later, "grant", by="head")
    assert later.the_case().state == "granted"
