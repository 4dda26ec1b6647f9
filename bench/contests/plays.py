"""What is contested, round after round, in a county that is being served; prints the tallies as JSON.

``--prepare`` generates the county of so many rounds first, without a server.
"""

import argparse
import json
import time
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import django

django.setup()

from bench.contests.county import County, prepare  # noqa: E402
from bench.pressing import Contest, Tally, play  # noqa: E402
from mingzhi.cases.acts.access import send_one_time_code  # noqa: E402
from mingzhi.cases.acts.rectifying import ask_rectification  # noqa: E402
from mingzhi.cases.models import Case, Decision, OneTimeCode, Payment, RectificationAnswer  # noqa: E402
from mingzhi.cases.notices import draft_for  # noqa: E402
from mingzhi.cases.queries.party.page import party_actor  # noqa: E402
from mingzhi.disclosure.acts import check_notice, prepare_notice  # noqa: E402
from mingzhi.disclosure.models import (  # noqa: E402
    Correction,
    Duty,
    Exemption,
    NoticeVersion,
    Publication,
    Withdrawal,
)
from mingzhi.kernel import clock  # noqa: E402
from mingzhi.kernel.actor import public_actor  # noqa: E402
from mingzhi.records.models import Document, IssuedNumber  # noqa: E402
from mingzhi.review.acts import record_finding  # noqa: E402
from mingzhi.review.models import Assignment, Opinion, Submission  # noqa: E402
from mingzhi.review.rules.points import POINT_CODES  # noqa: E402

SHOWN = "csrfmiddlewaretoken"
"""What every form holds that a browser was shown."""
TAKEN_DOWN = {"reason": "主要事实涉及未成年人，不应公开。"}


def decisions(county: County) -> Iterator[Contest]:
    """Decide two cases, each twice at once: two decisions, two numbers of one series."""
    cases = [next(county.cases["decide"]) for _two in range(2)]
    typed = {"defence_account": "当事人没有异议。", "record_read": "yes"}
    forms = [
        county.both(
            "shenguoping", f"/work/cases/{case.uid}/steps/decide_penalty/", "defence_account", **typed
        )
        for case in cases
    ]

    def decided() -> int:
        rows = Decision.objects.filter(case__in=cases)
        return rows.count() if rows.values("number").distinct().count() == rows.count() else -1

    yield Contest("two deciders, two numbers", [one for form in forms for one in form], decided, one_of=2)


def reviews(county: County) -> Iterator[Contest]:
    """Assign two reviewers to one file; then the one who has it gives two opinions."""
    case = next(county.cases["review"])
    round_ = Submission.objects.filter(case_urn=case.urn).latest("id")
    logins = {county.actor("reviewer").urn: "fangyuan", county.actor("review_head").urn: "xuwen"}
    path = f"/work/reviews/{round_.uid}/"
    posts = [
        county.browser("xuwen", nth).form(path, SHOWN, to="/assign/", reviewer=urn)
        for nth, urn in enumerate(logins)
    ]
    rows = Assignment.objects.filter(submission=round_, until=None)
    yield Contest("two reviewers", posts, rows.count)
    login = logins[rows.get().person_urn]
    whose = county.actor("reviewer" if login == "fangyuan" else "review_head")
    for point in POINT_CODES:
        record_finding(actor=whose, submission=round_, point=point, verdict="符合", text="")
    posts = county.both(login, path, SHOWN, to="/opinion/", text="同意。", kind="同意")
    yield Contest("two opinions", posts, Opinion.objects.filter(submission=round_).count)


class Owed:
    """A case whose decision is still to be published: its page on the publisher's desk."""

    def __init__(self, county: County) -> None:
        self.county, self.case = county, next(county.cases["publish"])
        self.source = Decision.objects.get(case=self.case).urn
        duty = Duty.objects.get(is_lead=True, source_urn=self.source)
        self.page = f"/work/publish/{duty.uid}/"

    def checked(self) -> NoticeVersion:
        """Return a version of the notice that a second person has passed."""
        publisher, checker = self.county.actor("publisher"), self.county.actor("checker")
        draft = draft_for(self.source, publisher)
        version = prepare_notice(actor=publisher, source_urn=self.source, draft=draft)
        check_notice(
            actor=checker,
            version=version,
            passed=True,
            secrecy=True,
            privacy=True,
            same_text=True,
            said={doubt["text"]: "word" for doubt in version.doubts or ()},
        )
        return version


def publications(county: County) -> Iterator[Contest]:
    """Publish twice; then correct that notice against its withdrawal. Publish another against withdrawing."""
    one, other = Owed(county), Owed(county)
    notice = one.checked().notice
    posts = county.both("jiangnan", one.page, SHOWN, to="/publish/")
    shown = Publication.objects.filter(notice=notice)
    yield Contest("two publications", posts, shown.count)
    newer = one.checked()
    fix = county.browser("jiangnan").form(
        f"{one.page}?version={newer.uid}", SHOWN, to="/correct/", reason="更正错字。"
    )
    fall = county.browser("shenguoping").form(one.page, SHOWN, to="/withdraw/", **TAKEN_DOWN)
    mended, fallen = Correction.objects.filter(notice=notice), Withdrawal.objects.filter(notice=notice)
    yield Contest("correct or withdraw", [fix, fall], lambda: mended.count() + fallen.count())
    waiting = other.checked().notice
    show = county.browser("jiangnan").form(other.page, SHOWN, to="/publish/")
    fall = county.browser("shenguoping").form(other.page, SHOWN, to="/withdraw/", **TAKEN_DOWN)
    put, down = Publication.objects.filter(notice=waiting), Withdrawal.objects.filter(notice=waiting)
    yield Contest("publish or withdraw", [show, fall], lambda: put.count() + down.count())
    yield from answers(county, other.case)


