"""Redact structured fields: a label can say outright that its value is nobody's business."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mingzhi.redaction.engine import HIDDEN, redact
from mingzhi.redaction.profiles import Profile
from mingzhi.redaction.surnames import short_names
from mingzhi.redaction.values import Kind, Known, Mark

LABELS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.IDENTITY_NUMBER, ("身份证", "证件号")),
    (Kind.PASSPORT, ("护照", "通行证号")),
    (Kind.BIRTH_DATE, ("出生",)),
    (Kind.HOME_ADDRESS, ("住址", "户籍", "居住地")),
    (Kind.PHONE, ("电话", "手机", "联系方式", "传真")),
    (Kind.EMAIL, ("邮箱", "电子邮件")),
    (Kind.HANDLE, ("微信", "QQ")),
    (Kind.BANK_ACCOUNT, ("银行账", "银行帐", "账号", "卡号")),
    (Kind.PLATE, ("车牌", "号牌")),
    (Kind.PERSON_NAME, ("经营者", "法定代表人", "负责人姓名", "代理人", "证人", "联系人", "姓名")),
)


@dataclass(frozen=True, slots=True)
class RedactedFields:
    """The fields for the public and, per label, the marks of what was hidden."""

    fields: tuple[tuple[str, str], ...]
    marks: tuple[tuple[str, Mark], ...]


def kind_of_label(label: str) -> Kind | None:
    """Return what a label says its value is, or None for ordinary fields."""
    for kind, words in LABELS:
        if any(word in label for word in words):
            return kind
    return None


def redact_fields(fields: Sequence[tuple[str, str]], *, known: Known, profile: Profile) -> RedactedFields:
    """Return the fields for the public: whole values behind telling labels, free text elsewhere.

    A person's name behind a label is hidden in all other fields too. Public texts stay.
    """
    known = replace(known, other_names=(*known.other_names, *_names_in(fields, known)))
    short = short_names(known.other_names)
    shown, marks = [], []
    for label, value in fields:
        kind = kind_of_label(label)
        if kind and profile.hides(kind) and value.strip() and not _is_public(value, kind, known):
            rule = profile.by_kind[kind]
            replacement = short.get(value.strip(), HIDDEN)
            marks.append(
                (
                    label,
                    Mark(
                        start=0,
                        end=len(value),
                        kind=kind,
                        reason=rule.reason,
                        replacement=replacement,
                        source=rule.source,
                        confirmed=rule.confirmed,
                    ),
                )
            )
            shown.append((label, replacement))
        else:
            redacted = redact(value, known=known, profile=profile)
            marks += [(label, mark) for mark in redacted.marks]
            shown.append((label, redacted.text))
    return RedactedFields(tuple(shown), tuple(marks))


def _names_in(fields: Sequence[tuple[str, str]], known: Known) -> tuple[str, ...]:
    return tuple(
        value.strip()
        for label, value in fields
        if kind_of_label(label) is Kind.PERSON_NAME
        and 2 <= len(value.strip()) <= 12
        and not _is_public(value, Kind.PERSON_NAME, known)
    )


def _is_public(value: str, kind: Kind, known: Known) -> bool:
    if kind is Kind.IDENTITY_NUMBER:
        return False
    public = {*known.public_names, *known.public_texts, known.party_name}
    return value.strip() in public
