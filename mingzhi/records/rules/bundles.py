"""What the bundle of a case holds, and for whom a file leaves the house."""

from typing import NamedTuple

from mingzhi.kernel.wording import gettext_noop as _

LISTING, READ_ME = "目录.json", "说明.txt"
RECEIPTS, CONTENTS = "回执", "内容"
RECEIPT_ENDING, CONTENT_ENDING = "tlog-proof", "json"
LISTING_RECEIPT = f"{RECEIPTS}/目录.{RECEIPT_ENDING}"
LISTING_HASH = "listing"
"""Under this name the entry of the taking has the digest of the list."""
PAPER = "paper"
"""Under this name the list has what the code of a paper stands for; its receipt and content must be there."""
TAKING = "records.hand_over"
"""The act by which a file is taken; its receipt seals the list."""

GUIDE = """案卷材料包
==========

目录.json      每件材料的题名、文号、SHA-256 和 SM3，每份文书的内容承诺；取出时登记，
              其回执是 回执/目录.tlog-proof。
正卷/ 副卷/    材料原件，逐字节与收存时相同。
回执/          每份文书的回执（.tlog-proof），证明该文书已记入执法记录日志。
内容/          每份文书的结构化内容和盐；SHA-256(盐 ‖ 规范化内容) 就是纸面验证码所代表的承诺。

离线核验整个材料包（不需要联网，公钥取自公开的执法记录日志）：
    mingzhi verify 本文件.zip --key 公钥
离线核验一份文书：
    mingzhi verify 回执/001.tlog-proof --document 正卷/001….pdf --key 公钥
"""
"""The text for whoever opens the bundle; the list names its digest (``READ_ME_HASH``)."""
READ_ME_HASH = "read_me"


class HandOver(NamedTuple):
    """An occasion on which an agency gives the file of a case to somebody else."""

    code: str
    title: str
    basis: str


HAND_OVERS = {
    one.code: one
    for one in (
        HandOver("reconsideration", _("行政复议"), "行政复议法 §48"),
        HandOver("litigation", _("行政诉讼"), "行政诉讼法 §67-1"),
    )
}
"""To the body of reconsideration within ten days of its copy, to the court within fifteen."""
