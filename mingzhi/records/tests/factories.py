"""Things other rooms' tests may borrow: actors, an agency, a template, a paper, a filed document."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mingzhi.catalogue.rules.templates import (
    FieldRef,
    Layout,
    SectionKind,
    SectionView,
    TemplateView,
)
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.records.acts import add_document
from mingzhi.records.models import Document
from mingzhi.records.papers import Paper, make_paper

DAY = date(2026, 4, 13)
CODE = "11339921MB0W12342N"
CASE = "urn:mingzhi:cases:case:11111111-1111-4111-8111-111111111111"
LABEL = "清溪县好味食品店经营超过保质期的食品案"


@dataclass(frozen=True)
class Agency:
    """The fictional agency, with what papers tell of it."""

    code: str = CODE
    name: str = "清溪县市场监督管理局"
    sign: str = "清市监"
    address: str = "清溪县人民路1号"
    phone: str = "0579-0000000"
    reconsideration_body: str = "清溪县人民政府"
    court: str = "清溪县人民法院"
    payment: str = "清溪农商银行"


AGENCY = Agency()


def person(name: str = "陈立", *capabilities: str, agency: str = CODE, **more: Any) -> Actor:
    """Return an officer of the agency with the given rights (default: a handler)."""
    return Actor(
        kind=ActorKind.PERSON,
        urn=f"urn:mingzhi:identity:person:{name}",
        label=name,
        on=DAY,
        agency_code=agency,
        agency_label="清溪县市场监督管理局",
        role="handler",
        capabilities=frozenset(capabilities or ("cases.handle", "cases.view")),
        agency_codes_seen=frozenset({agency}),
        **more,
    )


def template(code: str = "penalty_decision", **changes: Any) -> TemplateView:
    """Return a small template that uses no catalogue data."""
    view = TemplateView(
        uid="test",
        code=code,
        version="1",
        title="行政处罚决定书",
        layout=Layout.DECISION,
        numbered="处罚",
        citation="行政处罚法 §59-1",
        sections=(
            SectionView(
                key="party",
                kind=SectionKind.FIELDS,
                title="当事人",
                fields=(FieldRef(code="party_name", label="姓名或者名称"),),
            ),
            SectionView(
                key="facts",
                kind=SectionKind.PARAGRAPH,
                title="违法事实",
                text="{facts}",
                fields=(FieldRef(code="facts", label="违法事实"),),
            ),
        ),
    )
    return replace(view, **changes)


DATA: Mapping[str, Any] = {"party_name": "清溪县好味食品店", "facts": "货架上陈列超过保质期的火腿肠12包。"}


def paper(view: TemplateView | None = None, data: Mapping[str, Any] = DATA, number: str = "") -> Paper:
    """Return a drawn and stored paper."""
    return make_paper(view or template(), data, agency=AGENCY, on=DAY, number=number)


def filed(actor: Actor | None = None, view: TemplateView | None = None, **more: Any) -> Document:
    """Return a document in the file of CASE."""
    drawn = paper(view, data=more.pop("data", DATA), number=more.pop("number", ""))
    return add_document(
        actor=actor or person(),
        **{"case_urn": CASE, "case_label": LABEL, "order": 2, **more},
        template=drawn.template,
        fields=drawn.sealed.content["fields"],
        stored=drawn.stored,
        number=drawn.number,
    )
