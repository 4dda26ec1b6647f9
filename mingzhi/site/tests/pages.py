"""Browsers of the company's people, and scenarios played up to a point."""

import re
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from mingzhi.cases.models import Case
from mingzhi.cases.tests.factories import Company
from mingzhi.kernel import clock
from mingzhi.site.tests.stages import Standing, staged
from mingzhi.site.walk import scenario
from mingzhi.workbench.tests.doors import client_for


def browser(people: Company, role: str) -> Client:
    """Return a browser in which the person of that role is logged in."""
    return client_for(people.cast(role, clock.today()))


def play(people: Standing, before: str = "", shift: int = 0, name: str = "expired-food") -> Case:
    """Play a scenario through acts and return its case."""
    walk = staged(people, scenario(name), shift=timedelta(days=shift))
    walk.play(before=before)
    return walk.the_case()


def text(answer: HttpResponse | Any) -> str:
    """Return the page as text, the attributes of a tag on one line."""
    return re.sub(r"<[a-z][^<>]*>", lambda tag: " ".join(tag[0].split()), answer.content.decode())
