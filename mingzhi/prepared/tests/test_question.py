"""A prepared question answers as the queryset it was built from, each time with the values given."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.test.utils import CaptureQueriesContext

from mingzhi.prepared import prepared
from mingzhi.prepared.question import MOST_KEPT

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 4, 13, 12, tzinfo=UTC)


@prepared
def named(name: str) -> QuerySet[Group]:
    return Group.objects.filter(name=name)


@prepared
def among(names: list[str]) -> "QuerySet[Group, str]":
    return Group.objects.filter(name__in=names).order_by("name").values_list("name", flat=True)


@prepared
def first_groups(*, most: int) -> "QuerySet[Group, tuple[str, int]]":
    return Group.objects.order_by("name").values_list("name", "id")[:most]


@prepared
def permissions(app: str) -> QuerySet[Permission]:
    held = Group.permissions.through.objects.filter(permission=OuterRef("pk"))
    rows = Permission.objects.filter(content_type__app_label=app).select_related("content_type")
    return rows.annotate(held=Exists(held), groups=Count("group")).order_by("codename")


@prepared
def sessions_until(moment: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lte=moment).order_by("expire_date")


@pytest.fixture
def groups() -> list[Group]:
    return [Group.objects.create(name=name) for name in ("one", "two", "three")]


def test_other_values_give_other_rows(groups: list[Group]):
    assert named("one") == [groups[0]]
    assert named("two") == [groups[1]]
    assert named("it's % odd") == []


def test_rows_are_whole_models_that_can_be_saved(groups: list[Group]):
    (row,) = named("one")
    assert vars(row).keys() == vars(Group.objects.get(pk=row.pk)).keys()
    row.name = "renamed"
    row.save()
    assert named("renamed") == [row]
    assert row._state.db == "default" and not row._state.adding


def test_lists_of_any_length(groups: list[Group]):
    assert among(["two", "one"]) == ["one", "two"]
    assert among(["three"]) == ["three"]
    assert among([]) == []
    assert among({"one"}) == ["one"]


def test_what_is_keyword_only_belongs_to_the_question(groups: list[Group]):
    assert first_groups(most=1) == [("one", groups[0].pk)]
    assert [name for name, _pk in first_groups(most=2)] == ["one", "three"]


def test_related_rows_and_annotations_come_along():
    django_made = list(permissions.__wrapped__("auth"))  # type: ignore[attr-defined]
    found = permissions("auth")
    assert [row.codename for row in found] == [row.codename for row in django_made]
    with CaptureQueriesContext(connection) as queries:
        assert {row.content_type.app_label for row in found} == {"auth"}
    assert len(queries) == 0
    group = Group.objects.create(name="holds")
    group.permissions.add(found[0])
    again: list[Any] = permissions("auth")
    assert [(row.held, row.groups) for row in again[:2]] == [(True, 1), (False, 0)]


def test_moments_are_compared_as_moments():
    for hours in (1, 2):
        Session.objects.create(session_key=f"k{hours}", expire_date=NOON + timedelta(hours=hours))
    zone = (NOON + timedelta(hours=1)).astimezone()
    assert [row.session_key for row in sessions_until(zone)] == ["k1"]
    assert sessions_until(zone)[0].expire_date == NOON + timedelta(hours=1)


def test_nothing_of_an_answer_is_kept(groups: list[Group]):
    assert len(among(["one", "two"])) == 2
    groups[0].delete()
    assert among(["one", "two"]) == ["two"]
    with CaptureQueriesContext(connection) as queries:
        named("one")
    assert len(queries) == 1


def test_many_forms_of_a_question_do_not_pile_up():
    for length in range(MOST_KEPT + 5):
        assert among(["x"] * length) == []


def test_an_absent_value_is_an_error_and_not_a_comparison_with_null():
    with pytest.raises(TypeError, match="no value"):
        named(None)  # type: ignore[arg-type]


def test_a_wrong_number_of_values_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        named()  # type: ignore[call-arg]


def test_a_kind_of_rows_that_cannot_be_read_is_an_error_at_once():
    @prepared
    def as_dictionaries(name: str) -> Any:
        return Group.objects.filter(name=name).values("name")

    with pytest.raises(TypeError, match="cannot be prepared"):
        as_dictionaries("one")


def test_days_are_given_as_days():
    @prepared
    def ending_on(day: date) -> QuerySet[Session]:
        return Session.objects.filter(expire_date__date=day)

    Session.objects.create(session_key="k", expire_date=NOON)
    assert [row.session_key for row in ending_on(NOON.date())] == ["k"]
    assert ending_on(NOON.date() - timedelta(days=1)) == []


def test_content_types_are_found_by_two_values():
    @prepared
    def kind(app: str, model: str) -> QuerySet[ContentType]:
        return ContentType.objects.filter(app_label=app, model=model)

    assert [row.model for row in kind("auth", "group")] == ["group"]
