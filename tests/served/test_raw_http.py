"""Past the forms: what a program sends straight to a running place is refused like what a person sends.

The decision of a penalty: too early, by another, with another core, heavier than notified, from elsewhere;
a form sent twice, without its token, from a tab that is out of date, after the logout; a hostile file.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import pytest

from tests.served.known import Known
from tests.served.visitor import Answer, Forms, Values, Visitor, multipart
from tests.served.world import Server

pytestmark = pytest.mark.browser  # no browser is needed, but the server they share
HEAD, HANDLER, CHECKER, OTHER_HEAD = "shenguoping", "chenli", "songyu", "qzf5"
WORDS = "当事人在最后一刻又补充说明，本段文字不应当丢失。"
COUNT = """
from mingzhi.cases.models import Decision, Step
print(Decision.objects.count(), Step.objects.filter(code="approve_proposal", case__uid={uid!r}).count())
"""


@pytest.fixture(scope="module")
def who(server: Server) -> Iterator[Callable[[str], Visitor]]:
    inside: dict[str, Visitor] = {}
    yield lambda name: inside.setdefault(name, Visitor(server.url).log_in(name))


def address(case: str, step: str) -> str:
    return f"/work/cases/{case}/steps/{step}/"


def form(visitor: Visitor, path: str, having: str) -> Values:
    """Return what stands in the form of a page."""
    page = visitor.open(path)
    assert page.status == 200, page.text[:400]
    reader = Forms()
    reader.feed(page.text)
    return next(values for _action, values in reader.forms if having in dict(values))


def send(visitor: Visitor, path: str, values: Values, *, without: str = "", **typed: str) -> Answer:
    """Send a form as a program would, from its own page."""
    kept = [(name, value) for name, value in values if name not in typed and name != without]
    body, kind = multipart([*kept, *typed.items()], {})
    return visitor.open(path, body, kind, origin=True)


def said(answer: Answer) -> str:
    found = re.search(r'class="refusal".*?</section>', answer.text, re.S)
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", found[0])) if found else ""


def test_a_decision_goes_round_no_gate(who: Callable[[str], Visitor], known: Known, server: Server) -> None:
    head, path = who(HEAD), address(known.undiscussed, "decide_penalty")
    before = server.world.python(COUNT.format(uid=known.reviewed)).stdout
    values = form(head, path, "core.facts")
    typed = {"defence_account": WORDS}
    for more, status, words, law in (
        ({}, 409, "集体讨论", "第五十七条"),
        ({"core.facts": "另外一番事实，与审核的不同。"}, 409, "法制审核", "第五十八条"),
        ({"core.penalties.amount": "900000"}, 409, "法制审核", "第五十八条"),
    ):
        answer = send(head, path, values, **typed, **more)
        assert answer.status == status and words in said(answer) and law in said(answer), said(answer)
        assert WORDS in answer.text, "what was typed is kept"
    for name, status in ((HANDLER, 403), (CHECKER, 403)):
        answer = send(who(name), path, own(who(name), values), **typed)
        assert answer.status == status and "岗位" in said(answer), (name, said(answer))
        assert WORDS in answer.text
    stranger = send(who(OTHER_HEAD), path, own(who(OTHER_HEAD), values), **typed)
    assert stranger.status == 404 and "清市监" not in stranger.text.replace(WORDS, "")
    assert server.world.python(COUNT.format(uid=known.reviewed)).stdout == before


def own(visitor: Visitor, values: Values) -> Values:
    """Return another person's form with one's own token of the session, and without the form's."""
    token = dict(form(visitor, "/account/password/", "old"))["csrfmiddlewaretoken"]
    kept = [(name, value) for name, value in values if name not in ("csrfmiddlewaretoken", "once")]
    return [*kept, ("csrfmiddlewaretoken", token)]


def test_without_its_token_nothing_is_taken_and_nothing_typed_is_lost(
    who: Callable[[str], Visitor], known: Known
) -> None:
    head, path = who(HEAD), address(known.undiscussed, "decide_penalty")
    values = form(head, path, "core.facts")
    for more in ({"without": "csrfmiddlewaretoken"}, {"csrfmiddlewaretoken": "x" * 64}):
        answer = send(head, path, values, defence_account=WORDS, **more)
        assert answer.status == 403 and "没有提交" in said(answer) and WORDS in answer.text
    body, kind = multipart([("defence_account", WORDS)], {})
    foreign = head.open(path, body, kind)  # no word of where it comes from: nothing is shown again
    assert foreign.status == 403 and WORDS not in foreign.text


def test_an_old_tab_and_a_form_sent_twice(
    who: Callable[[str], Visitor], known: Known, server: Server
) -> None:
    head, path = who(HEAD), address(known.reviewed, "approve_proposal")
    old, new = (form(head, path, "offered_at") for _tab in range(2))
    done = send(head, path, new, note="同意。")
    assert done.status == 200 and done.url.endswith(f"/work/cases/{known.reviewed}/"), said(done)
    again = send(head, path, new, note="同意。")
    assert again.status == 200 and "没有重复办理" in again.text
    late = send(head, path, old, note=WORDS)
    assert late.status == 409 and "已经批准" in said(late) and WORDS in late.text
    assert server.world.python(COUNT.format(uid=known.reviewed)).stdout.split()[1] == "1"


def test_after_the_logout_nothing_comes_back(server: Server, known: Known) -> None:
    head, path = Visitor(server.url).log_in(HEAD), address(known.undiscussed, "decide_penalty")
    page = head.open(path)
    kept = {name.lower(): value for name, value in page.headers.items()}["cache-control"]
    assert kept == "private, no-store", "the way back shows no page of before"
    values = form(head, path, "core.facts")
    left = head.send("/work/", "csrfmiddlewaretoken", to="/account/logout/")
    assert "/account/login/" in left.url
    assert "/account/login/" in head.open(path).url
    late = send(head, path, values, defence_account=WORDS)
    assert late.status == 403 and "登录已经结束" in said(late) and WORDS in late.text
    assert urljoin("/", "account/login/?next=") in late.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("现场照片.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("笔录.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /OpenAction << /S /J#61vaScript /JS (x) >> >>\n"),
    ],
)
def test_a_hostile_file_is_refused_and_the_rest_of_the_form_is_kept(
    who: Callable[[str], Visitor], known: Known, name: str, content: bytes
) -> None:
    handler, path = who(HANDLER), address(known.undiscussed, "record_defence")
    values = [*form(handler, path, "defence"), ("defence", WORDS)]
    body, kind = multipart(values, {"files": (name, content)})
    answer = handler.open(path, body, kind, origin=True)
    assert answer.status == 422 and name in said(answer) and WORDS in answer.text, said(answer)
    assert "代码records." in said(answer)
