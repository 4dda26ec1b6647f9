"""Why a case can be closed although its decision is not wholly carried out (程序规定 §77-1(5))."""

from mingzhi.kernel.wording import gettext_noop as _

COURT_TIME_OVER = "court_time_over"
LEFT_OPEN = (
    ("died", _("公民死亡，无遗产可供执行，又无义务承受人")),
    ("dissolved", _("法人或者其他组织终止，无财产可供执行，又无义务承受人")),
    ("destroyed", _("执行标的灭失")),
    (COURT_TIME_OVER, _("逾期没有申请人民法院强制执行，申请期限已经届满")),
    ("otherwise", _("其他需要终结执行的情形（在理由中写明）")),
)
"""What ends an execution (行政强制法 §40), and the three months to go to the court that ran out (§53)."""
