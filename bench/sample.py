"""Print what readers may ask for, as JSON: cases of one agency, notices, words people search for."""

import json
import random

import django

django.setup()

from mingzhi.cases.models import Case  # noqa: E402
from mingzhi.disclosure.models import Notice  # noqa: E402
from mingzhi.site.demo.county import county  # noqa: E402

AGENCY = "qsj"
NUMBER = 400


def main() -> None:
    """Take evenly spread cases and notices, always the same ones of a database."""
    chance = random.Random(11)
    code = next(entry["code"] for entry in county()["agencies"] if entry["key"] == AGENCY)
    cases = list(Case.objects.filter(agency_code=code).values_list("uid", "party_name", "number"))
    notices = list(Notice.objects.filter(closed_at=None).values_list("uid", flat=True))
    chosen = chance.sample(cases, min(NUMBER, len(cases)))
    people = [entry for entry in county()["people"] if entry["agency"] == AGENCY]
    officers = [entry["login"] for entry in people if set(entry["roles"]) & {"handler"}]
    print(
        json.dumps(
            {
                "cases": [str(uid) for uid, _name, _number in chosen],
                "notices": [str(uid) for uid in chance.sample(notices, min(NUMBER, len(notices)))],
                "names": [name for _uid, name, _number in chosen[:100]],
                "common": ["食品", "罚款", "明码标价", "清溪县市场监督管理局", "水果店", "2026"],
                "officers": officers,
                "password": county()["password"],
                "held": len(cases),
                "all": Case.objects.count(),
                "published": len(notices),
            }
        )
    )


if __name__ == "__main__":
    main()
