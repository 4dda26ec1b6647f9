"""Run the whole suite: on SQLite always, on PostgreSQL where a server answers.

Both run side by side, for each waits now and then: for a browser, a server, the disk. The one on PostgreSQL
leaves out the tests that cannot touch its database: those without any, and those that bring the embedded one.
``MINGZHI_TEST_POSTGRES`` names the server (default: postgres://mingzhi@127.0.0.1:5432/postgres).
With ``MINGZHI_REQUIRE_ALL=1`` nothing may be missing or skipped.
"""

import os
import subprocess
import sys
from tempfile import TemporaryFile
from typing import IO

import psycopg

SERVER = os.environ.get("MINGZHI_TEST_POSTGRES", "postgres://mingzhi@127.0.0.1:5432/postgres")
WORKERS = "2"  # for each database
REQUIRE_ALL = os.environ.get("MINGZHI_REQUIRE_ALL") == "1"


def server_answers() -> bool:
    """Tell whether the PostgreSQL server takes connections."""
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def begin(database_url: str | None, words: list[str], out: IO[str] | None = None) -> subprocess.Popen[bytes]:
    """Start pytest against one database, its output kept in ``out`` where given."""
    environment = {**os.environ, "MINGZHI_MODE": "test"}
    environment.pop("MINGZHI_DATABASE_URL", None)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a hundred processes start; they need not compile anew
    if database_url:
        environment["MINGZHI_DATABASE_URL"] = database_url
        words = ["--database-only", *words]
    spread = ["-n", WORKERS, "--dist", "loadgroup", "--no-loadscope-reorder"]  # conftest.py says the order
    command = [sys.executable, "-m", "pytest", *spread, *words]
    return subprocess.Popen(command, env=environment, stdout=out)


def main() -> int:
    """Run both databases side by side, print one after the other; fail when either fails."""
    words = sys.argv[1:]
    with TemporaryFile("w+", encoding="utf-8") as kept:
        there = server_answers()
        second = begin(SERVER, words, kept) if there else None
        print("== SQLite: all ==", flush=True)
        status = begin(None, words).wait()
        if second:
            status = second.wait() or status
            kept.seek(0)
            print("== PostgreSQL: all that may touch a database ==", kept.read(), sep="\n", flush=True)
        elif REQUIRE_ALL:
            print("PostgreSQL does not answer, and nothing may be skipped.")
            status = 1
        else:
            print("== PostgreSQL: no server answers, not run ==")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