def filings(county: County) -> Iterator[Contest]:
    """File one duty twice as exempt; file another against its publication."""
    one, other = Owed(county), Owed(county)
    filing = {
        "ground": "privacy", "reason": "主要事实涉及隐私", "filed_with": "清溪县司法局",
        "filed_on": clock.today().isoformat(), "receipt": "清司备〔2026〕3号",
    }  # fmt: skip
    posts = county.both("shenguoping", one.page, SHOWN, to="/exempt/", **filing)
    yield Contest("two filings", posts, Exemption.objects.filter(source_urn=one.source).count)
    file = county.browser("shenguoping").form(other.page, SHOWN, to="/exempt/", **filing)
    notice = other.checked().notice
    show = county.browser("jiangnan").form(other.page, SHOWN, to="/publish/")
    filed = Exemption.objects.filter(source_urn=other.source)
    shown = Publication.objects.filter(notice=notice)
    yield Contest("publish or exempt", [file, show], lambda: filed.count() + shown.count())


def payments(county: County) -> Iterator[Contest]:
    """Enter the whole payment twice."""
    case = next(county.cases["pay"])
    typed = {"amount": "100.00", "paid_on": clock.today().isoformat(), "receipt_number": "2026000452"}
    posts = county.both("chenli", f"/work/cases/{case.uid}/steps/pay/", "amount", **typed)
    yield Contest("two payments", posts, Payment.objects.filter(case=case).count)


def answers(county: County, case: Case) -> Iterator[Contest]:
    """Use one one-time code from two browsers; give one request of the party two answers."""
    paper = Document.objects.get(case_urn=case.urn, template_code="penalty_decision")
    secret, _hint = send_one_time_code(actor=public_actor(on=clock.today()), code=paper.code, on_screen=True)
    posts = [
        county.stranger().form("/desk/", "code", code=paper.code, one_time=secret, digits="")
        for _browser in range(2)
    ]
    used = OneTimeCode.objects.filter(case=case).exclude(used_at=None)
    yield Contest("one code, two browsers", posts, used.count)
    asked = ask_rectification(
        actor=party_actor(case, on=clock.today()),
        case=case,
        document_uid=str(paper.uid),
        matter="name",
        words={"passage": "王秀蓝", "reason": "应为王秀兰", "evidence": "身份证"},
    )
    path = f"/work/cases/{case.uid}/rectifications/"
    posts = [
        county.browser("chenli", nth).form(path, SHOWN, to=f"/{asked.uid}/", outcome=outcome, text=text)
        for nth, (outcome, text) in enumerate((("refused", "与原件一致。"), ("corrected", "已更正。")))
    ]
    yield Contest("two answers", posts, RectificationAnswer.objects.filter(request=asked).count)


PLAYS: tuple[Callable[[County], Iterator[Contest]], ...] = (
    decisions,
    reviews,
    publications,
    filings,
    payments,
)


def run(base: str, *, rounds: int, seconds: float) -> dict[str, Any]:
    """Play the rounds (no more than so many seconds); return the tallies."""
    county, tallies, ends = County(base), dict[str, Tally](), time.monotonic() + seconds
    for _round in range(rounds):
        for one in PLAYS:
            try:
                for contest in one(county):
                    play(contest, tallies.setdefault(contest.what, Tally()))
            except Exception:  # a round that cannot be prepared is told, the next is played
                stopped = tallies.setdefault(f"{one.__name__}, prepared", Tally())
                stopped.broken.append(traceback.format_exc()[-1200:])
        if time.monotonic() > ends:
            break
    numbers = tallies.setdefault("series without gaps", Tally())
    numbers.wrong += gaps()
    return {what: tally.said() for what, tally in tallies.items()}


def gaps() -> Iterator[str]:
    """Yield what is wrong with the series of numbers: a gap, a number still open."""
    rows = IssuedNumber.objects.order_by("series", "number").values_list("series", "number", "state")
    expected: dict[int, Iterator[int]] = {}
    for series, number, state in rows.iterator():
        if number != next(expected.setdefault(series, count(1))):
            yield f"series {series} has a gap before {number}"
        if state == "reserved":
            yield f"number {number} of series {series} is still open"


def main() -> None:
    """Prepare, or play and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--base", default="")
    given = parser.parse_args()
    if given.base:
        print(json.dumps(run(given.base, rounds=given.rounds, seconds=given.seconds), ensure_ascii=False))
    else:
        prepare(given.rounds)


if __name__ == "__main__":
    main()
