"""Every paper of every procedure, filled from a walked case and from entries as people make them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.cases.queries.papers.computed import computed
from mingzhi.cases.queries.papers.filling import paper_data
from mingzhi.cases.queries.papers.particulars import OF_ENFORCEMENT
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.documents import ACCOMPANYING
from mingzhi.cases.rules.entries import applies
from mingzhi.cases.rules.facts import OfficerFact
from mingzhi.cases.rules.procedure import Field, FieldKind, Step
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.catalogue.queries import template
from mingzhi.catalogue.rules.templates import TemplateView
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.records.rules.numbering import write
from mingzhi.review.rules.points import POINTS
from mingzhi.site.walk import Walk

DAY = "2026-04-20"
SAUSAGE = {
    "name": "火腿肠",
    "specification": "400克/包",
    "quantity": 12,
    "unit": "包",
    "note": "生产日期2025年8月20日",
}
BY_KIND: dict[FieldKind, Any] = {
    FieldKind.TEXT: "清溪县溪滨路18号",
    FieldKind.LONG: "经核对，上述情况属实，有现场检查笔录、询问笔录、进货票据和照片为证。",
    FieldKind.DATE: DAY,
    FieldKind.MOMENT: f"{DAY}T09:30:00+08:00",
    FieldKind.MONEY: 400_000,
    FieldKind.NUMBER: 5,
    FieldKind.YES: True,
    FieldKind.LIST: ["现场检查笔录1份2页", "询问笔录1份3页", "进货票据复印件2页", "照片6张"],
}
BY_CODE: dict[str, Any] = {
    "items": [SAUSAGE, {**SAUSAGE, "name": "香肠", "quantity": 3}],
    "instalments": [{"due_on": "2026-05-20", "amount": 200_000}, {"due_on": "2026-06-20", "amount": 203_200}],
    "questions": [
        {"question": "货架上的火腿肠为什么没有下架？", "answer": "没有按时清理库存，是我的疏忽。"},
        {"question": "检查以后做了什么？", "answer": "当天全部下架，召回3包，退款4包。"},
    ],
    "evidence_items": [
        {
            "name": "进货票据复印件",
            "kind": "书证",
            "source": "当事人提供",
            "quantity": 2,
            "note": "与原件一致",
        },
        {"name": "现场照片", "kind": "视听资料", "source": "执法人员拍摄", "quantity": 6, "note": ""},
    ],
    "speeches": [
        {"name": "沈国平（局长）", "view": "事实清楚，同意减轻处罚的意见。"},
        {"name": "徐文（分管副局长）", "view": "当事人主动召回，符合法定减轻情形，同意。"},
    ],
    "participants": ["沈国平（局长）", "徐文（副局长）", "李文（法规科科长）"],
    "breached": ["食品安全法 §34(10)"],
    "basis": ["食品安全法 §124-1(5)"],
    "supervisors": ["李文", "钱进"],
    "agents": ["王明（律师）"],
    "informant": "李某",
    "asked_name": "王秀兰",
    "asked_role": "经营者",
    "present_name": "王秀兰",
    "receiver": "王秀兰（经营者本人）",
    "receiving_agency": "清溪县公安局",
    "laboratory": "明州市食品检验检测院",
    "report_number": "明检〔2026〕第0413号",
    "receipt_number": "浙财票0071234",
    "court": "清溪县人民法院",
    "remedy_body": "清溪县人民政府",
    "service_phone": "0579-88880000",
    "retention": "30年",
    "length": "十五个工作日",
    "document": "order_to_correct",
    "decision_text": "经审查，申请人（当事人）的情况属实，依法作出上述处理。",
    "licence_item": "食品经营许可（热食类食品制售）",
    "interested_name": "清溪县滨溪小区业主委员会",
    "competent_agency": "清溪县卫生健康局",
    "materials": ["身份证明复印件", "经营场所平面图", "食品安全管理制度"],
    "valid_from": "2026-05-01",
    "valid_until": "2031-04-30",
    "licence_number": "JY2330021000123",
    "host_name": "沈国平",
    "defence": "货值很小，已经主动召回并退款，请求从轻处罚。",
    "order": "立即停止经营超过保质期的食品，自查全部库存。",
    "keeper": "清溪县仓储服务有限公司",
    "bank": "清溪农商银行城关支行",
    "account": "2010 0001 8888 6666",
}
BY_CODE["stages"] = [
    {"due_on": "2026-07-20", "duty": "缴纳第一期", "amount": 200_000},
    {"due_on": "2026-08-20", "duty": "缴纳第二期", "amount": 203_200},
]
BY_CODE |= {
    "performer": "清溪县公路养护有限公司",
    "auctioneer": "清溪县诚信拍卖有限公司",
    "subject": "罚没款4032元及加处罚款1320元。",
    "duty": "缴纳罚没款4032元。",
    "superior_name": "明州市市场监督管理局",
}
ONE_LINE = {("call_inquiry", "materials"): "营业执照、进货票据"}
SCRIPTS = {"ordinary": "expired-food", "summary": "price-tags", "licence": "road-licence"}
OUTCOME = {
    "decide_no_penalty": "first",
    "decide_not_established": "not_established",
    "decide_transfer": "transfer",
    "grant": "grant",
    "refuse": "refuse",
    "revoke": "revoke",
    "withdraw_licence": "withdraw",
}
REVIEW = {
    "points": [{"point": point.title, "finding": "符合", "note": "见案卷第1至5页"} for point in POINTS],
    "opinion": "同意",
    "opinion_text": "事实清楚、证据充分、定性准确、适用依据正确、程序合法、处理适当。",
    "received_on": "2026-03-20",
    "due_on": "2026-04-03",
}

LATE = {"days": 3, "amount": 36_000, "due_on": "2026-04-30", "overdue": "逾期没有缴清"}
"""The walked cases pay in time: what a late fine would come to."""
FROZEN = {
    "bank": "清溪农商银行城关支行",
    "account": "2010 0001 8888 6666",
    "amount": 400_000,
    "measure_number": "清市监冻结〔2026〕3号",
    "due_after": "2026-05-20",
}
ENFORCED = {
    "method": "划拨存款、汇款",
    "basis": ["行政强制法 §46-1"],
    "subject": "罚没款4032元及加处罚款1320元。",
    "reason": "当事人有存款而拒不缴纳。",
    "bank": "清溪农商银行城关支行",
    "account": "2010 0001 8888 6666",
    "amount": 403_200,
    "harm": "已经或者将危害交通安全",
    "performer": "清溪县公路养护有限公司",
    "cost_budget": 80_000,
    "demand_number": "清市监催告〔2026〕5号",
    "enforcement_number": "清市监强执〔2026〕3号",
    "core_hash": "3f1c" * 16,
}
"""The walked cases pay: what a proposal and the decision on it would bring to the later papers."""
ONLY_HERE = dict.fromkeys((*OF_ENFORCEMENT, "enforcement_termination"), ENFORCED) | {
    "freezing_extension": FROZEN,
    "freezing_lifting": FROZEN,
    "review_opinion": REVIEW,
    "enforcement_review": ENFORCED | REVIEW,
    "late_fine_decision": LATE,
}


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One paper to be drawn: which step made it, its template, all that is known, its number."""

    step: str
    view: TemplateView
    data: dict[str, Any]
    agency: AgencyView
    number: str
    on: date

    @property
    def name(self) -> str:
        return f"{self.step}.{self.view.code}"


