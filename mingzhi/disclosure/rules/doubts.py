"""What may be somebody's name: a person must say what it is before a notice becomes public.

A machine cannot know whether 方正 is a man or a word. What nothing announces as a name but may well be one is
put before the second person, who checks privacy (政府信息公开条例 §15, §17; 个人信息保护法 §34).
"""

from collections.abc import Mapping, Sequence

from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

NAME, WORD = "name", "word"
SAYINGS: dict[str, str] = {NAME: _("是人名，应当隐去"), WORD: _("不是人名")}


def said_about(
    doubts: Sequence[Mapping[str, str]], said: Mapping[str, str], *, passed: bool, remark: str
) -> dict[str, str]:
    """Return what was said about the doubts of a version.

    Raises Invalid when a version is to pass although something was not said, or was said to be a name, and
    when it is returned without a word.
    """
    about = {doubt["text"]: said[doubt["text"]] for doubt in doubts if said.get(doubt["text"]) in SAYINGS}
    open_ = [doubt["text"] for doubt in doubts if doubt["text"] not in about]
    names = [text for text, saying in about.items() if saying == NAME]
    if passed and open_:
        raise Invalid(
            "disclosure.doubts_open",
            _("疑似人名须逐一认定，尚未认定：%(texts)s。"),
            citation=cite("政府信息公开条例 §17"),
            field="passed",
            params={"texts": "、".join(open_)},
        )
    if passed and names:
        raise Invalid(
            "disclosure.doubts_names",
            _("认定为人名的尚未隐去，不能通过：%(texts)s。"),
            citation=cite("政府信息公开条例 §15"),
            way_out=_("请退回：重新制作时会自动隐去认定的人名。"),
            field="passed",
            params={"texts": "、".join(names)},
        )
    if not (passed or names or remark.strip()):
        raise Invalid("disclosure.remark", _("退回须写明意见。"), field="remark")
    return about
