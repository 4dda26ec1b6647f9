"""The guards of the database: those the migrations declare, and those that stand there.

A trigger that is gone, switched off or emptied lets through what it was made to refuse; whoever looks for
altered rows looks for altered guards first. A trigger nobody declared may write something else than it was
given, so it is named as well.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

_TRIGGER = re.compile(r"CREATE TRIGGER (\w+)")
_DROPPED = re.compile(r"DROP TRIGGER (?:IF EXISTS )?(\w+)")
_FUNCTION = re.compile(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)\(\).*?\$\$(.*)\$\$", re.DOTALL)
_STANDING = (
    "SELECT t.tgname, pg_get_triggerdef(t.oid, true), f.proname, f.prosrc FROM pg_trigger t "
    "JOIN pg_proc f ON f.oid = t.tgfoid WHERE NOT t.tgisinternal "
    "AND t.tgenabled IN ('O', 'A')"  # neither off nor for replicas alone, which is as good as off
)
_EVENTS = re.compile(r"(?<=BEFORE )\w+(?: OR \w+)*")
_SPELLING = re.compile(r'::(?:character varying|timestamp with time zone|\w+)(?:\[\])?|[\s"()]')
_ANY_OF = re.compile(r"=anyarray\[([^\]]*)\]")
_COLUMNS = re.compile(r"UPDATE OF (.+?) ON ")
_MOVED = {"moved_to", "moved_derivation"}
ADDED_LATER = {
    "cases_case_no_update": {"asked_on"},
    "cases_clock_no_update": {"about_id"},
    "cases_partyrequest_no_update": _MOVED,
    "cases_rectification_no_update": _MOVED,
    "cases_remedy_no_update": {"against_id"},
    "catalogue_recordingitem_no_update": {"agency_code"},
    "catalogue_reviewrule_no_update": {"agency_code"},
    "catalogue_template_no_update": {"agency_code"},
    "disclosure_notice_no_update": {"on_desk_since"},
    "disclosure_report_no_update": _MOVED,
    "review_submission_no_update": _MOVED,
    "supervision_adjustmenttask_no_update": _MOVED,
    "supervision_annualsubmission_no_update": {"received_by_label", "confirmed"},
}
"""Columns that came after the guard of their table: they change in the ordinary course, or a guard of their
own holds them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A trigger as the database has it; SQLite has no functions."""

    text: str
    function: str = ""
    body: str = ""


def check() -> list[str]:
    """Return the guards that do not stand as they were declared, in words."""
    triggers, functions = declared()
    standing = standing_guards()
    problems = [
        _("数据库守护 %(name)s 不存在或者已停用。") % {"name": name}
        for name in sorted(set(triggers) - set(standing))
    ]
    problems += [
        _("数据库守护 %(name)s 被改动过。") % {"name": name}
        for name, found in sorted(standing.items())
        if name in triggers and not _same(name, found, triggers[name], functions)
    ]
    problems += [
        _("数据库中有未声明的触发器 %(name)s。") % {"name": name}
        for name in sorted(set(standing) - set(triggers))
    ]
    return problems


def _same(name: str, found: Standing, wanted: str, functions: dict[str, str]) -> bool:
    if _columns(found.text) != refused_columns(name, wanted):
        return False
    said, declares = _COLUMNS.sub("", found.text), _COLUMNS.sub("", wanted)
    if not found.function:
        return _plain(said) == _plain(declares)
    body = _plain(found.body) == _plain(functions.get(found.function, ""))
    return body and _spelled(said) == _spelled(declares)


def _spelled(statement: str) -> str:
    """Return a statement without what PostgreSQL spells otherwise: brackets, types, lists, order."""
    ordered = _EVENTS.sub(lambda events: " OR ".join(sorted(events[0].split(" OR "))), statement)
    return _ANY_OF.sub(r"in\1", _SPELLING.sub("", ordered).lower())


def refused_columns(name: str, wanted: str) -> set[str]:
    """Return the columns a trigger declared so refuses to change; none means all of them."""
    return _columns(wanted) - ADDED_LATER.get(name, set())


def _columns(text: str) -> set[str]:
    listed = _COLUMNS.search(text)
    return {name.strip(' "') for name in listed[1].split(",")} if listed else set()


@cache
def declared() -> tuple[dict[str, str], dict[str, str]]:
    """Return (trigger → its statement, function → its body), as all migrations leave them.

    The guard operations run against an editor that only listens, once for as long as the process lives.
    """
    loader = MigrationLoader(None, ignore_no_migrations=True)
    triggers: dict[str, str] = {}
    functions: dict[str, str] = {}

    def listen(statement: object, *_parameters: object) -> None:
        text = str(statement)
        triggers.update(dict.fromkeys(_TRIGGER.findall(text), text))
        functions.update(dict(_FUNCTION.findall(text)))
        for name in _DROPPED.findall(text):
            triggers.pop(name, None)

    editor = SimpleNamespace(connection=connection, execute=listen, quote_name=connection.ops.quote_name)
    known = loader.project_state().apps
    for key in _in_order(loader):
        for operation in loader.disk_migrations[key].operations:
            if isinstance(operation, RunPython) and "CREATE TRIGGER" in _source(operation):
                operation.code(known, editor)  # type: ignore[arg-type]
    return triggers, functions


def standing_guards() -> dict[str, Standing]:
    """Return the triggers that stand, switched on, by their names."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_STANDING)
            return {name: Standing(*told) for name, *told in cursor.fetchall()}
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: Standing(text) for name, text in cursor.fetchall()}


def _in_order(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Return our migrations, each after those it rests on."""
    ordered: dict[tuple[str, str], None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        ordered.update(dict.fromkeys(loader.graph.forwards_plan(leaf)))
    return [key for key in ordered if loader.disk_migrations[key].__module__.startswith("mingzhi.")]


def _source(operation: RunPython) -> str:
    """Return the module a guard operation was written in."""
    return Path(operation.code.__code__.co_filename).read_text(encoding="utf-8")  # type: ignore[attr-defined]


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(";")
