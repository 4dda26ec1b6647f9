"""Publish notices for tests of any room, through the acts and with fixed, fictional people.

``published_notice()`` gives a public notice on the case of the expired food; ``source()`` and
``draft()`` take the keywords of the values they build.
"""

from datetime import date
from typing import Any

from mingzhi.disclosure.acts import (
    check_notice,
    correct,
    create_duties,
    end_early,
    expire_due,
    prepare_notice,
    publish,
    seal_data,
    seal_statement,
    withdraw,
)
from mingzhi.disclosure.acts.indexing import refresh
from mingzhi.disclosure.models import Notice, NoticeVersion, Publication
from mingzhi.disclosure.rules.matters import MATTERS, Matters
from mingzhi.disclosure.rules.periods import EARLY_END_CONDITIONS
from mingzhi.disclosure.rules.source import DecisionSource, NoticeDraft, PeriodFacts
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, system_actor
from mingzhi.ledger.acts.integrate import integrate_all

AGENCY = "11339921MB0W12342N"
AGENCY_NAME = "清溪县市场监督管理局"
REGION = "339921"
REGION_NAME = "之江省明州市清溪县"
ROOM = "invented"
"""The room of the invented decisions: it says that they fell by ``FELL`` and by nothing else."""
FELL = {"fallen_by": f"urn:mingzhi:{ROOM}:ruling:1"}
MATTERS[ROOM] = Matters(
    fell=lambda _decision, by, _ground: by == FELL["fallen_by"],
    hinders_early_end=lambda _matter, _actor: None,
)
PDF = b"%PDF-1.7\n% a redacted decision of an invented county\n%%EOF\n"
TEXT = (
    "当事人：清溪县好味食品店。2026年3月3日，当事人在清溪县溪滨路18号经营场所货架上陈列销售超过保质期的"
    "火腿肠，货值金额96元；此前售出同批次4包，违法所得32元。依据《中华人民共和国食品安全法》第一百二十四条"
    "第一款第五项，决定没收违法所得32元，没收火腿肠12包，罚款4000元。"
)


WRONG_ADDRESS = "公示文本地址误录，更正为与送达文书一致"


def person(name: str, *capabilities: str, agency: str = AGENCY, seen: frozenset[str] | None = None) -> Actor:
    """Return a person of the agency with these capabilities."""
    return Actor(
        kind=ActorKind.PERSON,
        urn=f"urn:mingzhi:identity:person:{name}",
        label=name,
        on=clock.today(),
        agency_code=agency,
        agency_label=AGENCY_NAME,
        region_code=REGION,
        capabilities=frozenset(capabilities),
        agency_codes_seen=seen if seen is not None else frozenset({agency}),
    )


def publisher(agency: str = AGENCY) -> Actor:
    """Return the publisher 林晓."""
    return person("林晓", "disclosure.prepare", "disclosure.exempt", "disclosure.answer", agency=agency)


def checker(agency: str = AGENCY) -> Actor:
    """Return the second person 何静."""
    return person("何静", "disclosure.check", agency=agency)


def head(agency: str = AGENCY) -> Actor:
    """Return the head 沈国平."""
    return person("沈国平", "cases.approve", agency=agency)


def source(key: str = "27", **given: Any) -> DecisionSource:
    """Return a penalty decision of the ordinary procedure, made on 14 April 2026."""
    values: dict[str, Any] = {
        "urn": f"urn:mingzhi:{ROOM}:decision:{key}",
        "label": f"清市监处罚〔2026〕{key}号",
        "act_kind": "行政处罚",
        "procedure": "ordinary",
        "agency_code": AGENCY,
        "agency_name": AGENCY_NAME,
        "region_code": REGION,
        "region_name": REGION_NAME,
        "level": "县",
        "number": f"清市监处罚〔2026〕{key}号",
        "decided_on": date(2026, 4, 14),
        "department": "市场监管",
        "subject_urn": f"urn:mingzhi:cases:case:{key}",
        "subject_label": "经营超过保质期的食品案",
        "penalty_kinds": ("没收违法所得", "没收非法财物", "罚款"),
    }
    return DecisionSource(**{**values, **given})


def draft(of: DecisionSource | None = None, **given: Any) -> NoticeDraft:
    """Return a finished, redacted notice on a decision."""
    about = of or source()
    values: dict[str, Any] = {
        "kind": "penalty",
        "title": "清溪县好味食品店经营超过保质期的食品案行政处罚决定书",
        "number": about.number,
        "agency_code": about.agency_code,
        "agency_name": about.agency_name,
        "region_code": about.region_code,
        "region_name": about.region_name,
        "level": about.level,
        "party_name": "清溪县好味食品店",
        "party_kind": "个体工商户",
        "party_code": "92339921MA7K9XY03N",
        "decided_on": about.decided_on,
        "fields": (
            ("违法事实", "经营超过保质期的食品"),
            ("处罚依据", "《中华人民共和国食品安全法》第一百二十四条第一款第五项"),
            ("处罚内容", "没收违法所得32元；没收火腿肠12包；罚款4000元"),
        ),
        "text": TEXT,
        "marks": ({"start": 3, "kind": "person", "reason": "经营者姓名"},),
        "names_checked": ("王秀兰",),
        "pdf": PDF,
        "facts": PeriodFacts(department="市场监管", penalty_kinds=about.penalty_kinds),
    }
    return NoticeDraft(**{**values, **given})


