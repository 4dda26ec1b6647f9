"""What may be somebody's name: a person must say what it is before a notice becomes public.

A machine cannot know whether 方正 is a man or a word. What nothing announces as a name but may well be one is
put before the second person, who checks privacy (政府信息公开条例 §15, §17; 个人信息保护法 §34). That person
may say of any other words that they must be hidden too, and take back what an earlier check said.
"""

from collections.abc import Collection, Mapping, Sequence

from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

NAME, WORD, HIDE = "name", "word", "hide"
SAYINGS: dict[str, str] = {NAME: _("是人名，应当隐去"), WORD: _("不是人名")}
"""What is said of a possible name; of other words: that they are a name, must be hidden, or need not be."""
_SHORTEST, _MOST = 2, 50


def said_about(
    doubts: Sequence[Mapping[str, str]],
    said: Mapping[str, str],
    *,
    passed: bool,
    remark: str,
    more: Mapping[str, str] | None = None,
    shown: Collection[str] = (),
    kept: Collection[str] = (),
) -> dict[str, str]:
    """Return what was said about a version: about its doubts, and about what a person found besides.

    ``more`` is what else must be hidden, or need not be hidden any longer; the former must stand in one of
    the texts ``shown`` and be no part of what is ``kept`` (party, agency, number). Raises Invalid when a
    version is to pass although something was not said, must be hidden or shown, and when it is returned
    without a word.
    """
    more = more or {}
    about = {doubt["text"]: said[doubt["text"]] for doubt in doubts if said.get(doubt["text"]) in SAYINGS}
    open_ = [doubt["text"] for doubt in doubts if doubt["text"] not in about]
    names = [text for text, saying in about.items() if saying == NAME]
    _refuse_strange(more, shown)
    _refuse_kept(more, kept)
    if passed:
        _refuse_to_pass(open_, names, tuple(more))
    if not (passed or names or more or remark.strip()):
        raise Invalid("disclosure.remark", _("退回须写明意见。"), field="remark")
    return {**about, **more}


def _refuse_to_pass(open_: Sequence[str], names: Sequence[str], more: Sequence[str]) -> None:
    """Refuse to pass what is undecided, not hidden yet, or not changed yet."""
    kinds = (
        ("disclosure.doubts_open", "§17", open_, _("疑似人名须逐一认定，尚未认定：%(texts)s。"), ""),
        (
            "disclosure.doubts_names",
            "§15",
            names,
            _("认定为人名的尚未隐去，不能通过：%(texts)s。"),
            _("请退回：重新制作时会自动隐去认定的人名。"),
        ),
        (
            "disclosure.doubts_more",
            "§15",
            more,
            _("要求隐去或者恢复的文字还没有改，不能通过：%(texts)s。"),
            _("请退回：重新制作时会自动照办。"),
        ),
    )
    for code, article, texts, sentence, way_out in kinds:
        if texts:
            raise Invalid(
                code,
                sentence,
                citation=cite(f"政府信息公开条例 {article}"),
                way_out=way_out,
                field="passed",
                params={"texts": "、".join(texts)},
            )


def _refuse_strange(more: Mapping[str, str], shown: Collection[str]) -> None:
    """Refuse to hide a single character, or what does not stand in the public text."""
    wanted = [text for text, saying in more.items() if saying != WORD]
    strange = [text for text in wanted if len(text) < _SHORTEST or not any(text in one for one in shown)]
    if strange or len(more) > _MOST or any(saying not in (NAME, WORD, HIDE) for saying in more.values()):
        raise Invalid(
            "disclosure.not_shown",
            _("公示文本中没有这些文字，或者只有一个字：%(texts)s。"),
            citation=cite("政府信息公开条例 §17"),
            way_out=_("请照公示文本逐字填写，不要把已经隐去的部分（某、***）一起选进来。"),
            field="hide",
            params={"texts": "、".join(strange or more)},
        )


def _refuse_kept(more: Mapping[str, str], kept: Collection[str]) -> None:
    """Refuse to hide what every notice must say (浙政办发〔2019〕20号 二(一)3)."""
    wanted = [text for text, saying in more.items() if saying != WORD]
    both = [text for text in wanted if any(one and (text in one or one in text) for one in kept)]
    if both:
        raise Invalid(
            "disclosure.must_stand",
            _("机关名称、公示的当事人名称和文号必须公示，不能隐去：%(texts)s。"),
            citation=cite("浙政办发〔2019〕20号 二(一)3"),
            way_out=_("请另选文字；不应当公示该当事人的，在审查意见中说明并退回，另行办理不予公示。"),
            field="hide",
            params={"texts": "、".join(both)},
        )
