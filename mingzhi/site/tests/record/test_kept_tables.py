"""Every table has its way of being kept, and its guards say the same."""

import pytest
from django.apps import apps

from mingzhi.site.checking import guards
from mingzhi.site.checking.kept_tables import OTHERWISE, SEALED, sealed_tables

pytestmark = pytest.mark.serves("2.2.3a")


def test_every_table_is_kept_in_one_of_the_ways():
    tables = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert not SEALED.keys() & OTHERWISE.keys()
    assert SEALED.keys() | OTHERWISE.keys() == tables


def test_what_is_sealed_is_what_the_guards_refuse_to_change(db):
    triggers, _functions = guards.declared()
    for sealed in sealed_tables():
        names = (f"{sealed.table}_no_update", f"{sealed.table}_append_only")
        name = next((one for one in names if one in triggers), "")
        assert name, f"{sealed.table} is sealed but not guarded"
        columns = {field.column for field in sealed.model._meta.concrete_fields}
        refused = guards.refused_columns(name, triggers[name]) or columns
        later = guards.ADDED_LATER.get(name, set())  # held by a guard of their own
        assert set(sealed.columns) - later == refused - {"id"}, sealed.table
