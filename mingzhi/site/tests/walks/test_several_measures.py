"""Several measures stand at once in one case: each has its own days, its own approval, its own end."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Clock, Measure
from mingzhi.cases.queries import case_page, todo
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.records.models import Document
from mingzhi.site.checking.witnesses import limits
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.taking import at, refused, take
from mingzhi.workbench.casework.beginning import begun

pytestmark = pytest.mark.django_db
LIFTED = {"ground": "unrelated", "reason": "与违法行为无关。", "returned": True}
APPROVED = {"result": "approved", "reason": "情况紧急属实。"}
REFUSED = {"result": "refused", "reason": "不应当采取。"}
LONGER = {"reason": "情况复杂。", "told": True}


def running(code):
    """Return the limits of that code that run: the step that took the measure, and the last day."""
    rows = Clock.objects.filter(code=code, ended_at=None).order_by("id")
    return [(row.step_id, row.due) for row in rows]


def measures(kind):
    return list(Measure.objects.filter(kind=kind).order_by("id"))


def head(walk, step, data):
    return take(walk, step, by="head", officers=(), data=data)


def asked(people, step):
    """Return the lines of the head's list that ask for a step, by their last days."""
    return [item.due for item in todo(people.cast("head", clock.today())).mine if item.step == step]


def seized_twice(walk, *moments, urgent=False):
    """Seize at two moments; return both steps."""
    walk.play(before="approve_seizure")
    with at("2026-03-12T09:50"):
        take(walk, "handle_preservation", by="head", officers=())
    found = []
    for moment in moments:
        with at(moment):
            if not urgent:
                take(walk, "approve_seizure", by="head", officers=())
            found.append(take(walk, "seize", changes={"urgent": True} if urgent else {}))
    return found


def well_founded():
    return [found for look in limits.LOOKS for found in look()] == []


def test_each_seizure_has_its_own_thirty_days_and_its_own_end(walk, people):
    first, second = seized_twice(walk, "2026-03-12T10:30", "2026-03-17T10:30")
    days = [(first.pk, date(2026, 4, 11)), (second.pk, date(2026, 4, 16))]
    assert running("seizure") == days, "the second leaves the first's thirty days alone (行政强制法 §25-1)"
    with at("2026-04-10T09:00"):
        assert asked(people, "lift_seizure") == [date(2026, 4, 11)], "the other's time is not nearly over"
    with at("2026-04-14T09:00"):
        assert asked(people, "lift_seizure") == [day for _step, day in days]
        page = text(browser(people, "head").get(reverse("work:case", args=[walk.the_case().uid])))
        assert first.document_number in page and second.document_number in page
        given = {"walk": walk, "step": "lift_seizure", "by": "head", "officers": ()}
        for named in ({}, {"of_measure": "无此文号"}):
            error = refused(Invalid, "cases.measure_named", **given, data=LIFTED | named)
            assert error.field == "of_measure" and running("seizure") == days
        head(walk, "lift_seizure", LIFTED | {"of_measure": first.document_number})
        assert running("seizure") == days[1:], "lifting the first leaves the second's days running"
        assert [row.lifted_at is None for row in measures("seizure")] == [False, True]
        paper = Document.objects.filter(template_code="seizure_lifting").latest("id")
        assert paper.fields["measure_number"] == first.document_number
        views = case_page(walk.the_case().uid, people.cast("head", clock.today())).clocks
        left = [one.about for one in views if one.code == "seizure" and one.ended_at is None]
        assert left == [second.document_number]
        assert any(one.open for one in facts_of(walk.the_case(), on=clock.today()).measures)
        head(walk, "lift_seizure", LIFTED)
        assert running("seizure") == [] and asked(people, "lift_seizure") == []
    assert well_founded()


