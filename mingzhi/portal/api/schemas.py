"""The shapes of the public API, as OpenAPI documents them."""

from ninja import Field, Schema


class Named(Schema):
    """A code with its name."""

    code: str
    name: str


class Party(Schema):
    """The addressee of the decision, as far as it is public; a code only for organisations."""

    name: str
    kind: str
    code: str = ""


class Labelled(Schema):
    """One row of the decision table."""

    label: str
    value: str


class NoticeLine(Schema):
    """One line of a list."""

    uid: str
    url: str
    kind: str = Field(description="penalty, licence, coercion, inspection, levy, requisition, agency …")
    kind_title: str
    stage: str = Field(description="before, during, after")
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
    penalties: list[str] = Field(description="kinds of penalty: warning, fine, revoke_licence …")
    fine_yuan: float | None = Field(description="the fines together, as the notice states them")
    legal_basis: list[str] = Field(description="on what it rests: 食品安全法§124, or a law as such")
    commitment: str = Field(description="the leaf in the log of publications, hex")


class NoticePage(Schema):
    """One page of a list; ask for the next one with ``cursor``."""

    count: int = Field(description="number of results, at most 10,000")
    count_is_lower_bound: bool
    next_cursor: str | None
    items: list[NoticeLine]


class Version(Schema):
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
    nature: str = Field(description='"", correct or update')
    reason: str
    after_report: bool = Field(description="the correction answered a report of an error")
    commitment: str


class End(Schema):
    """How a notice came down."""

    how: str = Field(description="withdrawn, expired or ended_early")
    at: str
    reason: str
    basis: str
    ground: str
    due_on: str | None
    late: bool


class Notice(Schema):
    """A whole notice; ``content`` is null once it has come down, then ``end`` says why."""

    uid: str
    url: str
    status: str = Field(description="public, withdrawn, expired or ended_early")
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


class Versions(Schema):
    """All public versions of a standing notice, the oldest first."""

    items: list[Version]


class Counts(Schema):
    """Where the decisions are; the sum is ``accounted``."""

    exempt: int
    not_yet_due: int
    overdue: int
    published: int
    withdrawn: int
    expired: int
    ended_early: int


class StatementLine(Schema):
    """One agency's line (code "" = all agencies)."""

    agency: Named
    decisions: int | None = Field(description="counted by the owner of the decisions, null before sealing")
    accounted: int
    missing: int
    counts: Counts
    corrected: int
    late: int
    commitment: str


class Statement(Schema):
    """The statement of completeness of one day."""

    day: str
    sealed_at: str | None
    whole: StatementLine
    agencies: list[StatementLine]


class Days(Schema):
    """The days with a sealed statement, the newest first."""

    items: list[str]


class Agency(Schema):
    """An agency that publishes here."""

    code: str
    name: str
    level: str
    region: Named
    notices: int


class Agencies(Schema):
    """The agencies that publish here."""

    items: list[Agency]


class Tombstone(Schema):
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


class Tombstones(Schema):
    """One page of tombstones."""

    next_cursor: str | None
    items: list[Tombstone]


class Problem(Schema):
    """Why a request was refused."""

    code: str
    sentence: str
    citation: str = ""
    way_out: str = ""
    field: str = ""