def entered(step: Step, core: dict[str, Any], people: tuple[str, ...]) -> dict[str, Any]:
    """Fill every field of a step that belongs to what was chosen, as people would."""
    data: dict[str, Any] = {}
    for field in step.fields:
        if applies(field, data):
            data[field.code] = _value(step, field, core, people)
    return data


def _value(step: Step, field: Field, core: dict[str, Any], people: tuple[str, ...]) -> Any:
    if field.kind is FieldKind.CORE:
        return core
    if field.kind is FieldKind.PERSON:
        return people[1] if field.code.endswith("_2") else people[0]
    if field.kind is FieldKind.CHOICE:
        return field.choices[0][0]
    if (step.code, field.code) in ONE_LINE:
        return ONE_LINE[step.code, field.code]
    found = BY_CODE.get(field.code)
    fits = isinstance(found, list) is (field.kind in (FieldKind.ITEMS, FieldKind.LIST))
    return found if found is not None and fits else BY_KIND[field.kind]


def samples(procedure: str, walk: Walk) -> Iterator[Sample]:
    """Yield the papers of every step of a procedure, filled from the case the walk has played."""
    case = walk.the_case()
    at = max(clock.now(), case.opened_at)
    day = at.astimezone(clock.CHINA).date()
    rows = Rows(case, day)
    core = dict(rows.cores[-1].core) if rows.cores else {}
    handlers = [walk.actor(role, day) for role in ("handler", "second")]
    officers = tuple(
        OfficerFact(urn=one.urn, name=one.label, certificate_number=f"3300210{number}")
        for number, one in enumerate(handlers)
    )
    agency = agency_on(case.agency_code, day)
    for step in PROCEDURES[procedure].steps:
        if not step.document or step.effect == "archive":
            continue
        role = "head" if step.duty == "cases.approve" else "handler"
        decided = {**core, "outcome": OUTCOME.get(step.code, core.get("outcome", ""))}
        data = entered(step, decided, (handlers[0].urn, handlers[1].urn))
        known = paper_data(
            rows,
            declared=step,
            data={**data, **computed(rows, step, data, at)},
            officers=officers,
            actor=walk.actor(role, day),
            at=at,
        ) | ONLY_HERE.get(step.document, {})
        for code in (step.document, *ACCOMPANYING.get(step.document, ())):
            view = template(code, jurisdiction=case.region_code, on=day)
            more = {} if code == step.document else {"document_name": f"{step.title}决定书"}
            numbered = step.numbered if code == step.document else ""
            number = write(sign=agency.sign, kind=numbered, year=day.year, number=27) if numbered else ""
            yield Sample(step=step.code, view=view, data=known | more, agency=agency, number=number, on=day)