def test_a_longer_time_is_given_to_one_seizure_alone(walk):
    first, second = seized_twice(walk, "2026-03-12T10:30", "2026-03-17T10:30")
    with at("2026-04-01T09:00"):
        row = head(walk, "extend_seizure", LONGER | {"of_measure": first.document_number})
        assert running("seizure") == [(first.pk, date(2026, 5, 11)), (second.pk, date(2026, 4, 16))]
        assert (row.data["due_before"], row.data["due_after"]) == ("2026-04-11", "2026-05-11")
        assert [one.until for one in measures("seizure")] == [date(2026, 5, 11), date(2026, 4, 16)]
        given = {"walk": walk, "step": "extend_seizure", "by": "head", "officers": ()}
        again = LONGER | {"of_measure": first.document_number}
        refused(NotNow, "cases.seizure_not_extended", **given, data=again)
        row = head(walk, "extend_seizure", LONGER)  # only one is left that can be extended
        assert (row.data["due_before"], row.data["due_after"]) == ("2026-04-16", "2026-05-16")
        refused(NotNow, "cases.seizure_not_extended", **given, data=LONGER)
    assert well_founded()


def test_a_testing_period_stops_the_days_of_one_seizure_alone(walk):
    first, second = seized_twice(walk, "2026-03-12T10:30", "2026-03-17T10:30")
    with at("2026-03-20T09:00"):
        told = {"testing_from": "2026-03-20", "testing_until": "2026-03-25", "told": True}
        named = {"of_measure": second.document_number}
        take(walk, "start_testing_period", officers=(), data=told | named)
    stands = Clock.objects.filter(code="seizure", paused_at__isnull=False).values_list("step_id", flat=True)
    assert list(stands) == [second.pk]
    with at("2026-03-25T09:00"):
        take(walk, "end_testing_period", officers=(), data={"ended_on": "2026-03-25", "note": "x"})
    assert running("seizure") == [(first.pk, date(2026, 4, 11)), (second.pk, date(2026, 4, 21))]
    assert well_founded()


def test_each_urgent_measure_is_approved_within_its_own_hours(walk, people):
    first, second = seized_twice(walk, "2026-03-12T10:30", "2026-03-12T15:30", urgent=True)
    waiting = [step for step, _due in running("urgent_approval")]
    assert waiting == [first.pk, second.pk], "each has its own twenty-four hours (行政强制法 §19)"
    with at("2026-03-12T16:00"):
        assert len(asked(people, "confirm_seizure")) == 2
        head(walk, "confirm_seizure", APPROVED | {"of_measure": second.document_number})
        assert [step for step, _due in running("urgent_approval")] == [first.pk]
        assert len(asked(people, "confirm_seizure")) == 1
        head(walk, "confirm_seizure", REFUSED)
        assert running("urgent_approval") == [] and todo(people.cast("head", clock.today())).mine == ()
    dropped, kept = measures("seizure")
    assert kept.approved_at is not None and kept.lifted_at is None
    assert dropped.approved_at is None and dropped.lifted_at is not None
    assert [step for step, _due in running("seizure")] == [second.pk]
    assert well_founded()


def test_the_urgent_one_is_answered_though_another_came_after_it(walk):
    walk.play(before="approve_seizure")
    with at("2026-03-12T10:00"):
        urgent = take(walk, "seize", changes={"urgent": True})
        take(walk, "approve_seizure", by="head", officers=())
        approved = take(walk, "seize")
        head(walk, "confirm_seizure", REFUSED)
    assert [(row.step_id, row.lifted_at is None) for row in measures("seizure")] == [
        (urgent.pk, False),
        (approved.pk, True),
    ]
    assert [step for step, _due in running("seizure")] == [approved.pk]


def test_of_two_preservations_one_is_dealt_with_and_the_other_falls_by_law(walk, people):
    walk.play(before="approve_preservation")
    found = []
    for moment in ("2026-03-03T10:30", "2026-03-05T10:30"):
        with at(moment):
            take(walk, "approve_preservation", by="head", officers=())
            found.append(take(walk, "preserve").pk)
    assert running("preservation") == [(found[0], date(2026, 3, 12)), (found[1], date(2026, 3, 16))]
    with at("2026-03-13T09:00"):
        take(walk, "handle_preservation", by="head", officers=())
        assert running("preservation") == [(found[0], date(2026, 3, 12))], (
            "the one still in time is dealt with"
        )
        job = system_actor("preservation-lapses", on=clock.today())
        take_step(actor=job, case=walk.the_case(), step="lapse_preservation", data={"note": "已退还"})
        assert running("preservation") == []
    assert [row.lifted_how for row in measures("preservation")] == ["期限届满自动解除", "seized"]
    assert well_founded()


