"""What the operations are asked with one by one: each parameter with its description."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja.params.functions import Path, Query

from mingzhi.kernel.wording import gettext_noop as _

_CURSOR = _("上一页给出的 next_cursor")
_LIMIT = _("一页几条")

NoticeUid = Annotated[UUID, Path(description=_("公示信息的编号"))]
NoticeVersion = Annotated[int, Query(description=_("第几版的回执；0 为现在公示的一版"))]
Cursor = Annotated[str, Query(description=_CURSOR)]
Limit = Annotated[int, Query(description=_LIMIT)]
Day = Annotated[date, Path(description=_("哪一天，例如 2026-03-02"))]
AgencyCode = Annotated[str, Query(description=_("只要这个机关，机关代码；不填的为全部机关"))]
RegisterCode = Annotated[str, Path(description=_("登记簿的编码，见登记簿的列表"))]
EditionNumber = Annotated[int, Path(description=_("第几期"))]
Before = Annotated[int, Query(description=_("只要这一期以前的；0 为从最近一期起"))]
Since = Annotated[date, Query(description=_("比较的前一天"))]
Until = Annotated[date, Query(description=_("比较的后一天"))]
