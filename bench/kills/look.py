"""The county in which processes are killed: prepared, and looked at afterwards; prints JSON."""

import argparse
import json
import sys
from typing import Any

import django

django.setup()

from mingzhi.cases.models import Case, Handler  # noqa: E402
from mingzhi.catalogue.queries import power_on  # noqa: E402
from mingzhi.identity.models import Account  # noqa: E402
from mingzhi.kernel import clock  # noqa: E402
from mingzhi.records.models import StoredFile  # noqa: E402
from mingzhi.records.storing import intact  # noqa: E402
from mingzhi.site.generator.patterns import Shape, script_of  # noqa: E402
from mingzhi.site.generator.run import generate  # noqa: E402

MIX = (Shape("investigating", "ordinary", 1000, 1, (0, 1), "conclude"),)
CASES = 20


def prepare() -> dict[str, Any]:
    """Generate some cases under investigation; return what the visitors fill in."""
    generate(cases=CASES, seed=1, processes=1, tell=lambda _stage: None, mix=MIX)
    case = Case.objects.filter(state="investigating").latest("pk")
    urns = Handler.objects.filter(case=case, until=None).values_list("person_urn", flat=True)
    accounts = Account.objects.exclude(person=None).select_related("person")
    logins = [one.username for one in accounts if one.person and one.person.urn in set(urns)]
    script = script_of("ordinary")
    about, party = script["case"], script["party"]
    opening = {name: about[name] for name in ("procedure", "cause", "source")}
    opening |= {f"party.{name}": party[name] for name in ("kind", "name", "code", "operator", "address")}
    power = power_on(about["power"], clock.today())
    return {"case": str(case.uid), "login": logins[0], "power": str(power.uid), "opening": opening}


def look(confirmed: dict[str, list[str]]) -> list[str]:
    """Return what visitors were told that is not there, and files whose bytes are not what their row says."""
    cases = {str(uid) for uid in Case.objects.values_list("uid", flat=True)}
    files = {row.sha256: row.key for row in StoredFile.objects.all()}
    gone = [one for one in confirmed["acts"] if one not in cases]
    gone += [one for one in confirmed["uploads"] if one not in files]
    damaged = [key for digest, key in files.items() if not intact(key, sha256=digest)]
    return [f"{one} was confirmed and is gone" for one in gone] + [f"{one} is damaged" for one in damaged]


def main() -> None:
    """Prepare, or look at what is said on the standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["prepare", "look"])
    found = prepare() if parser.parse_args().action == "prepare" else look(json.load(sys.stdin))
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
