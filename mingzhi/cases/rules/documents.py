"""The documents a case may produce: code, title, place in the volume.

The catalogue carries one template per code; a step names the code of the document it produces. The
place in the volume follows 市场监督管理行政处罚程序规定 §78 (正卷 and 副卷, in this order); licence
files are arranged alike by their own stages.
"""

from dataclasses import dataclass

from mingzhi.kernel.wording import gettext_noop as _

MAIN = "正卷"
AUXILIARY = "副卷"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind of document: ``part`` and ``order`` place it in the archive volume."""

    code: str
    title: str
    part: str = MAIN
    order: int = 3


_ALL = (
    # start
    DocumentKind("clue_record", _("案件线索登记表"), AUXILIARY, 1),
    DocumentKind("clue_extension_approval", _("线索核查延期审批表"), AUXILIARY, 1),
    DocumentKind("filing_approval", _("立案审批表"), MAIN, 1),
    DocumentKind("no_filing_approval", _("不予立案审批表"), MAIN, 1),
    DocumentKind("informant_notice", _("举报处理告知书"), AUXILIARY, 1),
    DocumentKind("officer_appointment", _("办案人员指定通知"), AUXILIARY, 6),
    DocumentKind("recusal_decision", _("回避决定书"), MAIN, 3),
    DocumentKind("jurisdiction_report", _("指定管辖报请书"), AUXILIARY, 6),
    DocumentKind("case_transfer_letter", _("案件移送函"), MAIN, 3),
    # evidence
    DocumentKind("inspection_record", _("现场检查笔录"), MAIN, 4),
    DocumentKind("scene_record", _("勘验笔录"), MAIN, 4),
    DocumentKind("inquiry_notice", _("询问通知书"), MAIN, 3),
    DocumentKind("inquiry_record", _("询问笔录"), MAIN, 4),
    DocumentKind("evidence_request", _("限期提供材料通知书"), MAIN, 3),
    DocumentKind("evidence_list", _("证据提取单"), MAIN, 4),
    DocumentKind("sampling_record", _("抽样取证记录及清单"), MAIN, 4),
    DocumentKind("testing_request", _("检测检验鉴定委托书"), MAIN, 4),
    DocumentKind("testing_result_notice", _("检测检验鉴定结果告知书"), MAIN, 3),
    DocumentKind("preservation_approval", _("先行登记保存审批表"), AUXILIARY, 6),
    DocumentKind("preservation_notice", _("先行登记保存证据通知书"), MAIN, 3),
    DocumentKind("preservation_handling", _("先行登记保存证据处理通知书"), MAIN, 3),
    DocumentKind("seizure_approval", _("行政强制措施审批表"), AUXILIARY, 6),
    DocumentKind("seizure_decision", _("实施行政强制措施决定书"), MAIN, 3),
    DocumentKind("seizure_inventory", _("场所、设施、财物清单"), MAIN, 3),
    DocumentKind("seizure_record", _("实施行政强制措施现场笔录"), MAIN, 4),
    DocumentKind("seizure_extension", _("延长行政强制措施期限决定书"), MAIN, 3),
    DocumentKind("seizure_testing_notice", _("检测检验期间告知书"), MAIN, 3),
    DocumentKind("seizure_lifting", _("解除行政强制措施决定书"), MAIN, 3),
    DocumentKind("freezing_approval", _("冻结存款（汇款）审批表"), AUXILIARY, 6),
    DocumentKind("freezing_decision", _("冻结存款（汇款）决定书"), MAIN, 3),
    DocumentKind("freezing_notice", _("协助冻结存款（汇款）通知书"), MAIN, 3),
    DocumentKind("freezing_record", _("实施冻结现场笔录"), MAIN, 4),
    DocumentKind("freezing_extension", _("延长冻结期限决定书"), MAIN, 3),
    DocumentKind("freezing_lifting", _("解除冻结决定书"), MAIN, 3),
    DocumentKind("freezing_release", _("协助解除冻结通知书"), MAIN, 3),
    DocumentKind("goods_disposal_approval", _("涉案物品先行处置审批表"), AUXILIARY, 6),
    DocumentKind("order_to_correct", _("责令改正通知书"), MAIN, 3),
    DocumentKind("correction_check", _("责令改正复查记录"), MAIN, 4),
    DocumentKind("assistance_letter", _("协助调查函"), MAIN, 4),
    DocumentKind("suspension_approval", _("中止调查审批表"), AUXILIARY, 6),
    DocumentKind("resumption_approval", _("恢复调查审批表"), AUXILIARY, 6),
    DocumentKind("termination_approval", _("终止调查审批表"), AUXILIARY, 6),
    DocumentKind("time_extension_approval", _("办案期限延长审批表"), AUXILIARY, 6),
    DocumentKind("investigation_report", _("案件调查终结报告"), AUXILIARY, 2),
    # review
    DocumentKind("review_submission", _("法制审核送审表"), AUXILIARY, 3),
    DocumentKind("review_opinion", _("法制审核意见书"), AUXILIARY, 3),
    DocumentKind("case_audit", _("案件审核意见书"), AUXILIARY, 3),
    DocumentKind("coordination_record", _("审核意见协调记录"), AUXILIARY, 3),
    DocumentKind("handling_approval", _("行政处理建议审批表"), AUXILIARY, 6),
    # notice, defence, hearing
    DocumentKind("penalty_notice", _("行政处罚告知书"), MAIN, 3),
    DocumentKind("refund_order", _("责令退款通知书"), MAIN, 3),
    DocumentKind("defence_record", _("陈述申辩笔录"), MAIN, 4),
    DocumentKind("defence_answer", _("陈述申辩复核意见书"), AUXILIARY, 6),
    DocumentKind("hearing_acceptance", _("听证申请处理通知书"), MAIN, 3),
    DocumentKind("hearing_notice", _("听证通知书"), MAIN, 3),
    DocumentKind("hearing_record", _("听证笔录"), MAIN, 5),
    DocumentKind("hearing_report", _("听证报告"), AUXILIARY, 4),
    DocumentKind("discussion_record", _("负责人集体讨论记录"), AUXILIARY, 6),
    # decision
    DocumentKind("penalty_decision", _("行政处罚决定书"), MAIN, 2),
    DocumentKind("no_penalty_decision", _("不予行政处罚决定书"), MAIN, 2),
    DocumentKind("summary_decision", _("当场行政处罚决定书"), MAIN, 2),
    DocumentKind("decision_correction", _("行政处罚决定更正通知书"), MAIN, 2),
    DocumentKind("decision_change", _("行政处罚决定变更（撤销）决定书"), MAIN, 2),
    DocumentKind("crime_report", _("涉嫌犯罪案件移送审批报告"), AUXILIARY, 6),
    DocumentKind("crime_transfer", _("涉嫌犯罪案件移送书"), MAIN, 3),
    DocumentKind("goods_handover", _("涉案物品移交清单"), MAIN, 6),
    # service and execution
    DocumentKind("address_confirmation", _("送达地址确认书"), MAIN, 3),
    DocumentKind("service_receipt", _("送达回证"), MAIN, 2),
    DocumentKind("service_announcement", _("送达公告"), MAIN, 3),
    DocumentKind("payment_plan_decision", _("延期（分期）缴纳罚款决定书"), MAIN, 3),
    DocumentKind("payment_receipt", _("罚没款票据登记"), MAIN, 6),
    DocumentKind("late_fine_decision", _("加处罚款决定书"), MAIN, 3),
    DocumentKind("demand_notice", _("催告书"), MAIN, 3),
    DocumentKind("court_application", _("强制执行申请书"), MAIN, 3),
    DocumentKind("court_ruling", _("人民法院裁定登记"), MAIN, 7),
    DocumentKind("enforcement_proposal", _("行政强制执行审批表"), AUXILIARY, 6),
    DocumentKind("enforcement_review", _("行政强制执行法制审核意见书"), AUXILIARY, 3),
    DocumentKind("enforcement_decision", _("行政强制执行决定书"), MAIN, 3),
    DocumentKind("demolition_announcement", _("限期自行拆除公告"), MAIN, 3),
    DocumentKind("transfer_notice", _("协助划拨存款（汇款）通知书"), MAIN, 3),
    DocumentKind("auction_commission", _("委托拍卖书"), MAIN, 3),
    DocumentKind("enforcement_proceeds", _("强制执行所得款项登记"), MAIN, 6),
    DocumentKind("surplus_return", _("余款退还登记"), MAIN, 6),
    DocumentKind("enforcement_record", _("行政强制执行现场笔录"), MAIN, 4),
    DocumentKind("substitute_decision", _("代履行决定书"), MAIN, 3),
    DocumentKind("substitute_warning", _("代履行催告书"), MAIN, 3),
    DocumentKind("substitute_record", _("代履行记录"), MAIN, 4),
    DocumentKind("substitute_now_decision", _("立即代履行决定书"), MAIN, 3),
    DocumentKind("substitute_cost_notice", _("代履行费用缴纳通知书"), MAIN, 3),
    DocumentKind("enforcement_suspension", _("中止执行通知书"), MAIN, 3),
    DocumentKind("enforcement_resumption", _("恢复执行通知书"), MAIN, 3),
    DocumentKind("enforcement_termination", _("终结执行通知书"), MAIN, 3),
    DocumentKind("enforcement_agreement", _("执行协议"), MAIN, 3),
    DocumentKind("enforcement_return", _("执行回转通知书"), MAIN, 3),
    DocumentKind("goods_disposal", _("罚没物品处理记录"), MAIN, 6),
    DocumentKind("remedy_record", _("行政复议（行政诉讼）情况登记"), MAIN, 7),
    DocumentKind("closure_approval", _("结案审批表"), AUXILIARY, 5),
    DocumentKind("summary_filing", _("当场处罚备案表"), AUXILIARY, 6),
    DocumentKind("volume_cover", _("案卷封面"), MAIN, 0),
    DocumentKind("volume_contents", _("卷内文件目录"), MAIN, 0),
    # licence
    DocumentKind("licence_application", _("行政许可申请书"), MAIN, 1),
    DocumentKind("licence_correction_notice", _("行政许可申请补正告知书"), MAIN, 3),
    DocumentKind("licence_acceptance", _("行政许可受理通知书"), MAIN, 3),
    DocumentKind("licence_no_acceptance", _("行政许可不予受理决定书"), MAIN, 3),
    DocumentKind("licence_examination", _("行政许可现场核查记录"), MAIN, 4),
    DocumentKind("licence_award", _("招标、拍卖结果记录"), MAIN, 4),
    DocumentKind("licence_assessment", _("考试成绩、考核结果记录"), MAIN, 4),
    DocumentKind("licence_test", _("检验、检测、检疫记录"), MAIN, 4),
    DocumentKind("licence_first_opinion", _("行政许可初步审查意见"), MAIN, 3),
    DocumentKind("licence_third_party_notice", _("利害关系人告知书"), MAIN, 3),
    DocumentKind("licence_exclusion_notice", _("不计入办理期限告知书"), MAIN, 3),
    DocumentKind("licence_extension_notice", _("行政许可延期通知书"), MAIN, 3),
    DocumentKind("licence_hearing_notice", _("行政许可听证通知书"), MAIN, 3),
    DocumentKind("licence_hearing_record", _("行政许可听证笔录"), MAIN, 5),
    DocumentKind("licence_grant", _("准予行政许可决定书"), MAIN, 2),
    DocumentKind("licence_refusal", _("不予行政许可决定书"), MAIN, 2),
    DocumentKind("licence_revocation", _("撤销行政许可决定书"), MAIN, 2),
    DocumentKind("licence_withdrawal", _("撤回行政许可决定书"), MAIN, 2),
    DocumentKind("licence_change", _("变更行政许可决定书"), MAIN, 2),
    DocumentKind("licence_cancellation", _("注销行政许可决定书"), MAIN, 2),
    DocumentKind("licence_renewal", _("延续行政许可决定书"), MAIN, 2),
)

DOCUMENTS = {kind.code: kind for kind in _ALL}
"""Every document kind by its code."""

RECEIPT = "service_receipt"
FOR_THE_PARTY = frozenset(
    kind.code for kind in _ALL if kind.part == MAIN and kind.order in (2, 3) and kind.code != RECEIPT
)
"""Decisions and other papers made to be served (程序规定 §78-2(2), §78-2(3)); no approvals, no records."""
_OTHER_PAPERS = (MAIN, 3)


def place_of_receipt(document: str) -> tuple[str, int]:
    """Return part and place of the proof that ``document`` was served: with the paper it proves.

    市场监督管理行政处罚程序规定 §78-2(2), §78-2(3); papers of the auxiliary part are not served as a rule.
    """
    kind = DOCUMENTS.get(document)
    return (kind.part, kind.order) if kind is not None and kind.part == MAIN else _OTHER_PAPERS


ACCOMPANYING = {
    "seizure_decision": ("seizure_inventory", "seizure_record"),
    "freezing_decision": ("freezing_notice", "freezing_record"),
    "freezing_lifting": ("freezing_release",),
}
"""Papers made with another in the same step: inventory and on-site record of a measure, notices to a bank.

行政强制法 §18(7) demands the record, §24-1 the inventory, handed over in duplicate with the decision.
"""
