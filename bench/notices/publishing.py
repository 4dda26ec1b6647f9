"""Publish notices through the four acts and ask the served portal until they are there; print JSON."""

import argparse
import json
import time
import urllib.error
import urllib.request
from urllib.parse import quote

import django

django.setup()

from mingzhi.disclosure.acts import check_notice, create_duties, prepare_notice, publish  # noqa: E402
from mingzhi.disclosure.models import NoticeVersion  # noqa: E402
from mingzhi.kernel import clock  # noqa: E402
from mingzhi.site.demo.cast import cast_of  # noqa: E402
from mingzhi.site.generator.notices.composing import Composer  # noqa: E402
from mingzhi.site.generator.patterns import people  # noqa: E402

AGENCY = "qsj"
PATIENCE = 60.0


def prepared(number: int) -> list[tuple[NoticeVersion, str]]:
    """Decide, prepare and check ``number`` new notices of one agency; return versions and party names."""
    today = clock.today()
    cast = cast_of(people(), AGENCY)
    head, publisher, checker = (cast(role, today) for role in ("head", "publisher", "checker"))
    ready: list[tuple[NoticeVersion, str]] = []
    for one in Composer(time.time_ns(), 10**6, today).some(999_000, 100 * number):
        if one.source.agency_code != publisher.agency_code or len(ready) == number:
            continue
        create_duties(actor=head, source=one.source)
        version = prepare_notice(actor=publisher, source_urn=one.source.urn, draft=one.draft)
        check_notice(actor=checker, version=version, passed=True, secrecy=True, privacy=True, same_text=True)
        ready.append((version, one.draft.number))
    return ready


def waited(address: str, sign: str) -> float:
    """Return how long it takes until the address answers with ``sign`` in it."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                if sign in answer.read().decode():
                    break
        except urllib.error.HTTPError:
            pass
        time.sleep(0.02)
    return time.perf_counter() - begun


def main() -> None:
    """Publish one after another, and wait for each; or publish at a rate and only count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--number", type=int, default=8)
    parser.add_argument("--rate", type=float, default=0)
    given = parser.parse_args()
    place = f"http://127.0.0.1:{given.port}"
    publisher = cast_of(people(), AGENCY)("publisher", clock.today())
    ready = prepared(given.number)
    shown, receipts, acts = list[float](), list[float](), list[float]()
    begun = time.perf_counter()
    for nth, (version, number) in enumerate(ready):
        if given.rate:
            time.sleep(max(0.0, begun + nth / given.rate - time.perf_counter()))
        at = time.perf_counter()
        publish(actor=publisher, notice=version.notice, version=version)
        acts.append(time.perf_counter() - at)
        if not given.rate:
            uid = str(version.notice.uid)
            shown.append(acts[-1] + waited(f"{place}/notices/?q={quote(number)}", uid))
            receipts.append(
                time.perf_counter() - at + waited(f"{place}/notices/{uid}/receipt.tlog-proof", "tlog-proof")
            )
    print(
        json.dumps(
            {
                "published": len(ready),
                "seconds": time.perf_counter() - begun,
                "act": max(acts, default=0),
                "visible": max(shown, default=0),
                "receipt": max(receipts, default=0),
            }
        )
    )


if __name__ == "__main__":
    main()
