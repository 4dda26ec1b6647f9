"""The audio-video recording list: what a line holds, and where it is met."""

from dataclasses import dataclass

MET_IN: dict[str, tuple[str, ...]] = {
    "行政处罚": ("行政处罚", "行政检查", "行政强制"),
    "行政强制": ("行政强制", "行政检查"),
    "行政许可": ("行政许可", "行政检查"),
}
"""Which kinds of act a procedure of a kind meets on its way: a penalty case inspects and seizes too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingItemView:
    """One line of the recording list (音像记录事项清单; 浙政办发〔2019〕20号 二(二)2)."""

    uid: str
    code: str
    kind: str
    steps: tuple[str, ...]
    title: str
    occasion: str
    manner: str
    starts: str
    ends: str
    points: str
    phrase: str
    uninterrupted: bool
    demanded: bool  # must be recorded; otherwise where needed
    retention: str
    citation: str
    jurisdiction: str
    confirmed: bool
    agency: str = ""  # whose line it is; empty: of every agency of the place

    def keeps(self, above: "RecordingItemView") -> bool:
        """Tell whether the line demands all that the line of the level above demands."""
        return (
            self.kind == above.kind
            and set(above.steps) <= set(self.steps)
            and self.uninterrupted >= above.uninterrupted
            and self.demanded >= above.demanded
        )
