"""Open the party's page: by the code of a paper and the identity digits, or a one-time code."""

import hashlib
import hmac
import secrets
from datetime import datetime

from django.conf import settings

from mingzhi.cases.acts import messages
from mingzhi.cases.models import AccessAttempt, Case, OneTimeCode
from mingzhi.cases.queries.party.messages import can_reach, must_have_a_sender
from mingzhi.cases.queries.party.page import party_actor, party_phone, shown_papers
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.access import (
    ADDRESS,
    ADDRESS_FAILURES,
    ADDRESS_SENDING,
    ADDRESS_SENDS,
    CODE_LIFE,
    DAY,
    LOCK,
    SENDING,
    SENDS,
    SENDS_A_DAY,
    clean_code,
    digits_match,
    locked_until,
    masked_phone,
    one_time_digest,
)
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotNow, Refusal
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.queries import document_of_code
from mingzhi.trail.acts import act, describe

BASIS = "个人信息保护法 §51"


def _public_only(*, actor: Actor, **_arguments: object) -> None:
    if actor.kind not in {ActorKind.PUBLIC, ActorKind.PARTY}:
        raise NotAllowed("cases.desk", _("该页面供当事人使用。"), way_out=_("工作人员请从工作台查看案件。"))


def open_desk(
    *, actor: Actor, code: str, digits: str = "", one_time: str = "", address: str = ""
) -> tuple[Case, Actor]:
    """Confirm the party and return its case and its actor.

    ``code`` stands on a served paper; either ``digits`` (last six of the identity number) or
    ``one_time`` confirms. Raises one and the same Invalid for a wrong code and for wrong digits, and
    NotAllowed while it is locked: all papers of a case count as one. Every attempt is an entry in the
    record, but for those under a lock, which do not prolong it either. ``address`` is where the visitor
    comes from: from one address only so many attempts may fail, whatever their codes (NotNow).
    """
    now = clock.now()
    _must_be_patient(address, now)
    until = locked_until(_failures(_key(_case(code), code), now), now=now)
    if until is not None:
        raise _locked(until)
    found = attempt(actor=actor, code=code, digits=digits, one_time=one_time, address=address)
    if isinstance(found, Refusal):
        raise found
    return found, party_actor(found, on=clock.today())


@act(
    "cases.open_desk",
    title=_("当事人核验"),
    may=_public_only,
    serves=("2.1.2b",),
    basis=(BASIS,),
)
def attempt(*, actor: Actor, code: str, digits: str, one_time: str, address: str = "") -> Case | Refusal:
    """Record one attempt to open a party's page; return the case, or the refusal to be shown."""
    now = clock.now()
    case = _case(code, lock=True)
    key = _key(case, code)
    until = locked_until(_failures(key, now), now=now)
    if until is not None:
        raise _locked(until)
    confirmed = case is not None and (
        _right_digits(case, digits) if digits else _use_one_time(case, one_time, now)
    )
    AccessAttempt.objects.create(
        code_digest=key, manner="digits" if digits else "one_time", succeeded=confirmed, at=now
    )
    if not confirmed:
        _note_failure(address, now)
    describe(
        subject=case.urn if case and confirmed else f"urn:mingzhi:cases:desk:{key[:16]}",
        label=case.label if case and confirmed else "当事人核验",
        content={"succeeded": confirmed, "manner": "digits" if digits else "one_time"},
    )
    if confirmed and case is not None:
        return case
    return _wrong()


@act(
    "cases.send_one_time_code",
    title=_("发送一次性验证码"),
    may=_public_only,
    serves=("2.1.2b",),
    basis=(BASIS,),
)
def send_one_time_code(
    *, actor: Actor, code: str, address: str = "", on_screen: bool = False
) -> tuple[str, str]:
    """Make a one-time code and owe its message to the confirmed phone of the case's party.

    Return ("", ""): the code goes to the phone. ``on_screen`` (the demo) sends nothing and returns (code,
    masked phone). For an unknown code, a party without a phone or an agency without a sender nothing is
    made and nothing is said. Only the newest code counts. Raises NotAllowed while locked, NotNow where no
    message can be sent at all and after too many, whether or not the code exists, or too many from one
    ``address``.
    """
    now = clock.now()
    _must_be_patient(address, now)
    if not on_screen:
        must_have_a_sender()
    case = _case(code, lock=True)
    key = _key(case, code)
    until = locked_until(_failures(key, now), now=now)
    if until is not None:
        raise _locked(until)
    _must_be_sparing(key, address, now)
    AccessAttempt.objects.create(code_digest=key, manner=SENDING, succeeded=False, at=now)
    phone = party_phone(case) if case is not None and (on_screen or can_reach(case.agency_code)) else ""
    hint = masked_phone(phone)
    secret = f"{secrets.randbelow(10**6):06d}" if hint else ""
    if not secret:
        _note_failure(address, now)
    if case is not None and secret:
        row = OneTimeCode.objects.create(
            case=case,
            digest=one_time_digest(case.urn, secret, settings.SECRET_KEY),
            issued_at=now,
            until=now + CODE_LIFE,
        )
        if not on_screen:
            messages.owe(row, agency_code=case.agency_code, phone=phone, secret=secret)
    describe(
        subject=case.urn if case else f"urn:mingzhi:cases:desk:{key[:16]}",
        label=case.label if case else "当事人核验",
        content={"sent": bool(secret)},
    )
    return (secret, hint) if on_screen else ("", "")


