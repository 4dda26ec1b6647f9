"""Words a keeper writes for what the catalogue keeps as codes, and back."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.functional import lazy
from django.utils.translation import gettext

from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.procedures.fields import REVIEW_GROUNDS
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

REVIEW_FLAGS: Mapping[str, str] = {
    **{field.code: field.label for field in REVIEW_GROUNDS},
    "hearing": _("经过听证程序"),
    "crime": _("涉嫌犯罪"),
    "seizure": _("采取过查封、扣押等强制措施"),
    "interested_party": _("直接涉及利害关系人"),
    "demolition": _("强制拆除"),
}
"""What a line of the review list may look at beyond the party, the sums and the penalty."""


def codes_of(words: Sequence[str], known: Mapping[str, str], *, field: str) -> list[str]:
    """Return the codes of the words (or codes) a person wrote; raises Invalid that names what there is."""
    by_word = {word: code for code, title in known.items() for word in (code, title, gettext(title))}
    if unknown := [word for word in words if word not in by_word]:
        raise Invalid(
            "work.law.word",
            _("没有“%(words)s”。"),
            way_out=_("请从这些里选：%(known)s。"),
            params={
                "words": "、".join(unknown),
                "known": _named(known),
            },
            field=field,
        )
    return [by_word[word] for word in words]


def words_of(codes: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Return the words for codes, in the reader's language; a code without a word stands for itself."""
    return [gettext(known.get(code, code)) for code in codes]


def _named(known: Mapping[str, str]) -> str:
    return gettext("、").join(dict.fromkeys(gettext(title) for title in known.values()))


named: Callable[[Mapping[str, str]], str] = lazy(_named, str)
"""All words there are, for the guide of a field, in the language of whoever reads it."""


def steps() -> dict[str, str]:
    """Return the title of every step of every procedure by its code."""
    return {step.code: step.title for procedure in PROCEDURES.values() for step in procedure.steps}
