"""List every clause of the plan with the acts, steps and tests that serve it.

Exits 1 when something claims a clause that is not in the registry; with --complete also when a clause has
no test.
"""

import argparse
import sys

from mingzhi.site.clauses.registry import Service, clauses, services, unknown


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--complete", action="store_true", help="fail when a clause has no test")
    parser.add_argument("--brief", action="store_true", help="counts instead of names")
    parser.add_argument("--english", action="store_true", help="English sentences")


def run(arguments: argparse.Namespace) -> int:
    """Print the table; return 0, or 1 when a claim is wrong or (asked for) a test is missing."""
    found = services()
    lines = []
    for clause in clauses().values():
        sentence = clause.en if arguments.english else clause.zh
        lines.append(f"{clause.id}  {clause.citation}  {sentence}")
        lines.extend(_served(found[clause.id], brief=arguments.brief))
    wrong = unknown(found)
    lines += [f"unknown clause {name}: {', '.join(_all(found[name]))}" for name in wrong]
    untested = [name for name in clauses() if not found[name].tests]
    lines.append(
        f"{len(clauses())} clauses, {sum(found[name].empty for name in clauses())} served by nothing yet, "
        f"{len(untested)} without a test, {len(wrong)} unknown claims"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if wrong or (arguments.complete and untested) else 0


def _served(service: Service, *, brief: bool) -> list[str]:
    if brief:
        return [f"    acts {len(service.acts)}, steps {len(service.steps)}, tests {len(service.tests)}"]
    named = (("acts", service.acts), ("steps", service.steps), ("tests", service.tests))
    return [f"    {title}: {', '.join(names)}" for title, names in named if names]


def _all(service: Service) -> list[str]:
    return [*service.acts, *service.steps, *service.tests]
