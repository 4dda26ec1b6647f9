"""Note that an article was changed or repealed, and list what rests on it."""

from dataclasses import dataclass
from datetime import date

from mingzhi.catalogue.models import Article, Statute
from mingzhi.catalogue.policy import may_manage_all
from mingzhi.catalogue.queries import rests_on
from mingzhi.catalogue.queries.statutes import RelianceView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@dataclass(frozen=True, slots=True)
class ArticleChanged:
    """The article whose period ended, and everything in the catalogue that rests on it."""

    article: Article
    touched: tuple[RelianceView, ...]


@act(
    "catalogue.repeal_article",
    title=_("登记条文变动"),
    may=may_manage_all,
    serves=("2.1.1c",),
    basis=("浙政办发〔2019〕20号 二(一)1",),
)
def repeal_article(
    *,
    actor: Actor,
    statute: str,
    number: int,
    until: date,
    reason: str,
    fate: str = "repealed",
    cited_elsewhere: bool = False,
) -> ArticleChanged:
    """End the period of an article (repealed or changed from a day) and list what rests on it.

    A changed article goes on as a new row from that day. ``cited_elsewhere``: rules outside the catalogue
    rest on it, so that it is entered now where the catalogue has not cited it yet.
    """
    law = Statute.objects.filter(short=statute).first()
    if law is None:
        raise NotKnown("catalogue.statute", _("没有这部法律文件。"))
    if fate not in {"repealed", "changed"} or not reason.strip():
        raise Invalid("catalogue.article.fate", _("须写明是修改还是废止，以及依据。"), field="reason")
    article = (
        Article.objects.select_for_update()
        .filter(statute=law, number=number, valid_until__isnull=True)
        .first()
    )
    if article is None and cited_elsewhere:
        article = _entered(law, number)
    if article is None:
        raise NotKnown("catalogue.article", _("目录中没有事项引用该条，或者该条已经废止。"))
    if until < article.valid_from:
        raise Conflict("catalogue.article.order", _("失效日不能早于生效日。"))
    article.valid_until, article.fate, article.fate_reason = until, fate, reason.strip()
    article.save(update_fields=["valid_until", "fate", "fate_reason"])
    if fate == "changed":
        Article.objects.create(statute=law, number=number, valid_from=until)
    touched = rests_on(statute, number, on=until)
    describe(
        subject=f"urn:mingzhi:catalogue:article:{article.uid}",
        label=f"{law.short} §{number}",
        content={
            "fate": fate,
            "reason": article.fate_reason,
            "until": until.isoformat(),
            "touched": [item.urn for item in touched],
        },
        mentions=[item.urn for item in touched],
    )
    return ArticleChanged(article, touched)


def _entered(law: Statute, number: int) -> Article | None:
    """Enter an article the catalogue has never cited; None when it was, or when the statute has none such."""
    standing = law.versions.filter(valid_until__isnull=True).first()
    if standing is None or not 0 < number <= standing.articles:
        return None
    if Article.objects.filter(statute=law, number=number).exists():
        return None
    return Article.objects.create(statute=law, number=number, valid_from=standing.valid_from)
