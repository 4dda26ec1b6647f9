"""The seven points of legal review (浙政办发〔2019〕20号 二(三)3) and the four opinions."""

from dataclasses import dataclass
from enum import StrEnum

from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One of the seven points: what is asked and where the demand stands."""

    code: str
    title: str
    question: str
    basis: str


POINTS: tuple[Point, ...] = (
    Point(
        code="subject",
        title=_("主体与资格"),
        question=_("执法主体是否合法，执法人员是否具备执法资格"),
        basis="浙政办发〔2019〕20号 二(三)3",
    ),
    Point(
        code="procedure",
        title=_("执法程序"),
        question=_("执法程序是否合法"),
        basis="浙政办发〔2019〕20号 二(三)3",
    ),
    Point(
        code="facts",
        title=_("事实与证据"),
        question=_("案件事实是否清楚，证据是否确凿充分"),
        basis="浙政办发〔2019〕20号 二(三)3",
    ),
    Point(
        code="law",
        title=_("法律适用与裁量"),
        question=_("适用法律、法规、规章是否准确，裁量基准运用是否适当"),
        basis="浙政办发〔2019〕20号 二(三)3",
    ),
    Point(
        code="powers",
        title=_("法定权限"),
        question=_("是否超越执法机关法定权限"),
        basis="浙政办发〔2019〕20号 二(三)3",
    ),
    Point(
        code="documents",
        title=_("执法文书"),
        question=_("行政执法文书是否完备、规范"),
        basis="浙政办发〔2019〕20号 二(三)3",
    ),
    Point(
        code="crime",
        title=_("涉嫌犯罪"),
        question=_("违法行为是否涉嫌犯罪、需要移送司法机关"),
        basis="浙政办发〔2019〕20号 二(三)3",
    ),
)
POINT_CODES: tuple[str, ...] = tuple(point.code for point in POINTS)
POINT_BY_CODE: dict[str, Point] = {point.code: point for point in POINTS}


class Verdict(StrEnum):
    """What a finding says about its point."""

    GOOD = _("符合")
    PROBLEM = _("有问题")
    APART = _("不涉及")


class OpinionKind(StrEnum):
    """The four opinions (市场监督管理行政处罚程序规定 第五十四条)."""

    AGREE = _("同意")
    CORRECT = _("建议纠正")
    SUPPLEMENT = _("建议补充调查")
    OTHER = _("其他")


def missing(found: set[str]) -> tuple[Point, ...]:
    """Return the points that still have no finding, in their order."""
    return tuple(point for point in POINTS if point.code not in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A finding as the opinion is assembled from it."""

    point: str
    verdict: str
    text: str
    pin: str = ""


def assemble(said: tuple[Said, ...]) -> str:
    """Write the draft of an opinion from its findings, points in their order.

    The reviewer edits the draft; findings remain as they were recorded. Which opinion it is, is chosen
    beside it and stands on the paper in its own place.
    """
    lines: list[str] = []
    for point in POINTS:
        for finding in said:
            if finding.point != point.code:
                continue
            pin = f"（{finding.pin}）" if finding.pin else ""
            text = f"：{finding.text.rstrip('。')}" if finding.text else ""
            lines.append(f"{len(lines) + 1}. {point.title}{finding.verdict}{text}{pin}。")
    return "\n".join(lines)
