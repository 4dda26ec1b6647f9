"""Every trigger a migration declares stands in the database: later migrations must not lose one.

SQLite rebuilds a table for most alterations, and the old table takes its triggers with it.
"""

import pytest
from django.apps import apps

from mingzhi.site.checking.guards import check, declared, standing_guards

pytestmark = pytest.mark.django_db

ENDS = ("_no_delete", "_append_only")

# what may be altered, and why; every other table of ours is append-only
ALTERABLE = {
    "disclosure_channel": "a list of names, entered by migrations",
    "disclosure_indexjob": "work that is done and forgotten",
    "identity_account": "passwords and their state",
    "identity_role": "rights as data; what an actor could do is in the record of the act",
    "supervision_boxedrating": "slips leave the box when it is opened; a trigger refuses to alter them",
}


def test_every_table_of_ours_is_append_only_or_named():
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("mingzhi.")}
    standing = standing_guards()
    kept = {name.removesuffix(end) for name in standing for end in ENDS if name.endswith(end)}
    assert ours - kept == set(ALTERABLE)


def test_no_migration_lost_a_guard():
    expected, _functions = declared()
    assert {"trail_entry_no_update", "ledger_leaf_no_delete", "ledger_leaf_once"} <= set(expected)
    assert check() == []
