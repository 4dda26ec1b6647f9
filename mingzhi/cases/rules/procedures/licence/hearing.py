"""Those concerned are told and heard; the hearing (行政许可法 §36, §46–48)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, FieldKind, Step
from mingzhi.cases.rules.procedures.fields import (
    ENDED,
    EVIDENCE,
    FACTS,
    NOTE,
    PLACE,
    STARTED,
    by,
    choice,
    day,
    moment,
    person,
    text,
    texts,
    yes,
    yes_when,
)
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政许可法"

STEPS = (
    Step(
        code="tell_third_party",
        title=_("告知利害关系人"),
        sources=("accepted",),
        basis=(f"{LAW} §36", f"{LAW} §47-1"),
        fields=(
            text("interested_name", _("利害关系人")),
            text("licence_item", _("许可事项")),
            yes("hearing_told", _("已告知陈述、申辩和要求听证的权利"), f"{LAW} §47-1"),
            day("told_on", _("告知日期")),
        ),
        document="licence_third_party_notice",
        numbered="许告",
        starts=("licence_hearing_ask",),
        since=(("licence_hearing_ask", "told_on"),),
    ),
    Step(
        code="hear_views",
        title=_("听取申请人、利害关系人意见"),
        sources=("accepted",),
        basis=(f"{LAW} §36",),
        fields=(text("interested_name", _("陈述人")), replace(FACTS, label=_("意见")), EVIDENCE),
    ),
    Step(
        code="open_hearing",
        title=_("决定听证"),
        sources=("accepted",),
        target="hearing",
        duty="cases.approve",
        basis=(f"{LAW} §46", f"{LAW} §47-1"),
        fields=(
            choice(
                "ground",
                _("听证原因"),
                (
                    ("law", _("法律、法规、规章规定应当听证")),
                    ("public", _("涉及公共利益的重大事项")),
                    ("asked", _("申请人、利害关系人申请")),
                ),
                f"{LAW} §46",
            ),
            yes_when("announced", _("已向社会公告"), ("ground", ("law", "public")), f"{LAW} §46"),
            Field(
                code="requested_on",
                label=_("提出听证申请的日期"),
                kind=FieldKind.DATE,
                when=("ground", ("asked",)),
                basis=f"{LAW} §47-1",
            ),
            NOTE,
        ),
        guards=("exclusion_not_running", "licence_hearing_in_time"),
        starts=("licence_hearing_hold",),
        since=(("licence_hearing_hold", "requested_on"),),
        pauses=("licence_decide", "licence_joint"),
        ends=("licence_hearing_ask",),
        effect="ask_hearing",
    ),
    Step(
        code="notify_hearing",
        title=_("通知听证"),
        sources=("hearing",),
        basis=(f"{LAW} §48-1(1)", f"{LAW} §48-1(3)"),
        fields=(
            moment("hearing_at", _("听证时间"), f"{LAW} §48-1(1)"),
            *by(f"{LAW} §48-1(1)", PLACE),
            person("host", _("听证主持人"), f"{LAW} §48-1(3)"),
        ),
        guards=("licence_host_not_examiner", "licence_hearing_early_enough"),
        document="licence_hearing_notice",
        numbered="许听",
        starts=("hearing_notice",),
        effect="notify_hearing",
    ),
    Step(
        code="hold_hearing",
        title=_("举行听证"),
        sources=("hearing",),
        target="accepted",
        basis=(f"{LAW} §48-1(4)", f"{LAW} §48-1(5)"),
        fields=(
            *by(f"{LAW} §48-1(5)", STARTED, ENDED, PLACE),
            person("host", _("听证主持人"), f"{LAW} §48-1(3)"),
            texts("agents", _("代理人、利害关系人"), required=False),
            replace(FACTS, label=_("听证情况")),
            yes("signed", _("笔录已交听证参加人确认并签名"), f"{LAW} §48-1(5)"),
        ),
        guards=("licence_hearing_notified", "licence_host_not_examiner"),
        document="licence_hearing_record",
        recording="licence_hearing",
        resumes=("licence_decide", "licence_joint"),
        ends=("licence_hearing_hold", "hearing_notice"),
        effect="hold_hearing",
    ),
    Step(
        code="end_hearing",
        title=_("撤回听证申请，不再听证"),
        sources=("hearing",),
        target="accepted",
        basis=(f"{LAW} §47-1",),
        fields=(day("withdrawn_on", _("撤回日期")), NOTE),
        guards=("hearing_was_asked",),
        resumes=("licence_decide", "licence_joint"),
        ends=("licence_hearing_hold", "hearing_notice"),
        effect="end_hearing",
    ),
)
