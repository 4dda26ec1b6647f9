"""Bodies renamed, merged, their powers moved: history stays, the public is told, tasks are made."""

from datetime import date, datetime, timedelta

import pytest

from mingzhi.catalogue.queries import holders_of
from mingzhi.catalogue.tests.factories import FOOD
from mingzhi.identity.models import AgencyVersion, Certificate, Delegation, PublicItem
from mingzhi.identity.queries import agency_history, agency_on
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.supervision.acts.bodies import merge_agency, move_powers, rename_agency
from mingzhi.supervision.models import Change
from mingzhi.supervision.tests.factories import County
from mingzhi.trail.models import Entry
from tests.kept import begun

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1c")]
NEW = "清溪县市场监管综合执法局"
DAY = timedelta(days=1)


class Bodies(County):
    """The county with a registrar and a second body."""

    def __init__(self):
        super().__init__()
        self.other = identity.make_agency(name="清溪县综合行政执法局", sign="清综执")
        self.registrar = identity.make_staff("registrar", agency=self.justice)
        Delegation.objects.create(
            agency=self.agency,
            delegate_name="街道办事处",
            matters="当场处罚",
            powers="全部",
            since=date(2024, 1, 1),
            until=date(2030, 1, 1),
        )

    def rename(self, **more):
        asked = {"since": clock.today(), "name": NEW, "sign": "", "reason": "机构改革方案"}
        return rename_agency(actor=self.registrar, agency=self.agency, **{**asked, **more})

    def move(self, **more):
        asked = {
            "source": self.agency.code,
            "target": self.other.code,
            "codes": [FOOD],
            "on": clock.today() + 10 * DAY,
            "reason": "综合执法目录调整",
        }
        return move_powers(actor=self.registrar, **{**asked, **more})

    def merge(self, **more):
        asked = {"into": self.other.code, "on": clock.today() + 10 * DAY, "reason": "机构改革方案"}
        return merge_agency(actor=self.registrar, agency=self.agency, **{**asked, **more})

    def close_cases(self):
        type(self.case).objects.update(closed_at=clock.now())


@pytest.fixture
def county(at_noon: datetime) -> Bodies:
    return begun(Bodies)


def kinds(change):
    return dict.fromkeys(change.tasks.values_list("kind", flat=True))


def test_a_renamed_body_keeps_code_cases_and_history(county):
    change = county.rename(number="清政发〔2026〕1号")
    assert [view.name for view in agency_history(county.agency.code)] == [NEW, "清溪县市场监督管理局"]
    assert agency_on(county.agency.code, clock.today() - DAY).name == "清溪县市场监督管理局"
    county.case.refresh_from_db()
    assert county.case.agency_name == "清溪县市场监督管理局"
    assert {"case", "delegation", "certificate", "body"} == set(kinds(change))
    assert set(change.tasks.values_list("agency_code", flat=True)) == {county.agency.code}
    said = PublicItem.objects.get(register="announcements")
    assert said.values["number"] == "清政发〔2026〕1号" and NEW in said.values["text"]
    entry = Entry.objects.get(act="supervision.rename_agency")
    acts = set(Entry.objects.filter(group=entry.group).values_list("act", flat=True))
    assert {"identity.revise_agency", "identity.add_public_item"} < acts


def test_moved_powers_pass_over_and_open_cases_become_tasks(county):
    change = county.move()
    day = clock.today() + 10 * DAY
    assert holders_of(FOOD, day - DAY) == [county.agency.code] and holders_of(FOOD, day) == [
        county.other.code
    ]
    by_kind = {row.kind: row for row in change.tasks.all()}
    assert by_kind["case"].agency_code == county.agency.code
    assert by_kind["guide"].agency_code == county.other.code and by_kind["guide"].due_on > day
    with pytest.raises(NotKnown):
        county.move()


def test_a_body_with_open_cases_is_not_merged_away(county):
    with pytest.raises(NotNow, match="1件在办案件"):
        county.merge()
    assert AgencyVersion.objects.get(agency=county.agency).until is None
    assert not Change.objects.exists() and not PublicItem.objects.exists()


def test_a_merged_body_hands_over_its_powers_and_stays_readable(county):
    county.close_cases()
    change = county.merge()
    day = clock.today() + 10 * DAY
    assert agency_on(county.agency.code, day - DAY)
    with pytest.raises(NotKnown):
        agency_on(county.agency.code, day)
    assert holders_of(FOOD, day) == [county.other.code]
    assert {"guide", "certificate", "delegation"} <= set(kinds(change))
    assert (
        change.tasks.filter(kind="certificate").count()
        == Certificate.objects.filter(agency=county.agency).count()
    )
    with clock.fixed(clock.now() + 11 * DAY):
        later = identity.make_staff("supervisor", agency=county.justice)
        assert later.sees(county.agency.code)
        assert not identity.make_staff("head", agency=county.other).sees(county.agency.code)
    with pytest.raises((NotNow, Conflict, NotKnown)):
        county.merge()


@pytest.mark.parametrize("doing", ["rename", "move", "merge"])
def test_only_registrars_of_the_region_change_bodies(county, doing):
    county.close_cases()
    elsewhere = identity.make_agency(
        "11339922MB9GFWAP97", name="兰渚县司法局", sign="兰司", region=identity.make_region("339922")
    )
    for actor in (county.head, county.supervisor, identity.make_staff("admin", agency=county.agency)):
        county.registrar = actor
        with pytest.raises((NotAllowed, NotKnown)):
            getattr(county, doing)()
    county.registrar = identity.make_staff("registrar", agency=elsewhere)
    with pytest.raises(NotKnown):
        getattr(county, doing)()
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("doing", "wrong", "refusal"),
    [
        ("rename", {"since": date(2020, 1, 2)}, Invalid),
        ("rename", {"name": " "}, Invalid),
        ("rename", {"name": "清溪县市场监督管理局"}, Invalid),
        ("rename", {"name": "长" * 101}, Invalid),
        ("rename", {"reason": ""}, Invalid),
        ("move", {"on": date(2020, 1, 2)}, Invalid),
        ("move", {"codes": []}, NotKnown),
        ("move", {"codes": ["NO-SUCH"]}, NotKnown),
        ("move", {"target": ""}, NotKnown),
        ("merge", {"into": "nobody"}, NotKnown),
        ("merge", {"reason": "长" * 201}, Invalid),
    ],
)
def test_what_cannot_be_leaves_nothing_behind(county, doing, wrong, refusal):
    county.close_cases()
    with pytest.raises(refusal):
        getattr(county, doing)(**wrong)
    assert not Change.objects.exists() and not PublicItem.objects.exists()


def test_a_body_does_not_merge_into_itself_nor_today(county):
    county.close_cases()
    with pytest.raises(Invalid):
        county.merge(into=county.agency.code)
    with pytest.raises(Invalid):
        county.merge(on=clock.today())


def test_a_second_renaming_on_the_same_day_is_refused(county):
    county.rename()
    with pytest.raises(NotNow):
        county.rename(name="又一个名称")
    assert Change.objects.count() == 1
