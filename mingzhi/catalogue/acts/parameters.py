"""Set a local parameter: what the law leaves to a level, as far as the levels above leave it open."""

from datetime import date

from mingzhi.catalogue.acts.levels import above, check_citation, write
from mingzhi.catalogue.models import Parameter
from mingzhi.catalogue.policy import may_set_value
from mingzhi.catalogue.queries import parameter
from mingzhi.catalogue.rules.parameters import Value, check_departure, check_form
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act


@act(
    "catalogue.set_parameter",
    title=_("设定本地参数"),
    may=may_set_value,
    serves=("2.3.2a", "2.3.2b", "2.1.1c"),
    basis=("浙政办发〔2019〕20号 二(三)2",),
)
def set_parameter(
    *,
    actor: Actor,
    code: str,
    jurisdiction: str,
    value: Value,
    citation: str,
    since: date,
    confirmed: bool = True,
    note: str = "",
) -> Parameter:
    """Let a value stand in a place from a day, as far as the level above leaves it open.

    Name, unit and direction are those of the level above: what reads the parameter counts in them.
    """
    check_citation(citation, since)
    standard = parameter(code, jurisdiction=above(jurisdiction) or "", on=since)
    check_form(standard, value)
    check_departure(standard, value, jurisdiction=jurisdiction)
    content = {
        "title": standard.title,
        "value": value,
        "unit": standard.unit,
        "direction": standard.direction.value,
        "citation": citation,
        "confirmed": confirmed,
        "note": note,
    }
    row: Parameter = write(Parameter, {"code": code, "jurisdiction": jurisdiction}, content, since)
    return row
