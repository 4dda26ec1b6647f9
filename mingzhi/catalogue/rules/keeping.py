"""Whose each setting of the law is below the province, with the rule that says so.

The province sets the standard of every level. What an agency makes for itself is its own list or format;
what holds for every agency of a place is set by those who watch over the bodies of the region (the
department of justice), never by the administrator of one of them. 待确认: the plan has the department of
justice coordinate (三(一)) and names no body that sets values or holders for all agencies of a place.
"""

from dataclasses import dataclass

from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """A kind of setting: ``own``: each agency has its own; else it holds for all of the place."""

    code: str
    own: bool
    basis: str
    sentence: str
    way_out: str


LIST = Keeping(
    code="own_list",
    own=True,
    basis="浙政办发〔2019〕20号 二(三)2",
    sentence=_("市县机关编制本机关的清单，不能为其他机关设定事项。"),
    way_out=_("请设定本机关的事项；当地共同的标准，由司法行政部门的标准管理人员或者省级管理人员设定。"),
)
"""The review list (二(三)2) and the recording list (二(二)2)."""
FORMAT = Keeping(
    code="own_format",
    own=True,
    basis="浙政办发〔2019〕20号 二(二)1",
    sentence=_("市县机关完善本机关的文书格式，不能为其他机关调整。"),
    way_out=_("请调整本机关的格式；当地共同的格式，由司法行政部门的标准管理人员或者省级管理人员设定。"),
)
"""Formats of papers: 市县行政执法机关 complete those of the province."""
VALUE = Keeping(
    code="value_of_place",
    own=False,
    basis="浙政办发〔2019〕20号 三(一)",
    sentence=_("本地取值、本地放假安排适用于当地所有执法机关，不由其中一个机关设定。"),
    way_out=_("请由司法行政部门的标准管理人员或者省级管理人员设定。"),
)
"""Local values and local arrangements of holidays count for every agency of the place."""
HOLDER = Keeping(
    code="holders_of_place",
    own=False,
    basis="浙政办发〔2019〕20号 二(一)1",
    sentence=_("哪个机关行使事项，不由其中一个机关确定。"),
    way_out=_("请由司法行政部门的标准管理人员或者省级管理人员登记。"),
)
"""Who holds a power follows from the functions of bodies (权责清单, 机构职能调整), not from themselves."""
