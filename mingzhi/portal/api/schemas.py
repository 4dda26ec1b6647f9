"""The shapes of the public API, as OpenAPI documents them."""

from datetime import date

from ninja import Field, Schema

from mingzhi.kernel.wording import gettext_noop as _


class Named(Schema, json_schema_extra={"description": _("编码和名称。")}):
    """A code with its name."""

    code: str
    name: str


class Party(Schema, json_schema_extra={"description": _("决定的对象，以公开的部分为限；只有单位有代码。")}):
    """The addressee of the decision, as far as it is public; a code only for organisations."""

    name: str
    kind: str
    code: str = ""


class Labelled(Schema, json_schema_extra={"description": _("决定信息的一行。")}):
    """One row of the decision table."""

    label: str
    value: str


class NoticeLine(Schema, json_schema_extra={"description": _("列表中的一条。")}):
    """One line of a list."""

    uid: str
    url: str
    kind: str = Field(
        description=_(
            "类别：penalty 处罚、licence 许可、coercion 强制、inspection 检查、"
            "levy 征收、requisition 征用、agency 主体等"
        )
    )
    kind_title: str
    stage: str = Field(description=_("环节：before 事前、during 事中、after 事后"))
    title: str
    number: str
    party: Party
    agency: Named
    region: Named
    decided_on: str
    published_at: str
    updated_at: str
    version: int
    expires_on: str | None
    penalties: list[str] = Field(
        description=_("处罚种类：warning 警告、fine 罚款、revoke_licence 吊销许可证件等")
    )
    fine_yuan: float | None = Field(description=_("罚款合计，以公示信息所写为准"))
    legal_basis: list[str] = Field(description=_("法律依据：例如食品安全法§124，或者只写法律名称"))
    commitment: str = Field(description=_("公示日志中的叶，十六进制"))


class NoticePage(Schema, json_schema_extra={"description": _("列表的一页；下一页用 cursor 取。")}):
    """One page of a list; ask for the next one with ``cursor``."""

    count: int = Field(description=_("结果数，最多数到一万"))
    count_is_lower_bound: bool
    next_cursor: str | None
    items: list[NoticeLine]


class Version(Schema, json_schema_extra={"description": _("一个公开的版本。")}):
    """One public version."""

    version: int
    title: str
    number: str
    party: Party
    fields: list[Labelled]
    text: str
    pdf_sha256: str
    since: str
    until: str | None
    nature: str = Field(description=_("空、correct 更正或者 update 更新"))
    reason: str
    after_report: bool = Field(description=_("因错误报告或者更正申请而更正"))
    commitment: str


class End(Schema, json_schema_extra={"description": _("公示怎样停止的。")}):
    """How a notice came down."""

    how: str = Field(description=_("withdrawn 撤回、expired 期满或者 ended_early 提前停止"))
    at: str
    reason: str
    basis: str
    ground: str
    due_on: str | None
    late: bool


class Notice(
    Schema,
    json_schema_extra={"description": _("一条公示信息的全部；停止公示后 content 为空，end 说明原因。")},
):
    """A whole notice; ``content`` is null once it has come down, then ``end`` says why."""

    uid: str
    url: str
    status: str = Field(description=_("public 公示中、withdrawn 撤回、expired 期满或者 ended_early 提前停止"))
    kind: str
    kind_title: str
    stage: str
    number: str
    agency: Named
    region: Named
    decided_on: str
    due_on: str | None
    due_basis: str
    published_at: str
    published_late: bool
    expires_on: str | None
    period_basis: str
    commitment: str
    content: Version | None
    versions: int
    end: End | None


class Versions(Schema, json_schema_extra={"description": _("仍在公示的信息的全部公开版本，最早的在前。")}):
    """All public versions of a standing notice, the oldest first."""

    items: list[Version]


class Counts(Schema, json_schema_extra={"description": _("各项决定的去向；合计为 accounted。")}):
    """Where the decisions are; the sum is ``accounted``."""

    exempt: int
    not_yet_due: int
    overdue: int
    published: int
    withdrawn: int
    expired: int
    ended_early: int


class StatementLine(Schema, json_schema_extra={"description": _("一个机关的一行（代码为空的是全部机关）。")}):
    """One agency's line (code "" = all agencies)."""

    agency: Named
    decisions: int | None = Field(description=_("由作出决定的系统清点，封存以前为空"))
    accounted: int
    missing: int
    counts: Counts
    corrected: int
    late: int
    commitment: str


class Statement(Schema, json_schema_extra={"description": _("一天的完整性声明。")}):
    """The statement of completeness of one day."""

    day: str
    sealed_at: str | None
    whole: StatementLine
    agencies: list[StatementLine]


class Days(Schema, json_schema_extra={"description": _("有封存声明的日期，最近的在前。")}):
    """The days with a sealed statement, the newest first."""

    items: list[str]


class Agency(Schema, json_schema_extra={"description": _("在此公示的机关。")}):
    """An agency that publishes here."""

    code: str
    name: str
    level: str
    region: Named
    notices: int


class Agencies(Schema, json_schema_extra={"description": _("在此公示的全部机关。")}):
    """The agencies that publish here."""

    items: list[Agency]


class Tombstone(Schema, json_schema_extra={"description": _("期满之前停止公示的一条信息。")}):
    """One notice that came down before its term."""

    uid: str
    url: str
    kind: str
    number: str
    agency: Named
    decided_on: str
    status: str
    at: str
    reason: str
    ground: str
    late: bool


class Tombstones(Schema, json_schema_extra={"description": _("停止公示的信息的一页。")}):
    """One page of tombstones."""

    next_cursor: str | None
    items: list[Tombstone]


class Problem(Schema, json_schema_extra={"description": _("请求为什么被拒绝。")}):
    """Why a request was refused."""

    code: str
    sentence: str
    citation: str = ""
    way_out: str = ""
    field: str = ""


class Asked(Schema, json_schema_extra={"description": _("查询公示信息的条件。")}):
    """What a list of notices can be asked for."""

    q: str = Field("", max_length=100, description=_("标题、文号、当事人或者全文中的字词"))
    kind: str = Field("", max_length=20, description=_("类别，例如 penalty"))
    agency: str = Field("", max_length=18, description=_("机关代码"))
    region: str = Field("", max_length=12, description=_("区划代码，包括其下的区划"))
    year: str = Field("", max_length=4, description=_("决定年份"))
    since: date | None = Field(None, description=_("决定日期自"))
    until: date | None = Field(None, description=_("决定日期至"))
    corrected: str = Field("", max_length=1, description=_("1：只要更正过的；0：只要没有更正过的"))
    penalty: str = Field("", max_length=20, description=_("处罚种类，例如 fine、revoke_licence"))
    fine: str = Field(
        "", max_length=20, description=_("罚款：under10000、from10000、from100000 或者 from1000000（元）")
    )
    basis: str = Field("", max_length=100, description=_("一部法律或者其中一条：食品安全法、食品安全法§124"))
    order: str = Field(
        "newest", pattern="^(newest|oldest)$", description=_("newest 决定日期近的在前，oldest 远的在前")
    )
    limit: int = Field(20, ge=1, le=100, description=_("一页几条"))
    cursor: str = Field("", pattern="^[0-9]{0,18}$", description=_("上一页给出的 next_cursor"))
