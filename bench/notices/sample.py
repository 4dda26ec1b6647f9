"""Print what readers of the public side may ask for, as JSON: identifiers, names, words."""

import json
import random

import django

django.setup()

from mingzhi.disclosure.models import Notice, Publication  # noqa: E402

NUMBER = 1200


def main() -> None:
    """Take notices spread over the whole time, always the same ones of a database."""
    chance = random.Random(11)
    newest = Publication.objects.order_by("-pk").values_list("pk", flat=True)[0]
    oldest = Publication.objects.order_by("pk").values_list("pk", flat=True)[0]
    places = chance.sample(range(oldest, newest + 1), min(2 * NUMBER, newest + 1 - oldest))
    rows = Publication.objects.filter(pk__in=places, until=None).values_list(
        "notice__uid", "version__party_name", "agency_code", "notice__decided_on"
    )
    found = list(rows)
    chance.shuffle(found)
    print(
        json.dumps(
            {
                "notices": [str(row[0]) for row in found],
                "names": [row[1] for row in found[:NUMBER]],
                "agencies": sorted({row[2] for row in found}),
                "days": sorted({row[3].isoformat() for row in found}),
                "all": Notice.objects.count(),
                "public": Publication.objects.filter(channel_id="portal", until=None).count(),
            }
        )
    )


if __name__ == "__main__":
    main()
