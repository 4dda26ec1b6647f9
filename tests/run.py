"""Run the whole suite: on SQLite always, on PostgreSQL where a server answers.

The second run leaves out the tests that cannot touch its database: those without any, and those that bring
the embedded one; they ran before.
``MINGZHI_TEST_POSTGRES`` names the server (default: postgres://mingzhi@127.0.0.1:5432/postgres).
With ``MINGZHI_REQUIRE_ALL=1`` nothing may be missing or skipped.
"""

import os
import subprocess
import sys

import psycopg

SERVER = os.environ.get("MINGZHI_TEST_POSTGRES", "postgres://mingzhi@127.0.0.1:5432/postgres")
REQUIRE_ALL = os.environ.get("MINGZHI_REQUIRE_ALL") == "1"


def server_answers() -> bool:
    """Tell whether the PostgreSQL server takes connections."""
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def suite(database_url: str | None, words: list[str]) -> int:
    """Run pytest once against one database; return its exit status."""
    environment = {**os.environ, "MINGZHI_MODE": "test"}
    environment.pop("MINGZHI_DATABASE_URL", None)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a hundred processes start; they need not compile anew
    if database_url:
        environment["MINGZHI_DATABASE_URL"] = database_url
    if database_url:
        words = ["--database-only", *words]
    print(
        "== PostgreSQL: all that may touch a database ==" if database_url else "== SQLite: all ==", flush=True
    )
    three = ["-n", "3"]  # on two cores: while one waits for a browser or a server, the others work
    command = [sys.executable, "-m", "pytest", *three, "--dist", "loadgroup", *words]
    return subprocess.call(command, env=environment)


def main() -> int:
    """Run both databases; fail when either fails."""
    words = sys.argv[1:]
    status = suite(None, words)
    if server_answers():
        status = suite(SERVER, words) or status
    elif REQUIRE_ALL:
        print("PostgreSQL does not answer, and nothing may be skipped.")
        status = 1
    else:
        print("== PostgreSQL: no server answers, not run ==")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
