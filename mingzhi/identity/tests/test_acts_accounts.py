from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from mingzhi.identity import acts
from mingzhi.identity.queries import actor_for
from mingzhi.identity.tests import factories as make
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
DAY = date(2026, 4, 13)


def installer():
    return system_actor("安装初始化", on=DAY)


def admin(agency):
    return make.make_actor({"identity.manage"}, agency_code=agency.code, role="admin")


def login(username: str, password: str):
    request = RequestFactory().post("/account/login/")
    return authenticate(request, username=username, password=password)


def test_people_change_their_own_password_with_the_old_one():
    agency = make.make_agency()
    person = make.make_person()
    make.appoint(person, agency, "publisher")
    account = make.make_account(person, username="fang", password="QingXi-2026-demo")
    me = actor_for(account, on=DAY)
    change = {"account": account, "old": "QingXi-2026-demo", "new": "ShuiQing-9-yuedu"}
    with pytest.raises(Invalid):
        acts.change_password(actor=me, **{**change, "old": "wrong"})
    with pytest.raises(Invalid):
        acts.change_password(actor=me, **{**change, "new": "short"})
    with pytest.raises(Invalid):
        acts.change_password(actor=me, **{**change, "new": "QingXi-2026-demo"})
    with pytest.raises(NotAllowed):
        acts.change_password(actor=make.make_actor(), **change)
    changed = acts.change_password(actor=me, **change)
    assert not changed.must_change_password
    assert login("fang", "QingXi-2026-demo") is None and login("fang", "ShuiQing-9-yuedu") == account
    assert "ShuiQing" not in str(Entry.objects.filter(act="identity.change_password").get().payload.content)


def test_a_reset_password_must_be_changed_and_a_closed_account_is_shut():
    agency = make.make_agency()
    account = make.make_account(make.make_person(), username="zhou")
    reset = acts.reset_password(
        actor=admin(agency), agency=agency, account=account, password="LinShi-2026-mima"
    )
    assert reset.must_change_password and login("zhou", "LinShi-2026-mima") == account
    acts.close_account(actor=admin(agency), agency=agency, account=account, reason="离职")
    assert login("zhou", "LinShi-2026-mima") is None
    with pytest.raises(Conflict):
        acts.open_account(
            actor=admin(agency),
            agency=agency,
            person=make.make_person(),
            username="zhou",
            password="LinShi-2026-mima",
        )


def test_roles_are_loaded_by_a_named_job_only():
    with pytest.raises(NotAllowed):
        acts.load_roles(actor=make.make_actor({"identity.manage", "identity.oversee"}))
    loaded = acts.load_roles(actor=installer())
    assert {role.code for role in loaded} >= {"officer", "handler", "reviewer", "head", "admin"}
    assert acts.load_roles(actor=installer()) == loaded
