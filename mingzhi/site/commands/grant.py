"""Let another role of PostgreSQL work in this database without owning anything in it.

Run by the owner after each migration. The role reads and writes rows; the guards are the owner's, so it can
neither drop nor switch them off, and it makes no tables.
"""

import argparse
import re
import sys
from collections.abc import Iterator

from django.db import connection, transaction
from django.utils.translation import gettext as _

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("role", help="the role the server and the worker connect as")
    parser.add_argument("--show", action="store_true", help="print the statements instead of running them")


def run(arguments: argparse.Namespace) -> int:
    """Grant what the work needs; return 1 on another database, 2 for a name that is none."""
    if not _NAME.fullmatch(arguments.role):
        print(_("角色名只能由小写字母、数字和下划线组成。"), file=sys.stderr)
        return 2
    if connection.vendor != "postgresql":
        print(_("只有 PostgreSQL 有角色；SQLite 的文件归运行服务的用户所有。"), file=sys.stderr)
        return 1
    statements = list(grants(arguments.role))
    if arguments.show:
        print(";\n".join(statements) + ";")
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    print(_("已授权：%(role)s") % {"role": arguments.role})
    return 0


def grants(role: str) -> Iterator[str]:
    """Yield the statements: rows, not tables; nothing that empties, owns or defines."""
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f'GRANT USAGE ON SCHEMA public TO "{role}"'
    yield f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, "{role}"'
    yield f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"'
    yield f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"'
    yield f'REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM "{role}"'
