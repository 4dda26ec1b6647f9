"""Officers before people: the code of an act, who shows it, who scans it."""

from datetime import datetime

from django.conf import settings

from mingzhi.cases.acts.act_codes import make_act_code
from mingzhi.cases.queries.act_codes import fresh_address
from mingzhi.cases.rules.act_code import token
from mingzhi.kernel import clock
from mingzhi.kernel.actor import public_actor

MORNING = datetime(2026, 4, 13, 10, 0, 5, tzinfo=clock.CHINA)


def officer(walk, role="handler"):
    return walk.actor(role, clock.today())


def make(walk, by="handler", officers=("handler", "second"), step="inspect"):
    return make_act_code(
        actor=officer(walk, by),
        case=walk.the_case(),
        step=step,
        officers=[officer(walk, role).urn for role in officers],
    )


def public():
    return public_actor(on=clock.today())


def path_of(code):
    return "/desk" + fresh_address(code).split("/desk", 1)[1]


def mine(code):
    return token(code.key, settings.SECRET_KEY)