def duties(of: DecisionSource | None = None) -> list[Any]:
    """Create the duties of a decision."""
    decision = of or source()
    return create_duties(actor=head(decision.agency_code), source=decision)


def checked_version(of: DecisionSource | None = None, **given: Any) -> NoticeVersion:
    """Prepare and check the next version of the notice on a decision whose duties exist."""
    about = of or source()
    preparer, second = publisher(about.agency_code), checker(about.agency_code)
    version = prepare_notice(actor=preparer, source_urn=about.urn, draft=draft(about, **given))
    check_notice(actor=second, version=version, passed=True, secrecy=True, privacy=True, same_text=True)
    return version


def published_notice(key: str = "27", *, about: dict[str, Any] | None = None, **given: Any) -> Notice:
    """Decide, prepare, check and publish; ``about`` changes the decision, ``given`` the notice."""
    decision = source(key, **(about or {}))
    duties(decision)
    version = checked_version(decision, **given)
    publish(actor=publisher(decision.agency_code), notice=version.notice, version=version)
    return version.notice


def published_licence() -> None:
    """Publish the grant of a licence, its renewal and its cancellation, and a licence whose term is over."""
    about = {"act_kind": "行政许可", "subject_urn": "urn:mingzhi:cases:case:licence", "penalty_kinds": ()}
    names = ("所涉许可决定文书号", "清市监准许〔2025〕41号")
    granted = (("许可内容", "食品销售"), ("执法结论", "准予行政许可"), ("有效期至", "2026-04-30"))
    longer = (("许可内容", "食品销售"), ("执法结论", "准予延续行政许可，有效期至2031年4月30日"))
    over = (("许可内容", "食品销售"), ("执法结论", "注销行政许可（公民死亡或者丧失行为能力）"), names)
    for key, number, day, fields in (
        ("41", names[1], date(2025, 4, 30), granted),
        ("42", "清市监延许〔2026〕1号", date(2026, 3, 2), (*longer, names, ("有效期至", "2031-04-30"))),
        ("43", "清市监注许〔2026〕1号", date(2026, 4, 13), over),
        ("44", "清市监准许〔2024〕9号", date(2024, 4, 30), (*granted[:2], ("有效期至", "2025-04-30"))),
    ):
        made = {**about, "decided_on": day, "number": number}
        made |= {"subject_urn": "urn:mingzhi:cases:case:other"} if key == "44" else {}
        published_notice(key, about=made, kind="licence", title=f"许可{key}", fields=fields, pdf=b"")


def corrected(notice: Notice, key: str = "27", *, reason: str = WRONG_ADDRESS, **given: Any) -> Publication:
    """Correct a public notice with a new checked version."""
    version = checked_version(source(key), **given)
    return correct(actor=publisher(), notice=notice, version=version, reason=reason)


def draft_only() -> NoticeVersion:
    """Decide and prepare: a draft that nobody has checked."""
    duties()
    return prepare_notice(actor=publisher(), source_urn=source().urn, draft=draft())


def withdrawn(notice: Notice, reason: str = "因决定被撤销，撤回公示信息。") -> Notice:
    """Withdraw a public notice because its decision was revoked."""
    withdraw(actor=publisher(), notice=notice, ground="revoked", reason=reason, **FELL)
    return notice


def expired() -> int:
    """Let what has reached its last day by the clock expire."""
    return expire_due(actor=system_actor("disclosure-expiry", on=clock.today()))


def ended_early(notice: Notice, reason: str = "已履行并纠正") -> Notice:
    """End a public notice before its term; the clock must stand a year after publication."""
    conditions = frozenset(EARLY_END_CONDITIONS)
    end_early(
        actor=publisher(),
        notice=notice,
        conditions=conditions,
        reason=reason,
        applied_on=clock.today(),
    )
    return notice


def sealed_day(**decisions: int) -> None:
    """Seal today's statement; ``decisions`` is the owner's count per agency code."""
    seal_statement(
        actor=system_actor("statement", on=clock.today()), day=clock.today(), decisions_by_agency=decisions
    )


def sealed_data(manifest: str, notices: int) -> None:
    """Seal a set of open-data files as the job does that builds them."""
    job = system_actor("open-data", on=clock.today())
    seal_data(actor=job, manifest_sha256=manifest, notices=notices)


def settle() -> None:
    """Do what the worker does within seconds: index and integrate."""
    refresh()
    integrate_all()
