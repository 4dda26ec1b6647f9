"""A long case stays readable: rows of one kind are folded, nothing of them is lost."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhi.cases.models import Case, Step
from mingzhi.kernel import clock
from mingzhi.records.acts import attach
from mingzhi.records.storing import store_bytes
from mingzhi.site.tests.pages import text
from mingzhi.site.tests.staff.test_workbench_cases import MORNING, inspection, open_case, step_url
from mingzhi.site.walk import silence
from mingzhi.workbench.showing.timeline import Happened, stretches

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 4, 13, 12, 0, tzinfo=clock.CHINA)


def thing(number, act, *, hidden=False):
    return Happened(
        uid=str(number),
        act=act,
        title=f"{act}{number}",
        occurred_at=NOON - timedelta(minutes=number),
        recorded_at=NOON,
        late_reason="",
        actor_label="陈立",
        role="",
        stage="",
        basis=(),
        content_hash="",
        hidden=hidden,
    )


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ("", []),
        ("a", [("a0", 0)]),
        ("aa", [("a0", 0), ("a1", 0)]),
        ("aaa", [("a0", 2)]),
        ("abab", [("a0", 0), ("b1", 0), ("a2", 0), ("b3", 0)]),
        ("abbbbba", [("a0", 0), ("b1", 4), ("a6", 0)]),
    ],
)
def test_only_neighbours_of_one_kind_are_folded(acts, expected):
    found = stretches([thing(number, act) for number, act in enumerate(acts)])
    assert [(one.entry.title, len(one.folded)) for one in found] == expected
    assert sum(1 + len(one.folded) for one in found) == len(acts)


def test_what_is_hidden_is_not_folded_with_what_is_shown():
    mixed = [thing(0, "a"), thing(1, "a", hidden=True), thing(2, "a", hidden=True), thing(3, "a")]
    assert not any(one.folded for one in stretches(mixed))


def test_the_page_of_a_long_case_folds_without_script_and_loses_nothing(people):
    with clock.fixed(MORNING):
        client, _answer = open_case(people)
        case = Case.objects.get()
        names = [f"照片{number}.wav" for number in range(6)]
        files = [SimpleUploadedFile(name, silence(seed=name[2:])) for name in names]
        client.post(step_url(case, "inspect"), inspection(people) | {"files": files})
        actor = people.cast("handler", clock.today())
        for number in range(5):
            with clock.fixed(MORNING + timedelta(minutes=1 + number)):
                attach(
                    actor=actor,
                    case_urn=case.urn,
                    case_label=case.label,
                    agency_code=case.agency_code,
                    stored=store_bytes(f"来信{number}".encode(), f"来信{number}.txt"),
                    kind="other",
                    title=f"来信{number}",
                    step_urn="",
                )
        page = text(client.get(reverse("work:case", args=[case.uid])))
    history = page[page.index('class="timeline"') :]
    assert Step.objects.filter(case=case, code="inspect").exists()
    assert "此前还有 4 条同类记录" in history and "还有 3 件材料" in history
    assert all(name in history for name in names) and all(f"来信{n}" in history for n in range(5))
    assert history.index("来信4") < history.index("此前还有 4 条") < history.index("来信3")
    assert history.count('class="now"') == 1
