"""Annual statistics of a walked case: frozen, approved, checked and made public in January."""

from datetime import datetime

from mingzhi.disclosure.acts import check_notice, publish
from mingzhi.kernel import clock
from mingzhi.supervision.acts.annual import approve_statistics, freeze_statistics, prepare_statistics

JANUARY = datetime(2027, 1, 12, 9, 0, tzinfo=clock.CHINA)
YEAR = 2026


def who(walk, role):
    return walk.actor(role, clock.today())


def code(walk):
    return walk.the_case().agency_code


def freeze(walk, by="publisher", **change):
    given = {"agency_code": code(walk), "year": YEAR, "narrative": "全年执法总体平稳。"}
    return freeze_statistics(actor=who(walk, by), **{**given, **change})


def made_public(walk):
    snapshot = approve_statistics(actor=who(walk, "head"), snapshot=freeze(walk))
    version = prepare_statistics(actor=who(walk, "publisher"), snapshot=snapshot)
    checks = {"passed": True, "secrecy": True, "privacy": True, "same_text": True}
    check_notice(actor=who(walk, "checker"), version=version, **checks)
    publish(actor=who(walk, "publisher"), notice=version.notice, version=version)
    return snapshot