def _key(case: Case | None, code: str) -> str:
    """Return under what attempts are counted: the case, so that its papers do not add up; else the code."""
    counted = case.urn if case is not None else clean_code(code)
    return hmac.new(settings.SECRET_KEY.encode(), counted.encode(), hashlib.sha256).hexdigest()


def _address_key(address: str) -> str:
    """Return under what the failures from an address are counted; the address itself is not kept."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{ADDRESS}:{address}".encode(), hashlib.sha256).hexdigest()


def _note_failure(address: str, now: datetime) -> None:
    if address:
        AccessAttempt.objects.create(
            code_digest=_address_key(address), manner=ADDRESS, succeeded=False, at=now
        )


def _must_be_patient(address: str, now: datetime) -> None:
    if not address:
        return
    recent = AccessAttempt.objects.filter(
        code_digest=_address_key(address), manner=ADDRESS, at__gt=now - LOCK
    )
    if recent[:ADDRESS_FAILURES].count() >= ADDRESS_FAILURES:
        raise NotNow(
            "cases.desk_address",
            _("从您所在的网络地址核验失败的次数过多，暂时不能继续核验。"),
            citation=cite(BASIS),
            way_out=_("请在半小时后再试，换用手机网络，或者携带身份证件到承办机关查询。"),
        )


def _must_be_sparing(key: str, address: str, now: datetime) -> None:
    """Refuse a message too many; one that is not refused counts for the address as well."""
    sent = AccessAttempt.objects.filter(code_digest=key, manner=SENDING, at__gt=now - DAY)
    if sent.filter(at__gt=now - LOCK).count() >= SENDS:
        raise _enough(_("半小时内发送验证码的次数已满。"))
    if sent.count() >= SENDS_A_DAY:
        raise _enough(_("一天内发送验证码的次数已满。"))
    if not address:
        return
    place = _address_key(address)
    asked = AccessAttempt.objects.filter(code_digest=place, manner=ADDRESS_SENDING, at__gt=now - LOCK)
    if asked.count() >= ADDRESS_SENDS:
        raise _enough(_("从您所在的网络地址请求验证码的次数过多。"))
    AccessAttempt.objects.create(code_digest=place, manner=ADDRESS_SENDING, succeeded=False, at=now)


def _enough(sentence: str) -> NotNow:
    return NotNow(
        "cases.desk_sends",
        sentence,
        citation=cite(BASIS),
        way_out=_("请使用最近收到的验证码，或者以身份证件号码后六位核验；过一段时间可以再次发送。"),
    )


def _failures(key: str, now: datetime) -> list[datetime]:
    recent = AccessAttempt.objects.filter(code_digest=key, at__gt=now - LOCK).exclude(manner=SENDING)
    failures = []
    for row in recent.order_by("-at")[:50]:
        if row.succeeded:
            break
        failures.append(row.at)
    return failures


def _case(code: str, *, lock: bool = False) -> Case | None:
    """Return the case of a paper that has reached the party; the code of any other paper opens nothing.

    Locked, guesses at the same time count one after the other.
    """
    urn, document = document_of_code(clean_code(code))
    rows = Case.objects.select_for_update() if lock else Case.objects.all()
    case = rows.filter(urn=urn).first() if urn else None
    if case is None or document not in shown_papers(Rows(case=case, on=clock.today())):
        return None
    return case


def _right_digits(case: Case, digits: str) -> bool:
    return digits_match(Rows(case=case, on=clock.today()).party.id_number, digits)


def _use_one_time(case: Case, entered: str, now: datetime) -> bool:
    if not entered.strip():
        return False
    digest = one_time_digest(case.urn, entered, settings.SECRET_KEY)
    newest = OneTimeCode.objects.filter(case=case).order_by("-issued_at", "-id").first()
    if newest is None or not hmac.compare_digest(newest.digest, digest):
        return False
    return OneTimeCode.objects.filter(pk=newest.pk, until__gt=now, used_at=None).update(used_at=now) == 1


def _wrong() -> Refusal:
    return Invalid(
        "cases.desk_wrong",
        _("编码与核验信息不相符。"),
        citation=cite(BASIS),
        way_out=_(
            "请核对文书末页二维码旁的十六位编码，以及身份证件号码后六位或者收到的验证码；多次错误将暂时锁定。"
        ),
        field="digits",
    )


def _locked(until: datetime) -> Refusal:
    return NotAllowed(
        "cases.desk_locked",
        _("核验错误次数过多，该编码已锁定至%(until)s。"),
        citation=cite(BASIS),
        way_out=_("请在锁定结束后再试，或者联系承办机关。"),
        params={"until": f"{until.astimezone(clock.CHINA):%H:%M}"},
    )
