"""What a public register is: its columns, its facets, who keeps it (浙政办发〔2019〕20号 二(一)1)."""

from dataclasses import dataclass

from mingzhi.kernel.wording import gettext_noop as _

PLAN = "浙政办发〔2019〕20号 二(一)1"
BODIES, CATALOGUE = "identity.manage", "catalogue.manage"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``shown`` on the line of the list, ``facet`` beside it, ``form`` how it reads."""

    code: str
    title: str
    facet: bool = False
    shown: bool = False
    form: str = "text"  # text, long, citations, lines, chart, link
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register; ``kept`` names the right to keep its entries where no other table holds them."""

    code: str
    title: str
    about: str
    group: str
    columns: tuple[Column, ...]
    basis: str = PLAN
    kept: str = ""

    @property
    def head(self) -> Column:
        """The column that names an entry."""
        return self.columns[0]

    @property
    def facets(self) -> tuple[Column, ...]:
        """The columns by which entries are counted and narrowed."""
        return tuple(column for column in self.columns if column.facet)

    @property
    def asked(self) -> tuple[Column, ...]:
        """The columns somebody fills in; agency and region come from the agency itself."""
        return tuple(column for column in self.columns if column.code not in (AGENCY.code, REGION.code))


AGENCY = Column("agency", _("执法机关"), facet=True, shown=True)
REGION = Column("region", _("行政区划"), facet=True)
BASIS = Column("basis", _("依据"), form="citations")
CONFIRMED = Column("confirmed", _("核对情况"))
WHO, LAW, HOW, WHERE = _("主体和人员"), _("依据和权责"), _("程序和救济"), _("检查和服务")
