"""How many questions a page of the workbench asks the database, and that they are written once."""

from datetime import datetime

import pytest
from django.db.models.sql.compiler import SQLCompiler
from django.urls import reverse

from mingzhi.kernel import clock
from mingzhi.site.tests.pages import browser, play

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "name", "most"),
    [
        ("head", "home", 14),
        ("handler", "home", 11),
        ("head", "cases", 5),
        ("head", "case", 23),
        ("handler", "case", 22),
        ("head", "dossier", 13),
    ],
)
def test_a_page_asks_a_bounded_number_of_queries(people, django_assert_max_num_queries, role, name, most):
    """All of them: session, account and appointment too."""
    case = play(people)
    with clock.fixed(datetime(2026, 6, 1, 10, 0, tzinfo=clock.CHINA)):
        client = browser(people, role)
        client.get(reverse("work:home"))
        address = reverse(f"work:{name}", args=[case.uid] if name in ("case", "dossier") else [])
        with django_assert_max_num_queries(most):
            client.get(address)


def test_the_to_do_list_of_a_handler_writes_no_question_anew_but_who_asks(people, monkeypatch):
    """What is asked on every page is written as SQL once; only Django's session and account are not."""
    play(people)
    with clock.fixed(datetime(2026, 6, 1, 10, 0, tzinfo=clock.CHINA)):
        client = browser(people, "handler")
        client.get(reverse("work:home"))
        written = []
        execute = SQLCompiler.execute_sql
        monkeypatch.setattr(
            SQLCompiler,
            "execute_sql",
            lambda self, *given, **named: (
                written.append(self.query.model.__name__) or execute(self, *given, **named)
            ),
        )
        client.get(reverse("work:home"))
    assert sorted(written) == ["Account", "Session"]
