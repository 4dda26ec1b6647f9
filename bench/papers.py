"""Draw one-page papers on one core for some seconds, warm; print how many a second as JSON."""

import json
import time

import django

django.setup()

from mingzhi.catalogue.queries import template  # noqa: E402
from mingzhi.identity.queries import agency_on  # noqa: E402
from mingzhi.kernel import clock  # noqa: E402
from mingzhi.records.models import Document  # noqa: E402
from mingzhi.records.render import render  # noqa: E402

SECONDS = 5


def main() -> None:
    """Draw the newest one-page paper of the record again and again, each with another number."""
    paper = Document.objects.filter(pages=1).exclude(number="").order_by("-id")[0]
    today = clock.today()
    view = template(paper.template_code, jurisdiction="", on=today)
    agency = agency_on(paper.agency_code, today)

    def draw(nth: int) -> None:
        url = f"http://127.0.0.1/v/{nth:016x}"
        render(view, paper.fields, agency=agency, number=f"{paper.number}-{nth}", verify_url=url, on=today)

    for nth in range(3):
        draw(nth)
    count, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < SECONDS:
        draw(100 + count)
        count += 1
    print(json.dumps({"title": paper.title, "drawn": count / (time.perf_counter() - begun)}))


if __name__ == "__main__":
    main()
