"""The public content that is committed to in the log, in its canonical form.

What stands here is exactly what anybody may read: no internal mark, no name that was hidden. The
receipt carries it with its salt, so it verifies without asking this system.
"""

from collections.abc import Mapping, Sequence
from typing import Any

SCHEMA = 1
PUBLISH, CORRECT, UPDATE = "publish", "correct", "update"
WITHDRAW, EXPIRE, END_EARLY, STATEMENT = "withdraw", "expire", "end_early", "statement"
ENDINGS = (WITHDRAW, EXPIRE, END_EARLY)
REGISTER = "register"
DATA = "data"


def notice_content(
    *,
    uid: str,
    version: int,
    kind: str,
    title: str,
    number: str,
    agency: Mapping[str, str],
    region: Mapping[str, str],
    party: Mapping[str, str],
    decided_on: str,
    fields: Sequence[Sequence[str]],
    text: str,
    pdf_sha256: str,
) -> dict[str, Any]:
    """Return the content of one version of a notice; keys without a value are left out."""
    content: dict[str, Any] = {
        "notice": uid,
        "version": version,
        "kind": kind,
        "title": title,
        "number": number,
        "agency": dict(agency),
        "region": dict(region),
        "party": {name: value for name, value in party.items() if value},
        "decided_on": decided_on,
        "fields": [list(pair) for pair in fields],
        "text": text,
    }
    if pdf_sha256:
        content["pdf_sha256"] = pdf_sha256
    return content


def publication_content(
    *, action: str, notice: Mapping[str, Any], channel: str, at: str, expires_on: str, rule: str
) -> dict[str, Any]:
    """Return what the log commits to when a version becomes public (``publish``, ``correct``)."""
    return {
        "schema": SCHEMA,
        "action": action,
        "at": at,
        "channel": channel,
        "expires_on": expires_on,
        "rule": rule,
        **notice,
    }


def ending_content(
    *,
    action: str,
    uid: str,
    version: int,
    number: str,
    agency: Mapping[str, str],
    at: str,
    reason: str,
    basis: str,
    ends: str,
) -> dict[str, Any]:
    """Return what the log commits to when a notice comes down; ``ends`` is the commitment it ends.

    The fallen content is not repeated.
    """
    return {
        "schema": SCHEMA,
        "action": action,
        "at": at,
        "notice": uid,
        "version": version,
        "number": number,
        "agency": dict(agency),
        "reason": reason,
        "basis": basis,
        "ends": ends,
    }


def statement_content(
    *, day: str, agency: Mapping[str, str], decisions: int, counts: Mapping[str, int], at: str
) -> dict[str, Any]:
    """Return the content of one sealed statement of completeness."""
    return {
        "schema": SCHEMA,
        "action": STATEMENT,
        "at": at,
        "day": day,
        "agency": dict(agency),
        "decisions": decisions,
        "counts": dict(counts),
    }


def register_content(
    *, register: str, edition: int, title: str, rows: int, digest: str, at: str
) -> dict[str, Any]:
    """Return the content of one edition of a register; ``rows_sha256`` is the digest of its file of rows."""
    return {
        "schema": SCHEMA,
        "action": REGISTER,
        "at": at,
        "register": register,
        "edition": edition,
        "title": title,
        "rows": rows,
        "rows_sha256": digest,
    }


def data_content(*, edition: int, notices: int, manifest: str, at: str) -> dict[str, Any]:
    """Return the content of one edition of the open-data files; the manifest names every file's digest."""
    return {
        "schema": SCHEMA,
        "action": DATA,
        "at": at,
        "edition": edition,
        "notices": notices,
        "manifest_sha256": manifest,
    }