def test_the_form_lets_choose_where_several_measures_fit_and_only_there(walk, people):
    first, second = seized_twice(walk, "2026-03-12T10:30", "2026-03-17T10:30")
    with at("2026-04-01T09:00"):
        staff = browser(people, "head")
        url = reverse("work:step", args=[walk.the_case().uid, "extend_seizure"])
        page = text(staff.get(url))
        for step in (first, second):
            assert f'<option value="{step.document_number}"' in page
        answer = staff.post(url, {"reason": "情况复杂。", "told": "on"})
        assert answer.status_code == 422 and "应当写明本步骤针对哪一项" in text(answer)
        assert "情况复杂。" in text(answer), "nothing typed is lost"
        answer = staff.post(url, {"reason": "情况复杂。", "told": "on", "of_measure": second.document_number})
        assert answer.status_code == 302
        assert running("seizure") == [(first.pk, date(2026, 4, 11)), (second.pk, date(2026, 5, 16))]
        assert 'name="of_measure"' not in text(staff.get(url)), "one is left that can be extended"


def test_a_line_of_the_list_names_its_measure_and_its_form_begins_with_it(walk, people):
    first, second = seized_twice(walk, "2026-03-12T10:30", "2026-03-12T15:30")
    with at("2026-04-11T09:00"):
        lines = todo(people.cast("head", clock.today())).mine
        assert [line.given for line in lines] == [
            ("of_measure", first.document_number),
            ("of_measure", second.document_number),
        ], "each line leads to a form about its own measure"
        head_sees = browser(people, "head")
        page = text(head_sees.get(reverse("work:home")))
        form = reverse("work:step", args=[walk.the_case().uid, "lift_seizure"])
        for step in (first, second):
            assert f"{step.document_number} · {step.data['items'][0]['name']}" in page
            url = f"{form}?{urlencode({'of_measure': step.document_number})}"
            assert f'href="{url}"' in page
            assert f'<option value="{step.document_number}" selected' in text(head_sees.get(url))


def test_the_goods_of_a_lifting_are_those_of_the_measure_it_is_about(walk, people):
    (first,) = seized_twice(walk, "2026-03-12T10:30")
    second_list = [{**first.data["items"][0], "name": "另一批标签"}]
    with at("2026-03-17T10:30"):
        take(walk, "approve_seizure", by="head", officers=())
        second = take(walk, "seize", changes={"items": second_list})
    case = walk.the_case()
    with at("2026-04-01T09:00"):
        seen = people.cast("head", clock.today())
        for code in ("lift_seizure", "dispose_early"):
            page = case_page(case.uid, seen)
            declared = page.procedure.by_step[code]
            assert "items" not in begun(declared, page, seen), "of two measures none is assumed"
            for step, items in ((first, first.data["items"]), (second, second_list)):
                found = begun(declared, page, seen, named=step.document_number)
                assert found["items"] == items, "the list of the measure itself (行政强制法 §24-3)"
                assert "reason" not in found, "why it was taken is not why it is lifted"


def test_an_early_disposal_names_the_measure_its_goods_are_held_under(walk, people):
    first, second = seized_twice(walk, "2026-03-12T10:30", "2026-03-17T10:30")
    with at("2026-04-01T09:00"):
        given = {
            "items": first.data["items"],
            "reason": "易腐烂变质。",
            "consent": "当事人书面同意。",
            "kept_evidence": True,
        }
        told = {"walk": walk, "step": "dispose_early", "by": "head", "officers": ()}
        error = refused(Invalid, "cases.measure_named", **told, data=given)
        assert error.field == "of_measure"
        row = head(walk, "dispose_early", given | {"of_measure": second.document_number})
        assert row.data["of_measure"] == second.document_number
        page = text(browser(people, "head").get(reverse("work:case", args=[walk.the_case().uid])))
        assert "针对哪一项措施" in page
