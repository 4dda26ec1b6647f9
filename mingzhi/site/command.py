"""The command ``mingzhi``: a table of subcommands, each in its own module under commands/.

A command module offers ``add_arguments(parser)`` and ``run(arguments) -> int | None``; its docstring
is the help text. Modules are imported only when their command is called, so ``mingzhi verify`` works
without Django. Everything else is handed to Django's management.
"""

import argparse
import ast
import gc
import importlib
import os
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from mingzhi.site.modes import settings_module

# command → (module, needs Django)
COMMANDS = {
    "serve": ("serve", True),
    "worker": ("worker", True),
    "demo": ("demo", True),
    "deadline": ("deadline", True),
    "verify": ("verify", False),
    "setup": ("setup", True),
    "grant": ("grant", True),
    "ledger": ("ledger", True),
    "statement": ("statement", True),
    "statistics": ("statistics", True),
    "generate": ("generate", True),
    "opendata": ("opendata", True),
    "portal-from-files": ("portal_from_files", False),
    "monitor": ("monitor", False),
    "check-clauses": ("check_clauses", True),
    "backup": ("backup", True),
    "restore": ("restore", True),
}


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; return its exit status.

    What whoever typed it can mend (a file, a setting, a database that does not answer) is told in a line;
    anything else is a fault of ours and shows where it arose.
    """
    words = sys.argv[1:] if argv is None else argv
    try:
        return _handled(words)
    except Exception as error:
        if not _mendable(error):
            raise
        told = _UNPREPARED if _without_tables(error) else error
        print(f"mingzhi {' '.join(words[:1])}: {told}", file=sys.stderr)
        return 1


def _mendable(error: Exception) -> bool:
    if isinstance(error, OSError):
        return True
    if "django" not in sys.modules:
        return False
    from django.core.exceptions import ImproperlyConfigured
    from django.db import OperationalError

    return isinstance(error, ImproperlyConfigured | OperationalError) or _without_tables(error)


_UNPREPARED = (
    "数据库里还没有数据表，请先运行 mingzhi migrate。The database has no tables yet: run mingzhi migrate."
)


def _without_tables(error: Exception) -> bool:
    """Tell whether the database was never set up, as either database says it."""
    if "django" not in sys.modules:
        return False
    from django.db import OperationalError, ProgrammingError

    undefined = getattr(error.__cause__, "sqlstate", "") == "42P01"  # PostgreSQL: undefined table
    return isinstance(error, OperationalError | ProgrammingError) and (
        undefined or str(error).startswith("no such table")
    )


def _handled(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module())
    if words and words[0] in COMMANDS:
        return _run(words[0], words[1:])
    if not words or words[0] in {"-h", "--help", "help"}:
        print("\n".join(["mingzhi COMMAND …", "", *_told(), "", _MORE]))
        return 0
    if words[0] in {"-V", "--version", "version"}:
        print(f"mingzhi {version('mingzhi')}")
        return 0
    set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["mingzhi", *words])
    return 0


_MORE = "mingzhi COMMAND --help says what a command takes. Anything else is handed to Django's management."


def _told() -> Iterator[str]:
    """Yield a line for every command; the modules are read, not imported."""
    for name, (module, _django) in COMMANDS.items():
        source = Path(__file__).with_name("commands") / f"{module}.py"
        said = ast.get_docstring(ast.parse(source.read_text("utf-8"))) or ""
        yield f"  {name:<18} {said.splitlines()[0]}"


def _run(name: str, words: list[str]) -> int:
    module_name, needs_django = COMMANDS[name]
    if needs_django:
        set_up()
    module = importlib.import_module(f"mingzhi.site.commands.{module_name}")
    parser = argparse.ArgumentParser(prog=f"mingzhi {name}", description=module.__doc__)
    module.add_arguments(parser)
    return module.run(parser.parse_args(words)) or 0


def set_up() -> None:
    """Set up Django. What is loaded stays: to look for garbage in it takes as long as loading it.

    Afterwards, too, it is looked for seldom: a command that reads many rows finds little of it.
    """
    import django
    from django.apps import apps

    if apps.ready:
        return
    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 50)


if __name__ == "__main__":
    raise SystemExit(main())
