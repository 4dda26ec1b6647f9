"""The application's role works and owns nothing; the server refuses the rest (docs/deployment.md)."""

import os
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlparse, urlunparse

import psycopg
import pytest

from tests.served.world import World, database_at

pytestmark = pytest.mark.postgresql
WORK = """
from mingzhi.disclosure.tests import factories as make
notice = make.published_notice("1")
make.settle()
make.withdrawn(notice)
make.published_notice("2")
make.settle()
print("done")
"""
FORBIDDEN = (
    "DROP TRIGGER trail_entry_no_update ON trail_entry",
    "ALTER TABLE trail_entry DISABLE TRIGGER ALL",
    "TRUNCATE trail_entry CASCADE",
    "DROP TABLE trail_entry CASCADE",
    "CREATE OR REPLACE FUNCTION mingzhi_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$",
    "SET session_replication_role = replica",
    "CREATE TABLE mine (a int)",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "UPDATE django_migrations SET name = 'x'",
    "UPDATE trail_entry SET title = 'x'",
    "DELETE FROM trail_entry",
    "UPDATE disclosure_leaf SET content = '{}'",
    "DELETE FROM disclosure_publication",
    "UPDATE ledger_leaf SET commitment = commitment",
)


def as_role(address: str, role: str) -> str:
    parts = urlparse(address)
    return urlunparse(parts._replace(netloc=f"{role}:x@{parts.hostname}:{parts.port}"))


@pytest.fixture
def owned(tmp_path: Path) -> Iterator[World]:
    """A database of an owner's, in which another role has been let to work; that role's world."""
    server, mark = os.environ["MINGZHI_DATABASE_URL"], uuid.uuid4().hex[:8]
    owner, app, name = f"owner_{mark}", f"app_{mark}", f"mingzhi_roles_{mark}"
    maintenance = database_at(server, "postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        for role in (owner, app):
            connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'x'")
        connection.execute(f"CREATE DATABASE {name} OWNER {owner}")
        connection.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
        connection.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}")
    folder = tmp_path / "var"
    folder.mkdir()
    world = World(folder, as_role(database_at(server, name), owner))
    world.run("migrate", "--verbosity", "0")
    world.run("grant", app)
    yield replace(world, database=as_role(world.database, app))
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        for role in (owner, app):
            connection.execute(f"DROP ROLE {role}")


def test_the_application_works_and_owns_nothing(owned: World) -> None:
    done = owned.python(WORK)
    assert done.stdout == "done\n", done.stderr
    with psycopg.connect(owned.database, autocommit=True) as connection:
        for statement in FORBIDDEN:
            with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)):
                connection.execute(statement)
        assert owned.run("ledger", "check").returncode == 0
        connection.execute(
            "UPDATE disclosure_publication SET until = since, ended = 'expired' WHERE ended = ''"
        )
    checked = owned.run("ledger", "check", check=False)
    assert checked.returncode == 1 and "的结束没有对应的存证" in checked.stdout, (
        "what the guards allow is found"
    )
