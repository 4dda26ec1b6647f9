"""Rows that an address can lead to, written without their acts: who asks for them is what is tested."""

from datetime import timedelta

from mingzhi.disclosure.models import Delivery, Exemption, Outlet, Report, ReportWords
from mingzhi.identity.models import Agency, Delegation
from mingzhi.kernel import clock


def an_outlet(agency):
    return Outlet.objects.create(
        agency_code=agency,
        agency_name="清溪县市场监督管理局",
        kind="webhook",
        name="大厅公示屏",
        connection="hall",
        opened_at=clock.now(),
        opened_by_label="x",
    )


def a_delegation(agency):
    return Delegation.objects.create(
        agency=Agency.objects.get(code=agency),
        delegate_name="清溪县市场监管服务队",
        matters="x",
        powers="x",
        since=clock.today(),
        until=clock.today() + timedelta(days=9),
    )


def a_filing(decision):
    return Exemption.objects.create(
        source_urn=decision.urn,
        source_label="x",
        agency_code=decision.agency_code,
        ground="privacy",
        reason="x",
        basis="政府信息公开条例 §15",
        filed_with="x",
        filed_on=clock.today(),
        receipt="x",
        inside_term=True,
        exempted_by_label="x",
        exempted_at=clock.now(),
    )


def a_push(outlet):
    return Delivery.objects.create(
        outlet=outlet,
        action="test",
        agency_code=outlet.agency_code,
        basis="x",
        owed_at=clock.now(),
        state_since=clock.now(),
        next_try_at=clock.now() + timedelta(days=1),
    )


def a_report(case, version):
    report = Report.objects.create(
        notice=version.notice,
        kind="error",
        matter="wrong",
        code_digest="d" * 64,
        agency_code=case.agency_code,
        agency_name=case.agency_name,
        received_at=clock.now(),
        due_on=clock.today() + timedelta(days=20),
        derivation={"sentences": []},
        rule="x",
        basis="x",
        confirmed=False,
    )
    ReportWords.objects.create(
        report=report, passage="甲", reason="乙", evidence="", contact="", salt="s", received_at=clock.now()
    )
    return report
