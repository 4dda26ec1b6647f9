"""What the verifier prints: every sentence in Chinese and in English, for people who do not run Mingzhi."""

import json
import sys
import unicodedata
from typing import TextIO

from mingzhi.ledger.rules.verdict import VerificationError, Verified

DOCUMENT_FIELDS = ("pdf_sha256", "rows_sha256", "manifest_sha256")
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def refused(error: VerificationError) -> int:
    """Say what failed; return the exit status."""
    named = f"\n  {error.detail}" if error.names and error.detail else ""
    say(f"✗ 未通过 NOT VERIFIED\n{error.zh}\n{error.en}{named}\n", sys.stderr)
    return 1


def say(text: str, stream: TextIO | None = None) -> None:
    """Write also where the terminal has no Chinese: a verdict must not fail for want of letters.

    What a file says of itself stands in it: signs that move the cursor or turn the writing are spelt out.
    """
    plain = "".join(map(_shown, text))
    stream = stream or sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(plain.encode(encoding, "backslashreplace").decode(encoding))


def _shown(sign: str) -> str:
    unseen = sign != "\n" and unicodedata.category(sign) in _UNSEEN
    return f"\\u{ord(sign):04x}" if unseen else sign


def report(verified: Verified, *, show_content: bool = False) -> str:
    """Say what was verified and what was not, in both languages."""
    names_document = any(name in (verified.content or {}) for name in DOCUMENT_FIELDS)
    lines = [
        "✓ 核验通过 VERIFIED",
        f"日志 log: {verified.origin}",
        f"位置 position: {verified.index}（共 of {verified.size}）",
        f"树根 root: {verified.root}",
        f"承诺 commitment: {verified.commitment}",
        f"公钥 key: {verified.key}",
        "已核验：日志签名有效；该承诺在签名的日志中。",
        "Checked: the log's signature is valid; the commitment stands in the signed log.",
    ]
    if verified.content is None:
        lines += ["未核验：回执不带内容。", "Not checked: the receipt carries no content."]
    else:
        lines += ["已核验：所附内容与承诺一致。", "Checked: the content is the committed content."]
    if verified.document_sha256:
        lines += ["已核验：所给文书与登记的文书一致。", "Checked: the document is the recorded one."]
    elif names_document:
        lines += [
            "未核验：未提供文书（--document）。",
            "Not checked: no document was given (--document).",
        ]
    if verified.unknown_signers:
        names = ", ".join(verified.unknown_signers)
        lines += [f"未核验的其他签名：{names}", f"Other signatures, not checked: {names}"]
    if show_content:
        lines.append(json.dumps(verified.content, ensure_ascii=False, indent=2))
    return "\n".join(lines) + "\n"
