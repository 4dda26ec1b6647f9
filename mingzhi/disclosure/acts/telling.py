"""What a person writes for the public beside a notice: it says nothing that the notice itself must not.

The reason of a correction, a withdrawal or an early end goes into page, feeds and files and is sealed in the
log for ever: the leak test reads it before (政府信息公开条例 §15; 个人信息保护法 §34).
"""

from mingzhi.disclosure.models import Notice
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.redaction import Known, find_leaks, profile_for

_PERSON = "自然人"


def refuse_telling(notice: Notice, *, fallen: bool = False, **texts: str) -> None:
    """Raise Invalid where one of the public ``texts``, by its field, would give somebody away.

    Known are the names the newest version was tested for; of a notice that comes down the name of a natural
    person who was its party as well, which the tombstone no longer tells.
    """
    newest = notice.versions.order_by("-number").first()
    if newest is None:
        return
    person = newest.party_kind == _PERSON
    told = "" if fallen and person else newest.party_name
    others = dict.fromkeys([*newest.names_checked, newest.party_name])
    known = Known(
        party_name=told,
        party_is_person=person,
        other_names=tuple(name for name in others if name != told),
    )
    profile = profile_for(notice.region_code, KINDS[notice.kind].act_kind)
    for field, text in texts.items():
        leaks = find_leaks(text, known=known, profile=profile)
        if leaks:
            raise Invalid(
                "disclosure.telling_leaks",
                _("这段文字会公开并永久封存，其中有不应公开的内容：%(places)s。"),
                citation=cite("政府信息公开条例 §15"),
                way_out=_("请改写，不写姓名、号码和住址。"),
                params={"places": "、".join(dict.fromkeys(f"“{leak.excerpt}”" for leak in leaks))},
                field=field,
            )
