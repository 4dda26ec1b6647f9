"""What a verification ends with: a :class:`Verified`, or an error that names what failed.

Each error says its sentence in Chinese and in English, because verifiers are used without Mingzhi.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class VerificationError(Exception):
    """Nothing was verified; ``zh`` and ``en`` say why.

    ``detail`` is for those who read the exception; people are shown it where it names a thing (``names``).
    """

    zh = "核验失败。"
    en = "Verification failed."
    names = False

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(f"{self.zh} {self.en}" + (f" ({detail})" if detail else ""))


class NotAReceipt(VerificationError):
    """The file is not a receipt in the one form receipts have."""

    zh = "文件不是完整的回执，或者内容已被改动。"
    en = "The file is not a well-formed receipt, or it has been altered."


class NoKey(VerificationError):
    """No verifier key was given at all."""

    zh = "没有可用的日志公钥，无法核验。请用 --key 指定公钥。"
    en = "There is no log key to verify with. Give one with --key."


class BadKey(VerificationError):
    """What was given as a key is none."""

    zh = "所给的日志公钥不是完整的公钥。"
    en = "What was given as a log key is not a well-formed key."


class BadCommitment(VerificationError):
    """What was given as a commitment is none."""

    zh = "所给的承诺值不是64位十六进制数。"
    en = "What was given as a commitment is not 64 hexadecimal digits."


class Unreadable(VerificationError):
    """A file is not there, or may not be read."""

    zh = "无法读取文件："
    en = "The file cannot be read:"
    names = True


class UnknownLog(VerificationError):
    """None of the given keys belongs to the log named in the receipt, or signed it."""

    zh = "回执没有由所给公钥对应的日志签名。"
    en = "The receipt is not signed by a log whose key was given."
    names = True


class BadSignature(VerificationError):
    """A signature in the name of a given key is not valid."""

    zh = "日志签名无效：检查点已被改动。"
    en = "The log's signature is not valid: the checkpoint has been altered."


class WrongContent(VerificationError):
    """The content that travels with the receipt is missing, malformed or not the committed one."""

    zh = "回执所附内容缺失、格式不符或者与登记的承诺不一致。"
    en = "The content in the receipt is missing, malformed or not the committed content."


class NotInLog(VerificationError):
    """The path does not lead from the leaf to the signed root."""

    zh = "证明路径不成立：该内容不在所签名的日志中。"
    en = "The proof does not hold: this content is not in the signed log."


class WrongDocument(VerificationError):
    """The given document is not the one the content names."""

    zh = "所给文书与登记的文书不是同一份，或者内容没有登记文书。"
    en = "The given document is not the recorded one, or the content names no document."


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was proved: ``commitment`` stands at ``index`` of the log ``origin``, a tree of ``size``."""

    origin: str
    index: int
    size: int
    root: str
    commitment: str
    key: str
    content: Mapping[str, Any] | None
    document_sha256: str
    unknown_signers: tuple[str, ...]
